"""The outbox: each letter once, whatever dies and whenever (faults R15, R17, R18)."""

from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core import mail as locmem

from core.clock import at
from core.refused import Refused
from notices import outbox
from notices.actions import set_wish
from notices.door import notify
from notices.models import Mail, Notice
from notices.outbox import CLAIM, send_again, send_waiting
from notices.states import MailState
from people.models import Post
from tests.notices.moods import PostOffice
from tests.services import free_port
from tests.tasks.week import local

TUESDAY = local("2026-03-10T09:00")


@pytest.fixture
def office(settings):
    """A real mail server on a port of its own; the settings point to it."""
    moods = PostOffice()
    controller = Controller(moods, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER, settings.EMAIL_TIMEOUT = "", 5
    yield moods
    controller.stop()


@pytest.fixture
def letter(who):
    with at(TUESDAY):
        notify(who.binh, key="k", sentence="“Cấp nước” đến hạn", url="/tasks/1/", mail=True)
    return Mail.objects.get()


def run(moment, times=1):
    with at(moment):
        for _ in range(times):
            send_waiting()


def later(**delta):
    return TUESDAY + timedelta(**delta)


@pytest.mark.django_db
class TestOneServer:
    def test_a_letter_arrives_once_and_reads_well(self, office, letter, settings):
        run(TUESDAY, 3)
        letter.refresh_from_db()
        assert office.ids == [letter.message_id]
        assert letter.state == MailState.SENT
        arrived = office.got[0]
        text = arrived.get_payload(decode=True).decode()
        assert "đến hạn" in text
        assert f"{settings.SITE_URL}/tasks/1/" in text

    @pytest.mark.usefixtures("letter")
    def test_the_same_key_is_one_notice_and_one_letter(self, who):
        for _ in range(3):
            notify(who.binh, key="k", sentence="Khác", url="/", mail=True)
        assert (Notice.objects.count(), Mail.objects.count()) == (1, 1)

    def test_the_server_dies_after_data(self, office, letter):
        """Nobody can know whether it was taken: one more try under the same Message-ID."""
        office.data = ["dies"]
        run(TUESDAY)
        letter.refresh_from_db()
        assert (letter.state, letter.unsure) == (MailState.WAITING, 1)
        run(later(minutes=5), 3)
        letter.refresh_from_db()
        assert office.ids == [letter.message_id] * 2
        assert letter.state == MailState.SENT

    def test_a_server_that_always_dies_gets_it_twice_at_most(self, office, letter):
        office.data = ["dies"] * 9
        for hour in range(9):
            run(later(hours=hour))
        letter.refresh_from_db()
        assert office.ids == [letter.message_id] * 2
        assert letter.state == MailState.FAILED
        assert letter.error

    def test_dying_before_data_costs_nothing(self, office, letter):
        office.rcpt = ["dies", "dies"]
        for minute in (0, 2, 8):
            run(later(minutes=minute))
        letter.refresh_from_db()
        assert office.ids == [letter.message_id]
        assert (letter.state, letter.unsure) == (MailState.SENT, 1)

    @pytest.mark.parametrize("where", ["rcpt", "data"])
    def test_a_final_no_is_final_and_a_busy_server_is_asked_again(self, office, letter, where):
        setattr(office, where, ["451 busy", "550 no such person"])
        run(TUESDAY)
        letter.refresh_from_db()
        assert letter.state == MailState.WAITING
        run(later(minutes=5))
        letter.refresh_from_db()
        assert (letter.state, letter.error) == (MailState.FAILED, "550 no such person")
        assert office.ids == []

    def test_a_server_that_is_away_is_asked_for_two_days(self, letter, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        for hour in range(60):
            run(later(hours=hour))
        letter.refresh_from_db()
        assert (letter.state, letter.unsure) == (MailState.FAILED, 0)
        assert letter.tries == len(outbox.BACKOFF) + 1

    def test_a_worker_killed_before_handing_over_is_replaced(self, office, letter, monkeypatch):
        self._killed(monkeypatch, handed_over=False)
        run(later(seconds=30))
        assert office.ids == []  # still claimed by the dead one
        run(later(seconds=CLAIM.seconds + 1), 2)
        assert office.ids == [letter.message_id]

    def test_one_that_cannot_be_written_stops_nobody_else(self, office, letter, who, monkeypatch):
        """A mistake of ours in one letter: it is tried again and fails at last; the others leave."""
        real = outbox.deliver

        def deliver(mail, *, before_data):
            if mail.pk == letter.pk:
                raise ValueError("bad letter")
            real(mail, before_data=before_data)

        monkeypatch.setattr(outbox, "deliver", deliver)
        with at(TUESDAY):
            notify(who.an, key="k", sentence="…", url="/", mail=True)
        for hour in range(60):
            run(later(hours=hour))
        letter.refresh_from_db()
        assert (letter.state, len(office.ids)) == (MailState.FAILED, 1)
        assert "bad letter" in letter.error

    def test_a_worker_killed_after_handing_over_may_double_it_once(
        self, office, letter, monkeypatch
    ):
        for number in range(2):
            self._killed(monkeypatch, handed_over=True, moment=later(minutes=10 * number))
        run(later(minutes=40), 2)
        letter.refresh_from_db()
        assert (letter.state, letter.unsure, office.ids) == (MailState.FAILED, 2, [])

    def _killed(self, monkeypatch, *, handed_over, moment=TUESDAY):
        """A worker that stops being, as after kill -9: nothing after that moment is written."""

        def deliver(_letter, *, before_data):
            if handed_over:
                before_data()
            raise KeyboardInterrupt

        monkeypatch.setattr(outbox, "deliver", deliver)
        with at(moment), pytest.raises(KeyboardInterrupt):
            send_waiting()
        monkeypatch.undo()

    def test_an_administrator_lets_it_try_again(self, office, letter, who):
        office.rcpt = ["550 full"]
        run(TUESDAY)
        letter.refresh_from_db()
        Post.objects.create(user=who.chi, unit=who.committee, title="QT", role="administrator")
        with at(later(hours=1)):
            send_again(letter, by=who.chi)
            with pytest.raises(Refused):
                send_again(letter, by=who.chi)
            send_waiting()
        assert office.ids == [letter.message_id]


@pytest.mark.django_db
class TestQuiet:
    @pytest.mark.parametrize(
        ("told", "leaves"),
        [
            ("2026-03-10T09:00", "2026-03-10T09:00"),
            ("2026-03-10T22:00", "2026-03-11T06:30"),
            ("2026-03-14T10:00", "2026-03-16T06:30"),
            ("2026-02-13T21:30", "2026-02-23T06:30"),
            ("2025-12-31T23:00", "2026-01-05T06:30"),
            ("2026-01-10T10:00", "2026-01-10T10:00"),  # the worked Saturday
        ],
    )
    def test_when_a_letter_leaves(self, who, told, leaves):
        with at(local(told)):
            notify(who.binh, key="k", sentence="…", url="/", mail=True)
        assert Mail.objects.get().not_before == local(leaves)

    def test_what_is_most_urgent_leaves_at_once(self, who):
        with at(local("2026-03-14T23:00")):
            notify(who.binh, key="k", sentence="…", url="/", mail=True, urgent=True)
            assert send_waiting() == 1

    def test_a_backlog_met_at_night_waits_for_the_morning(self, letter):
        """The clock was off from the afternoon until late in the evening."""
        run(local("2026-03-10T23:00"))
        letter.refresh_from_db()
        assert (letter.state, letter.not_before) == (MailState.WAITING, local("2026-03-11T06:30"))
        run(local("2026-03-11T06:31"))
        assert len(locmem.outbox) == 1

    def test_own_quiet_hours_and_no_mail_at_all(self, who):
        set_wish(who.binh, by_mail=True, quiet=(11, 14))
        with at(local("2026-03-10T12:00")):
            notify(who.binh, key="a", sentence="…", url="/", mail=True)
        assert Mail.objects.get().not_before == local("2026-03-10T14:00")
        set_wish(who.binh, by_mail=False, quiet=(None, None))
        who.binh.refresh_from_db()
        notify(who.binh, key="b", sentence="…", url="/", mail=True)
        assert Mail.objects.count() == 1

    def test_without_an_address_the_bell_is_enough(self, who):
        who.binh.email = ""
        who.binh.save()
        notify(who.binh, key="k", sentence="…", url="/", mail=True)
        assert (Notice.objects.count(), Mail.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_files_are_written_whole_and_once(letter, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    run(TUESDAY, 2)
    written = list((tmp_path / "mail").iterdir())
    assert [path.name for path in written] == [f"{letter.message_id.strip('<>')}.eml"]
