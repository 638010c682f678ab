"""The pages: the tray, the route, the public check; strangers find nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from signing.models import Signature
from signing.strongbox import DEMO_PIN
from tests.signing.attacks import one_byte
from tests.signing.way import asked, seals, sent, signs

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def route(who):
    return sent(who)


def test_the_leader_signs_on_the_page(client, who, route):
    client.force_login(who.an)
    assert route.paper.title in client.get(reverse("signing:list")).content.decode()
    page = client.get(route.get_absolute_url()).content.decode()
    assert route.current.sha256 in page
    url = reverse("signing:sign", args=[asked(route).pk])
    wrong = client.post(url, {"pin": "11111111", "seen": route.current.sha256})
    assert wrong.status_code == 409
    done = client.post(url, {"pin": DEMO_PIN, "seen": route.current.sha256})
    assert done.status_code == 302
    assert Signature.objects.count() == 1


def test_a_refused_pin_is_not_shown_again(client, who, route):
    client.force_login(who.an)
    url = reverse("signing:sign", args=[asked(route).pk])
    answer = client.post(url, {"pin": "my own words", "seen": route.current.sha256})
    assert answer.status_code == 409
    assert "my own words" not in answer.content.decode()


def test_who_may_not_does_not(client, who, route):
    step = asked(route)
    client.force_login(who.dung)
    assert client.get(route.get_absolute_url()).status_code == 404
    assert client.post(reverse("signing:sign", args=[step.pk])).status_code == 404
    client.force_login(who.chi)
    assert client.get(route.get_absolute_url()).status_code == 200
    assert client.post(reverse("signing:sign", args=[step.pk])).status_code == 403
    client.force_login(who.an)
    assert client.post(reverse("signing:recall", args=[route.pk])).status_code == 403


def test_parts_are_drawn_alone(client, who, route):
    client.force_login(who.an)
    for word in ("steps", "document", "my_step"):
        url = reverse("signing:part", args=[route.pk, word])
        assert f'id="{word}"' in client.get(url).content.decode()
    assert client.get(reverse("signing:part", args=[route.pk, "other"])).status_code == 404


def test_returned_on_the_page_with_a_reason(client, who, route):
    client.force_login(who.an)
    url = reverse("signing:return", args=[asked(route).pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Sửa lại"}).status_code == 302
    route.refresh_from_db()
    assert route.state == "returned"


def test_anyone_verifies_a_file(client, who, route, sealed):
    signs(route, who)
    seals(route, who)
    route.refresh_from_db()
    content = route.current.read()
    url = reverse("signing:verify")
    assert client.get(url).status_code == 200
    good = client.post(url, {"file": SimpleUploadedFile("qd.pdf", content)}).content.decode()
    assert 'data-verdict="valid"' in good
    assert str(who.an) in good
    assert route.paper.notation in good or "01/QĐ-UBND" in good
    changed = one_byte(content, content.find(b"stream") + 20)
    bad = client.post(url, {"file": SimpleUploadedFile("qd.pdf", changed)}).content.decode()
    assert 'data-verdict="modified"' in bad
    htmx = client.post(
        url, {"file": SimpleUploadedFile("qd.pdf", sealed)}, headers={"HX-Request": "true"}
    ).content.decode()
    assert htmx.lstrip().startswith('<div id="answer"')
    assert 'data-verdict="untrusted"' in htmx


def test_the_qr_code_leads_to_what_was_issued(client, who, route):
    url = reverse("signing:issued", args=[route.code])
    assert client.get(url).status_code == 404
    signs(route, who)
    seals(route, who)
    page = client.get(url).content.decode()
    assert "01/QĐ-UBND" in page
    assert 'data-verdict="valid"' in page


def test_too_many_files_from_one_address_wait(client, settings, monkeypatch, db):
    monkeypatch.setattr("signing.views.public.CHECKS", 1)
    url = reverse("signing:verify")
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {}).status_code == 429


def test_a_paper_is_sent_from_its_page(client, who):
    from tests.signing.way import decision

    paper = decision(who)
    client.force_login(who.chi)
    url = reverse("signing:new", args=[paper.versions.get().pk])
    assert client.get(url).status_code == 200
    lines = [("sign", "nguyen van an"), ("number", "Lê Thị Chi"), ("seal", "Lê Thị Chi")]
    body = {"s-TOTAL_FORMS": len(lines), "s-INITIAL_FORMS": 0}
    for at, (kind, name) in enumerate(lines):
        body |= {f"s-{at}-kind": kind, f"s-{at}-who": name, f"s-{at}-when": "after"}
    done = client.post(url, body)
    assert done.status_code == 302
    assert [step.kind for step in paper.routes.get().steps.all()] == ["sign", "number", "seal"]
    client.force_login(who.dung)
    assert client.get(url).status_code == 404
