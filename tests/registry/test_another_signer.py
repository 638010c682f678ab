"""A name once printed is signed by nobody else: another signer means the same text printed anew, in one press."""

from __future__ import annotations

import subprocess

import pytest

from core.refused import Refused
from people.models import Post, User
from registry.actions import signers, way
from signing import actions as signing
from signing.strongbox import DEMO_PIN
from tests.registry.desk import drafted, seen, sent, step


@pytest.fixture
def deputy(who):
    person = User.objects.create_user("long", "x", full_name="Phạm Đức Long")
    Post.objects.create(user=person, unit=who.committee, title="Phó Chủ tịch", role="leader")
    return person


def text(version):
    done = subprocess.run(["pdftotext", "-layout", version.path, "-"], capture_output=True, check=True)  # fmt: skip
    return done.stdout.decode()


@pytest.mark.django_db(transaction=True)
def test_the_deputy_signs_for_the_chair_with_one_press(client, who, deputy):
    draft = sent(drafted(who))
    first = draft.paper.routes.get()
    client.force_login(who.chi)
    address = f"/registry/drafts/{draft.pk}/signer/"
    assert address in client.get(draft.get_absolute_url()).content.decode()
    assert client.post(address, {"signer": deputy.pk}).status_code == 302
    draft.refresh_from_db()
    first.refresh_from_db()
    route = draft.paper.routes.get(state="circulating")
    assert (first.state, draft.state, draft.signer) == ("recalled", "signing", deputy)
    assert draft.capacity == "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    assert "KT. CHỦ TỊCH" in text(route.current)
    assert "Nguyễn Văn An" not in text(route.current)
    assert not draft.remarks.filter(settled_at=None).exists()
    assert draft.editions.last().head["signer"] == "Phạm Đức Long"
    said = client.get(draft.get_absolute_url()).content.decode()
    assert route.get_absolute_url() in said  # the way it goes now, not the one that was taken back
    assert first.get_absolute_url() not in said
    signing.sign(step(route), pin=DEMO_PIN, seen=seen(route), by=deputy)
    signing.number_and_seal(step(route), pin=DEMO_PIN, seen=seen(route), by=who.chi)
    draft.refresh_from_db()
    assert (draft.state, draft.issue.signer) == ("signed", "Phạm Đức Long")


def change(draft, deputy, by):
    other = signers.as_of(draft, deputy, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")
    again = signers.initials_of(draft)
    return signers.change_signer(draft, way.print_draft(other), other, initials=again, by=by)


def test_who_initialled_is_asked_again(who, deputy):
    draft = drafted(who)
    sent(draft, initials=[who.binh])
    draft.refresh_from_db()
    route = change(draft, deputy, who.chi).paper.routes.get(state="circulating")
    assert [(one.kind, one.who) for one in route.steps.order_by("position")][:2] == [("initial", who.binh), ("sign", deputy)]  # fmt: skip


def test_a_signature_that_stands_is_not_thrown_away(who, deputy):
    draft = sent(drafted(who))
    route = draft.paper.routes.get()
    signing.sign(step(route), pin=DEMO_PIN, seen=seen(route), by=who.an)
    with pytest.raises(Refused, match="Đã có người ký"):
        change(draft, deputy, who.chi)
    draft.refresh_from_db()
    route.refresh_from_db()
    assert (draft.signer, draft.state, route.state) == (who.an, "signing", "circulating")


def test_nobody_but_the_author_changes_the_signer(client, who, deputy):
    draft = sent(drafted(who))
    for person, status in ((who.an, 403), (who.dung, 404)):
        client.force_login(person)
        assert client.post(f"/registry/drafts/{draft.pk}/signer/", {"signer": deputy.pk}).status_code == status  # fmt: skip
    client.force_login(who.chi)
    assert client.post(f"/registry/drafts/{draft.pk}/signer/", {"signer": who.dung.pk}).status_code == 422  # fmt: skip
    draft.refresh_from_db()
    assert draft.signer == who.an
