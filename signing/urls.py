"""Addresses of the signing room."""

from django.urls import path

from signing.views import acts, fetched, pages, public, trust

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
    path("signing/certificates/", trust.in_use, name="certificates"),
    path("signing/trust/", trust.index, name="trust"),
    path("signing/trust/import/", trust.upload, name="trust_upload"),
    path("signing/trust/believe/", trust.believe, name="believe"),
    path("signing/trust/<int:pk>/", trust.root, name="root"),
    path("signing/trust/<int:pk>/narrow/", trust.narrow, name="narrow"),
    path("signing/trust/<int:pk>/retire/", trust.retire, name="retire"),
    path("signing/trust/keys/<int:pk>/pin/", trust.pin, name="pin"),
    path("signing/trust/pins/<int:pk>/end/", trust.unpin, name="unpin"),
    path("verify/", public.verify, name="verify"),
    path("verify/<slug:code>/", public.issued, name="issued"),
    path("verify/<slug:code>/<slug:what>/", fetched.issued, name="issued_report"),
    path("verify/report/<slug:word>/<slug:what>/", fetched.kept, name="report"),
]
