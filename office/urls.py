"""Addresses of the office."""

from django.urls import path

from office import views

app_name = "office"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("search/", views.search, name="search"),
]
