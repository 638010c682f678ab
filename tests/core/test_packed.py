"""Styles and scripts travel packed: once packed, never per request; who takes no gzip gets them as they are."""

import gzip
import os
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from core import packed

STYLE = "/static/css/tokens.css"
PLAIN = Path(str(finders.find("css/tokens.css"))).read_bytes()
MUCH = "gzip, deflate, br"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A data folder of its own, with what a server packs when it starts."""
    monkeypatch.setattr(packed, "PACKED", {})
    monkeypatch.setattr(packed, "_files", lambda: iter([str(finders.find("css/tokens.css"))]))
    packed.pack(tmp_path / "packed")
    return tmp_path / "packed"


def fetch(client, accepted=MUCH, **headers):
    """Return the style as it is answered, with its body."""
    answer = client.get(STYLE, headers={"Accept-Encoding": accepted, **headers})
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_who_takes_gzip_gets_less_and_the_same(client):
    answer, body = fetch(client)
    assert answer["Content-Encoding"] == "gzip"
    assert int(answer["Content-Length"]) == len(body) < len(PLAIN) / 2
    assert gzip.decompress(body) == PLAIN
    assert answer["Content-Type"] == 'text/css; charset="utf-8"'
    assert answer["Cache-Control"].endswith("public")


@pytest.mark.parametrize(
    "accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.000, br", "*", "gzipped"]
)
def test_who_does_not_gets_it_as_it_is(client, accepted):
    answer, body = fetch(client, accepted)
    assert "Content-Encoding" not in answer
    assert body == PLAIN
    assert answer["Vary"] == "Accept-Encoding", "a proxy must not hand one's form to the other"


@pytest.mark.parametrize("accepted", ["gzip", "GZIP", "br;q=1.0, gzip;q=0.8", "deflate,gzip ;q=1"])
def test_gzip_is_understood_however_it_is_asked_for(client, accepted):
    assert fetch(client, accepted)[0]["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("accepted", [MUCH, "identity"])
def test_what_a_browser_holds_is_not_sent_again(client, accepted):
    held = fetch(client)[0]["ETag"]
    answer, body = fetch(client, accepted, **{"If-None-Match": held})
    assert (answer.status_code, body) == (304, b"")
    assert answer["ETag"] == held
    assert answer["Vary"] == "Accept-Encoding"


def test_the_tag_is_of_the_content(client, tmp_path, monkeypatch):
    before = fetch(client)[0]["ETag"]
    assert before.startswith('W/"'), "the same tag stands on both forms (RFC 9110, 8.8.3.3)"
    other = tmp_path / "other.css"
    other.write_bytes(PLAIN.replace(b"-", b"_"))
    monkeypatch.setattr(packed, "_files", lambda: iter([str(other)]))
    packed.pack(tmp_path / "packed")
    assert packed.PACKED[str(other)].tag != before


def test_a_second_start_packs_nothing_and_a_half_written_file_is_mended(folder, monkeypatch):
    (one,) = folder.iterdir()
    whole, made = one.read_bytes(), []
    pack_it = gzip.compress
    monkeypatch.setattr(gzip, "compress", lambda *a, **k: made.append(1) or pack_it(*a, **k))
    packed.pack(folder)
    assert made == []
    one.write_bytes(whole[:100])
    packed.pack(folder)
    assert one.read_bytes() == whole
    assert [path.name for path in folder.iterdir()] == [one.name]


def test_the_plain_file_is_there_when_the_packed_one_is_gone(client, folder):
    fetch(client)
    (one,) = folder.iterdir()
    one.unlink()
    answer, body = fetch(client)
    assert "Content-Encoding" not in answer
    assert body == PLAIN


def test_what_no_server_starts_with_is_taken_away_after_a_month(folder):
    old, young = folder / "old.gz", folder / "young.gz"
    for path, days in ((old, 31), (young, 29)):
        path.write_bytes(b"x")
        at = path.stat().st_mtime - days * 24 * 3600
        os.utime(path, (at, at))
    packed.pack(folder)
    assert not old.exists()
    assert young.exists()


def test_a_folder_that_cannot_be_written_stops_nobody(client, tmp_path, monkeypatch):
    monkeypatch.setattr(packed, "PACKED", {})
    (tmp_path / "file").write_text("no folder")
    packed.pack(tmp_path / "file" / "packed")
    assert fetch(client)[1] == PLAIN


def test_what_gains_nothing_stays_plain(tmp_path, monkeypatch):
    noise = tmp_path / "noise.svg"
    noise.write_bytes(os.urandom(2000))
    monkeypatch.setattr(packed, "PACKED", {})
    monkeypatch.setattr(packed, "_files", lambda: iter([str(noise)]))
    packed.pack(tmp_path / "packed")
    assert packed.PACKED == {}
