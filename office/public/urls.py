"""Addresses of the public pages."""

from django.urls import path

from office.public import feeds, rates, views

app_name = "public"
urlpatterns = [
    path("", views.index, name="list"),
    path("feed.atom", feeds.Newest(), name="feed"),
    path("on-time/", rates.index, name="rates"),
    path("on-time/<int:unit>/", rates.rate, name="rate"),
    path("on-time/<int:unit>/rate.json", rates.as_json, name="rate_json"),
    path("on-time/<int:unit>/rate.csv", rates.as_csv, name="rate_csv"),
    path("<slug:code>/", views.document, name="document"),
    path("<slug:code>/file.pdf", views.file, name="file"),
]
