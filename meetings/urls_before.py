"""Addresses of what happens before the session, and of the consent block."""

from django.urls import path, re_path

from meetings.views import consent, notes, readiness, reading, remarks

patterns = [
    path("<int:pk>/read/", reading.read, name="read"),
    path("items/<int:pk>/read/", reading.read_item, name="read_item"),
    path("items/<int:pk>/read/<int:version>/", reading.read_paper, name="read_paper"),
    path("items/<int:pk>/read/<int:version>/seen/", reading.seen, name="seen"),
    path("items/<int:pk>/read/<int:version>/finish/", reading.finish, name="finish"),
    path("items/<int:pk>/stance/", reading.give_stance, name="give_stance"),
    path("items/<int:pk>/remark/", remarks.add_remark, name="add_remark"),
    path("remarks/<int:pk>/reply/", remarks.reply, name="reply"),
    path("remarks/<int:pk>/file.pdf", remarks.remark_file, name="remark_file"),
    path("remarks/<int:pk>/taken-up/", remarks.take_up, name="take_up"),
    re_path(
        r"^remarks/(?P<pk>\d+)/(?P<step>withdraw|restore|open)/$",
        remarks.remark_step,
        name="remark_step",
    ),
    path("items/<int:pk>/questions/", remarks.questions, name="questions"),
    path("items/<int:pk>/wishes/", remarks.take_over_wishes, name="take_over_wishes"),
    path("items/<int:pk>/notes/", notes.add_note, name="add_note"),
    path("notes/<int:pk>/", notes.change_note, name="change_note"),
    re_path(r"^notes/(?P<pk>\d+)/(?P<step>delete|restore)/$", notes.note_step, name="note_step"),
    path("<int:pk>/notes/", notes.notes, name="notes"),
    path("<int:pk>/notes/notes.xlsx", notes.take_notes, name="take_notes"),
    path("<int:pk>/readiness/", readiness.board, name="readiness"),
    path("<int:pk>/readiness/remind/", readiness.remind, name="remind_readers"),
    path("<int:pk>/readiness/rules/", readiness.rules, name="reading_rules"),
    path("items/<int:pk>/consent/", readiness.mark, name="mark_for_consent"),
    path("<int:pk>/opinions/", readiness.summary, name="gathered"),
    re_path(
        r"^(?P<pk>\d+)/opinions/opinions\.(?P<form>xlsx|docx|pdf)$",
        readiness.take_summary,
        name="take_gathered",
    ),
    path("<int:pk>/block/", consent.open_block, name="open_block"),
    path("items/<int:pk>/move-back/", consent.move_back, name="move_back"),
    path("items/<int:pk>/return/", consent.return_item, name="return_item"),
]
