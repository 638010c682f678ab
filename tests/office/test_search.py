"""Search: everything a person may see, without tone marks, inside papers too; nothing of others."""

from datetime import timedelta

import pytest

from core.clock import at, now
from meetings import actions
from meetings.actions.papers import file_paper_bytes
from meetings.models import Meeting
from office.models import Found
from office.search import index
from office.search.asking import ask
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(who):
    return Meeting.objects.get(pk=world.in_session("Phiên họp không giấy tháng 11").pk)


def _paper(meeting, who, title="Tờ trình", text="Noi dung chong ngap"):
    content = world.pdf(text, 3)
    return file_paper_bytes(
        meeting, content=content, name="a.pdf", title=title, item=meeting.items.first(), by=who.chi
    )


def _found(person, words, kind=""):
    index.catch_up()
    return ["".join(piece.text for piece in hit.title) for hit in ask(person, words, kind).hits]


def test_words_without_tone_marks_find_the_meeting(who, meeting):
    assert meeting.title in _found(who.binh, "hop khong giay")
    assert meeting.title in _found(who.binh, "Họp KHÔNG giấy")


def test_the_beginning_of_the_last_word_is_enough(who, meeting):
    assert meeting.title in _found(who.binh, "khong gi")


def test_inside_a_paper_with_the_page(client, who, meeting):
    paper = _paper(meeting, who)
    index.catch_up()
    hit = next(hit for hit in ask(who.binh, "chong ngap").hits if hit.kind == "paper")
    assert (hit.page, any(piece.hit for piece in hit.place)) == (1, True)
    client.force_login(who.binh)
    answer = client.get("/search/", {"q": "chong ngap"}).content.decode()
    assert "<mark>" in answer
    assert paper.versions.get().get_absolute_url() in answer


def test_a_stranger_finds_nothing_and_is_told_no_number(client, who, meeting):
    _paper(meeting, who, "Tờ trình tuyệt mật")
    index.catch_up()
    for words in ("khong giay", "chong ngap", "tuyet mat"):
        assert ask(who.dung, words).total == 0
    client.force_login(who.dung)
    assert "tháng 11" not in client.get("/search/", {"q": "khong giay"}).content.decode()


def test_who_is_taken_off_the_list_finds_it_no_longer(who, meeting):
    other = Meeting.objects.get(pk=world.convened("Phiên họp chuyên đề biển đảo").pk)
    assert _found(who.binh, "bien dao")
    actions.remove_seat(other.seats.get(user=who.binh), by=who.chi)
    assert not _found(who.binh, "bien dao")


def test_a_changed_title_is_found_by_the_new_words_only(who, meeting):
    _found(who.an, "giay")
    item = meeting.items.first()
    actions.change_item(item, title="Quy hoạch ven sông", by=who.chi)
    assert "Quy hoạch ven sông" in _found(who.an, "ven song")
    actions.change_item(item, title="Chuyện khác", by=who.chi)
    assert "Quy hoạch ven sông" not in _found(who.an, "ven song")


def test_a_draft_of_a_conclusion_is_not_found_an_agreed_one_is(who, meeting):
    said = actions.draft_conclusion(
        meeting, text="Thống nhất phương án đường ống", kind="decision", by=who.chi
    )
    assert not _found(who.binh, "duong ong")
    actions.agree_conclusion(said, by=who.an)
    assert _found(who.binh, "duong ong", kind="conclusion")


def test_hostile_questions_are_only_words(client, who, meeting):
    client.force_login(who.an)
    for words in (
        '"',
        "a* OR b",
        "'; DROP TABLE x; --",
        "NEAR(a b)",
        "\0",
        "()",
        "x" * 500,
        "%" * 50,
        ":*",
        "<script>",
    ):
        answer = client.get("/search/", {"q": words})
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("page", ["0", "-1", "9999999999999999", "x", "²"])
def test_a_strange_page_is_the_first(client, who, meeting, page):
    client.force_login(who.an)
    assert client.get("/search/", {"q": "hop", "page": page}).status_code == 200


def test_what_is_settled_is_not_read_again(who, meeting):
    with at(now() + timedelta(minutes=5)):
        assert index.catch_up() > 0
        assert index.catch_up() == 0


def test_the_lines_can_be_made_again(who, meeting):
    _paper(meeting, who)
    index.catch_up()
    before = set(Found.objects.values_list("key", "title", "body"))
    assert index.rebuild() == len(before)
    assert set(Found.objects.values_list("key", "title", "body")) == before


def test_a_question_costs_the_same_for_few_and_many(who, meeting, django_assert_num_queries):
    for number in range(40):
        actions.add_item(meeting, title=f"Việc chung số {number}", by=who.chi)
    index.catch_up()
    with django_assert_num_queries(11):
        assert ask(who.an, "viec chung").total == 40
