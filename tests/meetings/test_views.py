"""The front desk: plain forms and htmx, refusals as toasts, what was typed is kept, a repeated act is done once."""

import gzip
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings import actions
from meetings.models import Ballot, Conclusion, Meeting, Vote
from tests import world

HTMX = {"HX-Request": "true"}


def at(name, *args):
    return reverse(f"meetings:{name}", args=args)


@pytest.fixture
def as_chair(client, who):
    client.force_login(who.an)
    return client


@pytest.fixture
def as_clerk(client, who):
    client.force_login(who.chi)
    return client


def _convened_with_chair(who):
    """Half of the members are here: enough for a working meeting."""
    meeting = world.convened()
    actions.arrive(meeting.seats.get(user=who.an), by=who.an)
    return meeting


def test_a_plain_form_goes_back_to_the_meeting(as_chair, who):
    meeting = _convened_with_chair(who)
    answer = as_chair.post(at("step", meeting.pk, "open"))
    assert (answer.status_code, answer["Location"]) == (302, meeting.get_absolute_url())


def test_htmx_is_told_what_changed(as_chair, who):
    meeting = _convened_with_chair(who)
    answer = as_chair.post(at("step", meeting.pk, "open"), headers=HTMX)
    assert answer.status_code == 204
    assert "mine" in json.loads(answer["HX-Trigger"])["acted"]["parts"]


def test_a_refusal_is_a_page_with_the_sentence(as_chair, who):
    answer = as_chair.post(at("step", world.draft().pk, "open"))
    assert answer.status_code == 409
    assert "Phiên họp tháng 11" in answer.content.decode()


def test_a_refusal_is_a_toast_for_htmx(as_chair, who):
    answer = as_chair.post(at("step", world.draft().pk, "open"), headers=HTMX)
    assert (answer.status_code, answer["HX-Reswap"]) == (409, "none")
    assert json.loads(answer["HX-Trigger"])["toast"]["kind"] == "refused"


@pytest.mark.parametrize(("name", "username", "typed", "missing"), [
    ("new_conclusion", "chi", {"text": "Giao Sở Xây dựng khẩn trương", "kind": "task"}, {"due_on": "31/02/2027"}),
    ("new_vote", "an", {"question": ""}, {}),
    ("decline", "binh", {"reason": " "}, {}),
    ("add_item", "chi", {"title": "Việc rất dài", "minutes": "0"}, {}),
    ("new_decision", "chi", {"subject": "phê duyệt quy hoạch", "articles": ""}, {}),
])  # fmt: skip
def test_what_was_typed_is_kept(client, who, *, name, username, typed, missing):
    meeting = world.in_session()
    client.force_login(getattr(who, username))
    answer = client.post(at(name, meeting.pk), {**typed, **missing})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert all(value in page for value in typed.values() if value.strip())
    assert 'role="alert"' in page or "is-invalid" in page


@pytest.mark.parametrize("word", ["nothing", "desk", "bell"])
def test_there_is_no_part_of_another_word(as_chair, who, word):
    assert as_chair.get(at("part", world.draft().pk, word)).status_code == 404


@pytest.mark.parametrize("body", [{}, {"version": "x", "page": "1"}, {"version": "1", "page": ""}])
def test_a_turn_says_page_and_paper(as_chair, who, body):
    assert as_chair.post(at("show", world.in_session().pk), body).status_code == 409


@pytest.mark.parametrize("page", ["0", "-3", "999999999999"])
def test_a_turn_to_a_page_that_is_not_there(as_chair, who, page):
    meeting = world.in_session()
    version = meeting.folder.papers.get().versions.get()
    answer = as_chair.post(
        at("show", meeting.pk), {"version": version.pk, "page": page}, headers=HTMX
    )
    assert answer.status_code == 409


# ---------------------------------------------------------------- R8: the answer is lost after commit, the page repeats


def _twice(client, url, body, headers=None):
    body = {**body, "act": str(uuid.uuid4())}
    return [client.post(url, body, headers=headers) for _ in range(2)]


def _same(answers):
    first, second = answers
    keys = ("Location", "HX-Trigger")
    return first.status_code == second.status_code and all(
        first.headers.get(key) == second.headers.get(key) for key in keys
    )


@pytest.mark.parametrize("headers", [None, HTMX])
def test_a_repeated_ballot_is_answered_as_the_first_time(client, who, headers):
    meeting = world.vote_open()
    client.force_login(who.binh)
    first, again = _twice(client, at("cast", meeting.votes.get().pk), {"choice": "agree"}, headers)
    if headers is None:
        assert _same((first, again))
    else:  # the answer brings one's own part with it; repeated, it says to fetch it
        assert "Tán thành" in first.content.decode()
        assert '"mine"' in again["HX-Trigger"]
    assert max(first.status_code, again.status_code) < 400
    assert Ballot.objects.count() == 1


FORMS = {
    "new_vote": ("an", {"question": "Thông qua?"}, Vote.objects.count),
    "new_conclusion": ("chi", {"text": "Giao Sở", "kind": "decision"}, Conclusion.objects.count),
    "new_decision": ("chi", {"subject": "thử", "articles": "Một."}, lambda: world_papers("decision")),
    "add_item": ("chi", {"title": "Việc khác", "minutes": "5"}, lambda: Meeting.objects.get().items.count() - 2),
    "raise_hand": ("binh", {}, lambda: len(Meeting.objects.get().speakings.all())),
}  # fmt: skip


def world_papers(kind):
    return Meeting.objects.get().folder.papers.filter(kind=kind).count()


@pytest.mark.parametrize("name", FORMS)
def test_a_repeated_form_is_one_act(client, who, name):
    meeting = world.in_session()
    username, body, number = FORMS[name]
    client.force_login(getattr(who, username))
    assert _same(_twice(client, at(name, meeting.pk), body))
    assert number() == 1


def test_a_repeated_plan_is_one_meeting(as_clerk, who):
    body = {
        "title": "Họp giao ban", "kind": "working", "unit": who.committee.pk, "chair": who.an.pk,
        "place": "Phòng 1", "starts_at": "2027-01-04T08:00", "ends_at": "2027-01-04T09:00",
    }  # fmt: skip
    answers = _twice(as_clerk, at("new"), body)
    assert _same(answers)
    assert answers[0].status_code == 302, answers[0].content.decode()[:2000]
    assert Meeting.objects.filter(title="Họp giao ban").count() == 1


def test_a_repeated_upload_is_one_paper(as_clerk, who):
    meeting = world.in_session()
    for _ in range(2):
        file = SimpleUploadedFile("phu-luc.pdf", world.pdf("Phu luc", 2), "application/pdf")
        answer = as_clerk.post(at("add_paper", meeting.pk), {"title": "Phụ lục", "file": file})
        assert answer.status_code == 302
    assert meeting.folder.papers.filter(title="Phụ lục").count() == 1


def test_a_refused_act_may_be_tried_again(as_chair, who):
    """The vote is refused for want of a quorum, somebody comes in, the same press succeeds."""
    meeting = world.in_session()
    Meeting.objects.filter(pk=meeting.pk).update(kind="committee")
    own = meeting.seats.get(user=who.binh)
    actions.leave(own, by=who.chi)
    vote = actions.prepare_vote(meeting, question="Thông qua?", by=who.an)
    body = {"act": str(uuid.uuid4())}
    assert as_chair.post(at("vote_step", vote.pk, "open"), body, headers=HTMX).status_code == 409
    actions.arrive(own, by=who.chi)
    assert as_chair.post(at("vote_step", vote.pk, "open"), body, headers=HTMX).status_code == 204


def test_the_act_of_another_person_is_another_act(client, who):
    meeting = world.vote_open()
    body = {"choice": "agree", "act": str(uuid.uuid4())}
    for person in (who.an, who.binh):
        client.force_login(person)
        client.post(at("cast", meeting.votes.get().pk), body)
    assert Ballot.objects.count() == 2


@pytest.mark.parametrize("word", ["", "nonsense", "1' OR 1=1"])
def test_a_page_without_ids_works_all_the_same(client, who, word):
    meeting = world.vote_open()
    client.force_login(who.binh)
    client.post(at("cast", meeting.votes.get().pk), {"choice": "agree", "act": word})
    assert Ballot.objects.count() == 1


# ---------------------------------------------------------------- uploads


def test_what_is_no_pdf_is_said_beside_the_field(as_clerk, who):
    meeting = world.in_session()
    file = SimpleUploadedFile("bai.pdf", b"<html>%PDF-", "application/pdf")
    answer = as_clerk.post(at("add_paper", meeting.pk), {"title": "Bài phát biểu", "file": file})
    assert answer.status_code == 422
    assert "Bài phát biểu" in answer.content.decode()
    assert not meeting.folder.papers.filter(title="Bài phát biểu").exists()


def test_convening_from_the_plan_leads_to_the_meeting(as_clerk, who):
    meeting = world.draft()
    answer = as_clerk.post(at("convene", meeting.pk), headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, meeting.get_absolute_url())


def test_who_accepts_sees_it_at_once(client, who):
    meeting = world.convened()
    client.force_login(who.binh)
    answer = client.post(at("accept", meeting.pk), headers=HTMX)
    assert "mine" in json.loads(answer["HX-Trigger"])["acted"]["parts"]


@pytest.mark.django_db(transaction=True)
def test_a_word_to_one_person_is_said_after_the_commit(client, who, monkeypatch):
    """The tablet fetches at once: what it fetches must be there."""
    from django.db import connection

    from meetings.views import running

    said = []
    monkeypatch.setattr(
        running, "stale", lambda topic, _words: said.append((topic, connection.in_atomic_block))
    )
    meeting = world.convened()
    client.force_login(who.chi)
    client.post(at("mark_present", meeting.pk, meeting.seats.get(user=who.binh).pk), {"here": 1})
    assert said == [(who.binh.topic, False)]


def test_nobody_reads_in_the_record_how_others_vote_before_the_count(client, who):
    meeting = world.vote_open()
    vote, seat = meeting.votes.get(), meeting.seats.get(user=who.binh)
    actions.cast_ballot(vote, seat, "disagree", by=who.binh)
    client.force_login(who.an)
    told = [len(client.get(at("record", meeting.pk)).context["lines"])]
    actions.close_vote(vote, by=who.an)
    told.append(len(client.get(at("record", meeting.pk)).context["lines"]))
    assert told[1] == told[0] + 2  # the ballot and the count


def test_the_page_of_the_session_travels_packed(client, who):
    meeting = world.in_session()
    client.force_login(who.binh)
    plain = client.get(meeting.get_absolute_url())
    packed = client.get(meeting.get_absolute_url(), headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) < len(plain.content) / 3
    assert 'id="mine"' in gzip.decompress(packed.content).decode()
