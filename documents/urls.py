"""Addresses of papers."""

from django.urls import path

from documents.views import issuers, papers, personal, publishing

app_name = "documents"
urlpatterns = [
    path("<int:pk>/", papers.version, name="version"),
    path("<int:pk>/file.pdf", papers.file, name="file"),
    path("<int:pk>/original/", papers.original, name="original"),
    path("<int:pk>/keep/", personal.keep, name="keep"),
    path("publish/<int:pk>/", publishing.publish, name="publish"),
    path("publish/<int:pk>/plan/", publishing.plan_publishing, name="plan_publishing"),
    path("publications/<int:pk>/withdraw/", publishing.unpublish, name="unpublish"),
    path("issuers/", issuers.index, name="issuers"),
    path("issuers/<int:pk>/offer/", issuers.offer, name="offer_issuer"),
    path("<int:pk>/issuer/", issuers.choose, name="choose_issuer"),
    path("mine/", personal.index, name="mine"),
    path("mine/<int:pk>/", personal.folder, name="my_folder"),
    path("mine/<int:pk>/rename/", personal.rename, name="rename_folder"),
    path("mine/<int:pk>/remove/", personal.remove, name="remove_folder"),
    path("mine/<int:pk>/upload/", personal.upload, name="upload"),
    path("kept/<int:pk>/move/", personal.move, name="move_kept"),
    path("kept/<int:pk>/remove/", personal.let_go, name="let_go"),
]
