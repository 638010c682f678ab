"""The agenda during the session: moving on, a wrong press, deferring, another order, two tablets, midnight."""

from datetime import timedelta

import pytest

from core.clock import at, now
from core.refused import Refused
from meetings import actions
from meetings.models import Item
from meetings.states import ItemState
from tests import world


@pytest.fixture
def meeting(who):
    return world.in_session()


@pytest.fixture
def items(meeting, who):
    for title in ("Giao thông", "Y tế"):
        actions.add_item(meeting, title=title, minutes=10, by=who.chi)
    return list(meeting.items.all())


def fresh(item):
    return Item.objects.get(pk=item.pk)


def titles(meeting):
    return list(meeting.items.order_by("position", "pk").values_list("title", flat=True))


def test_a_wrong_press_is_taken_back_as_if_it_had_not_been(items, who):
    first, second = items[:2]
    later = now() + timedelta(minutes=12)
    with at(later):
        actions.start_item(second, by=who.an)
    with at(later + timedelta(seconds=40)):
        actions.back_to(second, by=who.an)
    assert fresh(second).state == ItemState.WAITING
    assert (fresh(second).began_at, fresh(second).spent) == (None, 0)
    again = fresh(first)
    assert (again.state, again.started_at, again.ended_at) == (ItemState.CURRENT, later, None)
    with at(later + timedelta(minutes=3)):
        actions.start_item(second, by=who.an)
    assert fresh(first).spent == pytest.approx(15 * 60, abs=2)


def test_the_way_back_is_open_for_three_minutes_and_once(items, who):
    actions.start_item(items[1], by=who.an)
    with at(now() + timedelta(minutes=4)), pytest.raises(Refused, match=r"too late|quá thời gian"):
        actions.back_to(items[1], by=who.an)
    actions.back_to(items[1], by=who.an)
    with pytest.raises(Refused):
        actions.back_to(items[0], by=who.an)


def test_no_way_back_past_a_vote(items, meeting, who):
    actions.start_item(items[1], by=who.an)
    vote = actions.prepare_vote(meeting, question="Thông qua", item=items[1], by=who.an)
    actions.close_vote(actions.open_vote(vote, by=who.an), by=who.an)
    with pytest.raises(Refused):
        actions.back_to(items[1], by=who.an)


def test_a_deferred_item_that_was_called_by_mistake_is_deferred_again(items, who):
    actions.defer_item(items[2], reason="Thiếu hồ sơ", by=who.an)
    actions.start_item(fresh(items[2]), by=who.an)
    actions.back_to(items[2], by=who.an)
    assert (fresh(items[2]).state, fresh(items[2]).deferred_reason) == (
        ItemState.DEFERRED,
        "Thiếu hồ sơ",
    )


def test_two_tablets_press_next_at_once(items, who):
    """Both saw the first item; the second press is told that somebody was quicker."""
    seen = items[0].pk
    actions.start_item(items[1], seen=seen, by=who.an)
    actions.start_item(items[1], seen=seen, by=who.an)  # the same wish: harmless
    with pytest.raises(Refused, match=items[1].title):
        actions.start_item(items[2], seen=seen, by=who.an)
    assert fresh(items[2]).state == ItemState.WAITING


def test_deferring_needs_a_reason_and_no_open_vote(items, meeting, who):
    with pytest.raises(Refused):
        actions.defer_item(items[1], reason="  ", by=who.an)
    vote = actions.prepare_vote(meeting, question="Thông qua", item=items[0], by=who.an)
    actions.open_vote(vote, by=who.an)
    with pytest.raises(Refused):
        actions.defer_item(items[0], reason="Hết giờ", by=who.an)
    assert fresh(items[0]).state == ItemState.CURRENT


def test_what_was_deferred_is_brought_back_until_another_meeting_took_it(items, meeting, who):
    actions.defer_item(items[1], reason="Hết giờ", by=who.an)
    actions.take_back_deferral(items[1], by=who.an)
    assert (fresh(items[1]).state, fresh(items[1]).deferred_reason) == (ItemState.WAITING, "")
    with pytest.raises(Refused):
        actions.take_back_deferral(items[0], by=who.an)
    actions.defer_item(items[1], reason="Hết giờ", by=who.an)
    other = world.draft("Phiên sau")
    taken = actions.add_item(other, title="Tiếp", by=who.chi)
    Item.objects.filter(pk=taken.pk).update(continues=items[1])
    with pytest.raises(Refused):
        actions.take_back_deferral(items[1], by=who.an)


def test_the_order_of_what_waits_changes_and_nothing_else(items, meeting, who):
    before = titles(meeting)
    actions.shift_item(items[3], before=items[1], by=who.chi)
    assert titles(meeting) == [before[0], before[3], before[1], before[2]]
    actions.shift_item(
        items[3], before=items[0], by=who.chi
    )  # above what is being discussed: next after it
    assert titles(meeting)[:2] == [before[0], before[3]]
    actions.shift_item(items[3], before=None, by=who.chi)
    assert titles(meeting) == before
    with pytest.raises(Refused):
        actions.shift_item(items[0], before=None, by=who.chi)


def test_the_clock_passes_midnight(items, meeting, who):
    evening = now().replace(hour=16, minute=50)  # 23:50 in the city
    Item.objects.filter(pk=items[0].pk).update(started_at=evening, began_at=evening, spent=0)
    with at(evening + timedelta(minutes=25)):
        actions.start_item(items[1], by=who.an)
    assert fresh(items[0]).spent == 25 * 60
    assert fresh(items[0]).ended_at == evening + timedelta(minutes=25)


def test_the_page_asks_for_a_reason_and_offers_the_usual_ones(client, items, meeting, who):
    client.force_login(who.an)
    page = client.get(f"/meetings/items/{items[1].pk}/defer/").content.decode()
    assert page.count('name="usual"') == 4
    answer = client.post(f"/meetings/items/{items[1].pk}/defer/", {"reason": ""})
    assert answer.status_code == 422
    answer = client.post(
        f"/meetings/items/{items[1].pk}/defer/", {"reason": "Chờ ý kiến", "back": "chair"}
    )
    assert answer["Location"] == f"{meeting.get_absolute_url()}chair/"
    assert "Chờ ý kiến" in client.get(meeting.get_absolute_url()).content.decode()


def test_the_chairs_page_shows_pace_order_and_the_way_back(client, items, meeting, who):
    client.force_login(who.an)
    actions.start_item(items[1], by=who.an)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "<session-pace" in page
    assert f"/items/{items[1].pk}/back/" in page
    assert f'action="/meetings/items/{items[2].pk}/shift/"' in page
    client.force_login(who.binh)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "<session-pace" in page
    assert "/shift/" not in page
