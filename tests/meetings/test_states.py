"""Every move of every table, tried by the acts a person has: what the table allows happens, the rest is refused."""

import pytest

from core.refused import Refused
from meetings import actions
from meetings.models import Conclusion, Item, Meeting, Speaking, Vote
from meetings.states import (
    CONCLUSION_MOVES,
    ITEM_MOVES,
    MEETING_MOVES,
    SPEAKING_MOVES,
    VOTE_MOVES,
    ConclusionState,
    ItemState,
    MeetingState,
    SpeakingState,
    VoteState,
)
from tests import world

ACTS = {
    Meeting: {
        MeetingState.CONVENED: [actions.convene_meeting],
        MeetingState.OPEN: [actions.open_meeting, actions.resume_meeting],
        MeetingState.PAUSED: [actions.pause_meeting],
        MeetingState.CLOSED: [actions.close_meeting],
        MeetingState.CONCLUDED: [actions.conclude_meeting],
        MeetingState.CANCELLED: [lambda m, *, by: actions.cancel_meeting(m, reason="Bão", by=by)],
    },
    Vote: {
        VoteState.OPEN: [actions.open_vote],
        VoteState.CLOSED: [actions.close_vote],
        VoteState.ANNOUNCED: [actions.announce_vote],
        VoteState.VOID: [lambda v, *, by: actions.void_vote(v, reason="Sai câu hỏi", by=by)],
    },
    Item: {
        ItemState.CURRENT: [actions.start_item],
        ItemState.DEFERRED: [lambda i, *, by: actions.defer_item(i, reason="Hết giờ", by=by)],
    },
    Speaking: {
        SpeakingState.SPEAKING: [actions.call_speaker],
        SpeakingState.SPOKE: [actions.end_speaking],
        SpeakingState.WITHDRAWN: [actions.withdraw],
    },
    Conclusion: {
        ConclusionState.AGREED: [actions.agree_conclusion],
        ConclusionState.STRUCK: [actions.strike_conclusion],
        ConclusionState.FULFILLED: [lambda c, *, by: actions.tick_conclusion(c.pk, by=by)],
    },
}
# An act repeated in the state it leads to is harmless: two people may press the same button.
AGAIN = {(ItemState.CURRENT, ItemState.CURRENT), (SpeakingState.SPEAKING, SpeakingState.SPEAKING)}
# Done without a word when there is nothing to do.
SILENT = {ConclusionState.FULFILLED}


def _things(who):
    """One of each, in a meeting in session."""
    meeting = world.in_session()
    seat = meeting.seats.get(user=who.binh)
    return {
        Meeting: meeting,
        Vote: actions.prepare_vote(meeting, question="Thông qua?", by=who.an),
        Item: meeting.items.last(),
        Speaking: actions.ask_to_speak(seat, by=who.binh),
        Conclusion: actions.draft_conclusion(meeting, text="Giao", kind="decision", by=who.chi),
    }


def _cases():
    tables = {
        Meeting: MEETING_MOVES, Vote: VOTE_MOVES, Item: ITEM_MOVES,
        Speaking: SPEAKING_MOVES, Conclusion: CONCLUSION_MOVES,
    }  # fmt: skip
    for model, table in tables.items():
        for state, targets in table.items():
            for target, acts in ACTS[model].items():
                for act in acts:
                    if (state, target) not in AGAIN:
                        yield pytest.param(
                            model, state, target, act, target in targets,
                            id=f"{model.__name__}-{state}-{target}-{acts.index(act)}",
                        )  # fmt: skip


@pytest.mark.parametrize(("model", "state", "target", "act", "allowed"), list(_cases()))
def test_an_act_follows_the_table(who, *, model, state, target, act, allowed):
    thing = _things(who)[model]
    Item.objects.exclude(pk=getattr(thing, "pk", None)).update(state="done")
    Conclusion.objects.exclude(kind="none").update(state="struck")
    model.objects.filter(pk=thing.pk).update(state=state)
    if allowed or target in SILENT:
        act(thing, by=who.an)
    else:
        with pytest.raises(Refused):
            act(thing, by=who.an)
    assert model.objects.get(pk=thing.pk).state == (target if allowed else state)


@pytest.mark.parametrize(("state", "target"), sorted(AGAIN))
def test_an_act_repeated_where_it_led_is_harmless(who, state, target):
    model = {ItemState: Item, SpeakingState: Speaking}[type(state)]
    thing = _things(who)[model]
    act = ACTS[model][target][0]
    act(thing, by=who.an)
    act(thing, by=who.an)
    assert model.objects.get(pk=thing.pk).state == target


def test_an_item_is_done_when_the_next_begins(who):
    meeting = world.in_session()
    first, second = meeting.items.all()
    actions.start_item(second, by=who.an)
    first.refresh_from_db()
    assert (first.state, meeting.items.get(state="current")) == (ItemState.DONE, second)
