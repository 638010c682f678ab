"""Secret votes: the urn on the tablets, and ballots on paper; asserted is what a person sees."""

import pytest
from django.urls import reverse

from core.refused import Refused
from journal.models import Entry
from meetings import actions
from meetings.actions.counting_minutes import file_minutes
from meetings.models import Ballot, PaperCount, Urn, Vote
from meetings.terms import Terms
from tests.meetings.balloting import GOOD, cast, committee, counting_board, put

HTMX = {"HX-Request": "true"}


@pytest.fixture
def meeting(who):
    return committee(who)


class TestSecret:
    """Nobody learns who chose what."""

    def test_it_counts_and_leaves_no_choice_beside_a_name(self, meeting, who):
        vote = put(meeting, who, way="secret", codes=True)
        cast(vote, "agree", "disagree", "agree", "agree")
        vote = actions.close_vote(vote, by=who.an)
        assert (vote.agree, vote.disagree, vote.passed) == (3, 1, True)
        assert set(vote.ballots.values_list("choice", "text")) == {("", "")}
        told = Entry.objects.filter(event="meetings.secret_ballot_cast")
        assert {frozenset(entry.data) for entry in told} == {frozenset({"vote"})}
        assert not Urn.objects.exists()
        assert sorted(choice for _, choice in vote.codes) == ["agree"] * 3 + ["disagree"]

    def test_without_receipts_no_list_is_kept(self, meeting, who):
        vote = put(meeting, who, way="secret")
        cast(vote, "agree")
        assert actions.close_vote(vote, by=who.an).codes == []

    def test_my_receipt_is_found_in_the_list(self, meeting, who, client):
        vote = put(meeting, who, way="secret", codes=True)
        client.force_login(who.binh)
        body = {"choice": "disagree", "code": "abcde-23456"}
        url = reverse("meetings:cast", args=[vote.pk])
        assert "trong hòm phiếu" in client.post(url, body, headers=HTMX).content.decode()
        actions.close_vote(vote, by=who.an)
        page = client.get(vote.get_absolute_url()).content.decode()
        row = page[page.index("ABCDE-23456") :].split("</li>")[0]
        assert "Không tán thành" in row

    def test_a_code_that_is_none_is_refused(self, meeting, who):
        vote = put(meeting, who, way="secret", codes=True)
        with pytest.raises(Refused):
            cast(vote, "agree", code="<script>x")
        assert not Ballot.objects.exists()

    def test_a_second_ballot_is_refused_and_not_counted(self, meeting, who):
        vote = put(meeting, who, way="secret")
        cast(vote, "agree")
        with pytest.raises(Refused, match="hòm phiếu"):
            cast(vote, "disagree")
        assert actions.close_vote(vote, by=who.an).agree == 1

    def test_nothing_of_the_count_is_shown_while_it_is_open(self, meeting, who, client):
        vote = put(meeting, who, way="secret")
        cast(vote, "agree", "agree", "agree")
        vote.refresh_from_db()
        assert (vote.agree, vote.passed, vote.codes) == (0, None, [])
        client.force_login(who.an)
        for url in (vote.get_absolute_url(), meeting.get_absolute_url()):
            assert "tally" not in client.get(url).content.decode()

    def test_few_voters_are_warned(self, meeting, who, client):
        put(meeting, who, way="secret")
        client.force_login(who.binh)
        assert "Dưới năm người" in client.get(meeting.get_absolute_url()).content.decode()

    def test_even_sides_wait_for_the_chair_to_say_the_side(self, meeting, who):
        vote = put(meeting, who, way="secret")
        cast(vote, "agree", "disagree")
        vote = actions.close_vote(vote, by=who.an)
        assert (vote.passed, vote.waits) == (None, True)
        with pytest.raises(Refused):
            actions.announce_vote(vote, by=who.an)
        vote = actions.say_side(vote, "disagree", by=who.an)
        assert (vote.passed, vote.waits) == (False, False)
        actions.announce_vote(vote, by=who.an)

    def test_another_key_of_the_server_is_told_and_spoils_nothing_else(
        self, meeting, who, settings
    ):
        vote = put(meeting, who, way="secret")
        cast(vote, "agree")
        settings.SECRET_KEY = "another-" * 8
        with pytest.raises(Refused, match="khóa"):
            actions.close_vote(vote, by=who.an)
        settings.SECRET_KEY_FALLBACKS = ["only-for-tests-" + "0123456789" * 5]
        assert actions.close_vote(vote, by=who.an).agree == 1

    def test_an_urn_that_was_emptied_by_hand_is_noticed(self, meeting, who):
        vote = put(meeting, who, way="secret")
        before = bytes(Urn.objects.get().content)
        cast(vote, "agree", "agree")
        Urn.objects.update(content=before)
        with pytest.raises(Refused):
            actions.close_vote(vote, by=who.an)

    def test_a_void_one_is_destroyed_uncounted(self, meeting, who):
        vote = put(meeting, who, way="secret")
        cast(vote, "agree")
        vote = actions.void_vote(vote, reason="Nhầm câu hỏi", by=who.an)
        assert not Urn.objects.exists()
        assert (vote.agree, vote.codes) == (0, [])


class TestPaper:
    """Ballots on paper, counted by a board of three."""

    def test_it_opens_only_with_a_board(self, meeting, who):
        with pytest.raises(Refused, match="ban kiểm phiếu"):
            put(meeting, who, way="paper")

    def _open(self, meeting, who):
        vote = actions.prepare_vote(meeting, question="Bầu?", terms=Terms(way="paper"), by=who.an)
        seats = counting_board(vote, who)
        return actions.open_vote(vote, by=who.an), seats

    def test_one_enters_another_confirms_and_the_rule_decides(self, meeting, who, client):
        vote, seats = self._open(meeting, who)
        actions.enter_count(vote, GOOD, by=who.binh)
        row = PaperCount.objects.get()
        with pytest.raises(Refused):
            actions.confirm_count(row, by=who.binh)
        with pytest.raises(Refused):
            actions.confirm_count(row, by=who.an)  # not of the board
        vote = actions.confirm_count(row, by=seats[0].user)
        assert (vote.agree, vote.invalid, vote.passed, vote.state) == (3, 1, True, "closed")
        client.force_login(who.an)
        url = reverse("meetings:file_count", args=[vote.pk])
        client.post(url)
        client.post(url)
        paper = meeting.folder.papers.get(kind="counting")
        assert paper.versions.latest("number").pages >= 1

    def test_what_was_counted_is_the_boards_alone_until_it_is_confirmed(self, meeting, who, client):
        vote, seats = self._open(meeting, who)
        actions.enter_count(vote, GOOD, by=who.binh)
        url = reverse("meetings:count", args=[vote.pk])
        figures = '<dl class="facts">'
        for person, seen in ((seats[0].user, True), (who.an, False), (who.chi, False)):
            client.force_login(person)
            assert (figures in client.get(url).content.decode()) is seen

    def test_who_confirms_has_seen_the_figures(self, meeting, who, client):
        vote, seats = self._open(meeting, who)
        actions.enter_count(vote, GOOD, by=who.binh)
        client.force_login(seats[0].user)
        seen = PaperCount.objects.get().figures
        assert seen in client.get(reverse("meetings:count", args=[vote.pk])).content.decode()
        actions.enter_count(vote, GOOD | {"agree": 0, "disagree": 3}, by=who.binh)
        url = reverse("meetings:confirm_count", args=[vote.pk])
        assert client.post(url, {"seen": seen}).status_code == 409
        assert client.post(url, {"seen": PaperCount.objects.get().figures}).status_code == 302
        assert Vote.objects.get(pk=vote.pk).disagree == 3

    def test_minutes_of_a_held_result_are_filed_once_it_is_announced(self, meeting, who):
        terms = Terms(way="paper", hold=True)
        vote = actions.prepare_vote(meeting, question="Bầu?", terms=terms, by=who.an)
        seats = counting_board(vote, who)
        actions.enter_count(actions.open_vote(vote, by=who.an), GOOD, by=who.binh)
        vote = actions.confirm_count(PaperCount.objects.get(), by=seats[0].user)
        with pytest.raises(Refused, match="đang được giữ lại"):
            file_minutes(vote, by=who.chi)
        assert file_minutes(actions.announce_vote(vote, by=who.an), by=who.chi).kind == "counting"

    WRONG = (
        ({"handed_out": 5}, "phát ra nhiều hơn"),
        ({"handed_out": 3}, "thu về nhiều hơn"),
        ({"invalid": 0}, "hợp lệ và không hợp lệ"),
        ({"agree": 2}, "từng phương án"),
    )

    @pytest.mark.parametrize(("change", "words"), WRONG)
    def test_figures_that_do_not_add_up_are_refused(self, meeting, who, client, change, words):
        vote, _seats = self._open(meeting, who)
        with pytest.raises(Refused, match=words):
            actions.enter_count(vote, GOOD | change, by=who.binh)
        client.force_login(who.binh)
        answer = client.post(reverse("meetings:count", args=[vote.pk]), GOOD | change)
        assert answer.status_code == 422
        assert words in answer.content.decode()

    def test_it_is_not_voted_on_the_tablet_nor_closed_without_a_count(self, meeting, who):
        vote, _seats = self._open(meeting, who)
        with pytest.raises(Refused):
            cast(vote, "agree")
        with pytest.raises(Refused):
            actions.close_vote(vote, by=who.an)

    def test_the_ballots_are_printed(self, meeting, who, client):
        vote, _seats = self._open(meeting, who)
        client.force_login(who.chi)
        answer = client.get(reverse("meetings:paper_ballots", args=[vote.pk]))
        assert answer.content.startswith(b"%PDF-")
