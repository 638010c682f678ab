"""Addresses of giving tasks: from a sentence, several at once, from a text, from templates, by the calendar."""

from django.urls import path

from tasks.views import assigning

patterns = [
    path("new/", assigning.new, name="new"),
    path("new/understand/", assigning.understand, name="understand"),
    path("<int:pk>/take-back/", assigning.take_back, name="take_back"),
    path("together/<uuid:batch>/", assigning.batch, name="batch"),
    path("together/<uuid:batch>/take-back/", assigning.take_batch_back, name="take_batch_back"),
]
