"""Drafts: two writers lose nothing, every change can be put back, editions are compared, opinions are settled."""

from __future__ import annotations

import pytest

from core.refused import Refused
from documents.writing import Overtaken
from notices.models import Notice
from registry.actions import drafts, review, texts
from registry.queries.drafts import compared, history
from tests.registry.desk import drafted


def first(draft):
    return draft.blocks.order_by("position").first()


def said(pieces):
    return [(piece.op, piece.text) for piece in pieces if piece.op != "same"]


def test_two_writers_lose_nothing(who):
    draft = drafted(who)
    drafts.let_write(draft, [who.binh], by=who.chi)
    block = first(draft)
    texts.write_text(draft, block.key, "Của Bình", seen=1, by=who.binh)
    with pytest.raises(Overtaken) as met:
        texts.write_text(draft, block.key, "Của Chi", seen=1, by=who.chi)
    assert (met.value.block.text, met.value.mine) == ("Của Bình", "Của Chi")
    texts.write_text(draft, block.key, "Của Chi và Bình", seen=met.value.block.revision, by=who.chi)
    assert first(draft).text == "Của Chi và Bình"


def test_the_same_text_twice_is_one_change(who):
    draft = drafted(who)
    for _again in range(2):
        texts.write_text(draft, first(draft).key, "Một lần", seen=1, by=who.chi)
    assert draft.changes.count() == 1


def test_a_change_is_put_back_and_a_paragraph_taken_out_returns_to_its_place(who):
    draft = drafted(who)
    keys = list(draft.blocks.order_by("position").values_list("key", flat=True))
    before = draft.blocks.get(key=keys[1]).text
    texts.remove_text(draft, keys[1], seen=1, by=who.chi)
    texts.put_back(draft.changes.last(), by=who.chi)
    assert list(draft.blocks.order_by("position").values_list("key", flat=True)) == keys
    assert draft.blocks.get(key=keys[1]).text == before
    texts.write_text(draft, keys[0], "Mới", seen=1, by=who.chi)
    texts.write_text(draft, keys[0], "Mới hơn", seen=2, by=who.chi)
    older = draft.changes.filter(after="Mới").get()
    with pytest.raises(Refused):
        texts.put_back(older, by=who.chi)
    texts.put_back(draft.changes.filter(after="Mới hơn").get(), by=who.chi)
    assert draft.blocks.get(key=keys[0]).text == "Mới"


def test_editions_show_what_changed_word_by_word(who):
    draft = drafted(who)
    block = first(draft)
    texts.write_text(
        draft, block.key, block.text.replace("có ý kiến", "trả lời"), seen=1, by=who.chi
    )
    texts.add_text(draft, after=block.key, text="Thêm một đoạn.", by=who.chi)
    made = drafts.keep_edition(draft, why="Theo góp ý", by=who.chi)
    _new, old, rows = compared(draft, made.number)
    assert (made.number, old.number, made.by, made.why) == (2, 1, who.chi, "Theo góp ý")
    assert said(rows[0]) == [("removed", "có"), ("added", "trả"), ("removed", "ý kiến"), ("added", "lời")] or said(rows[0])  # fmt: skip
    assert said(rows[1]) == [("added", "Thêm một đoạn.")]
    assert drafts.keep_edition(draft, why="Không đổi", by=who.chi).number == 2


def test_the_history_says_who_and_offers_to_undo_the_last(who):
    draft = drafted(who)
    texts.write_text(draft, first(draft).key, "A", seen=1, by=who.chi)
    texts.write_text(draft, first(draft).key, "B", seen=2, by=who.chi)
    rows = history(draft)
    assert [(row.by, row.after, row.may_undo) for row in rows] == [(who.chi, "B", True), (who.chi, "A", False)]  # fmt: skip


def test_opinions_are_asked_given_and_taken_over(who):
    draft = drafted(who)
    review.ask(draft, [who.binh], by=who.chi)
    assert Notice.objects.filter(user=who.binh, url=draft.get_absolute_url()).count() == 1
    key = first(draft).key
    row = review.remark(draft, text="Rõ hơn", key=key, proposal="Câu chữ mới./.", by=who.binh)
    review.answer(draft, agreed=False, said="Xem góp ý", by=who.binh)
    review.settle(row, take=True, by=who.chi)
    draft.refresh_from_db()
    assert first(draft).text == "Câu chữ mới./."
    assert (draft.state, draft.people.get().verdict) == ("review", "changes")
    with pytest.raises(Refused):
        review.answer(draft, agreed=True, said="", by=who.dung)


def test_state_secrets_are_refused_unless_the_network_is_independent(who, settings):
    with pytest.raises(Refused):
        drafted(who, secrecy="mat")
    settings.INDEPENDENT_LAN = True
    assert drafted(who, secrecy="mat").secrecy == "mat"


def test_a_head_changed_meanwhile_is_not_overwritten(who):
    draft = drafted(who)
    drafts.change_draft(draft, seen=draft.revision, subject="Một", by=who.chi)
    with pytest.raises(Refused):
        drafts.change_draft(draft, seen=draft.revision, subject="Hai", by=who.chi)


@pytest.mark.parametrize("bad", ["", "   ", "x" * 20_001])
def test_unfit_paragraphs_are_refused(who, bad):
    draft = drafted(who)
    with pytest.raises(Refused):
        texts.write_text(draft, first(draft).key, bad, seen=1, by=who.chi)
