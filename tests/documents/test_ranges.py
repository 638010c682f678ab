"""A paper is sent in ranges (RFC 9110 §14), to those who may read its folder, under a harmless name."""

import pytest

from documents import actions
from documents.models import Version
from tests import world


@pytest.fixture
def version(who):
    folder = actions.open_folder("Hồ sơ", topic="folder.1")
    actions.let_in([who.binh], folder)
    actions.add_paper_bytes(
        folder, title="Tờ trình", content=world.pdf(), name='tờ "trình"\r\n.pdf', by=who.chi
    )
    return Version.objects.get()


@pytest.fixture
def fetch(client, who, version):
    client.force_login(who.binh)
    return lambda **headers: client.get(version.file_url, headers=headers)


def body(answer):
    return b"".join(answer.streaming_content)


def test_the_whole_file(fetch, version):
    answer = fetch()
    assert (answer.status_code, answer["Accept-Ranges"]) == (200, "bytes")
    assert body(answer) == version.read()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, None),
        ("bytes=-50", -50, None),
        ("bytes=0-999999999", 0, None),
        ("bytes=-999999999", 0, None),
    ],
)
def test_a_range(fetch, version, asked, first, last):
    content, answer = version.read(), fetch(Range=asked)
    part = content[first:] if last is None else content[first : last + 1]
    assert answer.status_code == 206
    assert body(answer) == part
    assert int(answer["Content-Length"]) == len(part)
    start = len(content) - len(part) if first else 0
    assert answer["Content-Range"] == f"bytes {start}-{start + len(part) - 1}/{len(content)}"


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=999999999-1000000000", "bytes=-0"])
def test_a_range_beyond_the_end(fetch, version, asked):
    answer = fetch(Range=asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{version.size}")


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=-",
        "bytes=a-b",
        "lines=1-2",
        "bytes=0-1,5-6",
        "bytes=5-2",
        "bytes=" + "9" * 6000 + "-",
        "bytes=٣-٤",
        "",
    ],
)
def test_what_is_no_range_brings_the_whole_file(fetch, version, asked):
    answer = fetch(Range=asked)
    assert (answer.status_code, int(answer["Content-Length"])) == (200, version.size)


@pytest.mark.parametrize("marks", ['"{0}"', 'W/"{0}"', '"other", "{0}"', "*"])
def test_a_known_file_is_not_sent_again(fetch, version, marks):
    answer = fetch(**{"If-None-Match": marks.format(version.sha256)})
    assert (answer.status_code, answer["ETag"], answer.content) == (304, f'"{version.sha256}"', b"")


def test_its_name_is_harmless(client, fetch, version):
    assert fetch()["Content-Disposition"] == "inline; filename=\"to-trinh.pdf\"; filename*=UTF-8''t%E1%BB%9D%20tr%C3%ACnh.pdf"  # fmt: skip
    saved = client.get(f"{version.file_url}?download")
    assert saved["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}])
def test_access_is_that_of_the_folder(client, who, version, headers):
    """S6: also for ranges and for what is known already."""
    for person, status in ((who.dung, 404), (who.an, 404)):
        client.force_login(person)
        assert client.get(version.file_url, headers=headers).status_code == status
        assert client.get(version.get_absolute_url()).status_code == status
    actions.let_in([who.dung], version.paper.folder)
    client.force_login(who.dung)
    assert client.get(version.file_url).status_code == 200
    actions.shut_out(who.dung, version.paper.folder)
    assert client.get(version.file_url, headers=headers).status_code == 404


def test_who_reads_may_not_file(who, version):
    from django.core.exceptions import PermissionDenied

    from documents.access import paper_for

    with pytest.raises(PermissionDenied):
        paper_for(who.binh, version.paper_id, to="file_papers")
    actions.let_in([who.chi], version.paper.folder, writing=True)
    assert paper_for(who.chi, version.paper_id, to="file_papers") == version.paper
