"""Many papers with one code of a remote service or one PIN at the agent: a result for each, resumed after anything."""

from __future__ import annotations

import json
import logging
import uuid

import pytest
from django.urls import reverse

from core import clock
from documents import actions as papers
from signing import actions, strongbox
from signing.actions import completing, remote
from signing.models import Attempt, Batch, Signature
from signing.queries import batches
from tests.signing import agents, csc_service
from tests.signing.test_batch import body, chosen, read
from tests.signing.way import sent

PIN, OTP, NEXT = csc_service.PIN, "111222", "333444"


@pytest.fixture(autouse=True)
def here(swift, monkeypatch):
    monkeypatch.setattr(remote, "start", lambda work: work())


@pytest.fixture
def service(settings, who):
    with csc_service.running() as running:
        settings.CSC_SERVICES = {
            "thử": {"url": running.url, "client_id": csc_service.CLIENT, "client_secret": csc_service.SECRET}
        }  # fmt: skip
        running.keys = {"an-1": agents.holder(str(who.an))}
        remote.register_remote(who.an, service="thử", credential="an-1", by=who.an)
        yield running


@pytest.fixture
def rows(who):
    made = [sent(who, title=f"Quyết định {n}", topic=f"folder.{400 + n}") for n in range(4)]
    rows = chosen(made)
    read(rows, who.an)
    return rows


def pressed(rows, who, pin=PIN, otp=OTP):
    return actions.carry_out(rows, client_id=uuid.uuid4(), pin=pin, otp=otp, by=who.an)


def states(batch):
    return " ".join(batch.lines.order_by("position").values_list("state", flat=True))


def asked_of(service, what):
    return [json.loads(given) for path, given in service.asked if path.endswith(what)]


def swap(row, who):
    paper = row.step.route.paper
    papers.version_from_bytes(
        paper, content=row.step.route.draft.read(), name="khac.pdf", by=who.chi
    )


def test_thirty_are_signed_with_one_code_under_one_permission(client, who, service, settings):
    made = [sent(who, title=f"Quyết định {n}", topic=f"folder.{500 + n}") for n in range(30)]
    rows = chosen(made)
    read(rows, who.an)
    service.at_once, service.per_call = 30, 12
    settings.CSC_SERVICES["thử"]["per_call"] = "12"
    client.force_login(who.an)
    page = client.get(reverse("signing:batch", args=["sign"])).content.decode()
    assert 'name="otp"' in page
    client.post(reverse("signing:batch_press", args=["sign"]), body(rows, pin=PIN, otp=OTP))
    batch = Batch.objects.get()
    assert states(batch) == " ".join(["done"] * 30)
    assert batch.ended_at
    assert Signature.objects.count() == 30
    (permission,) = asked_of(service, "authorize")
    assert (permission["numSignatures"], len(set(permission["hashes"]))) == (30, 30)
    given = [one["hashes"] for one in asked_of(service, "signHash")]
    assert [len(one) for one in given] == [12, 12, 6]
    assert [one for part in given for one in part] == permission["hashes"]


def test_more_than_the_service_signs_at_once_wait_for_the_next_code(client, who, service, rows):
    service.at_once = 3
    batch = pressed(rows, who)
    assert states(batch) == "done done done waiting"
    client.force_login(who.an)
    page = client.get(batch.get_absolute_url()).content.decode()
    assert batch.lines.last().said in page
    assert reverse("signing:batch_go_on", args=[batch.pk]) in page
    assert batch.get_absolute_url() in client.get(reverse("signing:list")).content.decode()
    client.post(reverse("signing:batch_go_on", args=[batch.pk]), {"pin": PIN, "otp": NEXT})
    assert states(batch) == "done done done done"
    assert batch.get_absolute_url() not in client.get(reverse("signing:list")).content.decode()


@pytest.mark.parametrize(
    "case",
    [
        ("", {"pin": "00000000"}, "wrong_pin"),
        ("", {"otp": "999999"}, "wrong_otp"),
        ("down", {}, "down"),
    ],
)
def test_what_the_service_refuses_is_said_of_each_and_all_can_be_gone_on_with(
    who, service, rows, case
):
    fault, given, word = case
    service.faults = {fault}
    batch = pressed(rows, who, **given)
    assert states(batch) == "failed failed failed failed"
    assert set(batch.lines.values_list("said", flat=True)) == {remote.sentence(word)}
    assert not Signature.objects.exists()
    service.faults = set()
    actions.go_on_with(batch, pin=PIN, otp=NEXT, by=who.an)
    assert states(batch) == "done done done done"


def test_a_service_that_goes_away_half_way_leaves_the_first_half_signed(
    who, service, rows, settings
):
    service.dies_after = 2
    settings.CSC_SERVICES["thử"]["per_call"] = 2
    batch = pressed(rows, who)
    assert states(batch) == "done done failed failed"
    assert batch.lines.last().said == remote.sentence("down")
    assert Signature.objects.count() == 2
    service.dies_after = 0
    actions.go_on_with(batch, pin=PIN, otp=NEXT, by=who.an)
    assert states(batch) == "done done done done"


def test_a_permission_that_runs_out_between_two_questions(who, service, rows, settings):
    service.faults = {"expires between"}
    settings.CSC_SERVICES["thử"]["per_call"] = 3
    batch = pressed(rows, who)
    assert states(batch) == "done done done failed"
    assert batch.lines.last().said == remote.sentence("late")


def test_signatures_given_to_the_wrong_papers_are_each_refused(who, service, rows):
    service.faults = {"swapped"}
    batch = pressed(rows[:3], who)
    assert states(batch) == "failed done failed"
    assert Signature.objects.count() == 1


def test_a_paper_swapped_half_way_is_not_signed_and_the_others_are(who, service, rows, monkeypatch):
    take = remote._take
    monkeypatch.setattr(remote, "_take", lambda *given: swap(rows[1], who) or take(*given))
    batch = pressed(rows, who)
    assert states(batch) == "done failed done done"
    assert batches.left(batch) == []


def test_confirmed_on_the_telephone_later_one_question_brings_all(client, who, service, rows):
    client.force_login(who.an)
    client.post(reverse("signing:add_remote_key"), {"r-service": "thử", "r-credential": "an-1"})
    key = Attempt._meta.get_field("key").related_model.objects.get()
    assert not key.options.get("later")
    key.retired_at = clock.now()
    key.save()
    given = {"r-service": "thử", "r-credential": "an-1", "r-later": "on"}
    client.post(reverse("signing:add_remote_key"), given)
    service.faults = {"not confirmed"}
    batch = pressed(rows, who)
    assert states(batch) == "waiting waiting waiting waiting"
    assert batches.left(batch) == []
    service.faults = set()
    remote.look_at_all()
    assert states(batch) == "done done done done"
    assert len(asked_of(service, "signPolling")) == 1
    assert asked_of(service, "signHash")[0]["operationMode"] == "A"


def dies(*_given):
    raise SystemExit


def test_the_asking_process_dies_and_the_rest_is_signed_by_the_next_press(
    who, service, rows, monkeypatch
):
    """Killed in the middle nothing is written any more; what was not signed is begun anew."""
    with monkeypatch.context() as patch:
        patch.setattr(remote, "_arrived", dies)
        with pytest.raises(SystemExit):
            pressed(rows, who)
    batch = Batch.objects.get()
    assert states(batch) == "waiting waiting waiting waiting"
    assert batches.resting(who.an) == [(batch, 4)]
    with strongbox.held(batches.lock_of(batch)):
        assert batches.resting(who.an) == []
    actions.go_on_with(batch, pin=PIN, otp=NEXT, by=who.an)
    assert states(batch) == "done done done done"
    assert Signature.objects.count() == 4


def test_what_came_is_kept_before_the_first_is_completed(who, service, rows, monkeypatch):
    """Killed while the second is completed, all four were signed with the code: the clock completes them, no new code."""
    complete, ended = completing.complete, []

    def one_then_death(attempt):
        if ended:
            dies()
        ended.append(done := complete(attempt))
        return done

    with monkeypatch.context() as patch:
        patch.setattr(completing, "complete", one_then_death)
        with pytest.raises(SystemExit):
            pressed(rows, who)
    batch = Batch.objects.get()
    assert states(batch) == "done waiting waiting waiting"
    assert batches.resting(who.an) == []  # nothing to press: their signatures are here
    completing.go_on()
    assert states(batch) == "done done done done"
    assert len(asked_of(service, "authorize")) == 1


def test_pin_and_code_of_many_are_written_nowhere(who, service, rows, caplog, monkeypatch):
    def stumbles(*_given, **_more):
        raise ValueError("96309630 in an exception")

    monkeypatch.setattr(remote, "under_one_permission", stumbles)
    with caplog.at_level(logging.DEBUG):
        batch = pressed(rows, who, pin="96309630")
    assert states(batch) == "failed failed failed failed"
    assert "96309630" not in caplog.text + "".join(batch.lines.values_list("said", flat=True))
