"""Web push, against a push service that checks who we are and a browser that opens what it gets."""

import json
import uuid
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection
from django.urls import reverse

from core.clock import at
from core.refused import Refused
from notices import outgoing, push, webpush
from notices.actions import change_wish
from notices.door import notify
from notices.models import Device, Mail, ServerKey
from notices.outbox import send_waiting
from notices.states import MailState
from people import managing
from tests.notices.receivers import CURVE, Browser, Outside, pad, raw_point, unpad, vouched
from tests.tasks.week import local

TUESDAY = local("2026-03-10T09:00")

# RFC 8291, section 5 and appendix A.
TEXT = b"When I grow up, I want to be a watermelon"
SECRET = unpad("BTBZMqHH6r4Tts7J_aSIgg")
RECEIVER = unpad("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")
SENDER = unpad("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
SALT = unpad("DGv6ra1nlYgDCS1FRnbzlw")
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
    "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def key_of(raw):
    return ec.derive_private_key(int.from_bytes(raw, "big"), CURVE)


def test_the_example_of_the_standard_byte_for_byte():
    to = webpush.Receiver("https://push.example", raw_point(key_of(RECEIVER).public_key()), SECRET)
    assert pad(webpush.encrypted(TEXT, to, own=key_of(SENDER), salt=SALT)) == BODY
    assert Browser(key_of(RECEIVER), SECRET).opened(unpad(BODY)) == TEXT


def test_nobody_else_opens_it_and_nothing_too_long_leaves():
    browser = Browser()
    to = webpush.Receiver("https://push.example", browser.point, browser.secret)
    closed = webpush.encrypted(b"x" * webpush.LONGEST, to)
    assert len(closed) <= webpush.RECORD
    assert len(browser.opened(closed)) == webpush.LONGEST
    with pytest.raises(InvalidTag):
        Browser().opened(closed)
    with pytest.raises(ValueError, match="too long"):
        webpush.encrypted(b"x" * (webpush.LONGEST + 1), to)


@pytest.fixture
def service(settings):
    settings.PUSH, settings.OUTGOING_HOSTS = True, ["127.0.0.1"]
    outside = Outside()
    yield outside
    outside.close()


@pytest.fixture
def browser():
    return Browser()


def subscribe(user, service, browser, name="iPad phòng họp", path="/one"):
    return push.add_device(
        user, endpoint=service.url + path, key=pad(browser.point), secret=pad(browser.secret), name=name
    )  # fmt: skip


def tell(user, key="k", **about):
    return notify(user, key=key, sentence="“Cấp nước” đến hạn", url="/tasks/1/", mail=True, **about)


@pytest.fixture(name="pushed")
def _pushed(who, service, browser):
    subscribe(who.binh, service, browser)
    with at(TUESDAY):
        tell(who.binh)
    return Mail.objects.get(channel="push")


def run(moment=TUESDAY, times=1):
    with at(moment):
        for _ in range(times):
            send_waiting()


@pytest.mark.django_db
class TestService:
    def test_it_arrives_once_and_only_the_browser_reads_it(
        self, service, browser, pushed, settings
    ):
        run(times=3)
        pushed.refresh_from_db()
        assert (len(service.got), pushed.state) == (1, MailState.SENT)
        path, headers, body = service.got[0]
        claims, key = vouched(headers["Authorization"])
        assert (path, key) == ("/one", push.public_key())
        assert claims["aud"] == service.url
        assert 0 < claims["exp"] - TUESDAY.timestamp() <= 24 * 3600
        assert claims["sub"] == f"mailto:{settings.DEFAULT_FROM_EMAIL}"
        assert headers["Content-Encoding"] == "aes128gcm"
        assert (headers["Topic"], headers["Urgency"]) == (pushed.message_id, "normal")
        shown = json.loads(browser.opened(body))
        assert shown["title"] == "Nghị Sự"
        assert shown["url"] == f"/notices/{pushed.notice_id}/"

    @pytest.mark.usefixtures("pushed")
    def test_a_forged_token_is_seen(self, service):
        run()
        token = service.got[0][1]["Authorization"]
        swapped = token[:-10] + ("A" if token[-10] != "A" else "B") + token[-9:]
        with pytest.raises((InvalidSignature, ValueError)):
            vouched(swapped)

    @pytest.mark.usefixtures("pushed")
    def test_the_lock_screen_says_little_unless_wanted(self, service, browser, who):
        run()
        change_wish(who.binh, shows_words=True)
        with at(TUESDAY):
            tell(who.binh, key="second")
        run()
        said = [json.loads(browser.opened(body))["body"] for _path, _headers, body in service.got]
        assert said == ["Có thông báo mới: Nhiệm vụ", "“Cấp nước” đến hạn"]

    def test_what_is_most_urgent_is_pushed_hard_at_night(self, service, browser, who):
        subscribe(who.binh, service, browser)
        night = local("2026-03-14T23:00")
        with at(night):
            tell(who.binh, key="a")
            tell(who.binh, key="b", urgent=True)
        run(night)
        assert [headers["Urgency"] for _path, headers, _body in service.got] == ["high"]

    @pytest.mark.parametrize("mood", [500, 503, 429, "dies"])
    def test_a_service_in_trouble_is_asked_again_under_the_same_topic(self, service, pushed, mood):
        service.moods = [mood]
        run()
        pushed.refresh_from_db()
        assert (pushed.state, pushed.waits) == (MailState.WAITING, "retry")
        run(TUESDAY + timedelta(minutes=2))
        pushed.refresh_from_db()
        topics = {headers["Topic"] for _path, headers, _body in service.got}
        assert (pushed.state, topics, len(service.got)) == (MailState.SENT, {pushed.message_id}, 2)

    @pytest.mark.usefixtures("pushed")
    def test_it_is_left_alone_as_long_as_it_wants(self, service):
        service.moods = [(429, {"Retry-After": "1800"}, b"")]
        run()
        run(TUESDAY + timedelta(minutes=20))
        assert len(service.got) == 1
        run(TUESDAY + timedelta(minutes=31))
        assert len(service.got) == 2

    def test_one_that_never_answers_does_not_hold_the_worker(self, service, pushed, monkeypatch):
        monkeypatch.setattr(outgoing, "TOTAL", 0.3)
        service.moods, service.patience = ["slow"], 3
        run()
        pushed.refresh_from_db()
        assert (pushed.state, pushed.unsure) == (MailState.WAITING, 1)

    @pytest.mark.usefixtures("pushed")
    @pytest.mark.parametrize("status", [404, 410])
    def test_a_subscription_that_ended_is_forgotten(self, service, who, status):
        with at(TUESDAY):
            tell(who.binh, key="another")
        service.moods = [status]
        run(times=2)
        assert Device.objects.count() == 0
        assert len(service.got) == 1
        states = Mail.objects.filter(channel="push").values_list("state", flat=True)
        assert sorted(states) == [MailState.DROPPED, MailState.FAILED]


@pytest.mark.django_db
class TestDevices:
    def test_switched_off_nothing_is_pushed(self, who, service, browser, settings):
        subscribe(who.binh, service, browser)
        settings.PUSH = False
        tell(who.binh)
        assert not Mail.objects.filter(channel="push").exists()
        with pytest.raises(Refused):
            subscribe(who.binh, service, browser)

    @pytest.mark.usefixtures("pushed")
    def test_a_dump_opens_nothing(self, service):
        run()
        with connection.cursor() as cursor:
            cursor.execute("SELECT sealed FROM notices_device")
            device = cursor.fetchall()[0][0]
        assert service.url not in device
        assert "0123456789" not in ServerKey.objects.get().sealed
        number = push._server_key().private_numbers().private_value
        assert f"{number:064x}" not in ServerKey.objects.get().sealed
        assert push._server_key().private_numbers().private_value == number

    def test_the_same_browser_of_somebody_else_changes_hands(self, who, service, browser):
        subscribe(who.binh, service, browser)
        subscribe(who.an, service, browser)
        assert [device.user for device in Device.objects.all()] == [who.an]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"endpoint": "http://push.example/x"},
            {"endpoint": "file:///etc/passwd"},
            {"endpoint": "https://u:p@push.example/"},
            {"endpoint": "https://push.example/" + "x" * 1000},
            {"key": "AAAA"},
            {"key": "không"},
            {"secret": "AAAA"},
        ],
    )
    def test_nonsense_is_refused(self, who, service, browser, wrong):
        given = {"endpoint": service.url, "key": pad(browser.point), "secret": pad(browser.secret)}
        with pytest.raises(Refused):
            push.add_device(who.binh, name="x", **{**given, **wrong})

    def test_an_address_inside_is_not_called(self, who, browser, settings):
        settings.PUSH, settings.OUTGOING_HOSTS = True, []
        push.add_device(
            who.binh, endpoint="https://169.254.169.254/x", key=pad(browser.point), secret=pad(browser.secret), name="x"
        )  # fmt: skip
        with at(TUESDAY):
            tell(who.binh)
        run()
        mail = Mail.objects.get(channel="push")
        assert (mail.state, mail.tries) == (MailState.FAILED, 1)

    def test_by_the_page_and_gone_with_signing_out(self, client, who, service, browser):
        client.force_login(who.binh)
        given = {"endpoint": service.url, "key": pad(browser.point), "secret": pad(browser.secret)}
        words = {**given, "name": "Điện thoại", "act": str(uuid.uuid4())}
        for _ in range(2):
            client.post(reverse("notices:add_device"), words)
        page = client.get(reverse("notices:wish")).content.decode()
        assert page.count("<strong>Điện thoại</strong>") == 1
        assert "từ ngày" in page
        client.post(reverse("people:sign_out"))
        assert Device.objects.count() == 0

    def test_a_lost_one_is_removed_by_its_owner_alone(self, client, who, service, browser):
        device = subscribe(who.binh, service, browser)
        address = reverse("notices:remove_device", args=[device.pk])
        client.force_login(who.dung)
        assert client.post(address).status_code == 404
        client.force_login(who.binh)
        assert client.post(address).status_code == 302
        assert Device.objects.count() == 0

    def test_signing_out_elsewhere_ends_them_all(self, who, service, browser):
        subscribe(who.binh, service, browser)
        managing.end_other_sessions(who.binh, by=who.binh)
        assert Device.objects.count() == 0
