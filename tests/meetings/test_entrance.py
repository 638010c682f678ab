"""The door: signed words that are soon worth nothing, personal codes that only the secretariat opens."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from core import clock
from meetings import actions, entrance
from meetings.queries import doors
from tests import world
from tests.meetings.table import seat

KEY = "a key of the house"


@pytest.mark.parametrize(("sort", "number"), [("r", 59_000_000), ("s", 1), ("p", 7)])
def test_what_was_written_is_read(sort, number):
    word = entrance.write(KEY, 7, sort, number)
    assert entrance.read(KEY, 7, word) == entrance.Code(sort, number)


@pytest.mark.parametrize("spoil", [
    lambda w: w[:-1], lambda w: w + "A", lambda w: "p" + w[1:], lambda w: w.replace(".", ""), lambda w: w.replace("1", "2", 1),
    lambda _w: "", lambda _w: "r1.", lambda _w: "r.x", lambda _w: "r١.x", lambda _w: "x1.y", lambda w: w.replace("s1", "s01"),
    lambda _w: "s" + "9" * 5000 + ".x", lambda _w: "s1.\x00é",
])  # fmt: skip
def test_anything_else_is_not(spoil):
    assert entrance.read(KEY, 7, spoil(entrance.write(KEY, 7, "s", 1))) is None


def test_another_meeting_another_key_other_words():
    word = entrance.write(KEY, 7, "s", 1)
    assert entrance.read(KEY, 8, word) is None
    assert entrance.read("another", 7, word) is None


@pytest.mark.parametrize(
    ("age", "taken"),
    [(0, True), (29, True), (31, True), (59, True), (61, False), (600, False), (-31, False)],
)
def test_the_code_on_the_screen_is_good_for_a_minute_at_most(age, taken):
    began = 60 * 29_000_000
    code = entrance.read(KEY, 7, entrance.rotating(KEY, 7, began))
    assert entrance.fresh(code, began + age) is taken


def test_a_member_scans_the_screen_and_is_checked_in(client, who):
    meeting = world.convened()
    client.force_login(who.binh)
    page = client.get(doors.screen_path(meeting))
    given = page.context["given"]
    assert not seat(meeting, who.binh).present
    client.post(doors.screen_path(meeting), {"pass": given})
    assert seat(meeting, who.binh).present
    assert meeting.passages.get().how == "door"


def test_a_photo_sent_home_is_worth_nothing(client, who):
    meeting = world.convened()
    with clock.at(clock.now() - timedelta(minutes=2)):
        path = doors.screen_path(meeting)
    client.force_login(who.binh)
    assert client.get(path).status_code == 410
    assert client.post(path, {"pass": "x"}).status_code == 409
    assert not seat(meeting, who.binh).present


def test_a_pass_is_for_one_person(client, who):
    meeting = world.convened()
    client.force_login(who.an)
    given = client.get(doors.screen_path(meeting)).context["given"]
    client.force_login(who.binh)
    assert client.post(doors.screen_path(meeting), {"pass": given}).status_code == 409


def test_a_new_sheet_makes_the_old_one_void(client, who):
    meeting = world.convened()
    client.force_login(who.chi)
    assert "qr" not in client.get(reverse("meetings:door_sheet", args=[meeting.pk])).context["code"]
    client.post(reverse("meetings:renew_sheet", args=[meeting.pk]))
    meeting.refresh_from_db()
    old = doors.sheet_path(meeting)
    client.post(reverse("meetings:renew_sheet", args=[meeting.pk]))
    meeting.refresh_from_db()
    client.force_login(who.binh)
    assert client.get(old).status_code == 410
    page = client.get(doors.sheet_path(meeting))
    client.post(doors.sheet_path(meeting), {"pass": page.context["given"]})
    assert seat(meeting, who.binh).present
    assert meeting.passages.get().how == "sheet"


def test_without_a_sheet_no_sheet_is_good(client, who):
    meeting = world.convened()
    client.force_login(who.binh)
    assert client.get(doors.sheet_path(meeting)).status_code == 410


class TestPersonal:
    def test_the_secretariat_opens_it_and_checks_in(self, client, who):
        meeting = world.convened()
        path = doors.personal_path(seat(meeting, who.binh))
        client.force_login(who.chi)
        page = client.get(path)
        assert "Trần Thị Bình" in page.content.decode()
        assert not seat(meeting, who.binh).present
        client.post(path)
        assert seat(meeting, who.binh).present
        assert meeting.passages.get().how == "card"
        assert "có mặt từ" in client.get(path).content.decode()

    def test_its_owner_does_not_check_in_with_it_at_home(self, client, who):
        meeting = world.convened()
        path = doors.personal_path(seat(meeting, who.binh))
        client.force_login(who.binh)
        assert client.get(path).status_code == 200
        client.post(path)
        assert not seat(meeting, who.binh).present

    def test_nobody_else_reads_it(self, client, who):
        meeting = world.convened()
        path = doors.personal_path(seat(meeting, who.an))
        client.force_login(who.binh)
        assert client.get(path).status_code == 403
        client.force_login(who.dung)
        assert client.get(path).status_code == 404

    @pytest.mark.parametrize("form", ["{}", "https://hop.example{}", "  {}\r\n", "{}/"])
    def test_a_reader_types_it(self, client, who, form):
        meeting = world.convened()
        path = doors.personal_path(seat(meeting, who.binh)).rstrip("/") + "/"
        client.force_login(who.chi)
        url = reverse("meetings:door_scan", args=[meeting.pk])
        answer = client.post(url, {"code": form.format(path)}, headers={"HX-Request": "true"})
        assert "Trần Thị Bình" in answer.content.decode()
        assert seat(meeting, who.binh).present

    @pytest.mark.parametrize("word", ["", "x", "p1.abc", "https://evil.example/door/p1.x/"])
    def test_a_reader_types_nonsense(self, client, who, word):
        meeting = world.convened()
        client.force_login(who.chi)
        assert (
            client.post(
                reverse("meetings:door_scan", args=[meeting.pk]), {"code": word}
            ).status_code
            == 409
        )

    def test_a_seat_taken_off_the_list_opens_nothing(self, client, who):
        meeting = world.convened()
        path = doors.personal_path(seat(meeting, who.binh))
        actions.remove_seat(seat(meeting, who.binh), by=who.chi)
        client.force_login(who.chi)
        assert client.get(path).status_code == 404


def test_the_word_of_another_meeting_is_not_taken(client, who):
    meeting, other = world.convened(), world.convened("Phiên khác")
    word = entrance.rotating(settings.SECRET_KEY, other.pk, clock.now().timestamp())
    client.force_login(who.binh)
    assert client.get(reverse("meetings:door", args=[meeting.pk, word])).status_code == 404
