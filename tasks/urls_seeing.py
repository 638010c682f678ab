"""Addresses of what is seen: the day, the board, lists of a filter, kept views."""

from django.urls import path

from tasks.views import day, exporting, listing, merit, overview, rates, saved

seeing = [
    path("", day.first, name="list"),
    path("today/", day.today, name="today"),
    path("parts/my_work/", day.my_work, name="my_work"),
    path("<int:pk>/now/<slug:do>/", day.now, name="now"),
    path("board/", overview.board, name="board"),
    path("board/<str:period>/<int:unit>/", overview.board, name="board_of"),
    path("board/<str:period>/<int:unit>/parts/overview/", overview.part, name="overview"),
    *(
        path(
            f"board/<str:period>/<int:unit>/report.{kind}",
            exporting.report,
            {"kind": kind},
            name=f"report_{kind}",
        )
        for kind in exporting.REPORTS
    ),
    path("merit/", merit.sheets, name="merit"),
    path("merit/<str:period>/<int:unit>/", merit.sheets, name="merit_of"),
    path("merit/<str:period>/<int:unit>/figures.xlsx", merit.figures_sheet, name="merit_sheet"),
    path("merit/<str:period>/<int:unit>/evidence.xlsx", merit.evidence, name="merit_evidence"),
    path("all/", listing.every, name="all"),
    *(
        path(f"all/tasks.{kind}", exporting.listed, {"kind": kind}, name=f"list_{kind}")
        for kind in ("xlsx", "pdf")
    ),
    path("rates/", rates.rates, name="rates"),
    path("rates/<int:unit>/switch/", rates.switch, name="switch_rate"),
    path("views/", saved.kept, name="views"),
    path("views/save/", saved.save, name="save_view"),
    path("views/<int:pk>/start/", saved.start, name="start_view"),
    path("views/<int:pk>/remove/", saved.remove, name="remove_view"),
]
