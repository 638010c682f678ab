"""A race for a paper: its author gives it another signer in the very moment in which the first one signs or gives it back."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connections, transaction

from core.refused import Refused
from people.models import Post, User
from registry.actions import signers, way
from registry.models import Draft
from signing import actions as signing
from signing.models import Route, Step
from tests import world
from tests.registry.desk import drafted, sent, step
from tests.signing.way import inspected

pytestmark = pytest.mark.django_db(transaction=True)
LONG = 1.0  # seconds in which the other one tries


@pytest.fixture
def draft(settings, tmp_path, monkeypatch):
    """A letter that waits for An's signature."""
    settings.DEMO, settings.DATA_DIR, settings.FILES_DIR = True, tmp_path, tmp_path / "files"
    monkeypatch.setattr("documents.actions.inspect", inspected)
    return sent(drafted(world.cast()))


def meanwhile(draft, work):
    """Let ``work`` be done in a transaction, and the signer be changed from the moment in which it says so; what was said."""
    who, said, begun = world.cast(), [], threading.Event()
    deputy = User.objects.create_user("long", "x", full_name="Phạm Đức Long")
    Post.objects.create(user=deputy, unit=who.committee, title="Phó Chủ tịch", role="leader")
    other = signers.as_of(draft, deputy, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")
    printed = way.print_draft(other)

    def first():
        try:
            with transaction.atomic():
                work(draft.paper.routes.get(), who, begun.set)
        finally:
            connections.close_all()

    hand = threading.Thread(target=first)
    hand.start()
    begun.wait(30)
    try:
        signers.change_signer(Draft.objects.get(pk=draft.pk), printed, other, by=who.chi)
    except Refused as sentence:
        said.append(str(sentence))
    hand.join(30)
    return said


def test_a_signature_given_meanwhile_is_not_thrown_away(draft):
    def signs(route, _who, begun):  # what storing a signature does to the rows
        route = Route.objects.select_for_update().get(pk=route.pk)
        Step.objects.filter(pk=step(route).pk).update(state="signed")
        begun()
        time.sleep(LONG)

    assert len(meanwhile(draft, signs)) == 1
    draft.refresh_from_db()
    assert (draft.state, draft.signer) == ("signing", world.cast().an)
    assert Route.objects.get().state == "circulating"


def test_who_gives_it_back_meanwhile_does_so_and_nobody_waits_for_ever(draft):
    """One holds the draft and wants the way, the other the way and wants the draft."""

    def returns(route, who, begun):
        Route.objects.select_for_update().get(pk=route.pk)
        begun()
        time.sleep(LONG)
        signing.return_route(step(route), reason="Sai thẩm quyền ký", by=who.an)

    assert len(meanwhile(draft, returns)) == 1
    draft.refresh_from_db()
    assert (draft.state, draft.signer) == ("writing", world.cast().an)
    assert Route.objects.get().state == "returned"
