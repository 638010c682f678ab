"""Announcements to everybody, and who runs the session."""

import pytest
from django.urls import reverse

from core.refused import Refused
from journal.models import Entry
from meetings import actions, live
from meetings.access import audience, meeting_for
from meetings.models import AnnouncementSeen, Meeting
from people.models import User
from tests.meetings.floor import ask, on_the_floor
from tests.meetings.table import seat, told

HTMX = {"HX-Request": "true"}


@pytest.fixture
def session(who):
    return on_the_floor(who)


class TestAnnouncements:
    def test_on_every_screen_and_in_the_journal(self, client, session, who):
        client.force_login(who.chi)
        client.post(reverse("meetings:announce", args=[session.pk]), {"text": "Giải lao 15 phút"})
        assert "Giải lao 15 phút" in live.render(session.pk, "announcements", "sit", "vi")
        assert told(session)[-1] == "meetings.announced"

    def test_put_away_by_one_seen_by_the_others(self, client, session, who):
        note = actions.announce(session, "Giải lao", by=who.an)
        client.force_login(who.binh)
        url = reverse("meetings:put_away", args=[note.pk])
        for _ in range(2):
            assert client.post(url, headers=HTMX).status_code == 204
        assert AnnouncementSeen.objects.count() == 1
        page = client.get(session.get_absolute_url()).content.decode()
        assert f'dismissed="{note.pk}"' in page
        assert "1 người đã xem" in live.render(session.pk, "announcements", "run", "vi")
        assert "Giải lao" in live.render(session.pk, "announcements", "sit", "vi")

    def test_taken_down_and_gone_with_the_session(self, session, who):
        note = actions.announce(session, "Giải lao", by=who.an)
        actions.take_down(note, by=who.chi)
        assert "Giải lao" not in live.render(session.pk, "announcements", "sit", "vi")
        actions.announce(session, "Nước uống ở sảnh", by=who.an)
        actions.close_meeting(session, by=who.an)
        assert "Nước uống" not in live.render(session.pk, "announcements", "sit", "vi")

    @pytest.mark.parametrize("text", ["", "  ", "x" * 301])
    def test_it_says_something_short(self, client, session, who, text):
        client.force_login(who.chi)
        url = reverse("meetings:announce", args=[session.pk])
        assert client.post(url, {"text": text}).status_code == 422
        with pytest.raises(Refused):
            actions.announce(session, text, by=who.chi)

    def test_members_do_not_announce(self, client, session, who):
        note = actions.announce(session, "Giải lao", by=who.an)
        client.force_login(who.binh)
        assert (
            client.post(reverse("meetings:announce", args=[session.pk]), {"text": "x"}).status_code
            == 403
        )
        assert client.post(reverse("meetings:take_down", args=[note.pk])).status_code == 403

    def test_a_pause_with_words(self, client, session, who):
        client.force_login(who.an)
        client.post(
            reverse("meetings:pause", args=[session.pk]), {"minutes": "15", "text": "Giải lao"}
        )
        session.refresh_from_db()
        assert session.state == "paused"
        assert session.announcements.get().text == "Giải lao"
        assert "Họp lại lúc" in live.render(session.pk, "status", "sit", "vi")


class TestHandOver:
    def test_permissions_follow_at_once_and_come_back(self, client, session, who):
        actions.hand_over(seat(session, who.binh), by=who.an)
        assert [audience(p, session.pk) for p in (who.an, who.binh)] == ["prepare", "run"]
        row = ask(session, who.chi)
        client.force_login(who.an)
        url = reverse("meetings:call", args=[row.pk])
        assert client.post(url).status_code == 403
        client.force_login(who.binh)
        assert client.post(url).status_code == 302
        assert "điều hành phiên họp thay" in live.render(session.pk, "status", "sit", "vi")
        client.force_login(who.an)
        client.post(reverse("meetings:return_chair", args=[session.pk]))
        assert [audience(p, session.pk) for p in (who.an, who.binh)] == ["run", "sit"]
        assert told(session)[-1] == "meetings.taken_back"

    def test_the_clerk_needs_a_reason(self, client, session, who):
        client.force_login(who.chi)
        url = reverse("meetings:hand_over", args=[session.pk])
        body = {"seat": seat(session, who.binh).pk}
        assert client.post(url, body).status_code == 422
        with pytest.raises(Refused):
            actions.hand_over(seat(session, who.binh), by=who.chi)
        client.post(url, {**body, "reason": "Máy tính bảng của chủ trì hỏng"})
        entry = Entry.objects.filter(event="meetings.handed_over").get()
        assert entry.data["reason"] == "Máy tính bảng của chủ trì hỏng"
        assert meeting_for(who.binh, session.pk, to="run_meeting")

    def test_from_deputy_to_deputy(self, session, who):
        other = actions.invite(session, [who.dung], by=who.chi) or [seat(session, who.dung)]
        session.seats.filter(user=who.dung).update(role="member")
        actions.hand_over(seat(session, who.binh), by=who.an)
        actions.hand_over(session.seats.get(user=who.dung), by=who.binh)
        assert [audience(p, session.pk) for p in (who.an, who.binh, who.dung)] == [
            "prepare",
            "sit",
            "run",
        ]
        assert other

    @pytest.mark.parametrize("name", ["chi", "dung"])
    def test_only_to_a_member(self, session, who, name):
        with pytest.raises(Refused):
            actions.hand_over(seat(session, getattr(who, name)), by=who.an)

    def test_only_to_who_is_here(self, session, who):
        actions.leave(seat(session, who.binh), by=who.chi)
        with pytest.raises(Refused):
            actions.hand_over(seat(session, who.binh), by=who.an)

    def test_members_take_nothing(self, client, session, who):
        client.force_login(who.binh)
        url = reverse("meetings:hand_over", args=[session.pk])
        assert (
            client.post(url, {"seat": seat(session, who.binh).pk, "reason": "x"}).status_code == 403
        )
        assert client.post(reverse("meetings:return_chair", args=[session.pk])).status_code == 403

    def test_the_ballot_that_breaks_a_tie_stays_the_chairs(self, session, who):
        actions.hand_over(seat(session, who.binh), by=who.an)
        vote = actions.prepare_vote(session, question="Thông qua?", by=who.binh)
        vote = actions.open_vote(vote, by=who.binh)
        actions.cast_ballot(vote, seat(session, who.an), "disagree", by=who.an)
        actions.cast_ballot(vote, seat(session, who.binh), "agree", by=who.binh)
        closed = actions.close_vote(vote, by=who.binh)
        assert (closed.tie, closed.passed) == (True, False)

    def test_nothing_is_handed_over_after_the_end(self, session, who):
        actions.close_meeting(session, by=who.an)
        with pytest.raises(Refused):
            actions.hand_over(seat(session, who.binh), by=who.an)


def test_who_runs_the_session_is_not_taken_off_the_list(session, who):
    actions.hand_over(seat(session, who.binh), by=who.an)
    with pytest.raises(Refused):
        actions.remove_seat(seat(session, who.binh), by=who.chi)


def test_who_does_not_count_from_elsewhere_is_not_on_the_list_of_a_vote(session, who):
    Meeting.objects.filter(pk=session.pk).update(kind="council")
    members = [
        actions.invite(
            session, [User.objects.create(username=f"x{n}", full_name=f"Lê {n}")], by=who.chi
        )[0]
        for n in range(2)
    ]
    for row in members[:1]:
        actions.arrive(row, by=row.user)
    actions.arrive(members[1], by=members[1].user, remote=True)
    vote = actions.prepare_vote(session, question="Thông qua?", by=who.an)
    vote = actions.open_vote(vote, by=who.an)
    assert (vote.total, vote.present) == (4, 3)
    assert set(vote.entitled.all()) == {seat(session, who.an), seat(session, who.binh), members[0]}
