"""One's own folders: nobody else sees them, and a paper kept there stays readable only while it may be read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.refused import Refused
from documents import personal
from documents.actions import add_paper_bytes, let_in, open_folder, shut_out
from tests import world

pytestmark = pytest.mark.django_db


def _pdf(name="a.pdf"):
    return SimpleUploadedFile(name, world.pdf("Riêng", 1), "application/pdf")


@pytest.fixture
def folder(who):
    return personal.make_folder("Việc của tôi", by=who.binh)


def test_a_folder_is_made_filled_renamed_and_emptied(client, who):
    client.force_login(who.binh)
    path = client.post("/papers/mine/", {"name": "Ngân sách"}).headers["Location"]
    assert (
        client.post(f"{path}upload/", {"file": [_pdf("mot.pdf"), _pdf("hai.pdf")]}).status_code
        == 302
    )
    client.post(f"{path}rename/", {"name": "Ngân sách 2027"})
    page = client.get(path).content.decode()
    assert "Ngân sách 2027" in page
    assert "mot" in page
    assert "hai" in page
    assert client.post(f"{path}remove/").status_code == 409


def test_nobody_else_sees_it(client, who, folder):
    personal.add(folder, upload=_pdf(), title="Bí mật", by=who.binh)
    version = folder.kept.get().paper.versions.get()
    for person in (who.an, who.chi, who.dung):
        client.force_login(person)
        assert client.get(f"/papers/mine/{folder.pk}/").status_code == 404
        assert client.get(version.get_absolute_url()).status_code == 404
        assert client.post(f"/papers/mine/{folder.pk}/upload/", {"file": _pdf()}).status_code == 404
        assert client.post(f"/papers/kept/{folder.kept.get().pk}/remove/").status_code == 404


def test_a_paper_of_a_meeting_is_kept_while_it_may_be_read(client, who, folder):
    matter = open_folder("Phiên họp", topic="")
    let_in([who.binh], matter)
    paper = add_paper_bytes(
        matter, title="Tờ trình", content=world.pdf("T", 1), name="t.pdf", by=who.chi
    )
    client.force_login(who.binh)
    client.post(f"/papers/{paper.versions.get().pk}/keep/", {"folder": folder.pk})
    assert "Tờ trình" in client.get(f"/papers/mine/{folder.pk}/").content.decode()
    shut_out(who.binh, matter)
    assert "Tờ trình" not in client.get(f"/papers/mine/{folder.pk}/").content.decode()


def test_what_one_may_not_read_is_not_kept(client, who, folder):
    matter = open_folder("Phiên họp kín", topic="")
    paper = add_paper_bytes(
        matter, title="Kín", content=world.pdf("K", 1), name="k.pdf", by=who.chi
    )
    client.force_login(who.binh)
    assert (
        client.post(f"/papers/{paper.versions.get().pk}/keep/", {"folder": folder.pk}).status_code
        == 404
    )


def test_a_paper_is_moved_and_taken_out(who, folder):
    other = personal.make_folder("Khác", by=who.binh)
    kept = personal.add(folder, upload=_pdf(), title="Bản thảo", by=who.binh)
    kept = personal.move(kept, other)
    assert [str(row) for row in personal.readable(other, who.binh)] == ["Bản thảo"]
    personal.let_go(kept)
    assert personal.readable(other, who.binh) == []


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_a_folder_needs_a_name(who, name):
    with pytest.raises(Refused):
        personal.make_folder(name, by=who.binh)


def test_a_file_that_is_no_pdf_is_named_and_the_others_stay(client, who, folder):
    client.force_login(who.binh)
    bad = SimpleUploadedFile("xấu.pdf", b"no pdf", "application/pdf")
    answer = client.post(f"/papers/mine/{folder.pk}/upload/", {"file": [bad, _pdf("tot.pdf")]})
    page = answer.content.decode()
    assert (answer.status_code, "xấu.pdf" in page, "tot" in page) == (422, True, True)


def test_a_full_folder_asks_no_more(client, who, folder, django_assert_max_num_queries):
    for number in range(8):
        personal.add(folder, upload=_pdf(f"{number}.pdf"), title=f"T{number}", by=who.binh)
    client.force_login(who.binh)
    client.get(f"/papers/mine/{folder.pk}/")
    with django_assert_max_num_queries(9):
        client.get(f"/papers/mine/{folder.pk}/")
