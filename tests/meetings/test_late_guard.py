"""The lead time is guarded: what is late is named, excused by the chair, reported and reminded of."""

import csv
import io
import zipfile
from datetime import date, timedelta

import pytest

from core import clock
from core.models import CalendarDay
from core.refused import Refused
from meetings import actions
from meetings.models import SessionKind
from meetings.planning_bells import reached, remind_of_papers
from notices.models import Notice
from tests.meetings.planned import at, moment
from tests.meetings.table import told, upload

SESSION = date(2027, 3, 26)  # a Friday; three working days before is Tuesday 23 March
ON_TIME, LATE = moment(date(2027, 3, 22)), moment(date(2027, 3, 25))


@pytest.fixture
def regular(who):
    """A regular session on SESSION, planned early, one item of the department that expects papers."""
    kind = SessionKind.objects.get(name="Phiên họp UBND thường kỳ")
    with clock.at(moment(date(2027, 3, 10))):
        meeting = actions.plan_meeting(
            title="Phiên họp tháng 3", unit=who.committee, chair=who.an, by=who.chi,
            starts_at=moment(SESSION, 8), ends_at=moment(SESSION, 11), session_kind=kind,
            kind=kind.rule,
        )  # fmt: skip
        actions.invite(meeting, [who.binh], by=who.chi)
        actions.add_item(meeting, title="Khai mạc", by=who.chi)
        actions.add_item(meeting, title="Cấp nước sạch", unit=who.department, expects_papers=True, by=who.chi)  # fmt: skip
    return meeting


def _papers(meeting, who, when):
    item = meeting.items.get(title="Cấp nước sạch")
    with clock.at(when):
        return actions.file_paper(meeting, upload=upload(), title="Tờ trình", item=item, by=who.chi)


class TestLeadTime:
    def test_on_time_it_is_convened(self, who, regular):
        _papers(regular, who, ON_TIME)
        with clock.at(ON_TIME):
            assert actions.convene_meeting(regular, by=who.chi).state == "convened"

    def test_missing_papers_do_not_stop_what_is_not_late_yet(self, who, regular):
        with clock.at(ON_TIME):
            assert actions.convene_meeting(regular, by=who.chi).state == "convened"

    def test_what_is_late_is_refused_with_item_unit_and_days(self, who, regular):
        with clock.at(LATE), pytest.raises(Refused) as refused:
            actions.convene_meeting(regular, by=who.chi)
        said = str(refused.value)
        assert all(word in said for word in ("Cấp nước sạch", "SNV", "23/03/2027", "Điều 114"))
        assert "2" in said

    def test_for_the_chairs_reasons_it_is_convened(self, client, who, regular):
        client.force_login(who.chi)
        item = regular.items.get(title="Cấp nước sạch")
        with clock.at(LATE):
            page = client.get(at("late", regular.pk)).content.decode()
            assert "Cấp nước sạch" in page
            assert client.post(at("late", regular.pk), {}).status_code == 409
            client.post(at("late", regular.pk), {f"reason_{item.pk}": "Chờ ý kiến Bộ"})
            with pytest.raises(Refused):  # the invitation itself is late, too
                actions.convene_meeting(regular, by=who.chi)
            client.post(at("late", regular.pk), {"reason_meeting": "Việc gấp"})
            assert actions.convene_meeting(regular, by=who.chi).state == "convened"
        item.refresh_from_db()
        assert (item.late_reason, item.late_by, item.late_word) == ("Chờ ý kiến Bộ", who.chi, True)
        assert "meetings.late_allowed" in told(regular)

    def test_one_reason_serves_all(self, client, who, regular):
        client.force_login(who.an)
        with clock.at(LATE):
            client.post(at("late", regular.pk), {"all": "Bão số 5"})
            actions.convene_meeting(regular, by=who.an)
        assert not regular.items.get(title="Cấp nước sạch").late_word  # the chair wrote it

    def test_an_item_put_on_late_is_named(self, who, regular):
        _papers(regular, who, ON_TIME)
        with clock.at(LATE):
            actions.add_item(regular, title="Việc phát sinh", by=who.chi)
            with pytest.raises(Refused, match="Việc phát sinh"):
                actions.convene_meeting(regular, by=who.chi)

    def test_a_special_session_has_one_day(self, who, regular):
        kind = SessionKind.objects.get(lead="special")
        actions.change_meeting(regular, session_kind=kind, by=who.chi)
        with clock.at(LATE):  # the day before
            assert actions.convene_meeting(regular, by=who.chi).state == "convened"

    def test_a_day_off_counts(self, who, regular):
        for day in (22, 23, 24):
            CalendarDay.objects.create(date=date(2027, 3, day), kind="off", reason="Nghỉ")
        with clock.at(ON_TIME), pytest.raises(Refused):
            actions.convene_meeting(regular, by=who.chi)

    def test_the_plan_is_red_where_the_unit_is_late(self, client, who, regular):
        client.force_login(who.chi)
        with clock.at(LATE):
            page = client.get(at("plan", regular.pk)).content.decode()
        assert 'class="standing" data-kind="late"' in page
        assert "SNV" in page

    def test_the_month_is_reported(self, client, who, regular):
        with clock.at(ON_TIME):
            actions.convene_meeting(regular, by=who.chi)
        _papers(regular, who, LATE)
        client.force_login(who.chi)
        with clock.at(moment(date(2027, 4, 2))):
            page = client.get(at("late_report"), {"month": "2027-03"}).content.decode()
            sheet = client.get(at("late_export", "xlsx"), {"month": "2027-03"})
            table = client.get(at("late_export", "csv"), {"month": "2027-03"})
            empty = client.get(at("late_report"), {"month": "2027-04"}).content.decode()
        assert "Cấp nước sạch" in page
        assert "Cấp nước sạch" not in empty
        assert zipfile.ZipFile(io.BytesIO(sheet.content)).testzip() is None
        rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
        assert rows[1][:2] == ["Sở Nội vụ", "Cấp nước sạch"]
        assert rows[1][6] == "4"  # due on the 19th, five working days before; handed in on the 25th

    def test_the_report_is_not_everybodys(self, client, who):
        client.force_login(who.dung)
        assert client.get(at("late_report")).status_code == 403
        assert client.get(at("late_export", "csv")).status_code == 403

    @pytest.mark.parametrize("month", ["", "2027-13", "x", "0000-00"])
    def test_a_month_that_is_none_is_this_one(self, client, who, month):
        client.force_login(who.chi)
        assert client.get(at("late_report"), {"month": month}).status_code == 200


class TestReminders:
    @pytest.mark.parametrize(("elapsed", "step"), [(-5, None), (-2, -2), (-1, -2), (0, 0), (1, 1), (2, 1), (3, 3), (4, 3), (5, 5), (8, 7)])  # fmt: skip
    def test_the_steps(self, elapsed, step):
        assert reached(elapsed) == step

    def test_the_unit_is_told_once_a_step_and_never_at_night(self, who, regular):
        due = date(2027, 3, 19)  # five working days before

        def after(when):
            with clock.at(when):
                remind_of_papers()
            return Notice.objects.filter(user=who.binh, key__startswith="papers.").count()

        assert after(moment(due - timedelta(days=1), 23)) == 0
        assert after(moment(due)) == 1
        assert after(moment(due, 15)) == 1
        assert after(moment(date(2027, 3, 21))) == 1  # a Sunday
        assert after(moment(date(2027, 3, 22))) == 2
        assert Notice.objects.filter(user=who.chi, key__startswith="papers.").count() == 1
        _papers(regular, who, moment(date(2027, 3, 23)))
        assert after(moment(date(2027, 3, 24))) == 2
