"""The sample city: built through the rooms' actions, once, and everything the README promises is in it."""

import re
import subprocess
import time
from collections import Counter
from datetime import timedelta
from html import unescape

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.urls import resolve
from django.utils import timezone

from core import clock
from documents.models import Paper, Register, Version
from journal.models import Entry
from journal.queries import broken
from meetings.models import Invitation, Meeting, Seat, Series, Vote
from notices.models import Notice
from people.models import Post, Unit, User
from registry.models import Issue
from signing.models import Route
from tasks.models import Task
from tests import world
from tests.cost import work

pytestmark = pytest.mark.xdist_group("sample_city")

BY_THE_SYSTEM = (
    "signing.key_issued", "tasks.reminded", "opinions.closed_by_clock", "meetings.consent_gathered",
    "signing.authority_believed", "registry.acknowledged", "registry.incoming_received", "registry.incoming_checked",
    "registry.message_taken",
)  # fmt: skip

BOARDS = (
    "/",
    "/meetings/",
    "/tasks/board/",
    "/registry/outgoing/",
    "/registry/incoming/",
    "/signing/",
)
FILES = re.compile(r"pdf|docx|xlsx|zip|print|export|download|dossier")
LINK = re.compile(r'<a\b[^>]*\shref="(/[^"#]*)')


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker, tmp_path_factory):
    """The city, built once for this file and taken back afterwards; how many seconds of a processor it took here."""
    here = override_settings(DEMO=True, DATA_DIR=tmp_path_factory.mktemp("city"))
    with django_db_blocker.unblock(), transaction.atomic(), here:
        began = time.process_time()
        call_command("seed_demo", verbosity=0)
        yield time.process_time() - began
        transaction.set_rollback(True)


def test_it_is_built_in_well_under_a_minute(city):
    assert city < 40, "the checks of the PDFs run beside it"


def test_a_second_run_changes_nothing(city):
    before = Entry.objects.count(), Version.objects.count(), User.objects.count()
    _nothing, took = work(lambda: call_command("seed_demo", verbosity=0))
    assert (Entry.objects.count(), Version.objects.count(), User.objects.count()) == before
    assert took < 2


def test_it_is_a_city_of_two_levels_with_about_forty_people(city):
    assert 38 <= User.objects.count() <= 50
    assert all(User.objects.values_list("is_sample", flat=True))
    assert set(Unit.objects.values_list("kind", flat=True)) >= {"committee", "department", "ward"}
    assert not Unit.objects.filter(name__iregex="quận|huyện").exists()
    assert set(Post.objects.values_list("role", flat=True)) == {
        "official",
        "leader",
        "clerk",
        "administrator",
    }


def test_meetings_are_finished_in_session_and_to_come(city):
    states = Counter(Meeting.objects.values_list("state", flat=True))
    assert states["open"] == 1
    assert states["concluded"] >= 3
    assert states["convened"] >= 2
    assert states["draft"] >= 1
    coming = Meeting.objects.filter(state="convened").values_list("starts_at", flat=True)
    assert all(start > clock.now() for start in coming)


def test_the_session_is_under_way(city):
    meeting = Meeting.objects.get(state="open")
    now = clock.now()
    assert now - timedelta(hours=2) < meeting.opened_at < now < meeting.ends_at
    assert meeting.items.get(state="current").papers.count() == 3
    assert meeting.show_version is not None
    assert {"speaking", "asked"} <= set(meeting.speakings.values_list("state", flat=True))
    announced = meeting.votes.filter(state="announced")
    assert set(announced.values_list("way", flat=True)) == {"open", "secret"}
    vote = announced.filter(way="open").first()
    assert vote.passed
    assert vote.agree + vote.disagree + vote.no_opinion == vote.present == vote.ballots.count()
    assert meeting.votes.filter(state="prepared").exists()


def test_somebody_declined_with_a_reason(city):
    declined = Seat.objects.filter(answer="declined")
    assert declined.count() >= 3
    assert all(seat.reason for seat in declined)


def test_tasks_stand_in_every_state(city):
    today = timezone.localdate()
    states = set(Task.objects.values_list("state", flat=True))
    assert states == {"assigned", "accepted", "reported", "done", "declined", "cancelled"}
    done = Task.objects.filter(state="done")
    assert {True, False} == set(done.values_list("kept", flat=True)), "on time and late"
    unfinished = Task.objects.filter(state__in=("assigned", "accepted"))
    assert unfinished.filter(due_on__lt=today).count() >= 2, "overdue"
    assert unfinished.filter(due_on__gte=today, due_on__lte=today + timedelta(days=6)).exists()
    assert unfinished.filter(due_on__gt=today + timedelta(days=10)).exists()
    assert Task.objects.filter(reports__verdict="returned", state="accepted").exists()
    assert Task.objects.filter(source_key__startswith="conclusion.").count() >= 12


def test_people_were_reminded_of_what_is_late(city):
    late = Task.objects.filter(state="accepted", due_on__lt=timezone.localdate())
    assert late.filter(reminders__isnull=False).exists()
    assert Notice.objects.filter(read_at=None, user__username="ngoc").exists()


def test_one_paper_has_a_hundred_pages(city):
    assert Version.objects.filter(pages__gte=100).exists()
    assert Paper.objects.count() >= 15


def test_papers_hold_vietnamese_that_can_be_read(city):
    version = Version.objects.filter(paper__title__startswith="Tờ trình về Đề án").first()
    shown = subprocess.run(
        ["pdftotext", version.path, "-"], capture_output=True, text=True, check=True
    )
    assert "Đề án chống ngập khu vực trung tâm" in " ".join(shown.stdout.split())


def test_one_decision_is_signed_numbered_and_sealed(city):
    route = Route.objects.get(state="completed", paper__kind="decision")
    assert route.paper.state == "issued"
    assert route.paper.notation == "01/QĐ-UBND"
    assert Register.objects.get(name="QĐ").last_number == 1
    shown = subprocess.run(
        ["pdfsig", route.signed_version.path], capture_output=True, text=True, check=True
    )
    assert shown.stdout.count("Signature Validation: Signature is Valid.") == 2
    with pytest.raises(SystemExit) as ended:
        call_command("verify", str(route.signed_version.path), verbosity=0)
    assert ended.value.code == 0


def test_one_invitation_is_issued_and_a_substitute_sits(city):
    letter = Invitation.objects.get()
    assert letter.issued_at
    assert letter.paper.notation == "01/GM-UBND"
    assert Register.objects.get(name="GM").last_number == 1
    seat = letter.meeting.seats.exclude(stands_for="").get()
    assert not seat.votes
    assert letter.meeting.absences.filter(state="asked").count() == 1


def test_one_decision_waits_for_the_leader(city):
    drafted = Route.objects.filter(paper__folder__topic__startswith="meeting.")
    route = drafted.get(state="circulating")
    assert route.steps.get(state="asked").who.posts.get().role == "leader"


def test_papers_wait_to_be_signed_in_every_state(city):
    sent = Route.objects.filter(paper__folder__name="Văn bản trình ký")
    assert set(sent.values_list("state", flat=True)) == {"circulating", "returned", "recalled"}
    kinds = sent.filter(steps__state="asked").values_list("steps__kind", flat=True)
    assert {"review", "initial", "sign"} <= set(kinds)
    assert sent.filter(state="circulating", steps__signatures__isnull=False).exists()
    assert sent.filter(steps__state="asked", steps__due_on__lt=clock.today()).exists()


def test_the_journal_explains_everything_and_holds(city):
    assert list(broken()) == []
    late = Entry.objects.filter(at__gt=clock.now())
    assert [(str(one), one.at) for one in late] == [], "nothing is told of the future"
    nobody = Entry.objects.filter(who=None).exclude(event__in=BY_THE_SYSTEM)
    assert set(nobody.values_list("event", flat=True)) == set(), "somebody did it"
    put = ("meetings.vote_prepared", "meetings.vote_repeated")
    assert Vote.objects.count() == Entry.objects.filter(event__in=put).count()
    assert Task.objects.count() == Entry.objects.filter(event="tasks.assigned").count()


@pytest.mark.django_db
def test_it_is_not_built_among_real_people(who):
    assert isinstance(who, world.Cast)
    with pytest.raises(CommandError):
        call_command("seed_demo", verbosity=0)


@pytest.mark.parametrize("name", ["ngoc", "vinh", "phuong", "bao"])
def test_no_board_leads_anybody_to_a_page_they_may_not_open(city, client, name):
    """From each board one page of each kind, no files; for the official, the leader, the clerk, the administrator."""
    client.force_login(User.objects.get(username=name))
    series, issue = Series.objects.first(), Issue.objects.filter(state="issued").first()
    seen: set[str] = set()
    dead = []
    for board in (*BOARDS, f"/meetings/series/{series.pk}/", f"/registry/outgoing/{issue.pk}/"):
        shown = client.get(board, follow=True)
        links = LINK.findall(shown.content.decode()) if shown.status_code == 200 else []
        kinds = {resolve(one.partition("?")[0]).view_name: unescape(one) for one in reversed(links)}
        new = {path for path in kinds.values() if not FILES.search(path)} - seen
        seen |= new
        dead += [
            f"{board} → {path}"
            for path in sorted(new)
            if client.get(path, follow=True).status_code != 200
        ]
    assert len(seen) > 15
    assert not dead
