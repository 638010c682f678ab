"""Absences: announced, refused, ended; what the stand-in may, who is reminded, what the journal says."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.utils import translation

from core.calendar import fill
from core.clock import at, today
from core.refused import Refused
from journal.queries import entries, sentence
from notices.models import Notice
from people.absences import announce_absence, end_absence, set_unit_day
from people.grants import held
from people.models import Absence, Post, User
from people.standing import standing_in_for
from tasks import actions
from tasks.access import permissions, task_for, visible
from tasks.actions.entrusting import entrust_papers
from tasks.models import Reminder
from tests import world
from tests.tasks.clockwork import give, had, run
from tests.tasks.week import local

D = date.fromisoformat
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def days_off(who):
    fill([2026])


def away(person, stand_in, since="2026-03-16", until="2026-03-18", *, by=None):
    with at(local("2026-03-02T09:00")):
        return announce_absence(
            person,
            stand_in=stand_in,
            since=D(since),
            until=D(until),
            reason="Đi công tác",
            by=by or person,
        )


def again(user):
    """The person as the next request meets them."""
    return User.objects.get(pk=user.pk)


class TestAnnouncing:
    def test_it_holds_on_its_days_and_ends_by_itself(self, who):
        away(who.binh, who.dung)
        days = {d: list(standing_in_for(who.dung, D(f"2026-03-{d}"))) for d in (15, 16, 18, 19)}
        assert days == {15: [], 16: [who.binh], 18: [who.binh], 19: []}

    @pytest.mark.parametrize(
        ("person", "stand_in", "days", "says"),
        [
            ("dung", "binh", ("2026-03-18", "2026-03-19"), "cũng vắng mặt"),  # A→B→A
            ("binh", "an", ("2026-03-18", "2026-03-25"), "đã báo vắng"),  # overlapping
            ("an", "binh", ("2026-03-17", "2026-03-17"), "cũng vắng mặt"),  # the stand-in is away
            (
                "dung",
                "an",
                ("2026-03-16", "2026-03-16"),
                "đang được ủy quyền",
            ),  # a stand-in who leaves
            ("binh", "dung", ("2026-03-25", "2026-03-24"), "trước ngày đầu"),
            ("binh", "dung", ("2026-02-01", "2026-02-02"), "đã qua"),
            ("binh", "dung", ("2026-03-25", "2028-03-24"), "400"),
        ],
    )
    def test_refused_in_a_sentence(self, who, person, stand_in, days, says):
        away(who.binh, who.dung)
        with pytest.raises(Refused, match=says):
            away(getattr(who, person), getattr(who, stand_in), *days)
        assert Absence.objects.count() == 1

    def test_nobody_announces_for_strangers_but_the_head_does(self, who):
        with pytest.raises(PermissionDenied):
            away(who.binh, who.dung, by=who.dung)
        assert away(who.dung, who.binh, by=who.binh).by == who.binh

    def test_a_clerk_does_not_become_the_chairs_stand_in(self, who):
        with pytest.raises(Refused, match="tự"):
            away(who.an, who.chi, by=who.chi)
        away(who.an, who.binh, by=who.chi)
        assert Notice.objects.filter(user=who.an, key__startswith="absence.").count() == 1

    def test_ended_early_it_stays_as_history(self, who):
        absence = away(who.binh, who.dung)
        with at(local("2026-03-17T09:00")):
            end_absence(absence, by=who.binh)
            assert not standing_in_for(who.dung).exists()
            with pytest.raises(Refused):
                end_absence(absence, by=who.binh)
        assert Absence.objects.get().ended_by == who.binh
        assert Notice.objects.filter(user=who.dung, key__startswith="absence.").count() == 2


class TestStandingIn:
    def test_the_stand_in_works_and_the_journal_names_both(self, who):
        task = give(who, accepted=False)
        away(who.binh, who.dung)
        with at(local("2026-03-12T09:00")), pytest.raises(Http404):
            task_for(again(who.dung), task.pk)
        with at(local("2026-03-16T09:00")):
            dung = again(who.dung)
            actions.accept(task_for(dung, task.pk, to="work"), by=dung)
            assert task in visible(again(who.dung))
        with translation.override("vi"):
            assert (
                sentence(entries(task.book)[0])
                == "Phạm Văn Dũng thay Trần Thị Bình đã nhận nhiệm vụ"
            )
        with at(local("2026-03-19T09:00")):
            assert not permissions(again(who.dung), task)

    def test_the_stand_in_of_the_giver_decides(self, who):
        Post.objects.create(
            user=who.dung, unit=who.committee, title="Phó Chủ tịch", role="official"
        )
        task = give(who)
        with at(local("2026-03-13T09:00")):
            actions.report_done(task, text="Xong", by=who.binh)
        away(who.an, who.dung)
        with at(local("2026-03-16T09:00")):
            dung = again(who.dung)
            actions.accept_result(task_for(dung, task.pk, to="decide"), by=dung)
        task.refresh_from_db()
        assert task.state == "done"

    def test_nobody_decides_for_the_giver_about_their_own_work(self, who):
        task = give(who)
        with at(local("2026-03-13T09:00")):
            actions.report_done(task, text="Xong", by=who.binh)
        away(who.an, who.binh)
        with at(local("2026-03-16T09:00")):
            binh = again(who.binh)
            assert not permissions(binh, task) & {"decide", "change", "demand"}
            with pytest.raises(PermissionDenied):
                task_for(binh, task.pk, to="decide")
            assert task in visible(again(who.binh))

    def test_the_stand_in_of_both_sides_decides_for_neither(self, who):
        task = give(who)
        away(who.an, who.chi)
        away(who.binh, who.chi)
        with at(local("2026-03-16T09:00")):
            assert permissions(again(who.chi), task) == {"see", "contribute", "work"}

    def test_who_has_left_entrusts_nothing(self, who):
        task = give(who)
        away(who.an, who.chi)
        User.objects.filter(pk=who.an.pk).update(is_active=False)
        with at(local("2026-03-16T09:00")):
            assert "decide" not in permissions(again(who.chi), task)

    def test_what_is_done_in_ones_own_right_is_told_so(self, who):
        task = give(who, accepted=False, lead=who.dung)
        away(who.binh, who.dung)
        with at(local("2026-03-16T09:00")):
            dung = again(who.dung)
            actions.accept(task_for(dung, task.pk, to="work"), by=dung)
        with translation.override("vi"):
            assert sentence(entries(task.book)[0]) == "Phạm Văn Dũng đã nhận nhiệm vụ"

    def test_reminders_go_to_the_stand_in_and_a_copy_waits(self, who):
        give(who)
        away(who.binh, who.dung, since="2026-03-17", until="2026-03-17")
        run("2026-03-17T07:00", "2026-03-20T12:00", timedelta(hours=1))
        assert had(who.dung) == [("03-17 07:00", "before-3")]
        assert [rung for _, rung in had(who.binh)] == ["before-3", "before-1", "on-day"]
        assert had(who.binh)[0][0] == "03-18 07:00"  # back: the copy
        assert Reminder.objects.get(person=who.dung).standing_for == who.binh

    def test_the_stand_in_reads_the_papers_while_it_lasts(self, who):
        task = give(who, lead=who.binh)
        with at(local("2026-03-10T09:00")):
            upload = SimpleUploadedFile("so-lieu.pdf", world.pdf(), "application/pdf")
            actions.report_progress(
                task, text="Có số liệu", percent=40, by=who.binh, uploads=[upload]
            )
        task.refresh_from_db()
        away(who.binh, who.dung)
        reads = {}
        for day in (15, 16, 18, 19):
            with at(local(f"2026-03-{day}T00:20")):
                entrust_papers()
                reads[day] = bool(held(who.dung, task.folder))
        assert reads == {15: False, 16: True, 18: True, 19: False}
        assert held(who.binh, task.folder)

    def test_the_task_says_who_acts_until_when(self, who, client):
        task = give(who)
        away(who.binh, who.dung)
        with at(local("2026-03-16T09:00")):
            client.force_login(who.an)
            page = client.get(task.get_absolute_url()).content.decode()
        assert "Phạm Văn Dũng" in page
        assert "18/03/2026" in page


class TestUnitDays:
    def test_a_closed_unit_is_reminded_before_and_after(self, who):
        """The department is closed on the 17th: three working days before the 20th is the 16th."""
        give(who)
        with at(local("2026-03-05T09:00")):
            set_unit_day(
                who.department, D("2026-03-17"), kind="off", reason="Ngập lụt", by=who.binh
            )
            with pytest.raises(PermissionDenied):
                set_unit_day(who.department, D("2026-03-17"), kind="off", reason="", by=who.dung)
        run("2026-03-05T10:00", "2026-03-18T12:00", timedelta(hours=1))
        assert [day for day, _ in had(who.binh)] == ["03-16 07:00"]


class TestPages:
    def test_announced_and_ended_from_the_page(self, who, client):
        client.force_login(who.binh)
        tomorrow = today() + timedelta(days=1)
        given = {
            "person": who.binh.pk,
            "stand_in": who.dung.pk,
            "since": tomorrow,
            "until": tomorrow,
        }
        assert client.post("/me/absences/", given).status_code == 302
        page = client.get("/me/absences/").content.decode()
        assert "Phạm Văn Dũng" in page
        absence = Absence.objects.get()
        assert client.post("/me/absences/", {**given, "until": "2020-01-01"}).status_code == 422
        assert client.post("/me/absences/", given).status_code == 409
        assert client.post(f"/me/absences/{absence.pk}/end/").status_code == 302
        client.force_login(who.an)
        assert client.post(f"/me/absences/{absence.pk}/end/").status_code == 404

    def test_a_units_days_are_for_who_speaks_for_it(self, who, client):
        client.force_login(who.dung)
        assert client.get("/me/absences/unit-days/").status_code == 403
        client.force_login(who.binh)
        day = {"unit": who.department.pk, "date": "2026-05-20", "kind": "off", "reason": "Lễ hội"}
        assert client.post("/me/absences/unit-days/", day).status_code == 302
        assert "Lễ hội" in client.get("/me/absences/unit-days/").content.decode()
        assert (
            client.post("/me/absences/unit-days/", {**day, "unit": who.committee.pk}).status_code
            == 422
        )
