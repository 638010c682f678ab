"""Addresses of this room."""

from django.urls import path

from notices.views import bell, days, gateways, outbox, wishes

app_name = "notices"
urlpatterns = [
    path("", bell.listing, name="list"),
    path("parts/bell/", bell.bell, name="bell"),
    path("read/", bell.read_all, name="read_all"),
    path("unread/", bell.unread, name="unread"),
    path("<int:pk>/", bell.follow, name="follow"),
    path("<int:pk>/read/", bell.read_matter, name="read_matter"),
    path("outbox/", outbox.letters, name="outbox"),
    path("outbox/<int:pk>/again/", outbox.again, name="again"),
    path("wish/", wishes.wish, name="wish"),
    path("pause/", wishes.pause, name="pause"),
    path("devices/add/", wishes.add_device, name="add_device"),
    path("devices/<int:pk>/remove/", wishes.remove_device, name="remove_device"),
    path("phone/", wishes.phone, name="phone"),
    path("phone/prove/", wishes.prove_phone, name="prove_phone"),
    path("phone/forget/", wishes.forget_phone, name="forget_phone"),
    path("fewer/<str:token>/", wishes.fewer, name="fewer"),
    path("gateways/", gateways.listing, name="gateways"),
    path("gateways/add/", gateways.add, name="add_gateway"),
    path("gateways/<int:pk>/", gateways.edit, name="gateway"),
    path("gateways/<int:pk>/secret/", gateways.new_secret, name="gateway_secret"),
    path("gateways/<int:pk>/try/", gateways.try_out, name="try_gateway"),
    path("days/", days.days, name="days"),
    path("days/<int:year>/", days.days, name="days"),
    path("days/<int:year>/propose/", days.propose, name="propose_days"),
    path("days/<int:year>/confirm/", days.confirm, name="confirm_days"),
    path("days/remove/<int:pk>/", days.remove_day, name="remove_day"),
]
