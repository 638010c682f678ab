"""The corridors between the rooms, walked from one end to the other."""

from datetime import timedelta

import pytest

from core.clock import today
from core.refused import Refused
from documents.models import Paper
from journal.models import Entry
from meetings import actions as meetings
from meetings.models import Conclusion
from notices.models import Mail, Notice
from office.search.index import catch_up
from signing import door as signing
from signing.models import Route
from tasks import door as tasks
from tasks.models import Task
from tests import world

TEXT = "Sở Nội vụ chủ trì, phối hợp rà soát vị trí việc làm, báo cáo Ủy ban."


# ---------------------------------------------------------------- conclusion -> task -> conclusion


@pytest.fixture
def conclusion(who):
    meeting = world.in_session()
    row = meetings.draft_conclusion(
        meeting, text=TEXT, kind="task", lead=who.department, supporters=[who.committee],
        due_on=today() + timedelta(days=14), item=meeting.items.first(), by=who.chi,
    )  # fmt: skip
    return meetings.agree_conclusion(row, by=who.an)


def test_an_agreed_conclusion_becomes_one_task(who, conclusion):
    task = Task.objects.get()
    assert (task.title, task.lead_unit, task.giver) == (TEXT, who.department, who.an)
    assert (list(task.supporters.all()), task.due_on) == ([who.committee], conclusion.due_on)
    assert task.source_label == conclusion.meeting.title
    assert task.source_quote == TEXT


def test_the_task_leads_back_to_its_very_sentence(client, who, conclusion):
    page, _hash, anchor = Task.objects.get().source_url.partition("#")
    client.force_login(who.binh)
    assert f'id="{anchor}"' in client.get(page).content.decode()


def test_agreeing_again_is_refused_and_makes_no_second_task(who, conclusion):
    with pytest.raises(Refused):
        meetings.agree_conclusion(conclusion, by=who.an)
    assert Task.objects.count() == 1


@pytest.mark.parametrize("kind", ["decision", "information"])
def test_other_conclusions_become_no_task(who, kind):
    row = meetings.draft_conclusion(world.in_session(), text="Thống nhất", kind=kind, by=who.chi)
    meetings.agree_conclusion(row, by=who.an)
    assert not Task.objects.exists()


def test_a_long_conclusion_is_a_task_too(who):
    meeting, text = world.in_session(), "Rà soát. " * 400
    row = meetings.draft_conclusion(
        meeting, text=text, kind="task", lead=who.department, by=who.chi
    )
    meetings.agree_conclusion(row, by=who.an)
    assert len(Task.objects.get().title) <= 300


def test_a_task_that_fails_takes_the_agreement_with_it(who, monkeypatch):
    """Both or none: they are one transaction."""
    from office import corridors

    def fails(**_order):
        raise Refused("…")

    monkeypatch.setattr(corridors.tasks, "assign", fails)
    row = meetings.draft_conclusion(
        world.in_session(), text="Giao", kind="task", lead=who.department, by=who.chi
    )
    with pytest.raises(Refused):
        meetings.agree_conclusion(row, by=who.an)
    row.refresh_from_db()
    assert row.state == "draft"


def test_a_finished_task_ticks_its_conclusion(who, conclusion):
    task = Task.objects.get()
    task = tasks.accept(task, by=who.binh)
    tasks.report_done(task, text="Đã xong", by=who.binh)
    conclusion.refresh_from_db()
    assert conclusion.state == "agreed"
    tasks.accept_result(task, by=who.an)
    conclusion.refresh_from_db()
    assert conclusion.state == "fulfilled"
    assert Entry.objects.filter(event="meetings.conclusion_fulfilled").count() == 1


def test_a_task_of_its_own_ticks_nothing(who, conclusion):
    task = tasks.assign(
        title="Việc riêng", lead=who.department, supporters=[], due_on=None, giver=who.an, by=who.an
    )
    tasks.report_done(tasks.accept(task, by=who.binh), text="Xong", by=who.binh)
    tasks.accept_result(task, by=who.an)
    assert Conclusion.objects.get().state == "agreed"


# ---------------------------------------------------------------- decision -> signing -> home


@pytest.fixture
def decision(who, settings, tmp_path):
    settings.DEMO, settings.DATA_DIR = True, tmp_path
    meeting = world.in_session()
    return meetings.draft_decision(
        meeting, subject="phê duyệt dự toán ngân sách năm 2027", articles=["Phê duyệt."], by=who.chi,
        recipients=["Sở Tài chính;"],
    )  # fmt: skip


def test_a_decision_goes_to_its_chair_and_its_clerk(who, decision):
    meetings.send_to_be_signed(decision, decision.folder.meeting, by=who.chi)
    route = Route.objects.get()
    assert route.paper == decision
    assert list(route.steps.values_list("kind", "who__username")) == [
        ("sign", "an"), ("number", "chi"), ("seal", "chi"),
    ]  # fmt: skip
    decision.refresh_from_db()
    assert decision.state == "in_review"
    with pytest.raises(Refused):
        meetings.send_to_be_signed(decision, decision.folder.meeting, by=who.chi)
    assert Route.objects.count() == 1


def test_a_signed_decision_comes_home(client, who, decision):
    meeting = decision.folder.meeting
    meetings.send_to_be_signed(decision, meeting, by=who.chi)
    route = Route.objects.get()
    signing.sign(
        route.steps.get(state="asked"), pin=signing.DEMO_PIN, seen=route.current.sha256, by=who.an
    )
    route.refresh_from_db()
    signing.number_and_seal(
        route.steps.get(state="asked"), pin=signing.DEMO_PIN, seen=route.current.sha256, by=who.chi
    )
    paper = Paper.objects.get(pk=decision.pk)
    assert (paper.state, paper.notation) == ("issued", "01/QĐ-UBND")
    client.force_login(who.chi)
    said = client.get("/registry/outgoing/").content.decode()
    assert "Sở Tài chính" in said  # the register's fifth column: to whom it goes
    assert (
        Entry.objects.filter(book__topic=meeting.book, event="meetings.paper_signed").count() == 1
    )
    client.force_login(who.binh)
    assert "01/QĐ-UBND" in client.get(meeting.get_absolute_url()).content.decode()


# ---------------------------------------------------------------- invitations


def _told(word):
    return sorted(
        Notice.objects.filter(key__endswith=word).values_list("user__username", flat=True)
    )


def test_convening_tells_everybody_once(who):
    meeting = world.convened()
    assert _told(".convened") == ["an", "binh"]
    assert Mail.objects.count() == 2
    assert meeting.title in Notice.objects.filter(user=who.binh).get().sentence


def test_who_is_invited_later_is_told_too(who):
    meeting = world.convened()
    meetings.invite(meeting, [who.dung, who.binh], by=who.chi)
    assert _told(".convened") == ["an", "binh", "dung"]


def test_nobody_is_told_of_a_draft(who):
    world.draft()
    assert not Notice.objects.exists()


def test_cancelling_tells_everybody_why(who):
    meetings.cancel_meeting(world.convened(), reason="Bão số 5", by=who.chi)
    assert _told(".cancelled") == ["an", "binh"]
    assert (
        "Bão số 5" in Notice.objects.filter(user=who.binh, key__endswith="cancelled").get().sentence
    )


def test_each_is_told_in_their_language(who):
    from django.utils import translation

    who.binh.language = "en"
    who.binh.save()
    with translation.override("vi"):
        world.convened()
    english, vietnamese = (
        Notice.objects.get(user__username=name).sentence for name in ("binh", "an")
    )
    assert english.startswith("You are invited")
    assert not vietnamese.startswith("You are invited")


# ---------------------------------------------------------------- the desk and search


def test_search_needs_no_tone_marks_and_tells_strangers_nothing(client, who):
    world.convened("Họp không giấy quý IV")
    catch_up()
    for person, found in ((who.binh, True), (who.dung, False)):
        client.force_login(person)
        page = client.get("/search/", {"q": "hop khong giay"}).content.decode()
        assert ("quý IV" in page) is found


@pytest.mark.parametrize("words", ["", "   ", "%", "_", "'", "\x00", "ậ" * 200, "🙂"])
def test_search_bears_whatever_is_typed(client, who, words):
    world.convened()
    client.force_login(who.binh)
    assert client.get("/search/", {"q": words}).status_code == 200


def test_the_desk_shows_the_day(client, who, conclusion):
    client.force_login(who.binh)
    page = client.get("/").content.decode()
    assert conclusion.meeting.title in page
    assert "Sở Nội vụ chủ trì" in page


def test_without_a_clerk_nothing_goes_to_be_signed(who):
    meeting = world.in_session()
    paper = meetings.draft_decision(meeting, subject="quy chế", articles=["Ban hành."], by=who.chi)
    who.chi.posts.update(role="official")
    with pytest.raises(Refused, match="văn thư"):
        meetings.send_to_be_signed(paper, meeting, by=who.chi)
    paper.refresh_from_db()
    assert paper.state == "draft"
