"""Addresses of the office."""

from django.urls import path

from office import guide, own_signature, views

app_name = "office"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("search/", views.search, name="search"),
    path("manage/", views.manage, name="manage"),
    path("guide/", guide.guide, name="guide"),
    path("guide/<slug:role>/", guide.guide, name="guide_of"),
    path("opinions/sheets/<int:pk>/sign/", own_signature.sign_sheet, name="sign_sheet"),
]
