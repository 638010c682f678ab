"""The guide opens at the reader's own chapter, in the reader's language."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "words"),
    [("binh", "Trước phiên họp"), ("an", "Chủ trì phiên họp"), ("chi", "Chuẩn bị")],
)
def test_it_opens_at_ones_own_chapter(client, who, name, words):
    client.force_login(getattr(who, name))
    assert f"<h2>{words}</h2>" in client.get("/guide/").content.decode()


@pytest.mark.parametrize("chapter", ["official", "leader", "clerk", "administrator"])
def test_every_chapter_stands_in_both_languages(client, who, chapter):
    client.force_login(who.binh)
    pages = set()
    for language in ("vi", "en"):
        client.post("/language/", {"language": language})
        who.binh.refresh_from_db()
        client.force_login(who.binh)
        answer = client.get(f"/guide/{chapter}/")
        assert answer.status_code == 200
        pages.add(answer.content.decode().split("<article")[1])
    assert len(pages) == 2


def test_there_is_no_other_chapter(client, who):
    client.force_login(who.binh)
    assert client.get("/guide/king/").status_code == 404
