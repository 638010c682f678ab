"""Addresses of papers."""

from django.urls import path

from documents import publish_views as publish
from documents import views

app_name = "documents"
urlpatterns = [
    path("<int:pk>/", views.version, name="version"),
    path("<int:pk>/file.pdf", views.file, name="file"),
    path("publish/<int:pk>/", publish.publish, name="publish"),
    path("publish/<int:pk>/plan/", publish.plan_publishing, name="plan_publishing"),
    path("publications/<int:pk>/withdraw/", publish.unpublish, name="unpublish"),
]
