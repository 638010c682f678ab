"""Addresses of giving tasks: from a sentence, several at once, from a text, from templates, by the calendar."""

from django.urls import path, re_path

from tasks.views import assigning, readings, rows
from tasks.views import patterns as kept

patterns = [
    path("new/", assigning.new, name="new"),
    path("new/understand/", assigning.understand, name="understand"),
    path("<int:pk>/take-back/", assigning.take_back, name="take_back"),
    path("together/<uuid:batch>/", assigning.batch, name="batch"),
    path("together/<uuid:batch>/take-back/", assigning.take_batch_back, name="take_batch_back"),
    path("lines/", rows.lines, name="lines"),
    path("readings/", readings.readings, name="readings"),
    path("readings/<int:pk>/", readings.reading, name="reading"),
    path("readings/<int:pk>/parts/<slug:word>/", readings.reading_part, name="reading_part"),
    path("readings/<int:pk>/confirm-sure/", readings.confirm_sure, name="confirm_sure"),
    path("proposals/<int:pk>/", readings.change, name="proposal"),
    path("proposals/<int:pk>/lead/<int:unit>/", readings.choose_lead, name="choose_lead"),
    re_path(
        r"^proposals/(?P<pk>\d{1,18})/(?P<step>confirm|dismiss|restore)/$",
        readings.decide,
        name="decide_proposal",
    ),
    path("templates/", kept.templates, name="templates"),
    path("templates/new/", kept.new_template, name="new_template"),
    path("templates/<int:pk>/", kept.template, name="template"),
    path("templates/<int:pk>/edit/", kept.edit_template, name="edit_template"),
    path("templates/<int:pk>/put-away/", kept.close_template, name="close_template"),
    path("recurring/", kept.recurrences, name="recurrences"),
    path("recurring/new/", kept.new_recurrence, name="new_recurrence"),
    path("recurring/<int:pk>/", kept.recurrence, name="recurrence"),
    path("recurring/<int:pk>/edit/", kept.edit_recurrence, name="edit_recurrence"),
    re_path(
        r"^recurring/(?P<pk>\d{1,18})/(?P<name>pause|resume|end)/$",
        kept.step,
        name="recurrence_step",
    ),
    re_path(
        r"^recurring/(?P<pk>\d{1,18})/(?P<day>\d{4}-\d{2}-\d{2})/(?P<name>skip|take-up)/$",
        kept.turn,
        name="recurrence_turn",
    ),
]
