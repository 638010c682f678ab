"""Consents that race, and the pages on which people answer: who sees what, who may decide."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.refused import Refused
from meetings import actions
from people.models import Post, User
from tests.meetings.table import called, seat, send


class TestRace:
    def test_a_consent_that_comes_after_the_wish_was_taken_back_seats_nobody(self, who):
        who, meeting = called("committee")
        absence = send(meeting, who)
        actions.answer(seat(meeting, who.binh), accept=True, by=who.binh)
        with pytest.raises(Refused):
            actions.agree_absence(absence, by=who.an)
        assert not meeting.seats.filter(user=who.dung).exists()
        assert seat(meeting, who.binh).answer == "accepted"

    def test_two_consents_seat_one(self, who):
        who, meeting = called("committee")
        absence = send(meeting, who)
        actions.agree_absence(absence, by=who.an)
        with pytest.raises(Refused):
            actions.agree_absence(absence, by=who.an)
        assert meeting.seats.filter(user=who.dung).count() == 1

    def test_at_the_same_moment_two_do_not_send_the_same_person(self, who):
        who, meeting = called("committee")
        actions.invite(meeting, [who.chi], by=who.chi)
        send(meeting, who)
        with pytest.raises(Refused):
            actions.stay_away(
                seat(meeting, who.chi),
                reason="Bận",
                instead=actions.Instead(who.dung),
                by=who.chi,
                on_behalf=True,
            )


class TestPages:
    def test_the_limit_is_shown_before_choosing(self, client, who):
        who, meeting = called("committee")
        client.force_login(who.binh)
        page = client.get(f"/meetings/{meeting.pk}/decline/").content.decode()
        assert "không có quyền biểu quyết" in page
        assert "Phạm Văn Dũng" in page  # of the same department
        assert "Lê Thị Chi" not in page

    def test_at_a_council_nobody_can_be_chosen(self, client, who):
        who, meeting = called("council")
        client.force_login(who.binh)
        page = client.get(f"/meetings/{meeting.pk}/decline/")
        assert 'name="substitute"' not in page.content.decode()

    def test_only_who_may_decide_decides(self, client, who):
        who, meeting = called("committee")
        absence = send(meeting, who)
        url = f"/meetings/absences/{absence.pk}/agree/"
        for person, code in ((who.dung, 404), (who.binh, 403), (who.chi, 403), (who.an, 302)):
            client.force_login(person)
            assert client.post(url).status_code == code

    def test_reasons_are_read_by_who_prepares_only(self, client, who):
        who, meeting = called("committee")
        send(meeting, who)
        for person, reads in ((who.an, True), (who.chi, True), (who.binh, False)):
            client.force_login(person)
            page = client.get(f"/meetings/{meeting.pk}/people/").content.decode()
            assert ("Đi công tác" in page) is reads

    def test_the_list_is_as_cheap_for_thirty_guests(self, client, who):
        who, meeting = called()
        client.force_login(who.chi)
        path = f"/meetings/{meeting.pk}/people/"
        client.get(path)
        with CaptureQueriesContext(connection) as few:
            client.get(path)
        guests = [User.objects.create_user(f"g{n}", full_name=f"Khách {n}") for n in range(30)]
        for guest in guests:
            Post.objects.create(user=guest, unit=who.department, title="Chuyên viên")
        actions.invite(meeting, guests, by=who.chi)
        with CaptureQueriesContext(connection) as many:
            client.get(path)
        assert len(many) <= len(few)

    @pytest.mark.parametrize(
        "form",
        [{}, {"reason": " "}, {"reason": "x" * 301}, {"reason": "Ốm", "substitute": "999999"}],
    )
    def test_a_bad_form_is_shown_again(self, client, who, form):
        who, meeting = called()
        client.force_login(who.binh)
        assert client.post(f"/meetings/{meeting.pk}/decline/", form).status_code == 422
        assert seat(meeting, who.binh).answer == "waiting"
