"""Behind a proxy each visitor is seen; nobody but the proxy is believed."""

import pytest

from core.visitor import networks, visitor

PROXY = networks("10.0.0.0/8, ::1")


@pytest.mark.parametrize(
    ("remote", "forwarded", "seen"),
    [
        ("10.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.7", "203.0.113.7"),  # the visitor wrote 1.1.1.1
        ("10.0.0.1", "203.0.113.7, 10.2.3.4", "203.0.113.7"),  # two proxies of ours
        ("203.0.113.9", "10.0.0.1", "203.0.113.9"),  # a stranger plays proxy
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", "'; DROP TABLE, 203.0.113.7", "203.0.113.7"),
        ("::1", "2001:db8::5", "2001:db8::5"),
        ("", "203.0.113.7", ""),
    ],
)
def test_the_visitor_is_seen(remote, forwarded, seen):
    assert visitor(remote, forwarded, PROXY) == seen


def test_without_proxies_nothing_is_believed():
    assert visitor("10.0.0.1", "203.0.113.7", networks("")) == "10.0.0.1"


@pytest.mark.parametrize("text", ["10.0.0.1/99", "proxy.example", "10.0.0.1/8"])
def test_a_wrong_setting_is_refused_at_the_start(text):
    with pytest.raises(ValueError, match=r"10\.0\.0\.1|proxy"):
        networks(text)


@pytest.mark.django_db
def test_guessing_from_one_visitor_does_not_shut_out_another(client, who, settings):
    settings.PROXIES = networks("127.0.0.1")
    wrong = {"username": "binh", "password": "x"}
    for _try in range(11):
        last = client.post("/sign-in/", wrong, headers={"x-forwarded-for": "203.0.113.7"})
    assert last.status_code == 429
    assert (
        client.post("/sign-in/", wrong, headers={"x-forwarded-for": "203.0.113.8"}).status_code
        == 422
    )
