"""What somebody may try who wants more than is theirs: decide about themselves, stay when they have left, name far days."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from core.clock import at, today
from core.refused import Refused
from documents.typeset import typeset
from notices import outgoing
from notices.handed import NotSent
from people.absences import announce_absence, end_absence
from people.grants import held
from people.managing import end_post
from people.models import Post, User
from tasks import actions, extraction
from tasks.access import permissions
from tasks.actions import Around, Share
from tasks.actions.entrusting import entrust_papers
from tasks.actions.proposals import Text
from tasks.door import assign
from tasks.exports import _form
from tasks.models import Reading, Recurrence, Task
from tasks.periods import month_of
from tasks.queries.merit import own_sheet
from tests import world
from tests.tasks.cast import person, unit
from tests.tasks.test_merit import RULE

pytestmark = pytest.mark.django_db
FAR = [date(9999, 12, 31), date(1, 1, 1), date(1999, 12, 31)]


def soon(days=9):
    return today() + timedelta(days=days)


def again(user):
    """The person as the next request meets them."""
    return User.objects.get(pk=user.pk)


def away(who, stand_in, days=5):
    return announce_absence(who, stand_in=stand_in, since=today(), until=soon(days), by=who)


def with_paper(task, by):
    upload = SimpleUploadedFile("so-lieu.pdf", world.pdf(), "application/pdf")
    actions.report_progress(task, text="Có số liệu", percent=40, by=by, uploads=[upload])
    task.refresh_from_db()
    return task


class TestJudgingOneself:
    def test_a_head_does_not_confirm_the_cause_of_the_units_own_delay(self, who):
        task = world.task_given()
        actions.hand_on(task, person=who.dung, by=who.binh)
        with pytest.raises(Refused, match="không chủ trì"):
            actions.confirm_cause(task, reason="Mưa bão", by=again(who.binh))
        actions.confirm_cause(task, reason="Mưa bão", by=again(who.an))

    def test_nobody_accepts_what_they_explained(self, who):
        task = world.task_given()
        actions.hand_on(task, person=who.dung, by=who.binh)
        asked = actions.demand_explanation(task, by=who.an)
        actions.answer_explanation(asked, text="Mưa bão", by=who.binh)
        with pytest.raises(Refused, match="người khác"):
            actions.accept_explanation(asked, by=who.binh)
        actions.accept_explanation(asked, objective=True, by=again(who.an))

    def test_who_wrote_it_down_and_leads_it_asks_for_more_time(self, who):
        task = assign(title="Lập danh sách", lead=who.chi, giver=who.an, by=who.chi, due_on=soon())
        with pytest.raises(Refused, match="gia hạn"):
            actions.change_due(task, due=(soon(30), None), reason="Bận", by=again(who.chi))
        with pytest.raises(Refused, match="gia hạn"):
            actions.change_due(task, due=(None, None), reason="Bận", by=again(who.chi))
        actions.change_due(task, due=(soon(3), None), reason="Sớm hơn", by=again(who.chi))

    def test_what_somebody_gave_themselves_is_nobodys_figure(self, who):
        own = assign(title="Tự giao", lead=who.dung, giver=who.dung, by=who.dung, due_on=today())
        actions.report_done(own, text="Xong", by=who.dung)
        marks = actions.Marks(grade="met", quantity=100)
        actions.accept_result(own, marks=marks, by=who.dung)
        period = month_of(today())
        assert own_sheet(who.dung, period, RULE).figures.number("given") == 0
        assign(title="Được giao", lead=who.dung, giver=who.binh, by=who.binh, due_on=today())
        assert own_sheet(who.dung, period, RULE).figures.number("given") == 1


class TestPartsOfATask:
    def test_a_part_is_not_carried_out_of_the_unit(self, who):
        other = unit("Sở Tài chính", who.committee)
        share = Share(title="Phần một", lead=who.dung)
        part = actions.hand_down(world.task_given(), share=share, by=who.binh)
        for move in (
            lambda: actions.transfer_now(part, to=other, reason="Bận", by=who.binh),
            lambda: actions.propose_transfer(part, to=other, reason="Bận", by=who.dung),
            lambda: actions.assign_again(part, lead=other, by=who.binh),
        ):
            with pytest.raises(Refused, match="không thuộc"):
                move()

    def test_a_part_of_a_closed_circle_is_not_named_beside_the_whole(self, who, client):
        whole = world.task_given()
        part = actions.hand_down(whole, share=Share(title="Việc mật", lead=who.dung), by=who.binh)
        actions.change_circle(part, around=Around(closed=True), by=who.binh)
        with pytest.raises(Refused, match="phạm vi hẹp"):
            actions.report_done(whole, text="Xong", by=who.binh)
        client.force_login(who.chi)  # keeps the tasks of the committee
        page = client.get(f"/tasks/{whole.pk}/parts/subtasks/")
        assert page.status_code == 200
        assert "Việc mật" not in page.content.decode()

    def test_a_whole_is_closed_with_its_parts(self, who):
        whole = world.task_given()
        part = actions.hand_down(whole, share=Share(title="Việc nhỏ", lead=who.dung), by=who.binh)
        actions.change_circle(whole, around=Around(closed=True), by=who.an)
        part.refresh_from_db()
        assert not permissions(again(who.chi), part)
        assert permissions(again(who.dung), part)


class TestPapersOfWhoHasLeft:
    def test_the_stand_in_of_a_supporter_and_of_a_follower(self, who):
        helper, follower = (person(name, who.department) for name in ("hoa", "khanh"))
        task = world.task_given()
        around = Around(people=(helper,), watchers=(follower,))
        actions.change_circle(task, around=around, by=who.an)
        for_helper, for_follower = away(helper, who.dung), away(follower, who.binh, days=3)
        task = with_paper(task, who.binh)
        assert held(who.dung, task.folder)
        end_absence(for_helper, by=helper)
        end_absence(for_follower, by=follower)
        assert not held(who.dung, task.folder)
        assert held(who.binh, task.folder)  # leads it anyway

    def test_a_follower_entrusts_nothing(self, who):
        follower = person("khanh", who.department)
        task = world.task_given()
        actions.change_circle(task, around=Around(watchers=(follower,)), by=who.an)
        away(follower, who.dung)
        task = with_paper(task, who.binh)
        assert not held(who.dung, task.folder)

    def test_one_of_two_absences_is_over(self, who):
        first, second = (person(name, who.department) for name in ("hoa", "khanh"))
        task = with_paper(assign(title="Một", lead=first, giver=who.an, by=who.an), first)
        away(first, who.dung, days=2)
        away(second, who.dung, days=30)
        assert held(who.dung, task.folder)
        from core.clock import now

        later = now() + timedelta(days=4)
        with at(later):
            entrust_papers()
        assert not held(who.dung, task.folder)

    def test_who_is_moved_out_takes_the_stand_in_along(self, who):
        helper = person("hoa", who.department)
        task = world.task_given()
        actions.change_circle(task, around=Around(people=(helper,)), by=who.an)
        away(helper, who.dung)
        task = with_paper(task, who.binh)
        assert held(who.dung, task.folder)
        actions.change_circle(task, around=Around(), by=who.an)
        assert not held(who.dung, task.folder)

    def test_a_post_that_ended(self, who, django_capture_on_commit_callbacks):
        task = with_paper(world.task_given(), who.binh)
        assert held(who.binh, task.folder)
        with django_capture_on_commit_callbacks(execute=True):
            end_post(Post.objects.get(user=who.binh), by=who.chi)
        assert not permissions(again(who.binh), task)
        assert not held(who.binh, task.folder)


class TestInAnothersName:
    def test_a_clerk_who_left_gives_nothing_in_the_chairs_name(self, who):
        text = Text("Giao Sở Nội vụ trình báo cáo.", "Thông báo")
        reading = actions.keep_reading(text, (), giver=who.an, unit=None, by=who.chi)
        proposal = reading.proposals.create(start=0, end=5, title="Trình báo cáo", sure=True)
        proposal.units.add(who.department)
        Post.objects.filter(user=who.chi).update(unit=who.department)
        with pytest.raises(PermissionDenied):
            actions.confirm_proposal(proposal, by=again(who.chi))
        assert not Task.objects.exists()
        Post.objects.filter(user=who.chi).update(unit=who.committee)
        assert actions.confirm_proposal(proposal, by=again(who.chi))[0].giver == who.an


class TestFarDays:
    @pytest.mark.parametrize("day", FAR)
    def test_no_task_no_extension_no_turn(self, who, client, day):
        with pytest.raises(Refused, match="2100"):
            assign(title="Xa", lead=who.dung, giver=who.an, by=who.an, due_on=day)
        task = world.task_given()
        with pytest.raises(Refused):
            actions.change_due(task, due=(day, None), reason="Xa", by=who.an)
        with pytest.raises(Refused):
            actions.ask_extension(task, want=(day, None), reason="Xa", by=who.binh)
        row = actions.repeat(task, frequency="weekly", lead_days=3, by=who.an)
        client.force_login(who.an)
        for step in ("skip", "take-up"):
            address = f"/tasks/recurring/{row.pk}/{day.isoformat()}/{step}/"
            assert client.post(address).status_code == 409

    @pytest.mark.parametrize("day", FAR)
    def test_nothing_comes_back_from_there(self, who, client, day):
        client.force_login(who.an)
        given = {
            "title": "Báo cáo", "lead": f"unit.{who.department.pk}", "frequency": "weekly", "weekday": 0,
            "day": 1, "month": 1, "lead_days": 5, "priority": "normal", "starts_on": day.isoformat(),
        }  # fmt: skip
        assert client.post("/tasks/recurring/new/", given).status_code == 409
        assert not Recurrence.objects.exists()


class TestTooMuch:
    def test_a_text_beyond_the_bound_is_not_read_at_all(self, who, client, monkeypatch):
        read = []
        monkeypatch.setattr(extraction, "propose", lambda *a, **k: read.append(a) or ())
        client.force_login(who.an)
        upload = SimpleUploadedFile("dai.txt", b"a " * 300_000, "text/plain")
        given = {"act": str(uuid.uuid4()), "upload": upload}
        assert client.post("/tasks/readings/", given).status_code == 422
        assert not read
        assert not Reading.objects.exists()

    def test_of_a_typed_sentence_only_the_beginning_is_understood(self, who, client, monkeypatch):
        from tasks.queries import spoken

        lengths = []
        known = spoken.understand
        monkeypatch.setattr(
            spoken, "understand", lambda one, **k: lengths.append(len(one)) or known(one, **k)
        )
        client.force_login(who.an)
        assert client.post("/tasks/new/", {"title": "Sở Nội vụ, " * 9000}).status_code == 422
        assert lengths == [spoken.LONGEST]


class TestPrinting:
    @pytest.mark.parametrize(
        "evil", ["\x01\x08", "😀👨‍👩‍👧", "\ufffe\ue000", "漢字 ไทย", "\u0338\u20e3"]
    )
    def test_one_title_does_not_keep_the_city_from_printing(self, who, client, evil):
        assign(title=f"Rà soát {evil}", lead=who.department, giver=who.an, by=who.an)
        client.force_login(who.an)
        printed = client.get("/tasks/all/tasks.pdf")
        assert printed.status_code == 200
        assert printed.content.startswith(b"%PDF-")

    def test_what_is_known_is_printed_as_it_is(self):
        """Every letter that is kept at the second try has a glyph."""
        known = "".join(map(chr, range(32, 0x2300)))
        body = [{"kind": "para", "text": known}]
        data = _form(None) | {"subject": "Ắ ợ ₫ – “”", "body": body, "date": "2026-11-22"}
        assert typeset("task_list", data).pages


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com:99999/x", "https://" + "a" * 70 + ".com/", "https://exa mple.com/", "https://[::1/",
        "https://example.com/é", "https://example.com/\r\nX: y", "https://example.com:0/",
    ],
)  # fmt: skip
def test_addresses_that_break_the_caller_are_refused_before(url):
    with pytest.raises(NotSent) as refused:
        outgoing.place_of(url)
    assert refused.value.final
