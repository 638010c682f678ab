"""Addresses of the calendars."""

from django.urls import path

from office.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.calendar, name="mine"),
    path("units/<int:pk>/", views.unit_week, name="unit_week"),
    path("feed/<slug:token>.ics", views.feed, name="feed"),
]
