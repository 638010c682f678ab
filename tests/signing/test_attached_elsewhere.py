"""A seal made at the clerk's own machine cannot seal attachments in the same act: it is refused, nothing is left out silently."""

from __future__ import annotations

import pytest

from core.refused import Refused
from documents.actions import add_paper_bytes
from signing.actions import attaching
from signing.attempt_states import AttemptState
from tests.signing.agents import at_agent, begun
from tests.signing.way import sent, signs

pytestmark = pytest.mark.usefixtures("swift")


def test_a_seal_elsewhere_leaves_no_attachment_unsealed(who):
    route = sent(who)
    content = route.draft.read()
    annex = add_paper_bytes(route.paper.folder, title="Biểu", content=content, name="bieu.pdf", by=who.chi)  # fmt: skip
    attaching.attach(route, annex.versions.get(), by=who.chi)
    signs(route, who)
    at_agent(who.committee, who.chi)
    with pytest.raises(Refused):
        begun(route, who, who.chi)
    attaching.detach(route.attachments.get(), by=who.chi)
    assert begun(route, who, who.chi).state == AttemptState.PREPARED
