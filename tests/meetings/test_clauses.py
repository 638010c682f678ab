"""Conclusions: arranged, split, joined, corrected with both kept, with files; typed quickly."""

import pytest
from django.urls import reverse

from core.refused import Refused
from meetings import actions
from meetings.models import Conclusion
from meetings.queries.clauses import clauses
from tasks.models import Task
from tests import world
from tests.meetings.table import upload


def shown(meeting):
    return [(c.label, c.row.text) for group in clauses(meeting) for c in group.clauses]


@pytest.fixture
def meeting(who):
    meeting = world.in_session()
    for text in ("Một", "Hai", "Ba"):
        actions.draft_conclusion(meeting, text=text, kind="decision", item=meeting.items.first(), by=who.chi)  # fmt: skip
    return meeting


def named(text):
    return Conclusion.objects.get(text=text)


class TestArranging:
    def test_up_down_deeper_higher(self, who, meeting):
        actions.move_conclusion(named("Ba"), up=True, by=who.chi)
        assert shown(meeting) == [("1.", "Một"), ("2.", "Ba"), ("3.", "Hai")]
        actions.indent_conclusion(named("Ba"), deeper=True, by=who.chi)
        actions.indent_conclusion(named("Hai"), deeper=True, by=who.chi)
        actions.indent_conclusion(named("Hai"), deeper=True, by=who.chi)
        assert shown(meeting) == [("1.", "Một"), ("1.1.", "Ba"), ("a)", "Hai")]
        actions.indent_conclusion(named("Hai"), deeper=False, by=who.chi)
        assert shown(meeting)[-1] == ("1.2.", "Hai")

    def test_the_first_is_never_a_point_of_nothing(self, who, meeting):
        actions.indent_conclusion(named("Một"), deeper=True, by=who.chi)
        assert shown(meeting)[0] == ("1.", "Một")

    def test_split_and_joined(self, who, meeting):
        row = actions.change_conclusion(named("Hai"), text="Câu một. Câu hai.", by=who.chi)
        actions.split_conclusion(row, at=8, by=who.chi)
        assert [text for _label, text in shown(meeting)] == ["Một", "Câu một.", "Câu hai.", "Ba"]
        actions.join_conclusion(named("Câu hai."), by=who.chi)
        assert [text for _label, text in shown(meeting)] == ["Một", "Câu một. Câu hai.", "Ba"]

    @pytest.mark.usefixtures("meeting")
    @pytest.mark.parametrize("at", [0, 3, 99])
    def test_a_split_needs_words_on_both_sides(self, who, at):
        with pytest.raises(Refused):
            actions.split_conclusion(named("Hai"), at=at, by=who.chi)

    def test_to_another_item_it_goes_at_the_end(self, who, meeting):
        other = meeting.items.last()
        actions.change_conclusion(named("Một"), item=other, by=who.chi)
        assert shown(meeting) == [("1.", "Hai"), ("2.", "Ba"), ("1.", "Một")]


class TestAgreeing:
    def test_all_at_once_or_none(self, who, meeting):
        actions.draft_conclusion(meeting, text="Thiếu chủ trì", kind="task", by=who.chi)
        with pytest.raises(Refused) as caught:
            actions.agree_all(meeting, by=who.an)
        assert "Thiếu chủ trì" in str(caught.value)
        assert not Conclusion.objects.filter(state="agreed").exists()
        actions.strike_conclusion(named("Thiếu chủ trì"), by=who.chi)
        assert len(actions.agree_all(meeting, by=who.an)) == 3

    def test_a_correction_keeps_both_and_calls_the_old_task_off(self, who, meeting):
        row = actions.draft_conclusion(meeting, text="Sở Nội vụ trình", kind="task", lead=who.department, by=who.chi)  # fmt: skip
        actions.agree_conclusion(row, by=who.an)
        row.refresh_from_db()
        assert row.task_url == Task.objects.get().get_absolute_url()
        new = actions.correct_conclusion(row, text="Sở Nội vụ trình trước 30/12", by=who.chi)
        row.refresh_from_db()
        assert row.state == "agreed"  # it stands until the correction is agreed
        actions.agree_conclusion(new, by=who.an)
        row.refresh_from_db()
        assert (row.state, row.text) == ("corrected", "Sở Nội vụ trình")
        assert sorted(Task.objects.values_list("state", flat=True)) == ["assigned", "cancelled"]
        group = clauses(meeting)[-1]
        assert [(c.row.text, [e.text for e in c.earlier]) for c in group.clauses] == [
            ("Sở Nội vụ trình trước 30/12", ["Sở Nội vụ trình"])
        ]

    @pytest.mark.usefixtures("meeting")
    def test_only_what_is_agreed_is_corrected_and_once_at_a_time(self, who):
        with pytest.raises(Refused):
            actions.correct_conclusion(named("Một"), text="Khác", by=who.chi)
        row = actions.agree_conclusion(named("Một"), by=who.an)
        actions.correct_conclusion(row, text="Khác", by=who.chi)
        with pytest.raises(Refused):
            actions.correct_conclusion(row, text="Khác nữa", by=who.chi)

    def test_a_file_is_attached(self, who, meeting):
        actions.attach_file(named("Một"), upload=upload(), title="Phụ lục kết luận", by=who.chi)
        assert named("Một").papers.get().folder == meeting.folder


class TestTypedQuickly:
    def type(self, client, meeting, **fields):
        url = reverse("meetings:conclusions", args=[meeting.pk])
        return client.post(url, {"kind": "auto", **fields}, headers={"HX-Request": "true"})

    def test_a_line_becomes_a_task_with_everything_it_names(self, client, who, meeting):
        client.force_login(who.chi)
        answer = self.type(client, meeting, text="SNV trình phương án, xong 30/12")
        assert answer.status_code == 200
        row = Conclusion.objects.latest("pk")
        assert (row.kind, row.lead, row.text) == ("task", who.department, "Sở Nội vụ trình phương án, xong 30/12")  # fmt: skip
        assert (row.due_on.day, row.due_on.month) == (30, 12)

    def test_a_unit_in_its_own_field_needs_no_tone_marks(self, client, who, meeting):
        client.force_login(who.chi)
        self.type(client, meeting, text="Trình đề án", lead="so noi vu", due="5/1")
        row = Conclusion.objects.latest("pk")
        assert (row.kind, row.lead, row.due_on.day) == ("task", who.department, 5)

    @pytest.mark.parametrize("bad", [{"text": " "}, {"text": "A", "lead": "không có"}, {"text": "A", "due": "hôm kia"}, {"text": "x" * 4001}])  # fmt: skip
    def test_what_is_not_understood_is_asked_and_nothing_is_lost(self, client, who, meeting, bad):
        client.force_login(who.chi)
        count = Conclusion.objects.count()
        answer = self.type(client, meeting, **bad)
        assert (answer.status_code, Conclusion.objects.count()) == (422, count)
        assert bad.get("lead", "") in answer.content.decode()

    def test_members_do_not_write(self, client, who, meeting):
        client.force_login(who.binh)
        assert self.type(client, meeting, text="A").status_code == 403
