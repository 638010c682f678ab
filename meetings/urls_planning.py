"""Addresses of planning: composing an agenda, what units hand in, what is late, catalogues, templates, series."""

from django.urls import path, re_path

from meetings.views import catalogues, composing, handing_in, lateness

WHAT = r"(?P<what>kinds|paper-types)"
patterns = [
    path("<int:pk>/plan/paste/", composing.paste, name="paste"),
    path("<int:pk>/plan/papers/", composing.bring_papers, name="bring_papers"),
    path("<int:pk>/plan/papers/guess/", composing.guess_papers, name="guess_papers"),
    path("<int:pk>/plan/section/", composing.name_section, name="name_section"),
    path("<int:pk>/plan/carry/", composing.carry, name="carry"),
    path("<int:pk>/plan/late/", lateness.late, name="late"),
    path("<int:pk>/plan/template/", catalogues.make_template, name="make_template"),
    path("<int:pk>/plan/again/", catalogues.clone, name="clone"),
    path("prepare/", handing_in.papers, name="prepare"),
    path("prepare/items/<int:item>/", handing_in.hand_in, name="hand_in"),
    path("prepare/papers/<int:pk>/", handing_in.handed_in, name="handed_in"),
    path("prepare/papers/<int:pk>/<int:number>.pdf", handing_in.handed_in_file, name="handed_in_file"),
    path("prepare/papers/<int:pk>/approve/", handing_in.approve_paper, name="approve_paper"),
    path("prepare/papers/<int:pk>/return/", handing_in.return_paper, name="return_paper"),
    path("prepare/papers/<int:pk>/withdraw/", handing_in.withdraw_paper, name="withdraw_paper"),
    path("proposals/new/", handing_in.propose, name="propose"),
    path("proposals/<int:pk>/", handing_in.proposal, name="proposal"),
    path("proposals/<int:pk>/edit/", handing_in.edit_proposal, name="edit_proposal"),
    path("proposals/<int:pk>/return/", handing_in.return_proposal, name="return_proposal"),
    path("proposals/<int:pk>/papers/", handing_in.hand_in_to_proposal, name="hand_in_to_proposal"),
    re_path(
        r"^proposals/(?P<pk>\d+)/(?P<step>approve|place|withdraw)/$", handing_in.decide_proposal,
        name="decide_proposal",
    ),
    path("late/", lateness.report, name="late_report"),
    re_path(r"^late/report\.(?P<form>xlsx|csv)$", lateness.export, name="late_export"),
    re_path(rf"^catalogue/{WHAT}/$", catalogues.catalogue, name="catalogue"),
    re_path(rf"^catalogue/{WHAT}/new/$", catalogues.catalogue_row, name="new_row"),
    re_path(rf"^catalogue/{WHAT}/(?P<pk>\d+)/$", catalogues.catalogue_row, name="catalogue_row"),
    re_path(rf"^catalogue/{WHAT}/(?P<pk>\d+)/archive/$", catalogues.archive_row, name="archive_row"),
    path("templates/", catalogues.templates, name="templates"),
    path("templates/new/", catalogues.template, name="new_template"),
    path("templates/<int:pk>/", catalogues.template, name="template"),
    path("templates/<int:pk>/people/", catalogues.seat_in_template, name="seat_in_template"),
    path("templates/<int:pk>/plan/", catalogues.plan_from, name="plan_from"),
    path("templates/<int:pk>/archive/", catalogues.archive_template, name="archive_template"),
    path("series/", catalogues.series_list, name="series_list"),
    path("series/new/", catalogues.edit_series, name="new_series"),
    path("series/<int:pk>/", catalogues.series, name="series"),
    path("series/<int:pk>/edit/", catalogues.edit_series, name="edit_series"),
    re_path(r"^series/(?P<pk>\d+)/(?P<step>next|end)/$", catalogues.series_step, name="series_step"),
]  # fmt: skip
