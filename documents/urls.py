"""Addresses of papers."""

from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("<int:pk>/", views.version, name="version"),
    path("<int:pk>/file.pdf", views.file, name="file"),
]
