"""What everybody may read: issued papers, seconds after, and nothing else."""

import pytest

from core.refused import Refused
from documents import publishing
from documents.actions import add_paper_bytes, let_in, move_paper, open_folder
from documents.states import PaperState
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(who):
    made = open_folder("Hồ sơ", topic="", unit=who.committee)
    let_in([who.chi], made, writing=True)
    let_in([who.binh], made)
    return made


def _paper(folder, who, title="Nghị quyết về chống ngập", *, issued=True):
    paper = add_paper_bytes(
        folder,
        title=title,
        content=world.pdf(title, 1),
        name="a.pdf",
        by=who.chi,
        kind="resolution",
    )
    return _issue(paper, who) if issued else paper


def _issue(paper, who, notation="12/NQ-UBND"):
    paper.notation = notation
    paper.save(update_fields=["notation"])
    for state in (PaperState.IN_REVIEW, PaperState.SIGNED, PaperState.ISSUED):
        paper = move_paper(paper, state, by=who.chi)
    return paper


def test_a_published_paper_is_read_by_a_stranger_at_once(client, who, folder):
    paper = _paper(folder, who)
    assert b"Ngh\xe1\xbb\x8b quy\xe1\xba\xbft v\xe1\xbb\x81" not in client.get("/public/").content
    client.force_login(who.chi)
    assert client.post(f"/papers/publish/{paper.pk}/", {"back": "/public/"}).status_code == 302
    client.logout()
    assert "Nghị quyết về chống ngập" in client.get("/public/").content.decode()
    page = paper.publication.get_absolute_url()
    assert client.get(page).status_code == 200
    assert b"".join(client.get(f"{page}file.pdf").streaming_content) == paper.versions.get().read()


def test_what_is_signed_but_not_issued_stays_inside(who, folder):
    paper = _paper(folder, who, issued=False)
    for state in (PaperState.IN_REVIEW, PaperState.SIGNED):
        paper = move_paper(paper, state, by=who.chi)
    with pytest.raises(Refused):
        publishing.publish(paper, by=who.chi)


def test_what_somebody_signed_alone_without_a_number_stays_inside(who, folder):
    paper = _paper(folder, who, issued=False)
    publishing.plan_publishing(paper, at_issue=True, by=who.chi)
    paper = _issue(paper, who, notation="")
    with pytest.raises(Refused):
        publishing.publish(paper, by=who.chi)
    assert not publishing.published().exists()


@pytest.mark.parametrize("words", ["chong ngap", "NGHI QUYET", "ngập nghị"])
def test_it_is_found_without_tone_marks(client, who, folder, words):
    publishing.publish(_paper(folder, who), by=who.chi)
    assert "chống ngập" in client.get("/public/", {"q": words}).content.decode()
    assert "chống ngập" not in client.get("/public/", {"q": "giáo dục"}).content.decode()


def test_a_paper_becomes_public_by_itself_when_it_is_issued(client, who, folder):
    paper = _paper(folder, who, issued=False)
    publishing.plan_publishing(paper, at_issue=True, by=who.chi)
    assert "chống ngập" not in client.get("/public/").content.decode()
    _issue(paper, who)
    assert "chống ngập" in client.get("/public/").content.decode()


def test_what_is_not_issued_is_not_published(who, folder):
    with pytest.raises(Refused):
        publishing.publish(_paper(folder, who, issued=False), by=who.chi)


def test_a_reader_may_not_publish_and_a_stranger_does_not_learn_of_it(client, who, folder):
    paper = _paper(folder, who)
    for person, status in ((who.binh, 403), (who.dung, 404)):
        client.force_login(person)
        assert client.post(f"/papers/publish/{paper.pk}/").status_code == status
    client.logout()
    assert "chống ngập" not in client.get("/public/").content.decode()


def test_taken_back_it_says_why_and_gives_no_file(client, who, folder):
    shown = publishing.publish(_paper(folder, who), by=who.chi)
    client.force_login(who.chi)
    path = f"/papers/publications/{shown.pk}/withdraw/"
    assert client.post(path, {"reason": " "}).status_code == 422
    client.post(path, {"reason": "Có dữ liệu cá nhân"})
    client.logout()
    answer = client.get(shown.get_absolute_url())
    assert (answer.status_code, "Có dữ liệu cá nhân" in answer.content.decode()) == (410, True)
    assert client.get(shown.get_absolute_url() + "file.pdf").status_code == 404
    assert "chống ngập" not in client.get("/public/").content.decode()


def test_published_twice_it_keeps_its_address(who, folder):
    paper = _paper(folder, who)
    first = publishing.publish(paper, by=who.chi)
    publishing.unpublish(first, reason="Nhầm", by=who.chi)
    assert (
        publishing.publish(paper, by=who.chi).code
        == first.code
        == publishing.publish(paper, by=who.chi).code
    )


def test_an_unknown_code_is_nowhere(client, db):
    for path in ("/public/KHONGCO123/", "/public/KHONGCO123/file.pdf"):
        assert client.get(path).status_code == 404


def test_the_feed_names_the_newest(client, who, folder):
    publishing.publish(_paper(folder, who), by=who.chi)
    answer = client.get("/public/feed.atom")
    assert (answer.status_code, "chống ngập" in answer.content.decode()) == (200, True)


def test_the_way_back_never_leaves_the_house(client, who, folder):
    client.force_login(who.chi)
    answer = client.post(
        f"/papers/publish/{_paper(folder, who).pk}/", {"back": "https://evil.example/"}
    )
    assert answer.headers["Location"] == "/"


def test_the_list_asks_no_more_for_many(client, who, folder, django_assert_max_num_queries):
    for number in range(12):
        publishing.publish(_paper(folder, who, f"Quyết định {number}"), by=who.chi)
    client.get("/public/")
    with django_assert_max_num_queries(4):
        assert client.get("/public/").status_code == 200
