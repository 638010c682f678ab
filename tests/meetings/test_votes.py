"""Votes at the table: terms, recusals, void and repeated; asserted is what a person sees."""

import io
import zipfile

import pytest
from django.urls import reverse

from core.refused import Refused
from journal.models import Entry
from meetings import actions
from meetings.models import Ballot, Meeting, Recusal, Vote
from meetings.queries.results import explanation, frozen
from people.models import User
from tests.meetings.balloting import cast, committee, put
from tests.meetings.table import seat

HTMX = {"HX-Request": "true"}


@pytest.fixture
def meeting(who):
    return committee(who)


class TestRule:
    """The rule is chosen, frozen, explained."""

    def test_the_result_says_its_figures_and_where_it_is_written(self, meeting, who):
        vote = put(meeting, who)
        cast(vote, "agree", "agree", "agree", "disagree")
        vote = actions.close_vote(vote, by=who.an)
        sentence = explanation(vote)
        assert vote.passed
        assert (vote.base, vote.needed) == (4, 3)
        for part in ("3", "4", "72/2025/QH15"):
            assert part in sentence
        assert str(vote.quorum_needed) in frozen(vote)

    def test_even_sides_are_decided_by_the_chair_and_the_sentence_says_so(self, meeting, who):
        vote = put(meeting, who)
        cast(vote, "agree", "disagree")  # An chairs and sits first
        vote = actions.close_vote(vote, by=who.an)
        assert (vote.tie, vote.passed) == (True, True)
        assert "chủ tọa" in explanation(vote)

    def test_in_the_chair_s_absence_who_runs_the_session_decides(self, meeting, who):
        actions.leave(seat(meeting, who.an), by=who.chi)
        Meeting.objects.filter(pk=meeting.pk).update(conductor=who.binh)
        vote = put(Meeting.objects.get(pk=meeting.pk), who)
        cast(vote, "disagree", "agree")  # Bình is first now
        assert not actions.close_vote(vote, by=who.an).passed

    def test_a_rule_of_another_kind_of_body_is_refused(self, meeting, who):
        with pytest.raises(Refused):
            put(meeting, who, rule="dismissal")

    def test_the_version_of_the_rule_is_kept_with_the_vote(self, meeting, who):
        vote = put(meeting, who)
        assert str(vote.rule_since) == "2025-06-16"

    def test_a_secret_vote_by_machine_only_advises_the_council(self, meeting, who, client):
        Meeting.objects.filter(pk=meeting.pk).update(kind="council")
        vote = put(Meeting.objects.get(pk=meeting.pk), who, way="secret")
        cast(vote, "agree", "agree", "agree")
        vote = actions.close_vote(vote, by=who.an)
        client.force_login(who.binh)
        assert "tham khảo" in client.get(vote.get_absolute_url()).content.decode()


class TestOtherOpinion:
    """An opinion in words counts on neither side."""

    def test_it_stands_with_its_words_and_counts_on_neither_side(self, meeting, who, client):
        vote = put(meeting, who, other=True)
        client.force_login(who.binh)
        url = reverse("meetings:other_opinion", args=[vote.pk])
        assert client.post(url, {"text": " "}).status_code == 422
        client.post(url, {"text": "Chờ ý kiến Sở Tài chính"})
        cast(vote, "agree")
        vote = actions.close_vote(vote, by=who.an)
        assert (vote.agree, vote.disagree, vote.other, vote.passed) == (1, 0, 1, False)
        assert "Chờ ý kiến Sở Tài chính" in client.get(vote.get_absolute_url()).content.decode()

    def test_where_it_is_not_asked_it_is_no_answer(self, meeting, who):
        vote = put(meeting, who)
        with pytest.raises(Refused):
            cast(vote, "other", text="Khác")

    def test_its_words_are_not_changed(self, meeting, who):
        vote = put(meeting, who, other=True)
        cast(vote, "other", text="Một")
        cast(vote, "other", text="Một")
        with pytest.raises(Refused):
            cast(vote, "other", text="Hai")
        assert Ballot.objects.get().text == "Một"


class TestRecusal:
    """Who declares a conflict of interest does not vote on that item."""

    def test_one_does_not_vote_on_the_item_and_everybody_sees_why(self, meeting, who, client):
        item = meeting.items.first()
        client.force_login(who.binh)
        url = reverse("meetings:recuse", args=[item.pk])
        assert client.post(url, {"reason": ""}).status_code == 422
        client.post(url, {"reason": "Người nhà là nhà thầu"})
        vote = put(meeting, who, item=item)
        assert (vote.present, vote.recused) == (4, 1)
        assert not vote.entitled.filter(user=who.binh).exists()
        client.force_login(who.an)
        page = client.get(reverse("meetings:votes", args=[meeting.pk])).content.decode()
        assert "Người nhà là nhà thầu" in page
        with pytest.raises(Refused):
            actions.cast_ballot(vote, seat(meeting, who.binh), "agree", by=who.binh)
        cast(vote, "agree", "agree", "agree")
        assert actions.close_vote(vote, by=who.an).base == 4  # of all members, here and able or not

    def test_on_another_item_one_votes(self, meeting, who):
        actions.recuse(meeting.items.first(), seat(meeting, who.binh), reason="x", by=who.binh)
        vote = put(meeting, who, item=meeting.items.last())
        assert vote.entitled.filter(user=who.binh).exists()

    def test_it_is_too_late_while_the_vote_is_open(self, meeting, who):
        item = meeting.items.first()
        put(meeting, who, item=item)
        with pytest.raises(Refused, match="chốt"):
            actions.recuse(item, seat(meeting, who.binh), reason="x", by=who.binh)

    def test_a_member_declares_only_for_themselves(self, meeting, who, client):
        client.force_login(who.binh)
        url = reverse("meetings:recuse", args=[meeting.items.first().pk])
        client.post(url, {"reason": "x", "seat": seat(meeting, who.an).pk})
        assert Recusal.objects.get().seat.user == who.binh

    def test_a_chair_who_is_recused_decides_no_tie(self, meeting, who):
        item = meeting.items.first()
        actions.recuse(item, seat(meeting, who.an), reason="x", by=who.an)
        vote = put(meeting, who, item=item)
        cast(vote, "agree", "disagree")
        vote = actions.close_vote(vote, by=who.an)
        assert (vote.tie, vote.passed, vote.waits) == (True, False, False)

    def test_it_is_taken_back_with_a_reason(self, meeting, who, client):
        row = actions.recuse(
            meeting.items.first(), seat(meeting, who.binh), reason="x", by=who.binh
        )
        client.force_login(who.binh)
        client.post(reverse("meetings:end_recusal", args=[row.pk]), {"reason": "Nhầm nội dung"})
        assert not Recusal.objects.exists()


class TestLife:
    """Void and repeated, held results, who has not voted, tables."""

    def test_both_are_kept_and_name_each_other(self, meeting, who, client):
        vote = put(meeting, who)
        cast(vote, "agree")
        actions.close_vote(vote, by=who.an)
        vote = actions.void_vote(vote, reason="Một đại biểu vào nhầm", by=who.an)
        again = actions.repeat_vote(vote, by=who.an)
        assert actions.repeat_vote(vote, by=who.an) == again
        assert (again.question, again.rule, again.repeats) == (vote.question, vote.rule, vote)
        assert Vote.objects.get(pk=vote.pk).agree == 1
        client.force_login(who.binh)
        assert "vào nhầm" in client.get(again.get_absolute_url()).content.decode()

    def test_an_announced_result_may_still_be_declared_void_while_the_meeting_goes_on(
        self, meeting, who
    ):
        vote = put(meeting, who)
        actions.announce_vote(actions.close_vote(vote, by=who.an), by=who.an)
        assert actions.void_vote(vote, reason="Sai", by=who.an).state == "void"

    def test_a_held_result_is_seen_by_members_only_when_announced(self, meeting, who, client):
        vote = put(meeting, who, hold=True)
        cast(vote, "agree", "agree", "agree")
        vote = actions.close_vote(vote, by=who.an)
        places = [
            meeting.get_absolute_url(), vote.get_absolute_url(), reverse("meetings:votes", args=[meeting.pk]),
            reverse("meetings:record", args=[meeting.pk]),
        ]  # fmt: skip
        client.force_login(who.binh)
        for url in places:
            page = client.get(url).content.decode()
            assert "3 trên tổng số 4" not in page
            assert "3 tán thành" not in page
        actions.announce_vote(vote, by=who.an)
        assert "3 trên tổng số 4" in client.get(vote.get_absolute_url()).content.decode()

    def test_a_held_result_that_waits_for_the_chairs_side_says_nothing_either(
        self, meeting, who, client
    ):
        vote = put(meeting, who, hold=True, way="secret")
        cast(vote, "agree", "disagree")
        vote = actions.close_vote(vote, by=who.an)
        assert vote.waits
        client.force_login(who.binh)
        assert "ngang nhau" not in client.get(vote.get_absolute_url()).content.decode()
        actions.say_side(vote, "disagree", by=who.an)
        page = client.get(reverse("meetings:record", args=[meeting.pk])).content.decode()
        assert Entry.objects.filter(event="meetings.side_said").exists()
        assert "lượt biểu quyết ngang phiếu" not in page

    def test_the_chair_sees_who_has_not_voted_and_members_do_not(self, meeting, who, client):
        vote = put(meeting, who)
        cast(vote, "agree")
        client.force_login(who.an)
        assert f'id="waiting-{vote.pk}"' in client.get(meeting.get_absolute_url()).content.decode()
        client.force_login(who.binh)
        page = client.get(meeting.get_absolute_url()).content.decode()
        assert f'id="waiting-{vote.pk}"' not in page

    def test_the_table_for_excel_holds_no_formula(self, meeting, who, client):
        vote = put(meeting, who, question='=HYPERLINK("http://x","y")', other=True)
        cast(vote, "other", text="+1+1")
        vote = actions.close_vote(vote, by=who.an)
        client.force_login(who.binh)
        for name, pk in (("votes_table", meeting.pk), ("vote_table", vote.pk)):
            answer = client.get(reverse(f"meetings:{name}", args=[pk]))
            sheet = zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/worksheets/sheet1.xml")
            assert b"<f>" not in sheet
            assert b"inlineStr" in sheet

    def test_a_guest_and_a_stranger(self, meeting, who, client):
        vote = put(meeting, who)
        client.force_login(who.dung)
        for name in ("vote", "vote_table", "cast", "count", "other_opinion"):
            assert client.post(reverse(f"meetings:{name}", args=[vote.pk])).status_code in (
                404,
                405,
            )
            assert client.get(reverse(f"meetings:{name}", args=[vote.pk])).status_code in (404, 405)

    def test_a_member_taken_off_the_list_cannot_vote_from_an_open_tablet(
        self, meeting, who, client
    ):
        member = User.objects.get(username="m1")
        client.force_login(member)
        actions.remove_seat(seat(meeting, member), by=who.chi)
        vote = put(meeting, who)
        body = {"choice": "agree"}
        answer = client.post(reverse("meetings:cast", args=[vote.pk]), body, headers=HTMX)
        assert answer.status_code == 404
        assert not Ballot.objects.exists()

    def test_another_takes_over_and_closes_what_the_chair_opened(self, meeting, who):
        vote = put(meeting, who, way="secret")
        cast(vote, "agree", "agree", "agree")
        assert actions.close_vote(vote, by=who.binh).passed

    def test_an_item_is_not_deferred_while_its_vote_is_open(self, meeting, who):
        item = meeting.items.first()
        put(meeting, who, item=item)
        with pytest.raises(Refused):
            actions.defer_item(item, reason="Chờ", by=who.an)
