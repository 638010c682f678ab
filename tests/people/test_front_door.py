"""Signing in and out, guessing passwords, the language, the demonstration's ready sign-ins."""

import pytest
from django.core.cache import cache

from core.refused import Refused
from people.models import User
from people.throttle import TRIES
from signing.actions import guesses
from tests.world import PASSWORD

DOOR = "/sign-in/"


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()
    yield
    cache.clear()


def knock(client, username="an", password="wrong", address="10.0.0.1"):
    return client.post(DOOR, {"username": username, "password": password}, REMOTE_ADDR=address)


def test_the_right_password_opens(client, who):
    before = client.session.session_key
    answer = knock(client, password=PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session.session_key != before  # S21: the session is new


def test_a_wrong_password_says_so_and_keeps_the_name(client, who):
    answer = knock(client)
    assert answer.status_code == 422
    assert 'value="an"' in answer.content.decode()


def test_unknown_and_known_people_are_refused_in_the_same_words(client, who):
    known, unknown = knock(client), knock(client, "khong-co")
    strip = [a.content.decode().split("<form")[1].split("value=")[0] for a in (known, unknown)]
    assert known.status_code == unknown.status_code == 422
    assert strip[0] == strip[1]


def test_who_may_no_longer_sign_in_does_not(client, who):
    User.objects.filter(username="an").update(is_active=False)
    assert knock(client, password=PASSWORD).status_code == 422


def test_an_open_session_ends_when_its_person_is_shut_out(client, who):
    client.force_login(who.an)
    User.objects.filter(username="an").update(is_active=False)
    assert client.get("/").status_code == 302


def test_the_eleventh_wrong_try_is_refused_for_a_while(client, who):
    assert [knock(client).status_code for _ in range(TRIES)] == [422] * 10
    answer = knock(client)
    assert answer.status_code == 429
    assert knock(client, password=PASSWORD).status_code == 429  # not even the right one is tried
    assert knock(client, "AN").status_code == 429  # however it is written


@pytest.mark.parametrize("other", [" an", "an  ", " " * 80 + "an", "ａｎ"])
def test_another_way_to_write_the_name_gives_no_more_tries(client, who, other):
    for _ in range(TRIES):
        knock(client)
    assert knock(client, other, PASSWORD).status_code == 429


def test_nobody_locks_another_out(client, who):
    """S20: the owner still gets in from elsewhere; other people from here."""
    for _ in range(TRIES + 1):
        knock(client)
    assert knock(client, password=PASSWORD, address="10.0.0.2").status_code == 302
    client.logout()
    assert knock(client, "binh", PASSWORD).status_code == 302


def test_invented_names_wipe_no_count(client, who):
    """In the embedded size the cache has its end, and throws out what it counted when it is full."""
    for _ in range(guesses.MOST):
        with guesses.one_try(who.chi) as tried:
            tried.wrong = True
    for _ in range(TRIES):
        knock(client)
    for number in range(305):
        knock(client, f"nobody{number}")
    assert knock(client).status_code == 429
    with pytest.raises(Refused), guesses.one_try(who.chi):
        pass


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_the_door_leads_nowhere_else(client, who, target):
    answer = client.post(
        f"{DOOR}?next={target}", {"username": "an", "password": PASSWORD, "next": target}
    )
    assert answer["Location"] == "/"


def test_the_language_is_vietnamese_until_one_chooses(client, who):
    assert client.get(DOOR)["Content-Language"] == "vi"
    client.post("/language/", {"language": "en"})
    assert client.get(DOOR)["Content-Language"] == "en"


def test_the_language_stays_with_the_person(client, who):
    client.force_login(who.an)
    answer = client.post("/language/", {"language": "en", "next": "/meetings/"})
    assert answer["Location"] == "/meetings/"
    client.cookies.clear()
    client.force_login(User.objects.get(username="an"))
    assert client.get("/meetings/")["Content-Language"] == "en"


@pytest.mark.parametrize("word", ["", "fr", "../vi"])
def test_another_language_changes_nothing(client, who, word):
    client.force_login(who.an)
    client.post("/language/", {"language": word, "next": "https://evil.example/"})
    assert User.objects.get(username="an").language == "vi"


def test_no_browser_keeps_what_was_made_for_a_person(client, who):
    """A tablet is handed on: “back” shows nothing of who signed out."""
    client.force_login(who.an)
    for path in ("/", "/meetings/", "/notices/parts/bell/", "/meetings/999/"):
        assert "no-store" in client.get(path)["Cache-Control"]
    assert client.post("/sign-out/")["Clear-Site-Data"] == '"cache"'
    assert "Cache-Control" not in client.get("/verify/")  # a page for everybody


# ---------------------------------------------------------------- the demonstration


@pytest.fixture
def samples(who):
    User.objects.update(is_sample=True)


def test_the_ready_sign_ins_are_one_for_each_role(client, samples, settings):
    settings.DEMO = True
    page = client.get(DOOR).content.decode()
    assert [name for name in ("an", "binh", "chi", "dung") if f"/sign-in/demo/{name}/" in page] == [
        "an",
        "binh",
        "chi",
    ]
    assert client.post("/sign-in/demo/an/")["Location"] == "/"
    assert client.get("/").status_code == 200


def test_without_demonstration_they_do_not_exist(client, samples, settings):
    settings.DEMO = False
    assert "/sign-in/demo/" not in client.get(DOOR).content.decode()
    assert client.post("/sign-in/demo/an/").status_code == 404


@pytest.mark.parametrize("username", ["dung", "khong-co", "root"])
def test_only_the_chosen_people_sign_in_like_this(client, samples, settings, username):
    settings.DEMO = True
    assert client.post(f"/sign-in/demo/{username}/").status_code == 404


def test_people_who_are_no_samples_do_not(client, who, settings):
    settings.DEMO = True
    assert client.post("/sign-in/demo/an/").status_code == 404
