"""Addresses of this room."""

from django.urls import path

from opinions.views import acts, answering, pages, planning, statistics, table

app_name = "opinions"
urlpatterns = [
    path("", pages.index, name="list"),
    path("new/", planning.new, name="new"),
    path("parts/my_opinions/", pages.my_opinions, name="my_opinions"),
    path("statistics/", statistics.overview, name="statistics"),
    path("statistics/members.xlsx", statistics.export, {"what": "members"}, name="by_member"),
    path("statistics/rounds.xlsx", statistics.export, {"what": "rounds"}, name="by_round"),
    path("<int:pk>/", pages.round_page, name="round"),
    path("<int:pk>/parts/<slug:word>/", pages.part, name="part"),
    path("<int:pk>/edit/", planning.edit, name="edit"),
    path("<int:pk>/paper/", planning.paper, name="paper"),
    path("<int:pk>/papers/<int:paper>/sign/", acts.sign_paper, name="sign_paper"),
    path("<int:pk>/table/", table.table, name="table"),
    path("<int:pk>/table/new/", table.new_row, name="new_row"),
    *(
        path(f"<int:pk>/table.{kind}", table.export, {"kind": kind}, name=f"table_{kind}")
        for kind in ("xlsx", "docx", "pdf")
    ),
    path("rows/<int:pk>/", table.row, name="row"),
    path("lines/<int:pk>/answer/", answering.answer, name="answer"),
    path("lines/<int:pk>/paper/", answering.on_paper, name="on_paper"),
    path("lines/<int:pk>/keep/", answering.keep, name="keep"),
    path("lines/<int:pk>/take-off/", acts.take_off, name="take_off"),
    path("sheets/<int:pk>/", pages.sheet, name="sheet"),
    path(
        "sheets/<int:pk>/prepare-signature/", answering.prepare_signature, name="prepare_signature"
    ),
    *(
        path(f"<int:pk>/{name.replace('_', '-')}/", acts.press, {"name": name}, name=name)
        for name in acts.PRESSES
    ),
    *(
        path(f"<int:pk>/{name.replace('_', '-')}/", acts.paged, {"name": name}, name=name)
        for name in acts.PAGES
    ),
]
