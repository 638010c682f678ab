"""Many papers with one PIN at the agent, and what is left when a server, an agent or a disk gives up half-way."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from signing import actions, strongbox
from signing.actions import attempts, lines
from signing.actions.completing import complete, go_on
from signing.attempt_states import Way
from signing.models import Attempt, Batch
from signing.pdf import halves
from signing.pdf.revision import NotAppendable
from signing.queries import batches
from signing.strongbox import DEMO_PIN
from tests.signing import agents
from tests.signing.agents import signed_by_agent
from tests.signing.test_batch import body, chosen, read
from tests.signing.test_batch_elsewhere import pressed, states, swap
from tests.signing.way import sent

pytestmark = pytest.mark.usefixtures("swift")


@pytest.fixture
def rows(who):
    made = [sent(who, title=f"Quyết định {n}", topic=f"folder.{400 + n}") for n in range(4)]
    rows = chosen(made)
    read(rows, who.an)
    return rows


@pytest.fixture
def batch(who, rows):
    agents.at_agent(who.an, who.an)
    return pressed(rows, who, pin="", otp="")


def delivered(batch, who, count=9):
    key = agents.holder(str(who.an))
    waiting = Attempt.objects.filter(lines__batch=batch, state="prepared").order_by("pk")
    for attempt in list(waiting)[:count]:
        complete(attempts.deliver(attempt, signed_by_agent(attempt, key)))


def test_the_agent_is_called_once_for_all(client, who, batch):
    client.force_login(who.an)
    page = client.get(batch.get_absolute_url()).content.decode()
    assert page.count("<sign-agent") == 1
    for attempt in Attempt.objects.all():
        assert attempt.token("offer") in page
    delivered(batch, who)
    assert states(batch) == "done done done done"
    assert "<sign-agent" not in client.get(batch.get_absolute_url()).content.decode()


def test_an_agent_that_is_gone_half_way_is_called_again_for_the_rest(client, who, batch):
    delivered(batch, who, 2)
    attempts.fetched(Attempt.objects.filter(state="prepared").order_by("pk").first())
    assert states(batch) == "done done waiting waiting"
    client.force_login(who.an)
    page = client.get(batch.get_absolute_url()).content.decode()
    last = Attempt.objects.filter(state="prepared").get()
    assert last.token("offer") in page
    delivered(batch, who)
    with clock.at(clock.now() + timedelta(minutes=9)):
        go_on()
    assert states(batch) == "done done failed done"
    actions.go_on_with(batch, pin="", by=who.an)
    delivered(batch, who)
    assert states(batch) == "done done done done"


def test_a_file_swapped_while_the_agent_signs(who, rows, batch):
    swap(rows[2], who)
    delivered(batch, who)
    assert states(batch) == "done done failed done"


def test_the_vgca_agent_is_asked_one_after_the_other(client, who, rows):
    agents.at_agent(who.an, who.an, Way.VGCA)
    batch = pressed(rows, who, pin="", otp="")
    client.force_login(who.an)
    page = client.get(batch.get_absolute_url()).content.decode()
    first = Attempt.objects.order_by("pk").first()
    assert first.token("file") in page
    assert page.count("/upload/") == 1


@pytest.mark.parametrize("damage", [NotAppendable("no table"), RuntimeError("never seen")])
def test_a_damaged_paper_is_told_of_and_the_others_are_prepared(who, rows, monkeypatch, damage):
    prepare, damaged = halves.prepare, Path(rows[1].step.route.current.path)

    def stumbles(source, *given, **more):
        if source == damaged:
            raise damage
        return prepare(source, *given, **more)

    monkeypatch.setattr(halves, "prepare", stumbles)
    agents.at_agent(who.an, who.an)
    batch = pressed(rows, who, pin="", otp="")
    assert states(batch) == "waiting failed waiting waiting"
    said = batch.lines.get(state="failed").said
    assert ("bị hỏng" in said or "it is damaged" in said) == isinstance(damage, NotAppendable)
    assert said.count(".") > 1
    assert "never seen" not in said
    delivered(batch, who)
    assert states(batch) == "done failed done done"


def test_a_line_locks_its_batch_before_the_batchs_book(who, rows, batch):
    """As everybody who ends a batch does: two that lock in another order wait for each other for ever."""
    line = batch.lines.first()
    with CaptureQueriesContext(connection) as asked:
        lines.write(line, "", who.an)
    tables = [re.search(r'(?:FROM|UPDATE|INTO) "(\w+)"', one["sql"]) for one in asked]
    named = [one[1] for one in tables if one]
    assert named[0] == "signing_batch"
    assert "journal_entry" in named


def test_a_key_of_this_server_goes_on_after_its_server_died(client, who, rows, monkeypatch):
    from signing.actions import batch as inside

    one, done = inside._one, []

    def then_death(*given):
        if len(done) == 2:
            raise SystemExit
        done.append(1)
        return one(*given)

    client.force_login(who.an)
    url = reverse("signing:batch_press", args=["sign"])
    with monkeypatch.context() as patch:
        patch.setattr(inside, "_one", then_death)
        with pytest.raises(SystemExit):
            client.post(url, body(rows))
    batch = Batch.objects.get()
    assert states(batch) == "done done waiting waiting"
    assert batch.get_absolute_url() in client.get(reverse("signing:list")).content.decode()
    lock = strongbox.keys_folder() / f".{batches.lock_of(batch)}.lock"
    lock.touch()  # of the dead
    client.post(reverse("signing:batch_go_on", args=[batch.pk]), {"pin": DEMO_PIN})
    assert not lock.exists()
    lock.touch()
    strongbox.let_go_of_the_dead()
    assert not lock.exists()
    assert states(batch) == "done done done done"
    assert (
        client.post(reverse("signing:batch_go_on", args=[batch.pk]), {"pin": "1"}).status_code
        == 409
    )
    client.force_login(who.binh)
    url = reverse("signing:batch_go_on", args=[batch.pk])
    assert client.post(url, {"pin": DEMO_PIN}).status_code == 404


def test_one_that_stumbles_leaves_the_others_good(who, rows, monkeypatch):
    from signing.actions import batch as inside

    signs = inside.sign_with
    wrong = rows[1].step.pk

    def full(step, *given, **more):
        if step.pk == wrong:
            raise OSError(28, "No space left on device")
        return signs(step, *given, **more)

    monkeypatch.setattr(inside, "sign_with", full)
    batch = pressed(rows, who, pin=DEMO_PIN, otp="")
    assert states(batch) == "done failed done done"
    assert batch.lines.all()[1].said
