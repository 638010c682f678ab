"""Templates, series and meetings planned again; deferred items that are taken over."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from core import clock
from core.models import CalendarDay
from core.refused import Refused
from meetings import actions
from meetings.models import Meeting, MeetingTemplate, Series
from meetings.queries.repeating import planned_of
from notices.models import Notice
from people.models import Post, User
from tests import world
from tests.meetings.planned import at, moment, titles


class TestSeries:
    @pytest.fixture
    def template(self, who):
        source = world.draft("Họp giao ban mẫu")
        actions.add_item(source, title="Phần riêng", section="Xã hội", minutes=7, purpose="vote", by=who.chi)  # fmt: skip
        made = actions.template_from(source, name="Giao ban", by=who.chi)
        made.title = "Giao ban tháng {month}/{year}"
        made.save(update_fields=["title"])
        return made

    @pytest.fixture
    def series(self, who, template):
        return actions.save_series(
            Series(), name="Giao ban tháng", template=template, frequency="monthly_day", day=15,
            starts=datetime(2027, 1, 1, 8).time(), minutes=90, since=date(2027, 1, 1), by=who.chi,  # noqa: DTZ001
        )  # fmt: skip

    def test_a_template_keeps_agenda_and_people_and_no_results(self, who, template):
        with clock.at(moment(date(2027, 1, 4))):
            meeting = actions.plan_from(template, date(2027, 1, 20), by=who.chi)
        assert meeting.title == "Giao ban tháng 1/2027"
        assert titles(meeting)[-1] == "Phần riêng"
        assert meeting.items.get(title="Phần riêng").section == "Xã hội"
        assert set(meeting.seats.values_list("user__username", "role")) == {("an", "chair"), ("chi", "secretary"), ("binh", "member")}  # fmt: skip
        assert not meeting.folder.papers.exists()

    def test_sessions_avoid_days_off_and_are_planned_once(self, who, series):
        CalendarDay.objects.create(date=date(2027, 2, 15), kind="off", reason="Tết")
        with clock.at(moment(date(2027, 1, 4))):
            made = actions.plan_next(series, number=3, by=who.chi)
            more = actions.plan_next(series, number=1, by=who.chi)
        days = [timezone.localtime(m.starts_at).date() for m in [*made, *more]]
        assert days == [date(2027, 1, 15), date(2027, 2, 16), date(2027, 3, 15), date(2027, 4, 15)]
        assert made[1].series_day == date(2027, 2, 15)

    @pytest.mark.parametrize("number", [0, -1, 1000])
    def test_not_any_number_is_planned(self, who, series, number):
        with pytest.raises(Refused):
            actions.plan_next(series, number=number, by=who.chi)

    def test_a_change_for_the_following_leaves_the_earlier(self, who, series):
        with clock.at(moment(date(2027, 1, 4))):
            first, second, third = actions.plan_next(series, number=3, by=who.chi)
        changed = actions.change_meeting(second, starts_at=moment(date(2027, 2, 15), 14), ends_at=moment(date(2027, 2, 15), 16), by=who.chi)  # fmt: skip
        assert [m.pk for m in actions.change_following(changed, by=who.chi)] == [third.pk]
        third.refresh_from_db()
        first.refresh_from_db()
        assert timezone.localtime(third.starts_at).hour == 14
        assert timezone.localtime(first.starts_at).hour == 8
        series.refresh_from_db()
        assert (series.starts.hour, series.minutes) == (14, 120)

    def test_a_day_that_becomes_a_day_off_moves_the_session(self, who, series):
        from notices.actions import set_day
        from people.models import Post

        Post.objects.create(user=who.an, unit=who.committee, title="Quản trị", role="administrator")
        with clock.at(moment(date(2027, 1, 4))):
            first, second = actions.plan_next(series, number=2, by=who.chi)
            set_day(date(2027, 2, 15), kind="off", reason="Tết", notice_number="", by=who.an)
        second.refresh_from_db()
        first.refresh_from_db()
        assert timezone.localtime(second.starts_at).date() == date(2027, 2, 16)
        assert timezone.localtime(second.starts_at).hour == 8
        assert timezone.localtime(first.starts_at).date() == date(2027, 1, 15)
        assert second.series_day == date(2027, 2, 15)
        assert Notice.objects.filter(user=who.chi, key__startswith="series.").exists()

    def test_an_ended_series_plans_nothing(self, who, series):
        actions.end_series(series, by=who.chi)
        with pytest.raises(Refused):
            actions.plan_next(series, number=1, by=who.chi)

    def test_a_template_in_use_is_not_archived(self, who, template, series):
        with pytest.raises(Refused):
            actions.archive_template(template, archive=True, by=who.chi)
        actions.end_series(series, by=who.chi)
        assert actions.archive_template(template, archive=True, by=who.chi).archived_at

    def test_every_page_opens(self, client, who, template, series):
        client.force_login(who.chi)
        with clock.at(moment(date(2027, 1, 4))):
            actions.plan_next(series, number=1, by=who.chi)
            pages = [at("series_list"), at("series", series.pk), at("edit_series", series.pk), at("new_series"), at("templates"), at("template", template.pk), at("new_template"), at("plan_from", template.pk), at("new")]  # fmt: skip
            assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)  # fmt: skip
            client.force_login(who.dung)
            assert {client.get(page).status_code for page in pages} <= {403, 404}

    def test_a_template_is_written_as_text(self, client, who, template):
        client.force_login(who.chi)
        page = client.get(at("template", template.pk)).content.decode()
        assert "Phần riêng – biểu quyết – 7 phút" in page
        body = {"name": "Giao ban", "title": "Giao ban", "session_kind": template.session_kind_id, "unit": who.committee.pk, "chair": who.an.pk, "starts": "08:00", "minutes": "60", "agenda": "1. Khai mạc – 5 phút\n2. Việc mới – Sở Nội vụ – 20 phút"}  # fmt: skip
        assert client.post(at("template", template.pk), body).status_code == 302
        assert list(template.items.values_list("title", "minutes")) == [("Khai mạc", 5), ("Việc mới", 20)]  # fmt: skip

    def test_a_meeting_is_planned_again(self, client, who):
        meeting = world.busy()
        client.force_login(who.chi)
        client.post(at("clone", meeting.pk), {"title": "Phiên sau", "starts_at": "2027-02-01T08:00"})  # fmt: skip
        copy = Meeting.objects.get(title="Phiên sau")
        assert titles(copy) == titles(meeting)
        assert copy.seats.count() == meeting.seats.count()
        assert set(copy.items.values_list("state", flat=True)) == {"waiting"}
        assert not copy.votes.exists()
        assert not copy.folder.papers.exists()

    def test_deferred_items_are_offered_and_taken_over_once(self, client, who):
        old = world.in_session("Phiên cũ")
        item = old.items.first()
        actions.defer_item(item, reason="Hết giờ", by=who.an)
        with clock.at(clock.now() + timedelta(hours=3)):
            new = world.draft("Phiên mới")
        client.force_login(who.chi)
        assert item.title in client.get(at("part", new.pk, "ready")).content.decode()
        client.post(at("carry", new.pk), {"item": [item.pk]})
        taken = new.items.last()
        assert (taken.title, taken.continues) == (item.title, item)
        assert taken.item_papers.get().paper.title == "Tờ trình ngân sách năm 2027"
        assert client.post(at("carry", new.pk), {"item": [item.pk]}).status_code == 409


def test_templates_of_others_are_not_found(client, who):
    made = actions.template_from(world.draft(), name="Của UBND", by=who.chi)
    clerk = User.objects.create_user("hoa", world.PASSWORD, full_name="Vũ Thị Hoa")
    Post.objects.create(user=clerk, unit=who.department, title="Văn thư", role="clerk")
    client.force_login(clerk)
    assert client.get(at("template", made.pk)).status_code == 404
    assert client.post(at("archive_template", made.pk)).status_code == 404
    assert MeetingTemplate.objects.get().archived_at is None


def test_a_session_of_a_series_leads_only_who_may_go_there(client, who):
    """Whoever administers the unit sees the series; the plan of a session is for those who prepare it."""
    source = world.convened("Họp giao ban mẫu")
    template = actions.template_from(source, name="Giao ban", by=who.chi)
    series = Series.objects.create(name="Giao ban tháng", template=template, frequency="monthly_day", day=15, starts="08:00", since=date(2027, 1, 1), created_by=who.chi)  # fmt: skip
    Meeting.objects.filter(pk=source.pk).update(series=series)
    assert planned_of(series, who.chi) == [(source, f"/meetings/{source.pk}/plan/")]
    assert planned_of(series, who.binh) == [(source, f"/meetings/{source.pk}/")]
    assert planned_of(series, who.dung) == [(source, "")]
