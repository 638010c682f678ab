"""Addresses of this room."""

from django.urls import path

from tasks import urls_giving, urls_reminding, urls_work, views
from tasks.urls_seeing import seeing

app_name = "tasks"
urlpatterns = [
    *seeing,
    path("supported/", views.supported, name="supported"),
    path("given/", views.given_board, name="given_board"),
    path("parts/given/", views.given, name="given"),
    *urls_giving.patterns,
    *urls_work.patterns,
    *urls_reminding.patterns,
    path("<int:pk>/", views.task, name="task"),
    path("<int:pk>/print/", views.printout, name="printout"),
    path("<int:pk>/parts/<slug:word>/", views.part, name="part"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/accept-result/", views.accept_result, name="accept_result"),
    path("<int:pk>/comment/", views.comment, name="comment"),
    *(
        path(f"<int:pk>/{address}/", views.paged, {"name": name}, name=name)
        for address, name in (
            ("decline", "decline"),
            ("hand-on", "hand_on"),
            ("again", "again"),
            ("progress", "progress"),
            ("report", "report"),
            ("return", "return_result"),
            ("due", "due"),
            ("cancel", "cancel"),
        )
    ),
]
