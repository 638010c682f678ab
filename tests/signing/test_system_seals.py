"""The system's own certificate: seals over the journal, exported files, and the watch over all certificates."""

from __future__ import annotations

import datetime as dt
import subprocess

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.management import CommandError, call_command
from django.db import connection

from core import clock
from documents import witness
from journal.models import Book, Entry
from notices.models import Notice
from signing import system
from signing.actions import heads, watching
from signing.actions.keeping import import_key
from signing.actions.trust import add_root
from signing.levels import chains
from signing.levels.detached import NotSealed, checked
from signing.models import JournalSeal, WatchedCertificate
from signing.strongbox import keys_folder

DAY = dt.timedelta(days=1)
CLERK_PIN = "87654321"


@pytest.fixture(autouse=True)
def _set_up(settings, db):
    settings.OUTGOING_HOSTS, settings.TSA_URL = ["127.0.0.1"], ""
    chains.forget()
    for name in (system.FILE, system.CERTIFICATES):
        (keys_folder() / name).unlink(missing_ok=True)


def openssl(content, container, folder):
    (folder / "content").write_bytes(content)
    (folder / "p7s").write_bytes(container)
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", folder / "p7s"]
    command += ["-content", folder / "content", "-CAfile", keys_folder() / system.CERTIFICATES]
    done = subprocess.run([*command, "-out", "/dev/null"], capture_output=True, check=False)
    return b"successful" in done.stderr


def test_openssl_checks_what_the_system_sealed(tmp_path):
    container = witness.sealed(b"a list of files\n")
    assert openssl(b"a list of files\n", container, tmp_path)
    assert not openssl(b"another list\n", container, tmp_path)
    assert checked(b"a list of files\n", container).timed_at is None
    with pytest.raises(NotSealed):
        checked(b"another list\n", container)
    with pytest.raises(NotSealed):
        checked(b"a list of files\n", b"nothing of the kind")


def test_with_a_timestamp_authority_the_seal_carries_the_time(settings, state_ca):
    settings.TSA_URL = state_ca.tsa()
    assert checked(b"x", system.sealed(b"x")).timed_at is not None
    with state_ca.behave("tsa", "down"):
        assert checked(b"x", system.sealed(b"x")).timed_at is None


def test_an_imported_key_seals_from_then_on_and_older_seals_hold(state_ca, tmp_path):
    before = system.sealed(b"old")
    given = state_ca.key("system")
    p12 = pkcs12.serialize_key_and_certificates(
        b"x", given.private, given.certificate, list(given.chain), serialization.BestAvailableEncryption(b"open")
    )  # fmt: skip
    system.import_system_key(p12, "open")
    after = system.sealed(b"new")
    assert checked(b"new", after).certificate == given.certificate
    assert len(system.known_certificates()) == 2
    assert openssl(b"old", before, tmp_path)
    assert b"PRIVATE" not in (keys_folder() / system.FILE).read_bytes()


@pytest.fixture
def told(who, state_ca):
    """Something has happened, so that there is a book."""
    return add_root(state_ca.root_pem.read_bytes(), why="tests", by=who.an)


def test_the_journal_is_sealed_once_a_day_and_holds(told, capsys):
    with clock.at(clock.now() - 2 * DAY):
        first = heads.seal_journal()
        assert heads.seal_journal() == first
    second = heads.seal_journal()
    assert JournalSeal.objects.count() == 2
    assert first.entries > 0
    assert second.statement.count("\n") <= first.statement.count("\n")
    assert list(heads.doubts()) == []
    call_command("check_journal")


def rewritten(sql, *values):
    """Change the database behind everybody's back, as whoever holds it could."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_journal_rewritten_with_right_hashes_is_found_by_its_seal(told):
    """Whoever holds the database can make all hashes fit again; the seal of yesterday does not."""
    heads.seal_journal()
    book = Book.objects.filter(last_seq__gt=0).exclude(topic="journal_seals").first()
    last = Entry.objects.get(book=book, seq=book.last_seq)
    from journal.book import content
    from journal.chain import digest

    last.label = "something else"
    forged = digest(last.before, content(last))
    rewritten("UPDATE journal_entry SET label=%s, hash=%s WHERE id=%s", last.label, forged, last.pk)
    rewritten("UPDATE journal_book SET head=%s WHERE id=%s", forged, book.pk)
    found = list(heads.doubts())
    assert any(book.topic in line for line in found)
    with pytest.raises(CommandError):
        call_command("check_journal")


@pytest.mark.parametrize("what", ["statement", "container", "removed", "other_key"])
def test_a_seal_that_was_tampered_with_is_named(told, what):
    with clock.at(clock.now() - DAY):
        first = heads.seal_journal()
    heads.seal_journal()
    assert list(heads.doubts()) == []
    if what == "statement":
        text = first.statement.replace("books ", "books 1")
        JournalSeal.objects.filter(pk=first.pk).update(statement=text)
    elif what == "container":
        JournalSeal.objects.filter(pk=first.pk).update(container=b"0\x00")
    elif what == "removed":
        first.delete()
    else:
        (keys_folder() / system.CERTIFICATES).unlink()
    assert list(heads.doubts())


def kept(state_ca, owner, label):
    given = state_ca.key(label)
    p12 = pkcs12.serialize_key_and_certificates(
        b"x", given.private, given.certificate, list(given.chain), serialization.BestAvailableEncryption(b"open")
    )  # fmt: skip
    return import_key(p12, passphrase="open", pin=CLERK_PIN, owner=owner)


@pytest.fixture
def administrator(who):
    from people.models import Post, Role

    Post.objects.create(user=who.chi, unit=who.committee, title="QTHT", role=Role.ADMINISTRATOR)
    return who.chi


def test_every_certificate_in_use_is_asked_about(who, state_ca, administrator):
    kept(state_ca, who.an, "leader")
    kept(state_ca, who.binh, "revoked")
    watching.watch()
    status = dict(WatchedCertificate.objects.values_list("holder__username", "status"))
    assert status[who.an.username] == "good"
    assert status[who.binh.username] == "revoked"
    assert WatchedCertificate.objects.filter(kind="issuer").exists()
    watching.watch()
    assert Notice.objects.filter(user=who.binh).count() == 1
    assert Notice.objects.filter(user=administrator, key__endswith="revoked").count() == 1
    assert not Notice.objects.filter(user=who.an).exists()


def test_holder_and_administrators_are_warned_at_each_rung_once(who, state_ca, administrator):
    kept(state_ca, who.an, "leader")
    end = state_ca.key("leader").certificate.not_valid_after_utc
    told = []
    for days in (70, 59, 58, 29, 13, 13, 6, 0.5, -1):
        with clock.at(end - days * DAY), state_ca.clock(end - days * DAY):
            chains.forget()
            watching.watch()
        told.append(Notice.objects.filter(user=who.an).count())
    assert told == [0, 1, 1, 2, 3, 3, 4, 5, 6]
    with clock.at(end + DAY):
        assert WatchedCertificate.objects.get(holder=who.an).status == "expired"


def test_a_silent_authority_is_written_down_and_nobody_is_alarmed(who, state_ca, administrator):
    kept(state_ca, who.an, "deputy")
    with state_ca.behave("ocsp", "down"), state_ca.behave("crls", "wrong"):
        watching.watch()
    row = WatchedCertificate.objects.get(holder=who.an)
    assert (row.status, bool(row.trouble)) == ("unknown", True)
    assert not Notice.objects.filter(user=who.an).exists()
    chains.forget()
    watching.watch()
    assert WatchedCertificate.objects.get(holder=who.an).status == "good"


@pytest.mark.parametrize(
    ("days", "rung"),
    [
        (90, None),
        (60.5, None),
        (60, 60),
        (31, 60),
        (30, 30),
        (7, 7),
        (2, 7),
        (1, 1),
        (0, 0),
        (-400, 0),
    ],
)
def test_the_rungs(days, rung):
    now = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    assert watching.rung_of(now + dt.timedelta(days=days), now) == rung
