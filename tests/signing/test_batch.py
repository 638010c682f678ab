"""Many papers with one PIN: what was read is signed, each with its own result; a second press does nothing twice."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from core.refused import Refused
from documents import actions as papers
from documents.models import RegisterNumber
from signing import actions
from signing.actions import batch as inside
from signing.models import Batch, Signature, SigningKey
from signing.strongbox import DEMO_PIN
from tests.signing.way import sent

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def routes(who):
    return [sent(who, title=f"Quyết định {n}", topic=f"folder.{300 + n}") for n in range(3)]


def chosen(routes, state="asked"):
    steps = [
        route.steps.filter(state=state).select_related("route__current").get() for route in routes
    ]
    return [actions.Chosen(step, step.route.current.sha256) for step in steps]


def read(rows, person):
    for row in rows:
        actions.opened(row.step, sha256=row.seen, by=person)


def body(rows, pin=DEMO_PIN, batch=None, **more):
    return {
        "step": [str(row.step.pk) for row in rows], "pin": pin, "batch": batch or str(uuid.uuid4()),
        **{f"seen-{row.step.pk}": row.seen for row in rows}, **more,
    }  # fmt: skip


def test_three_with_one_pin_and_one_opening_of_the_key(who, routes, monkeypatch):
    opened, open_key = [], inside.opened
    monkeypatch.setattr(
        inside, "opened", lambda *given, **by: opened.append(1) or open_key(*given, **by)
    )
    rows = chosen(routes)
    read(rows, who.an)
    results = list(actions.sign_many(rows, pin=DEMO_PIN, by=who.an))
    assert [one.refused for one in results] == ["", "", ""]
    assert len(opened) == 1
    signed = [row.before for row in Signature.objects.order_by("pk")]
    assert signed == [row.seen for row in rows]


def test_what_was_not_read_or_changed_since_gets_a_reason_and_the_others_go_on(client, who, routes):
    rows = chosen(routes)
    read(rows[:2], who.an)
    swapped = routes[1]
    papers.version_from_bytes(
        swapped.paper, content=swapped.draft.read(), name="khac.pdf", by=who.chi
    )
    client.force_login(who.an)
    done = client.post(reverse("signing:batch_press", args=["sign"]), body(rows), follow=True)
    states = [(line.state, bool(line.said)) for line in Batch.objects.get().lines.all()]
    assert states == [("done", False), ("failed", True), ("failed", True)]
    page = done.content.decode()
    assert page.count('data-kind="late"') >= 2
    assert routes[0].paper.title in page
    assert Signature.objects.count() == 1


def test_pressed_twice_it_is_signed_once(client, who, routes):
    rows = chosen(routes)
    read(rows, who.an)
    client.force_login(who.an)
    sent_body, url = body(rows), reverse("signing:batch_press", args=["sign"])
    first, second = client.post(url, sent_body), client.post(url, sent_body)
    assert first["Location"] == second["Location"]
    assert Signature.objects.count() == 3
    assert Batch.objects.count() == 1


def test_a_wrong_pin_signs_nothing_and_counts_once(client, who, routes):
    rows = chosen(routes)
    read(rows, who.an)
    client.force_login(who.an)
    url = reverse("signing:batch_press", args=["sign"])
    answer = client.post(url, body(rows, pin="99999999"))
    assert answer.status_code == 409
    assert not Batch.objects.exists()
    assert "99999999" not in answer.content.decode()
    assert SigningKey.objects.get(holder=who.an).wrong_pins == 1


def test_the_clerk_seals_in_a_chosen_order_and_numbers_follow_it(client, who, routes):
    signing = chosen(routes)
    read(signing, who.an)
    list(actions.sign_many(signing, pin=DEMO_PIN, by=who.an))
    rows = chosen(routes)
    client.force_login(who.chi)
    places = {f"place-{row.step.pk}": place for row, place in zip(rows, (3, 1, 2), strict=True)}
    client.post(reverse("signing:batch_press", args=["seal"]), body(rows, **places))
    given = dict(RegisterNumber.objects.values_list("paper__title", "number"))
    assert given == {"Quyết định 1": 1, "Quyết định 2": 2, "Quyết định 0": 3}


def test_reading_on_the_page_marks_the_version_as_read(client, who, routes):
    client.force_login(who.an)
    step = chosen(routes)[0].step
    page = client.get(reverse("signing:batch", args=["sign"])).content.decode()
    assert page.count("data-read") == 0
    page = client.post(reverse("signing:opened", args=[step.pk]), follow=True).content.decode()
    assert page.count("data-read") == 1
    assert step.route.current.file_url in page


def test_another_s_papers_are_neither_shown_nor_signed(client, who, routes):
    client.force_login(who.dung)
    rows = chosen(routes)
    assert (
        routes[0].paper.title
        not in client.get(reverse("signing:batch", args=["sign"])).content.decode()
    )
    assert client.post(reverse("signing:opened", args=[rows[0].step.pk])).status_code == 404
    url = reverse("signing:batch_press", args=["sign"])
    assert client.post(url, body(rows)).status_code == 409
    assert not Signature.objects.exists()


def test_two_kinds_of_keys_are_two_presses(who, routes):
    rows = chosen(routes)
    read(rows, who.an)
    list(actions.sign_many(rows[:1], pin=DEMO_PIN, by=who.an))
    with pytest.raises(Refused):
        actions.sign_many(chosen(routes), pin=DEMO_PIN, by=who.an)
    with pytest.raises(Refused):
        actions.sign_many([], pin=DEMO_PIN, by=who.an)
