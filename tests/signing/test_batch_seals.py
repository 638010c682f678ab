"""Many numbers and seals with a key that lies elsewhere: each is prepared with the number it will take, none is left out."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pikepdf
import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime

from core import clock
from documents.models import RegisterNumber
from documents.registers import take_coming
from signing import actions
from signing.actions import attempts, remote
from signing.actions.completing import complete, go_on
from signing.actions.planning import coming_number
from signing.models import Attempt, Batch
from tests.signing import agents, csc_service
from tests.signing.agents import signed_by_agent
from tests.signing.test_batch import body, chosen
from tests.signing.test_batch_elsewhere import NEXT, OTP, PIN, asked_of, states, swap
from tests.signing.way import sent, signs

pytestmark = pytest.mark.usefixtures("swift")


@pytest.fixture
def routes(who):
    made = [sent(who, title=f"Quyết định {n}", topic=f"folder.{400 + n}") for n in range(4)]
    for route in made:
        signs(route, who)
        route.refresh_from_db()
    return made


@pytest.fixture
def rows(routes):
    return chosen(routes)


@pytest.fixture
def batch(client, who, rows):
    agents.at_agent(who.committee, who.chi)
    client.force_login(who.chi)
    client.post(reverse("signing:batch_press", args=["seal"]), body(rows, pin=""))
    return Batch.objects.get()


@pytest.fixture
def service(settings, who, monkeypatch):
    monkeypatch.setattr(remote, "start", lambda work: work())
    with csc_service.running() as running:
        settings.CSC_SERVICES = {
            "thử": {"url": running.url, "client_id": csc_service.CLIENT, "client_secret": csc_service.SECRET}
        }  # fmt: skip
        running.keys = {"seal": agents.holder(who.committee.name)}
        remote.register_remote(who.committee, service="thử", credential="seal", by=who.chi)
        yield running


def waiting(batch):
    return list(Attempt.objects.filter(lines__batch=batch, state="prepared").order_by("pk"))


def hand_in(attempt, who):
    key = agents.holder(who.committee.name)
    return complete(attempts.deliver(attempt, signed_by_agent(attempt, key)))


def numbers(rows):
    taken = dict(RegisterNumber.objects.values_list("paper", "number"))
    return [taken.get(row.step.route.paper_id) for row in rows]


def test_four_are_sealed_at_the_agent_with_numbers_in_their_order(client, who, rows, batch):
    page = client.get(batch.get_absolute_url()).content.decode()
    assert page.count("<sign-agent") == 1
    assert [one.number for one in waiting(batch)] == [1, 2, 3, 4]
    for attempt in waiting(batch):
        hand_in(attempt, who)
    assert (states(batch), numbers(rows)) == ("done done done done", [1, 2, 3, 4])
    for number, row in enumerate(rows, start=1):
        paper = row.step.route.paper
        paper.refresh_from_db()
        assert paper.notation == f"0{number}/QĐ-UBND"
        newest = paper.versions.order_by("-number").first()
        with pikepdf.open(newest.path) as pdf:
            fields = {str(one.T): str(one.get("/V", "")) for one in pdf.Root.AcroForm.Fields}
        assert f"0{number}" in {fields.get("So"), fields.get("SoKyHieu", "")[:2]}


def test_what_comes_before_its_turn_waits_for_it(who, rows, batch):
    first, second, *others = waiting(batch)
    assert hand_in(second, who).state == "signed"
    assert numbers(rows) == [None] * 4
    hand_in(first, who)
    go_on()
    for attempt in others:
        hand_in(attempt, who)
    assert (states(batch), numbers(rows)) == ("done done done done", [1, 2, 3, 4])


def test_one_that_is_not_sealed_leaves_no_number_out(client, who, rows, batch):
    swap(rows[1], who)
    for attempt in waiting(batch):
        hand_in(attempt, who)
    assert (states(batch), numbers(rows)) == ("done failed failed failed", [1, None, None, None])
    assert "Văn bản đứng trước chưa đóng dấu được" in batch.lines.last().said
    client.post(reverse("signing:batch_go_on", args=[batch.pk]), {"pin": ""})
    for attempt in waiting(batch):
        hand_in(attempt, who)
    assert (states(batch), numbers(rows)) == ("done failed done done", [1, None, 2, 3])


def test_what_was_prepared_yesterday_is_sealed_with_todays_day(client, who, rows):
    agents.at_agent(who.committee, who.chi)
    client.force_login(who.chi)
    late = localtime(clock.now()).replace(hour=23, minute=58)
    with clock.at(late):
        client.post(reverse("signing:batch_press", args=["seal"]), body(rows[:1], pin=""))
        (attempt,) = waiting(Batch.objects.get())
        made = signed_by_agent(attempt, agents.holder(who.committee.name))
    with clock.at(late + timedelta(minutes=4)):
        done = complete(attempts.deliver(attempt, made))
    assert (done.state, numbers(rows[:1])) == ("failed", [None])
    assert "Ngày ghi trong văn bản đã qua" in done.reason


def test_a_paper_that_has_its_number_takes_none_from_the_others(client, who, rows):
    wanted = coming_number(rows[0].step)
    with transaction.atomic():
        take_coming(wanted, paper=rows[0].step.route.paper, by=who.chi)
    agents.at_agent(who.committee, who.chi)
    client.force_login(who.chi)
    client.post(reverse("signing:batch_press", args=["seal"]), body(rows, pin=""))
    batch = Batch.objects.get()
    for attempt in waiting(batch):
        hand_in(attempt, who)
    assert (states(batch), numbers(rows)) == ("done done done done", [1, 2, 3, 4])


def test_an_agent_that_ends_before_the_first_leaves_no_number_out(who, rows, batch):
    _first, *others = waiting(batch)
    for attempt in others:
        hand_in(attempt, who)
    with clock.at(clock.now() + timedelta(minutes=9)):
        go_on()
        go_on()
    assert numbers(rows) == [None] * 4
    assert states(batch) == "failed failed failed failed"


def test_a_number_that_another_clerk_took_meanwhile_is_not_given_twice(who, rows, batch):
    other = sent(who, title="Quyết định khác", topic="folder.78")
    signs(other, who)
    actions.issue_seal(who.committee, pin="12345678")
    other.refresh_from_db()
    (last,) = chosen([other])
    actions.number_and_seal(last.step, pin="12345678", seen=last.seen, by=who.chi)
    for attempt in waiting(batch):
        hand_in(attempt, who)
    assert numbers([last, *rows]) == [1, None, 2, 3, 4]
    assert states(batch) == "failed done done done"


def test_a_remote_service_seals_four_with_one_code(client, who, service, rows):
    client.force_login(who.chi)
    url = reverse("signing:batch_press", args=["seal"])
    client.post(url, body(rows, pin=PIN, otp=OTP))
    batch = Batch.objects.get()
    assert (states(batch), numbers(rows)) == ("done done done done", [1, 2, 3, 4])
    (permission,) = asked_of(service, "authorize")
    assert permission["numSignatures"] == 4


def test_without_a_timestamp_all_wait_and_are_numbered_in_their_order(
    who, service, rows, settings, state_ca
):
    settings.TSA_URL, settings.SIGNING_LEVEL = state_ca.tsa(), "B-T"
    settings.OUTGOING_HOSTS = ["127.0.0.1"]
    with state_ca.behave("tsa", "down"):
        batch = actions.carry_out(rows, client_id=uuid.uuid4(), pin=PIN, otp=OTP, by=who.chi)
    assert (states(batch), numbers(rows)) == ("waiting waiting waiting waiting", [None] * 4)
    go_on()
    assert (states(batch), numbers(rows)) == ("done done done done", [1, 2, 3, 4])


def test_what_a_service_leaves_over_is_sealed_with_the_next_code(who, service, rows):
    service.at_once = 3
    batch = actions.carry_out(rows, client_id=uuid.uuid4(), pin=PIN, otp=OTP, by=who.chi)
    assert states(batch) == "done done done waiting"
    actions.go_on_with(batch, pin=PIN, otp=NEXT, by=who.chi)
    assert (states(batch), numbers(rows)) == ("done done done done", [1, 2, 3, 4])


def test_what_is_gone_on_with_takes_the_numbers_after_those_that_wait_for_timestamps(
    who, service, rows, settings, state_ca
):
    settings.TSA_URL, settings.SIGNING_LEVEL = state_ca.tsa(), "B-T"
    settings.OUTGOING_HOSTS = ["127.0.0.1"]
    service.at_once = 2
    with state_ca.behave("tsa", "down"):
        batch = actions.carry_out(rows, client_id=uuid.uuid4(), pin=PIN, otp=OTP, by=who.chi)
        actions.go_on_with(batch, pin=PIN, otp=NEXT, by=who.chi)
    assert (states(batch), numbers(rows)) == ("waiting waiting waiting waiting", [None] * 4)
    assert sorted(Attempt.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    go_on()
    assert (states(batch), numbers(rows)) == ("done done done done", [1, 2, 3, 4])
