"""A seal made at the clerk's own machine cannot seal attachments in the same act: it is refused, nothing is left out silently."""

from __future__ import annotations

import pytest

from core.refused import Refused
from documents.actions import add_paper_bytes
from signing.actions import attaching, attempts
from signing.attempt_states import AttemptState
from tests.signing.agents import at_agent, in_process
from tests.signing.way import asked, inspected, sent, signs


@pytest.fixture(autouse=True)
def demonstration(settings, tmp_path, monkeypatch):
    settings.DEMO, settings.DATA_DIR, settings.FILES_DIR = True, tmp_path, tmp_path / "files"
    monkeypatch.setattr("documents.actions.inspect", inspected)
    for place in ("signing.actions.routes.child", "signing.asking.child"):
        monkeypatch.setattr(place, in_process, raising=False)


def begun(route, who):
    route.refresh_from_db()
    return attempts.begin(asked(route), seen=route.current.sha256, by=who.chi)


def test_a_seal_elsewhere_leaves_no_attachment_unsealed(who):
    route = sent(who)
    content = route.draft.read()
    annex = add_paper_bytes(route.paper.folder, title="Biểu", content=content, name="bieu.pdf", by=who.chi)  # fmt: skip
    attaching.attach(route, annex.versions.get(), by=who.chi)
    signs(route, who)
    at_agent(who.committee, who.chi)
    with pytest.raises(Refused):
        begun(route, who)
    attaching.detach(route.attachments.get(), by=who.chi)
    assert begun(route, who).state == AttemptState.PREPARED
