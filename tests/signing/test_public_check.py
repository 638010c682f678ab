"""The public check: what a citizen gets without signing in, and what a stranger or a crowd does not."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from documents import standing
from signing.bounded import pool
from signing.checking import desk, visitors
from signing.models import Route
from tests.signing.attacks import one_byte
from tests.signing.way import seals, sent, signs

URL = "/verify/"

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def issued(who):
    route = sent(who)
    signs(route, who)
    seals(route, who)
    return Route.objects.get(pk=route.pk)


def posted(client, content, name="a.pdf", **more):
    given = SimpleUploadedFile(name, content, "application/pdf")
    return client.post(URL, {"file": given, **more}).content.decode()


def test_a_citizen_reads_who_signed_keeps_the_report_and_finds_the_issued_document(
    client, who, issued
):
    page = posted(client, issued.current.read(), "<script>tên lạ.pdf")
    assert 'data-verdict="valid"' in page
    assert "Chính tệp này đã được" in page
    assert "tên lạ" not in page
    word = page.split("/verify/report/")[1].split("/")[0]
    told = client.get(reverse("signing:report", args=[word, "json"]))
    assert told.json()["sha256"] == issued.current.sha256
    assert "attachment" in told["Content-Disposition"]
    sheet = client.get(reverse("signing:report", args=[word, "pdf"]))
    assert sheet.content.startswith(b"%PDF-")
    assert "no-store" in sheet["Cache-Control"]
    for wrong in ((word, "before"), (word, "exe"), ("unknown", "json")):
        assert client.get(reverse("signing:report", args=wrong)).status_code == 404
    code = client.get(
        URL, {"code": f" {issued.code[:4]}-{issued.code[4:8].lower()} {issued.code[8:]}"}
    )
    assert code["Location"] == f"/verify/{issued.code}/"
    scanned = client.get(URL, {"code": f"https://evil.example/verify/{issued.code}/"})
    assert scanned["Location"] == f"/verify/{issued.code}/"


@pytest.mark.django_db
def test_without_scripts_the_verdict_stands_before_the_forms(client):
    page = posted(client, b"hello" * 100)
    assert page.index("data-verdict=") < page.index("<drop-zone")
    empty = client.get(URL).content.decode()
    assert empty.index("<drop-zone") < empty.index('id="answer"')


def test_the_issued_page_says_how_it_stands_and_compares(client, who, issued, monkeypatch):
    url = reverse("signing:issued", args=[issued.code])
    page = client.get(url).content.decode()
    assert issued.paper.notation in page
    assert "chưa có văn bản nào thu hồi" in page
    assert client.get(f"{url}json/").json()["issued"]["number"] == issued.paper.notation
    assert client.get(f"{url}pdf/").content.startswith(b"%PDF-")
    content = issued.current.read()
    assert "Chính tệp này" in posted(client, content, code=issued.code)
    assert "KHÔNG phải tệp" in posted(
        client, one_byte(content, content.find(b"stream") + 20), code=issued.code
    )
    stage = issued.steps.get(kind="sign").signatures.get().version.read()
    assert "bước trước" in posted(client, stage)
    gone = standing.Standing(standing.REPLACED, by_paper=issued.paper, by_notation="09/QĐ-UBND")
    monkeypatch.setattr(standing, "_tellers", [lambda _paper: gone])
    page = client.get(url).content.decode()
    assert "đã được thay thế" in page
    assert "09/QĐ-UBND" in page


def test_bytes_added_behind_an_issued_document_are_told(client, issued):
    content = issued.current.read()
    page = posted(client, content + b"\n% a word of my own\n")
    assert 'data-verdict="modified"' in page
    assert "phía sau đã có thêm nội dung" in page


def test_strangers_learn_nothing_of_what_is_not_issued(client, who):
    route = sent(who)
    unknown = client.get(reverse("signing:issued", args=["ABCDEFGHJKMN"]))
    known = client.get(reverse("signing:issued", args=[route.code]))
    assert unknown.status_code == known.status_code == 404
    assert str(route.paper) not in known.content.decode()
    assert client.get(f"/verify/{route.code}/json/").status_code == 404
    assert "phát hành tại đây" not in posted(client, route.current.read())
    assert client.get(URL, {"code": "<script>"}).status_code == 404


@pytest.mark.parametrize("content", [b"", b"Kinh gui", b"%PDF-1.7 nonsense"])
def test_no_pdf_gets_a_sentence(client, db, content):
    answer = client.post(URL, {"file": SimpleUploadedFile("a.pdf", content)})
    assert answer.status_code in {200, 422}
    assert "Traceback" not in answer.content.decode()


def test_what_is_announced_as_too_big_is_refused_unread(client, db):
    answer = client.post(
        URL,
        b"x",
        content_type="multipart/form-data; boundary=x",
        headers={"Content-Length": str(90 << 20)},
        CONTENT_LENGTH=str(90 << 20),
    )
    assert answer.status_code == 413
    assert "50 MB" in answer.content.decode()


def test_one_address_waits_another_does_not(db, monkeypatch):
    monkeypatch.setattr("signing.views.public.CHECKS", 1)
    first, other = Client(REMOTE_ADDR="2001:db8:1:2::7"), Client(REMOTE_ADDR="2001:db8:9::7")
    assert [first.post(URL, {}).status_code for _twice in range(2)] == [422, 429]
    assert Client(REMOTE_ADDR="2001:db8:1:2::8").post(URL, {}).status_code == 429
    assert other.post(URL, {}).status_code == 422
    assert first.post(URL, {}, headers={"HX-Request": "true"}).status_code == 422


def test_guessing_codes_is_slowed_down(client, db, monkeypatch):
    monkeypatch.setattr("signing.views.public.GUESSES", 2)
    codes = [client.get(f"/verify/ABCDEFGHJK{n}/").status_code for n in (22, 23, 24)]
    assert codes == [404, 404, 429]


def test_addresses_of_a_household_are_one():
    ask = RequestFactory().get
    assert visitors.address(ask("/", REMOTE_ADDR="203.0.113.7")) == "203.0.113.7"
    assert visitors.address(ask("/", REMOTE_ADDR="no address")) == "none"


def test_when_every_child_is_busy_the_visitor_is_asked_to_come_again(
    client, db, monkeypatch, draft
):
    monkeypatch.setattr(pool, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(desk.pool, "turn", lambda: pool_turn(0.01))
    with pool_turn(0.01):
        answer = client.post(URL, {"file": SimpleUploadedFile("a.pdf", draft)})
    assert answer.status_code == 503
    assert answer["Retry-After"]


pool_turn = pool.turn


@pytest.mark.django_db
def test_nothing_of_the_file_is_kept(client, sealed, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "uploads"))
    (tmp_path / "uploads").mkdir()
    posted(client, sealed)
    assert [path for path in Path(tmp_path / "uploads").rglob("*") if path.is_file()] == []


class TestPrograms:
    def test_a_program_gets_the_same_report(self, client, issued):
        answer = client.post(
            "/api/v1/verify", issued.current.read(), content_type="application/pdf"
        )
        told = answer.json()
        assert told["verdict"] == "valid"
        assert told["issued"]["match"] == "same"
        given = SimpleUploadedFile("a.pdf", issued.current.read())
        assert client.post("/api/v1/verify", {"file": given}).json()["sha256"] == told["sha256"]

    @pytest.mark.django_db
    def test_wrong_questions_are_problems(self, client):
        assert client.get("/api/v1/verify").status_code == 405
        assert client.post("/api/v1/verify", {"x": "y"}).status_code == 400
        huge = client.post(
            "/api/v1/verify", b"x", content_type="application/pdf", CONTENT_LENGTH=str(90 << 20)
        )
        assert huge.status_code == 413
