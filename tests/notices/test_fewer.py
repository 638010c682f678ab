"""One click in a letter makes its kind rarer: only that, only for that person, without signing in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.clock import at
from notices import unsubscribe
from notices.actions import change_wish
from notices.models import Mail, Wish
from notices.postman import message_of
from notices.states import Rhythm
from tests.notices.telling import TUESDAY, run, tell


@pytest.mark.django_db
class TestFewer:
    @pytest.fixture
    def address(self, who, settings):
        settings.SITE_URL = "https://hop.example.vn"
        with at(TUESDAY):
            tell(who.binh, "k")
        headers = message_of(Mail.objects.get()).message()
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        return headers["List-Unsubscribe"].strip("<>").removeprefix("https://hop.example.vn")

    def test_looking_changes_nothing_and_one_press_is_enough(self, client, who, address):
        assert "Bớt thư" in client.get(address).content.decode()
        assert not Wish.objects.filter(user=who.binh).exists()
        answer = client.post(address, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        wish = Wish.objects.get(user=who.binh)
        assert wish.choices == {"task": {"mail": "morning"}}
        client.post(address)
        wish.refresh_from_db()
        assert wish.choices == {"task": {"mail": "morning"}}

    def test_it_makes_nothing_more_frequent(self, client, who, address):
        change_wish(who.binh, choices={"task": {"mail": "never"}})
        client.post(address)
        assert Wish.objects.get(user=who.binh).choices == {"task": {"mail": "never"}}

    def test_a_token_of_ones_own_making_is_not_found(self, client, address):
        assert client.post(address[:-3] + "xx/").status_code == 404
        assert client.get(reverse("notices:fewer", args=["x" * 400])).status_code == 404
        assert unsubscribe.read("") is None

    def test_without_https_there_is_no_one_click(self, who, settings):
        settings.SITE_URL = "http://10.0.0.5"
        tell(who.binh, "k")
        headers = message_of(Mail.objects.get()).message()
        assert headers["List-Unsubscribe"]
        assert headers["List-Unsubscribe-Post"] is None

    def test_in_a_digest_it_leaves_the_bell(self, who):
        with at(TUESDAY):
            tell(who.binh, "a", "today")
            tell(who.binh, "b", "today", url="/meetings/1/")
        run(TUESDAY + timedelta(minutes=2))
        token = (
            unsubscribe.address(Mail.objects.exclude(html="").get()).rstrip("/").rpartition("/")[2]
        )
        found = unsubscribe.read(token)
        assert (found.kinds, found.rhythm) == (("meeting", "task"), Rhythm.NEVER)
