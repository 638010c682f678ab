"""Addresses of this room."""

from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("", views.listing, name="list"),
    path("parts/bell/", views.bell, name="bell"),
    path("read/", views.read_all, name="read_all"),
    path("<int:pk>/", views.follow, name="follow"),
    path("outbox/", views.letters, name="outbox"),
    path("outbox/<int:pk>/again/", views.again, name="again"),
    path("wish/", views.wish, name="wish"),
    path("days/", views.days, name="days"),
    path("days/<int:year>/", views.days, name="days"),
    path("days/remove/<int:pk>/", views.remove_day, name="remove_day"),
]
