"""Letters that belong together leave as one; what was read needs no letter; one click makes them rarer."""

import threading
from datetime import time, timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail as locmem
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.clock import at
from core.workdays import calendar_from
from notices import outbox
from notices.actions import change_wish, read
from notices.door import Told, notify_many
from notices.handed import NotSent
from notices.models import Mail, Notice
from notices.outbox import send_again, send_waiting
from notices.postman import message_of
from notices.rhythm import cleaned, next_digest, rhythm_of
from notices.states import Channel, Kind, MailState
from people.models import Post
from tests.notices.telling import TUESDAY, run, states, tell
from tests.tasks.week import local


@pytest.mark.parametrize(
    ("told", "hours", "leaves"),
    [
        ("2026-03-10T06:00", [time(7)], "2026-03-10T07:00"),
        ("2026-03-10T07:00", [time(7)], "2026-03-11T07:00"),
        ("2026-03-10T09:00", [time(16), time(7)], "2026-03-10T16:00"),
        ("2026-03-13T17:00", [time(7)], "2026-03-16T07:00"),
        ("2026-02-13T17:00", [time(7)], "2026-02-14T07:00"),
    ],
)
def test_when_a_digest_leaves(told, hours, leaves):
    city = calendar_from([(local("2026-02-14T00:00").date(), "work")])
    assert next_digest(local(told), hours, city) == local(leaves)


@pytest.mark.parametrize(
    ("choices", "kind", "channel", "rhythm"),
    [
        ({}, "task", "mail", "now"),
        ({}, "task", "gateway", "urgent"),
        ({"task": {"mail": "morning"}}, "task", "mail", "morning"),
        ({"task": {"mail": "morning"}}, "meeting", "mail", "now"),
        ({"task": {"mail": "rot"}}, "task", "mail", "now"),
        ({"task": {"push": "twice"}}, "task", "push", "now"),
    ],
)
def test_the_table_of_choices(choices, kind, channel, rhythm):
    assert rhythm_of(choices, kind, channel) == rhythm
    assert set(cleaned(choices)) <= set(Kind.values)
    assert all(
        rhythm_of(cleaned(choices), k, c) == rhythm_of(choices, k, c) for k in Kind for c in Channel
    )


@pytest.mark.django_db
class TestGathering:
    def test_thirty_reminders_are_one_letter_with_headings(self, who):
        with at(TUESDAY):
            for number in range(30):
                tell(
                    who.binh,
                    f"{number:02}",
                    ("reminder.overdue", "reminder.soon", "decide")[number % 3],
                )
        run(TUESDAY + timedelta(seconds=61))
        assert len(locmem.outbox) == 1
        letter = locmem.outbox[0]
        assert letter.subject == "[Nghị Sự] 30 việc cần chú ý hôm nay"
        order = [letter.body.index(word) for word in ("QUÁ HẠN", "SẮP ĐẾN HẠN", "CHỜ QUYẾT ĐỊNH")]
        assert order == sorted(order)
        assert all(f"Việc {number:02}" in letter.body for number in range(30))
        assert states() == [MailState.SENT] * 30

    def test_it_reads_well_as_text_and_as_page(self, who, settings):
        with at(TUESDAY):
            tell(who.binh, "<b>một</b>", "today", url="/tasks/7/")
            tell(who.binh, "hai", "today")
        run(TUESDAY + timedelta(minutes=2))
        letter = message_of(Mail.objects.exclude(html="").get()).message().as_bytes()
        arrived = message_from_bytes(letter, policy=policy.default)
        plain, page = (part.get_content() for part in arrived.iter_parts())
        assert arrived.get_content_type() == "multipart/alternative"
        assert f"{settings.SITE_URL}/tasks/7/" in plain
        assert f'href="{settings.SITE_URL}/tasks/7/"' in page
        assert "&lt;b&gt;một" in page
        assert "Hôm nay (2)" in page

    def test_one_alone_is_an_ordinary_letter(self, who):
        with at(TUESDAY):
            tell(who.binh, "k", "today")
        run(TUESDAY + timedelta(minutes=2))
        assert [letter.subject for letter in locmem.outbox] == ["[Nghị Sự] Việc k"]

    def test_what_was_read_meanwhile_needs_no_letter(self, who):
        with at(TUESDAY):
            told = [tell(who.binh, key, "today") for key in ("a", "b", "c")]
            read(who.binh, told[0].pk)
        run(TUESDAY + timedelta(minutes=2))
        assert locmem.outbox[0].subject == "[Nghị Sự] 2 việc cần chú ý hôm nay"
        assert "Việc a" not in locmem.outbox[0].body
        with at(TUESDAY):
            tell(who.an, "d", "today")
            read(who.an)
        run(TUESDAY + timedelta(minutes=4))
        assert len(locmem.outbox) == 1
        assert Mail.objects.get(user=who.an).state == MailState.DROPPED

    def test_what_is_most_urgent_waits_for_nobody(self, who):
        change_wish(who.binh, choices={"task": {"mail": "morning"}})
        with at(TUESDAY):
            tell(who.binh, "a", "today")
            tell(who.binh, "b", "today", urgent=True)
            send_waiting()
        assert [letter.subject for letter in locmem.outbox] == ["[Nghị Sự] Việc b"]

    def test_a_night_full_of_news_is_one_letter_in_the_morning(self, who):
        for minute in range(5):
            with at(local(f"2026-03-10T22:0{minute}")):
                tell(who.binh, str(minute))
        run(local("2026-03-11T06:31"))
        assert [letter.subject for letter in locmem.outbox] == [
            "[Nghị Sự] 5 việc cần chú ý hôm nay"
        ]

    def test_everybody_gets_their_own(self, who):
        with at(TUESDAY):
            people = [Told(user, "Họp chiều nay") for user in (who.an, who.binh)]
            for key in ("a", "b"):
                notify_many(people, key=key, url="/meetings/1/", mail=True, group="today")
        run(TUESDAY + timedelta(minutes=2))
        assert sorted(letter.to[0] for letter in locmem.outbox) == [
            "an@example.com",
            "binh@example.com",
        ]

    def test_three_hundred_ask_as_often_as_three(self, who):
        def asked(key, count):
            people = [Told(user, "…") for user in (who.an, who.binh, who.dung)[:count]]
            with CaptureQueriesContext(connection) as found:
                notify_many(people, key=key, url="/tasks/1/", mail=True, group="today")
            return len(found)

        asked("warm", 1)
        assert asked("many", 3) <= asked("one", 1)


@pytest.mark.django_db
class TestChosen:
    @pytest.mark.parametrize(
        ("choices", "leaves"),
        [
            ({"task": {"mail": "morning"}}, "2026-03-11T07:00"),
            ({"task": {"mail": "twice"}}, "2026-03-10T16:00"),
            ({"task": {"mail": "urgent"}}, None),
            ({"task": {"mail": "never"}}, None),
            ({"meeting": {"mail": "never"}}, "2026-03-10T09:00"),
        ],
    )
    def test_each_kind_in_its_own_way(self, who, choices, leaves):
        change_wish(who.binh, choices=choices)
        with at(TUESDAY):
            tell(who.binh, "k")
        found = Mail.objects.values_list("not_before", flat=True)
        assert list(found) == ([local(leaves)] if leaves else [])
        assert Notice.objects.filter(user=who.binh).count() == 1

    @pytest.mark.parametrize(
        ("told", "leaves"),
        [("2026-03-10T06:40", "2026-03-10T07:00"), ("2026-03-10T09:00", "2026-03-10T09:00")],
    )
    def test_what_is_a_digest_already_joins_one_or_leaves(self, who, told, leaves):
        change_wish(who.binh, choices={"task": {"mail": "morning"}})
        with at(local(told)):
            tell(who.binh, "k", "digest")
        assert Mail.objects.get().not_before == local(leaves)

    def test_the_morning_is_ones_own(self, who):
        change_wish(who.binh, choices={"task": {"mail": "morning"}}, morning=time(8, 15))
        with at(TUESDAY):
            tell(who.binh, "a")
            tell(who.binh, "b")
        run(local("2026-03-11T08:14"))
        assert len(locmem.outbox) == 0
        run(local("2026-03-11T08:16"))
        assert len(locmem.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_fold_and_send_once(who):
    with at(TUESDAY):
        for number in range(12):
            tell(who.binh, str(number), "today")

    def work():
        with at(TUESDAY + timedelta(minutes=2)):
            send_waiting()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert states() == [MailState.SENT] * 12
    assert sum(letter.body.count("Việc ") for letter in locmem.outbox) == 12


@pytest.mark.django_db
def test_a_digest_that_fails_takes_all_with_it_and_comes_back_whole(who, settings, monkeypatch):
    Post.objects.create(user=who.chi, unit=who.committee, title="QT", role="administrator")

    def no(_mail, *, before_data):
        raise NotSent("550 no", final=True)

    with at(TUESDAY):
        for key in ("a", "b"):
            tell(who.binh, key, "today")
    monkeypatch.setattr(outbox, "deliver", no)
    run(TUESDAY + timedelta(minutes=2))
    assert states() == [MailState.FAILED] * 2
    monkeypatch.undo()
    with at(TUESDAY + timedelta(minutes=5)):
        send_again(Mail.objects.get(carrier=None), by=who.chi)
        send_waiting()
    assert states() == [MailState.SENT] * 2
    assert locmem.outbox[0].subject == "[Nghị Sự] 2 việc cần chú ý hôm nay"


@pytest.mark.django_db
@pytest.mark.parametrize("handed_over", [False, True])
def test_a_worker_killed_while_folding_loses_nothing(who, monkeypatch, handed_over):
    """As after kill -9: nothing after that moment is written. The next worker sends the same letter, whole."""

    def deliver(_mail, *, before_data):
        if handed_over:
            before_data()
        raise KeyboardInterrupt

    with at(TUESDAY):
        for key in "abc":
            tell(who.binh, key, "today")
    monkeypatch.setattr(outbox, "deliver", deliver)
    with pytest.raises(KeyboardInterrupt):
        run(TUESDAY + timedelta(minutes=2))
    assert states() == [MailState.FOLDED, MailState.FOLDED, MailState.SENDING]
    name = Mail.objects.get(state=MailState.SENDING).message_id
    monkeypatch.undo()
    with at(TUESDAY + timedelta(minutes=3)):
        read(who.binh, Notice.objects.get(key="c").pk)
    run(TUESDAY + timedelta(minutes=9))
    letter = locmem.outbox[0]
    assert states() == [MailState.SENT] * 3
    assert letter.extra_headers["Message-ID"] == name
    assert ("Việc c" in letter.body) is handed_over  # once on its way, its words stay the same
