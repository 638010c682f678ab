"""The desk tells at a glance what waits: figures with the way to the work, one press away."""

import re

import pytest

from signing import actions as signing
from tests.registry.desk import drafted
from tests.registry.desk import sent as sent_draft
from tests.registry.test_incoming import came, judged, registered  # noqa: F401  a fixture and its helpers
from tests.signing.way import sent
from tests.signing.ways import seen, step_of

pytestmark = pytest.mark.django_db


def figures(client, person):
    """The person's figures: the words, and where each leads."""
    client.force_login(person)
    page = client.get("/").content.decode()
    found = re.findall(r'class="figure-of-day" href="([^"]+)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return {" ".join(re.sub(r"<[^>]+>", " ", words).split()): url for url, words in found}


def test_the_leader_sees_how_many_papers_wait_and_is_one_press_from_them(client, who):
    first = sent(who, topic="folder.901")
    assert figures(client, who.an) == {"1 văn bản chờ ký": first.get_absolute_url()}
    sent(who, title="Quyết định khác", topic="folder.902")
    assert figures(client, who.an) == {"2 văn bản chờ ký": "/signing/batch/sign/"}
    assert figures(client, who.dung) == {}


def test_who_sent_a_paper_sees_that_it_came_back_until_it_is_sent_again(client, who):
    route = sent(who, topic="folder.903")
    signing.return_route(step_of(route, who.an), reason="Sửa căn cứ", by=who.an)
    assert figures(client, who.chi) == {"1 văn bản bị trả lại": route.get_absolute_url()}
    again = signing.StepSpec("sign", who.an, who.committee)
    last = route.paper.versions.latest("number")
    signing.start(paper=route.paper, version=last, steps=[again], by=who.chi)
    assert figures(client, who.chi) == {}


def test_a_draft_that_came_back_is_told_once(client, who):
    route = sent_draft(drafted(who)).paper.routes.get()
    assert seen(route)
    signing.return_route(step_of(route, who.an), reason="Sửa trích yếu", by=who.an)
    assert figures(client, who.chi) == {"1 dự thảo bị trả lại": "/registry/"}


def test_the_clerk_and_the_leader_see_what_came_in(client, who, judged):  # noqa: F811
    from registry.actions import directing

    came(who)
    assert figures(client, who.chi) == {
        "1 văn bản đến chờ vào sổ": "/registry/incoming/?tab=register"
    }
    row = registered(who, text="Cong van hai")
    assert "1 văn bản đến chờ trình" in figures(client, who.chi)
    directing.submit(row, leader=who.an, by=who.chi)
    assert figures(client, who.an) == {
        "1 văn bản đến chờ chỉ đạo": "/registry/incoming/?tab=direct"
    }
    assert figures(client, who.binh) == {}
