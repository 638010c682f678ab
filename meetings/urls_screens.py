"""Addresses of the screen, the chair's panel, walking the agenda, rooms and seats."""

from django.urls import path

from meetings.views import chair, rooms, screens, seating, walking

patterns = [
    path("<int:pk>/chair/", chair.chair, name="chair"),
    path("<int:pk>/chair/parts/<slug:word>/", chair.chair_part, name="chair_part"),
    path("<int:pk>/screen/", screens.show_screen, name="screen"),
    path("<int:pk>/screen/parts/<slug:word>/", screens.screen_part, name="screen_part"),
    path("<int:pk>/screen/paper/<int:version>/", screens.screen_paper, name="screen_paper"),
    path("<int:pk>/screen/qr.svg", screens.screen_qr, name="screen_qr"),
    path("<int:pk>/screens/", screens.screens, name="screens"),
    path("<int:pk>/screens/new/", screens.make_link, name="make_link"),
    path("<int:pk>/screens/pin/", screens.pin, name="pin"),
    path("<int:pk>/screens/<int:link>/revoke/", screens.revoke_link, name="revoke_link"),
    path("items/<int:pk>/start/", walking.start_item, name="start_item"),
    path("items/<int:pk>/defer/", walking.defer_item, name="defer_item"),
    path("items/<int:pk>/back/", walking.back_to, name="back_to"),
    path("items/<int:pk>/bring-back/", walking.bring_back, name="bring_back"),
    path("items/<int:pk>/shift/", walking.shift_item, name="shift_item"),
    path("<int:pk>/seats/", seating.seats, name="seats"),
    path("<int:pk>/seats/parts/<slug:word>/", seating.seats_part, name="seats_part"),
    path("<int:pk>/seats/plan/", seating.seat_plan, name="seat_plan"),
    path("<int:pk>/seats/plan/draw/", seating.lay_out, name="lay_out"),
    path("<int:pk>/seats/plan/protocol/", seating.place_all, name="place_all"),
    path("<int:pk>/seats/plan/move/", seating.move_place, name="move_place"),
    path("<int:pk>/seats/<int:seat>/place/", seating.place_seat, name="place_seat"),
    path("<int:pk>/seats/plan.pdf", seating.plan_sheet, name="plan_sheet"),
    path("<int:pk>/seats/cards.pdf", seating.name_cards, name="name_cards"),
    path("rooms/", rooms.rooms, name="rooms"),
    path("rooms/new/", rooms.new_room, name="new_room"),
    path("rooms/<int:pk>/", rooms.room, name="room"),
    path("rooms/<int:pk>/edit/", rooms.edit_room, name="edit_room"),
    path("rooms/<int:pk>/archive/", rooms.archive_room, name="archive_room"),
    path("rooms/<int:pk>/move/", rooms.move_place, name="move_room_place"),
]
