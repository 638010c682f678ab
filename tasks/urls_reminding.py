"""Addresses of reminders."""

from django.urls import path

from tasks.views import reminding

patterns = [
    path("reminders/", reminding.reminders, name="reminders"),
    path("reminders/digest/<int:pk>/", reminding.digest, name="digest"),
    path("<int:pk>/snooze/", reminding.snooze, name="snooze"),
    path("<int:pk>/allow-snooze/", reminding.allow_snooze, name="allow_snooze"),
    path("<int:pk>/nudge/", reminding.nudge, name="nudge"),
]
