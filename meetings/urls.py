"""Addresses of the meetings room."""

from django.urls import path, re_path

from meetings.views import concluding, dossier, pages, planning, running, screens, walking

app_name = "meetings"
urlpatterns = [
    path("", pages.index, name="list"),
    path("new/", planning.new_meeting, name="new"),
    path("<int:pk>/", pages.meeting, name="meeting"),
    path("<int:pk>/parts/<slug:word>/", pages.part, name="part"),
    path("<int:pk>/record/", pages.record, name="record"),
    path("<int:pk>/dossier.pdf", dossier.dossier, name="dossier"),
    path("<int:pk>/archive.zip", dossier.archive, name="archive"),
    path("<int:pk>/screen/", screens.show_screen, name="screen"),
    path("<int:pk>/screen/parts/<slug:word>/", screens.screen_part, name="screen_part"),
    path("<int:pk>/screen/paper/<int:version>/", screens.screen_paper, name="screen_paper"),
    path("<int:pk>/screen/qr.svg", screens.screen_qr, name="screen_qr"),
    path("<int:pk>/screens/", screens.screens, name="screens"),
    path("<int:pk>/screens/new/", screens.make_link, name="make_link"),
    path("<int:pk>/screens/pin/", screens.pin, name="pin"),
    path("<int:pk>/screens/<int:link>/revoke/", screens.revoke_link, name="revoke_link"),
    path("<int:pk>/plan/", planning.plan, name="plan"),
    path("<int:pk>/edit/", planning.edit_meeting, name="edit"),
    path("<int:pk>/items/add/", planning.add_item, name="add_item"),
    path("items/<int:pk>/edit/", planning.edit_item, name="edit_item"),
    path("items/<int:pk>/move/", planning.move_item, name="move_item"),
    path("items/<int:pk>/remove/", planning.remove_item, name="remove_item"),
    path("items/<int:pk>/start/", walking.start_item, name="start_item"),
    path("items/<int:pk>/defer/", walking.defer_item, name="defer_item"),
    path("items/<int:pk>/back/", walking.back_to, name="back_to"),
    path("items/<int:pk>/bring-back/", walking.bring_back, name="bring_back"),
    path("items/<int:pk>/shift/", walking.shift_item, name="shift_item"),
    path("<int:pk>/papers/add/", planning.add_paper, name="add_paper"),
    path("<int:pk>/invite/", planning.invite, name="invite"),
    path("<int:pk>/seats/<int:seat>/remove/", planning.remove_seat, name="remove_seat"),
    path("<int:pk>/seats/<int:seat>/present/", running.mark_present, name="mark_present"),
    path("<int:pk>/convene/", planning.convene, name="convene"),
    path("<int:pk>/cancel/", planning.cancel, name="cancel"),
    path("<int:pk>/accept/", planning.accept, name="accept"),
    path("<int:pk>/decline/", planning.decline, name="decline"),
    re_path(
        r"^(?P<pk>\d+)/(?P<step>open|pause|resume|close|conclude)/$", running.step, name="step"
    ),
    path("<int:pk>/show/", running.show, name="show"),
    path("<int:pk>/show/end/", running.end_show, name="end_show"),
    path("<int:pk>/arrive/", running.arrive, name="arrive"),
    path("<int:pk>/hand/", running.raise_hand, name="raise_hand"),
    path("speakings/<int:pk>/withdraw/", running.lower_hand, name="lower_hand"),
    path("speakings/<int:pk>/call/", running.call, name="call"),
    path("speakings/<int:pk>/end/", running.end_speaking, name="end_speaking"),
    path("<int:pk>/votes/new/", running.new_vote, name="new_vote"),
    re_path(
        r"^votes/(?P<pk>\d+)/(?P<step>open|close|announce)/$", running.vote_step, name="vote_step"
    ),
    path("votes/<int:pk>/void/", running.void_vote, name="void_vote"),
    path("votes/<int:pk>/cast/", running.cast, name="cast"),
    path("<int:pk>/conclusions/new/", concluding.new_conclusion, name="new_conclusion"),
    path("conclusions/<int:pk>/edit/", concluding.edit_conclusion, name="edit_conclusion"),
    path("conclusions/<int:pk>/agree/", concluding.agree, name="agree"),
    path("conclusions/<int:pk>/strike/", concluding.strike, name="strike"),
    path("<int:pk>/decision/", concluding.new_decision, name="new_decision"),
    path(
        "<int:pk>/papers/<int:paper>/send/", concluding.send_to_be_signed, name="send_to_be_signed"
    ),
]
