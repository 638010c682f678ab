"""Places that are only the next best are told to the clerk on the route's page, until they are moved or somebody signs."""

from __future__ import annotations

import json

import pytest

from documents import actions as papers
from documents.typeset import draw
from signing import actions, placing
from signing.actions import placing as moving
from signing.models import Route
from tests import world
from tests.signing.way import sent, signs

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = '#set page(paper: "a4", margin: 25mm)\n#set text(font: "Tinos", size: 14pt, lang: "vi")\n'


@pytest.fixture
def who(settings, tmp_path):
    settings.DEMO, settings.DATA_DIR = True, tmp_path
    return world.cast()


@pytest.fixture
def unnamed(who):
    """A paper on which the signer's name is not printed, on its way."""
    content = draw(PAGE + "Số:\n\nTờ trình không có tên người ký.", "")
    folder = papers.open_folder("Hồ sơ ký", topic="folder.77", unit=who.committee)
    papers.let_in([who.chi], folder, writing=True)
    paper = papers.add_paper_bytes(
        folder, title="Tờ trình", content=content, name="to-trinh.pdf", by=who.chi, kind="proposal"
    )
    steps = [actions.StepSpec("sign", who.an, who.committee)]
    return actions.start(paper=paper, version=paper.versions.get(), steps=steps, by=who.chi)


def seen(client, who, route):
    client.force_login(who.chi)
    return client.get(f"/signing/{route.pk}/").content.decode()


def test_a_name_that_is_not_printed_is_told_before_anybody_opens_the_places(who, client, unnamed):
    sentence = placing.problem("not_named")
    assert sentence in seen(client, who, unnamed)
    assert sentence in client.get(f"/signing/{unnamed.pk}/places/").content.decode()
    part = client.get(f"/signing/{unnamed.pk}/parts/my_step/").content.decode()
    assert sentence in part
    client.force_login(who.an)  # who signs reads the paper; the places are the clerk's
    assert sentence not in client.get(f"/signing/{unnamed.pk}/").content.decode()


def test_what_the_clerk_placed_by_hand_is_no_doubt_any_more(who, client, unnamed):
    desk = placing.desk(unnamed)
    given = {box.field: (box.page, box.left, box.top, box.width, box.height) for box in desk.boxes}
    points = placing.in_points(desk, given)
    ready = moving.prepare_places(unnamed, points)
    moving.move_places(unnamed, ready, points, seen=unnamed.current.sha256, by=who.chi)
    assert placing.problem("not_named") not in seen(client, who, unnamed)


def test_after_the_first_signature_nobody_is_told(who, client, unnamed):
    signs(unnamed, who)
    assert placing.doubts(Route.objects.get(pk=unnamed.pk)) == []


def test_a_paper_without_doubts_tells_none(who, client):
    route = sent(who)
    assert placing.doubts(route) == []
    desk = placing.desk(route)
    words = json.loads(desk.words)
    assert len(words) > 10
    for left, top, width, height in words:  # on the page, in millimetres from its upper left
        assert 0 < left < left + width < desk.wide
        assert 0 < top < top + height < desk.high
