"""Messages by a gateway: signed as the standard says, never inside, never elsewhere, never too long, confirmed phones."""

import base64
import hashlib
import hmac
import json
import logging
import re
import socket
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from core import calling
from core.clock import at
from core.refused import Refused
from journal.queries import entries
from notices import gateways, messages, outgoing, signature
from notices.actions import change_wish
from notices.door import notify
from notices.handed import NotSent
from notices.models import Gateway, Mail
from notices.outbox import send_waiting
from notices.states import MailState
from people.models import Post
from tests.tasks.week import local

TUESDAY = local("2026-03-10T09:00")


def test_the_example_of_the_standard():
    """Standard Webhooks 1.0.0, the vector its own libraries are tested with."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    found = signature.headers("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body, [secret])
    assert found["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("127.0.0.1", True), ("10.1.2.3", True), ("192.168.1.1", True), ("172.16.0.1", True),
        ("169.254.169.254", True), ("100.64.1.1", True), ("0.0.0.0", True), ("224.0.0.1", True),
        ("::1", True), ("fe80::1%eth0", True), ("fc00::1", True), ("::ffff:10.0.0.1", True),
        ("::ffff:169.254.169.254", True), ("64:ff9b::a00:1", True), ("2002:7f00:1::", True),
        ("8.8.8.8", False), ("2606:4700::1111", False), ("203.113.131.1", False),
    ],
)  # fmt: skip
def test_what_is_inside(address, inside):
    assert calling.is_inside(address) is inside


@pytest.fixture
def phoned(who, gateway):
    """Bình's phone is confirmed and takes everything at once."""
    change_wish(
        who.binh, gateway=gateway[0], phone="+84912345678", phone_proved_at=TUESDAY,
        choices={"task": {"gateway": "now"}},
    )  # fmt: skip
    return who.binh


def tell(user, key="k", sentence="“Cấp nước sạch” đến hạn hôm nay", **about):
    with at(TUESDAY):
        notify(user, key=key, sentence=sentence, url="/tasks/1/", mail=True, **about)
    return Mail.objects.filter(channel="gateway").latest("pk")


def run(moment=TUESDAY, times=1):
    with at(moment):
        for _ in range(times):
            send_waiting()


def valid(secret, headers, body):
    """Check it as the other side does."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = "v1," + base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
    return wanted in headers["webhook-signature"].split(" ")


@pytest.mark.django_db
class TestSending:
    def test_it_arrives_once_signed_and_short(self, outside, gateway, phoned):
        mail = tell(phoned)
        run(times=3)
        mail.refresh_from_db()
        assert (len(outside.got), mail.state) == (1, MailState.SENT)
        path, headers, body = outside.got[0]
        assert (path, headers["webhook-id"]) == ("/in?city=1", mail.message_id)
        assert valid(gateway[1], headers, body)
        assert not valid(signature.secret(b"x" * 32), headers, body)
        assert not valid(gateway[1], headers, body + b" ")
        data = json.loads(body)["data"]
        assert data["to"] == "+84912345678"
        assert data["text"].startswith('[Nghi Su] "Cap nuoc sach" den han hom nay http')
        assert len(data["text"]) <= 160
        assert data["text"].isascii()

    @pytest.mark.parametrize("mood", [500, 429, "dies"])
    def test_a_second_try_has_the_same_id_and_a_fresh_signature(
        self, outside, gateway, phoned, mood
    ):
        mail, outside.moods = tell(phoned), [mood]
        run()
        run(TUESDAY + timedelta(minutes=2))
        mail.refresh_from_db()
        ids = {headers["webhook-id"] for _path, headers, _body in outside.got}
        times = {headers["webhook-timestamp"] for _path, headers, _body in outside.got}
        assert (mail.state, ids, len(times)) == (MailState.SENT, {mail.message_id}, 2)
        assert all(valid(gateway[1], headers, body) for _path, headers, body in outside.got)

    @pytest.mark.parametrize("status", [301, 302, 307, 308])
    def test_nobody_leads_us_elsewhere(self, outside, phoned, status):
        there = {"Location": "http://169.254.169.254/latest/meta-data/"}
        mail, outside.moods = tell(phoned), [(status, there, b"")]
        run(times=2)
        mail.refresh_from_db()
        assert (mail.state, len(outside.got)) == (MailState.FAILED, 1)
        assert str(status) in mail.error

    def test_ten_megabytes_of_answer_are_not_read(self, outside, phoned, monkeypatch):
        read = []
        real = socket.socket.recv_into
        monkeypatch.setattr(
            socket.socket, "recv_into",
            lambda *args: read.append(real(*args)) or read[-1],
        )  # fmt: skip
        mail, outside.moods = tell(phoned), [(200, {}, b"x" * 10_000_000)]
        run()
        mail.refresh_from_db()
        assert mail.state == MailState.SENT
        assert sum(read) < 1_000_000

    def test_one_that_is_slow_or_drips_is_left(self, outside, phoned, monkeypatch):
        monkeypatch.setattr(outgoing, "TOTAL", 0.3)
        outside.moods, outside.patience = ["slow"], 3
        mail = tell(phoned)
        run()
        mail.refresh_from_db()
        assert (mail.state, mail.unsure, mail.waits) == (MailState.WAITING, 1, "retry")

    def test_a_name_that_changes_its_mind_gains_nothing(self, settings, monkeypatch):
        """DNS rebinding: the name is asked once; what was checked is what is connected to."""
        settings.OUTGOING_HOSTS, asked, met = [], [], []

        def resolve(host, port, **_more):
            asked.append(host)
            address = "93.184.215.14" if len(asked) == 1 else "127.0.0.1"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

        def connect(place, **_more):
            met.append(place)
            raise ConnectionRefusedError

        monkeypatch.setattr(calling.socket, "getaddrinfo", resolve)
        monkeypatch.setattr(calling.socket, "create_connection", connect)
        request = outgoing.Request("https://sms.example/x", b"{}", {})
        with pytest.raises(NotSent) as refused:
            outgoing.post(request, before_data=lambda: None)
        assert (asked, met) == (["sms.example"], [("93.184.215.14", 443)])
        assert not refused.value.final
        with pytest.raises(NotSent) as refused:
            outgoing.post(request, before_data=lambda: None)
        assert refused.value.final
        assert len(met) == 1

    def test_one_inner_address_among_public_ones_is_enough(self, settings, monkeypatch):
        settings.OUTGOING_HOSTS = []
        rows = [(2, 1, 6, "", (one, 443)) for one in ("93.184.215.14", "10.0.0.7")]
        monkeypatch.setattr(calling.socket, "getaddrinfo", lambda *_args, **_more: rows)
        with pytest.raises(NotSent) as refused:
            outgoing.post(outgoing.Request("https://x.example/", b"", {}), before_data=lambda: None)
        assert refused.value.final


@pytest.mark.django_db
class TestSecrets:
    def test_both_sign_for_two_days_then_the_new_one_alone(self, outside, gateway, phoned, keeper):
        row, old = gateway
        with at(TUESDAY):
            new = gateways.new_secret(row, by=keeper)
        tell(phoned, "a")
        run()
        tell(phoned, "b")
        run(TUESDAY + timedelta(days=2, minutes=1))
        signs = [(valid(old, h, b), valid(new, h, b)) for _path, h, b in outside.got]
        assert signs == [(True, True), (False, True)]

    def test_a_secret_is_shown_once_and_nowhere_else(self, client, outside, keeper, caplog):
        client.force_login(keeper)
        given = {
            "name": "Zalo",
            "url": outside.url,
            "template": "{sentence}",
            "longest": "160",
            "is_on": "on",
        }
        with caplog.at_level(logging.DEBUG):
            page = client.post(reverse("notices:add_gateway"), given)
            secret = re.search(r"whsec_[\w+/=]+", page.content.decode())[0]
            row = Gateway.objects.get()
            taken = client.post(
                reverse("notices:try_gateway", args=[row.pk]), {"phone": "0912 345 678"}
            )
        assert taken.status_code == 302
        assert valid(secret, *outside.got[0][1:])
        assert page["Cache-Control"] == "no-store"
        for name, args in (("gateways", []), ("gateway", [row.pk])):
            assert (
                "whsec_" not in client.get(reverse(f"notices:{name}", args=args)).content.decode()
            )
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM notices_gateway")
            dump = str(cursor.fetchall())
        journal = str([entry.data for entry in entries("gateways")])
        assert secret not in dump + caplog.text + journal
        assert base64.b64decode(secret[6:]).hex() not in dump

    def test_only_the_whole_citys_administrator_sets_them_up(self, client, who, gateway):
        Post.objects.create(user=who.dung, unit=who.department, title="QT", role="administrator")
        for person in (who.binh, who.dung):
            client.force_login(person)
            assert client.get(reverse("notices:gateways")).status_code == 403
            assert (
                client.post(reverse("notices:gateway_secret", args=[gateway[0].pk])).status_code
                == 403
            )
            with pytest.raises(PermissionDenied):
                gateways.change_gateway(gateway[0], by=person, is_on=False)

    @pytest.mark.parametrize("url", ["http://sms.example/", "ftp://x/", "https://a:b@sms.example/"])
    def test_an_address_that_cannot_be_is_refused(self, keeper, url):
        with pytest.raises(Refused):
            gateways.add_gateway(name="x", url=url, by=keeper)

    def test_a_trial_says_why_not(self, outside, gateway):
        outside.moods = [(302, {"Location": "http://10.0.0.1/"}, b"")]
        taken, said = gateways.try_out(gateway[0], "+84912345678")
        assert not taken
        assert "302" in said


@pytest.mark.parametrize(
    ("template", "sentence", "plain", "longest", "text"),
    [
        ("{sentence}", "Đến hạn – “Cấp nước”", True, 160, 'Den han - "Cap nuoc"'),
        ("{sentence} {url}", "Họp " * 60, True, 60, None),
        ("{sentence}", "Họp", False, 70, "Họp"),
        ("{sentence.__class__} {sentence}", "x", True, 160, "{sentence.__class__} x"),
        ("{sentence} {url}", "{url} {sentence}", True, 160, "{url} {sentence} https://s/t"),
    ],
)
def test_the_short_text(template, sentence, plain, longest, text):
    row = Gateway(template=template, plain=plain, longest=longest)
    said = messages.fitted(template, sentence, "https://s/t", row)
    assert len(said) <= longest
    if text is None:
        assert said.endswith("... https://s/t")
    else:
        assert said == text
