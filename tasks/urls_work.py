"""Addresses of a task's life: requests, explanations, contributions, parts, marks."""

from django.urls import path

from tasks.views import requests as views

ON_TASK = (
    ("extension", "extension"),
    ("propose-transfer", "propose_transfer"),
    ("transfer", "transfer"),
    ("ask", "ask"),
    ("demand", "demand"),
    ("contribute", "contribute"),
    ("ask-contributions", "ask_contributions"),
    ("hand-down", "hand_down"),
    ("accept-graded", "accept_graded"),
    ("evaluate", "evaluate"),
    ("confirm-cause", "confirm_cause"),
    ("reopen", "reopen"),
    ("circle", "circle"),
)

patterns = [
    path("<int:pk>/people/", views.people, name="people"),
    path("<int:pk>/demand-now/", views.demand, name="demand_now"),
    path("<int:pk>/nudge-supporters/", views.nudge_supporters, name="nudge_supporters"),
    *(
        path(f"<int:pk>/{address}/", views.on_task, {"name": name}, name=name)
        for address, name in ON_TASK
    ),
    *(
        path(
            f"<int:pk>/{rows}/<int:which>/{name}/",
            views.on_row,
            {"rows": rows, "name": name},
            name=f"{rows}_{name}",
        )
        for rows, name in views.ON_ROW
    ),
    *(
        path(
            f"<int:pk>/{rows}/<int:which>/{name}/",
            views.press,
            {"rows": rows, "name": name},
            name=f"{rows}_{name}",
        )
        for rows, name in views.PRESSED
    ),
]
