"""Addresses of attendance, the door and the floor."""

from django.urls import path, re_path

from meetings.views import attendance, entrance, floor

patterns = [
    path("<int:pk>/attendance/", attendance.attendance, name="attendance"),
    path("<int:pk>/attendance/timeline/", attendance.timeline, name="timeline"),
    path("<int:pk>/attendance/all/", attendance.all_present, name="all_present"),
    path("<int:pk>/attendance/file/", attendance.attendance_file, name="attendance_file"),
    path("<int:pk>/attendance/print/", attendance.attendance_print, name="attendance_print"),
    path("passages/<int:pk>/correct/", attendance.correct, name="correct_passage"),
    path("<int:pk>/door/", entrance.door_page, name="door_page"),
    path("<int:pk>/door-code/", entrance.door_code, name="door_code"),
    path("<int:pk>/door-sheet/", entrance.door_sheet, name="door_sheet"),
    path("<int:pk>/door-sheet/new/", entrance.renew_sheet, name="renew_sheet"),
    path("<int:pk>/door-scan/", entrance.scan, name="door_scan"),
    path("<int:pk>/door/<str:word>/", entrance.door, name="door"),
    path("<int:pk>/leave/", attendance.go_out, name="go_out"),
    path("<int:pk>/question/", floor.ask_question, name="ask_question"),
    path("<int:pk>/floor/", floor.give_floor, name="give_floor"),
    path("<int:pk>/floor/settings/", floor.arrange, name="arrange_floor"),
    path("<int:pk>/speaking/", floor.speaking_page, name="speaking"),
    path("<int:pk>/speaking/file/", floor.speaking_file, name="speaking_file"),
    path("speakings/<int:pk>/move/", floor.move_speaking, name="move_speaking"),
    re_path(
        r"^speakings/(?P<pk>\d+)/(?P<step>hold|continue|minute|answer|writing)/$",
        floor.speaking_step, name="speaking_step",
    ),
    path("<int:pk>/announce/", floor.announce, name="announce"),
    path("announcements/<int:pk>/end/", floor.take_down, name="take_down"),
    path("announcements/<int:pk>/seen/", floor.put_away, name="put_away"),
    path("<int:pk>/break/", floor.pause, name="pause"),
    path("<int:pk>/open-short/", floor.open_short, name="open_short"),
    path("<int:pk>/hand-over/", floor.hand_over, name="hand_over"),
    path("<int:pk>/hand-over/back/", floor.return_chair, name="return_chair"),
]  # fmt: skip
