"""Addresses of the signing room."""

from django.urls import path

from signing.views import acts, fetched, pages, public

app_name = "signing"
urlpatterns = [
    path("signing/", pages.tray, name="list"),
    path("signing/new/<int:version>/", acts.new, name="new"),
    path("signing/<int:pk>/", pages.route, name="route"),
    path("signing/<int:pk>/parts/<slug:word>/", pages.part, name="part"),
    path("signing/<int:pk>/recall/", acts.recall, name="recall"),
    path("signing/steps/<int:pk>/sign/", acts.sign, name="sign"),
    path("signing/steps/<int:pk>/seal/", acts.seal, name="seal"),
    path("signing/steps/<int:pk>/return/", acts.return_route, name="return"),
    path("verify/", public.verify, name="verify"),
    path("verify/<slug:code>/", public.issued, name="issued"),
    path("verify/<slug:code>/<slug:what>/", fetched.issued, name="issued_report"),
    path("verify/report/<slug:word>/<slug:what>/", fetched.kept, name="report"),
]
