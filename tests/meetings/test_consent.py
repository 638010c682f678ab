"""The consent block: who gathers in it, one vote for all of it, and each way out of it."""

from datetime import timedelta

import pytest

from core.clock import at, now
from core.refused import Refused
from journal.models import Entry
from meetings import actions
from meetings.consent import Facts, why_not
from meetings.models import ConsentBlock, ConsentItem
from meetings.queries.consent import adoptions
from meetings.queries.reading import opinions
from tests import world

READY = {"waiting": True, "purpose": "vote", "past": True}
# what is known of an item -> the reason against the block, "" when it belongs into it
CASES = [
    ({}, ""),
    (
        {"missing": 3},
        "",
    ),  # the deadline has passed: silence keeps nobody from voting in the session
    ({"missing": 1, "past": False}, "missing"),
    ({"missing": 0, "past": False}, ""),
    ({"objections": 1}, "objection"),
    ({"wishes": 1}, "wish"),
    ({"objections": 1, "wishes": 1}, "objection"),
    ({"outdated": 1}, "changed"),
    ({"recused": 1}, "recused"),
    ({"mark": "out"}, "out"),
    ({"mark": "in", "objections": 1}, "objection"),  # nobody's objection is overruled by a mark
    ({"purpose": "info"}, "unsuitable"),
    ({"purpose": "info", "mark": "in"}, ""),
    ({"purpose": "opinion", "papers": True}, ""),
    ({"purpose": "opinion", "papers": False}, "unsuitable"),
    ({"purpose": "vote", "papers": False}, ""),
    ({"moved_back": True}, "moved_back"),
    ({"waiting": False}, "started"),
]


@pytest.mark.parametrize(("known", "reason"), CASES)
def test_which_item_may_stand_in_the_block(known, reason):
    assert why_not(Facts(**{**READY, **known})) == reason


@pytest.fixture
def meeting(who):
    """Convened, with two members beside the chair; three items for a vote, the first with a paper."""
    made = world.draft()
    actions.invite(made, [who.dung], by=who.chi)
    actions.add_item(made, title="Kế hoạch nước sạch", by=who.chi)
    made.items.update(purpose="vote")
    return actions.convene_meeting(made, by=who.chi)


def seat(meeting, person):
    return meeting.seats.get(user=person)


def give(meeting, person, choice, *items, reason="Chưa rõ nguồn vốn"):
    for item in items or meeting.items.all():
        actions.give_stance(item, seat(meeting, person), choice, by=person, reason=reason)


def standing(meeting):
    """The titles in the block, in the agenda's order."""
    rows = ConsentItem.objects.filter(item__meeting=meeting, gathered=True)
    return [row.item.title for row in rows.order_by("item__position")]


@pytest.fixture
def agreed(meeting, binh, dung):
    """Both members agree to everything."""
    give(meeting, binh, "agree")
    give(meeting, dung, "agree")
    return meeting


@pytest.fixture
def opened(agreed, who):
    """In session, everybody here."""
    for person in (who.an, who.binh, who.dung):
        actions.arrive(seat(agreed, person), by=person)
    return actions.open_meeting(agreed, by=who.an)


def test_items_gather_when_everybody_agrees(meeting, binh, dung):
    first = meeting.items.first()
    give(meeting, binh, "agree")
    assert standing(meeting) == []
    give(meeting, dung, "agree", first)
    assert standing(meeting) == ["Ngân sách năm 2027"]


def test_who_declined_is_not_waited_for(meeting, binh, dung):
    give(meeting, binh, "agree")
    actions.answer(seat(meeting, dung), accept=False, reason="Đi công tác", by=dung)
    assert len(standing(meeting)) == 3


def test_after_the_deadline_silence_lets_an_item_in(meeting, an):
    actions.set_reading_rules(meeting, until=now() + timedelta(minutes=5), by=an)
    assert standing(meeting) == []
    with at(now() + timedelta(minutes=6)):
        assert actions.gather_after_deadlines() == 3
    assert len(standing(meeting)) == 3


@pytest.mark.parametrize("choice", ["object", "speak"])
def test_one_voice_takes_an_item_out(agreed, binh, choice):
    give(agreed, binh, choice, agreed.items.first())
    assert standing(agreed) == ["Cấp nước sạch", "Kế hoạch nước sạch"]


def test_a_new_version_asks_for_the_position_again(agreed, who):
    paper = agreed.folder.papers.get()
    upload = world_file("Ban moi", 4)
    actions.replace_paper(agreed, paper, upload=upload, by=who.chi)
    assert "Ngân sách năm 2027" not in standing(agreed)
    give(agreed, who.binh, "agree", agreed.items.first())
    give(agreed, who.dung, "agree", agreed.items.first())
    assert "Ngân sách năm 2027" in standing(agreed)


def world_file(text, pages):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("ban-moi.pdf", world.pdf(text, pages), "application/pdf")


def test_the_whole_block_is_adopted_with_one_press_of_the_chair(opened, who):
    block = actions.open_block(opened, by=who.an)
    for person in (who.an, who.binh, who.dung):
        actions.cast_ballot(block.vote, seat(opened, person), "agree", by=person)
    block.refresh_from_db()
    block.vote.refresh_from_db()
    assert (block.state, block.vote.state, block.vote.passed) == ("adopted", "announced", True)
    assert set(opened.items.values_list("state", flat=True)) == {"done"}
    assert {b.pk for b in adoptions(opened).values()} == {block.pk}
    told = Entry.objects.filter(event="meetings.item_adopted")
    assert [entry.label for entry in told] == [str(item) for item in opened.items.all()]


def test_a_block_without_majority_goes_to_debate(opened, who):
    block = actions.open_block(opened, by=who.an)
    for person, choice in ((who.an, "agree"), (who.binh, "disagree"), (who.dung, "disagree")):
        actions.cast_ballot(block.vote, seat(opened, person), choice, by=person)
    block.refresh_from_db()
    assert block.state == "rejected"
    assert set(opened.items.values_list("state", flat=True)) == {"waiting"}
    assert standing(opened) == []


def test_one_press_moves_an_item_back_while_the_block_is_voted_on(opened, who):
    block = actions.open_block(opened, by=who.an)
    first = opened.items.first()
    actions.cast_ballot(block.vote, seat(opened, who.an), "agree", by=who.an)
    actions.move_back(first, by=who.binh)
    for person in (who.binh, who.dung):
        actions.cast_ballot(block.vote, seat(opened, person), "agree", by=person)
    assert list(opened.items.values_list("state", flat=True)) == ["waiting", "done", "done"]
    assert first.pk not in adoptions(opened)
    actions.start_item(first, by=who.an)  # and is debated


def test_when_every_item_is_moved_back_the_vote_is_void(opened, who):
    block = actions.open_block(opened, by=who.an)
    for item in opened.items.all():
        actions.move_back(item, by=who.dung)
    block.refresh_from_db()
    assert (block.state, block.vote.state) == ("void", "void") or block.vote.__class__.objects.get(
        pk=block.vote_id
    ).state == "void"
    assert block.state == "void"


def test_who_has_no_vote_moves_nothing_back(opened, chi):
    with pytest.raises(Refused, match=r"members with a vote|có quyền biểu quyết"):
        actions.move_back(opened.items.first(), by=chi)


def test_an_adopted_item_is_not_moved_back(opened, who):
    block = actions.open_block(opened, by=who.an)
    for person in (who.an, who.binh, who.dung):
        actions.cast_ballot(block.vote, seat(opened, person), "agree", by=person)
    with pytest.raises(Refused):
        actions.move_back(opened.items.first(), by=who.binh)


def test_a_wrong_press_is_undone_by_who_pressed(opened, who):
    first = opened.items.first()
    actions.move_back(first, by=who.binh)
    with pytest.raises(Refused):
        actions.return_to_block(first, by=who.an)
    actions.return_to_block(first, by=who.binh)
    assert len(standing(opened)) == 3


def test_the_page_shows_who_moved_what_back_and_the_way_to_undo_it(client, opened, who):
    first = opened.items.first()
    actions.move_back(first, by=who.binh)
    client.force_login(who.binh)
    url = f"/meetings/{opened.pk}/parts/consent/"
    assert "Trần Thị Bình" in client.get(url).content.decode()
    client.post(f"/meetings/items/{first.pk}/return/")
    assert "Trần Thị Bình" not in client.get(url).content.decode()
    assert client.get(url).content.decode().count("/move-back/") >= 3


def test_the_chair_adopts_what_the_page_shows(client, opened, who):
    client.force_login(who.an)
    shown = client.get(f"/meetings/{opened.pk}/parts/consent/").content.decode()
    seen = [str(item.pk) for item in opened.items.all()]
    assert all(f'name="item" value="{pk}"' in shown for pk in seen)
    client.post(f"/meetings/{opened.pk}/block/", {"item": seen})
    assert ConsentBlock.objects.get().rows.count() == 3
    client.force_login(who.binh)
    assert client.post(f"/meetings/{opened.pk}/block/", {"item": seen}).status_code == 403


def test_an_item_somebody_spoke_of_is_not_removed(agreed, who):
    with pytest.raises(Refused):
        actions.remove_item(agreed.items.last(), by=who.chi)
    assert agreed.items.count() == 3


def test_the_minutes_tell_of_the_block(opened, who):
    from meetings.queries.facts import facts_of_record
    from meetings.wording.minutes import minutes_blocks

    block = actions.open_block(opened, by=who.an)
    actions.move_back(opened.items.first(), by=who.binh)
    for person in (who.an, who.binh, who.dung):
        actions.cast_ballot(block.vote, seat(opened, person), "agree", by=person)
    told = "\n".join(one.text for one in minutes_blocks(facts_of_record(opened)))
    assert told.count("biểu quyết chung trong khối: 3/3 thành viên tán thành") == 2
    assert "Theo đề nghị của Trần Thị Bình" in told


def test_nothing_is_put_to_the_vote_that_the_chair_has_not_seen(opened, who):
    seen = list(opened.items.values_list("pk", flat=True))[:2]
    with pytest.raises(Refused):
        actions.open_block(opened, by=who.an, seen=seen)
    assert not ConsentBlock.objects.exists()


def test_without_a_quorum_nothing_is_put_to_the_vote(opened, who):
    for person in (who.binh, who.dung):
        actions.leave(seat(opened, person), by=person)
    with pytest.raises(Refused):
        actions.open_block(opened, by=who.an)
    assert not ConsentBlock.objects.exists()
    assert len(standing(opened)) == 3


def test_a_paper_replaced_during_the_vote_takes_its_item_out(opened, who):
    block = actions.open_block(opened, by=who.an)
    actions.replace_paper(
        opened, opened.folder.papers.get(), upload=world_file("Moi", 2), by=who.chi
    )
    row = ConsentItem.objects.get(item=opened.items.first())
    assert row.moved_back_at
    assert block.rows.filter(moved_back_at=None).count() == 2


def test_a_recused_members_item_is_voted_on_by_itself(opened, who):
    from meetings.actions.recusals import recuse

    recuse(opened.items.first(), seat(opened, who.binh), reason="Có lợi ích liên quan", by=who.binh)
    assert standing(opened) == ["Cấp nước sạch", "Kế hoạch nước sạch"]


def test_a_void_vote_leaves_the_items_as_they_were(opened, who):
    block = actions.open_block(opened, by=who.an)
    actions.void_vote(block.vote, reason="Nhầm", by=who.an)
    assert len(standing(opened)) == 3
    actions.open_block(opened, by=who.an)


def test_the_clerks_mark_keeps_an_item_out(agreed, chi):
    actions.mark_for_consent([agreed.items.first()], agreed, "out", by=chi)
    assert standing(agreed) == ["Cấp nước sạch", "Kế hoạch nước sạch"]


def test_positions_are_for_members_before_the_session(opened, who):
    with pytest.raises(Refused):
        give(opened, who.binh, "object", opened.items.first())
    with pytest.raises(Refused):
        actions.give_stance(
            opened.items.first(), seat(opened, who.dung), "agree", by=who.binh
        )  # for somebody else


def test_every_change_of_a_position_is_kept(meeting, binh):
    first, own = meeting.items.first(), seat(meeting, binh)
    give(meeting, binh, "agree", first)
    give(meeting, binh, "object", first)
    actions.take_back_stance(first, own, by=binh)
    assert [c.choice for c in own.stance_changes.all()] == ["agree", "object", ""]
    (_item, by_choice, silent, _remarks) = opinions(meeting)[0]
    assert not any(by_choice.values())
    assert own in silent


def test_an_objection_without_reason_is_refused(meeting, binh):
    with pytest.raises(Refused):
        give(meeting, binh, "object", meeting.items.first(), reason=" ")


def test_wishes_to_speak_join_the_queue_with_one_press(meeting, who):
    first = meeting.items.first()
    give(meeting, who.binh, "speak", first)
    give(meeting, who.dung, "speak", first)
    for person in (who.an, who.binh):
        actions.arrive(seat(meeting, person), by=person)
    actions.open_meeting(meeting, by=who.an)
    actions.start_item(first, by=who.an)
    assert actions.take_over_wishes(first, by=who.an) == 1
    assert actions.take_over_wishes(first, by=who.an) == 0
    assert meeting.speakings.get().seat.user == who.binh


def test_the_journal_never_names_a_position(agreed, binh):
    give(agreed, binh, "object", agreed.items.first(), reason="Trái quy hoạch đã duyệt")
    told = "".join(f"{e.label}{e.data}" for e in Entry.objects.all())
    assert "Trái quy hoạch" not in told
    assert "object" not in told
