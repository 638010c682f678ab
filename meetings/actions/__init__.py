"""What happens in the meetings room; the only package here that writes."""

from meetings.actions.agenda import (
    add_item,
    change_item,
    move_item,
    remove_item,
)
from meetings.actions.answers import (
    Instead,
    answer,
    stay_away,
    take_back,
)
from meetings.actions.answers import agree as agree_absence
from meetings.actions.answers import refuse as refuse_absence
from meetings.actions.conclusions import (
    agree_conclusion,
    change_conclusion,
    draft_conclusion,
    strike_conclusion,
    tick_conclusion,
)
from meetings.actions.meeting import (
    cancel_meeting,
    change_meeting,
    close_meeting,
    conclude_meeting,
    convene_meeting,
    open_meeting,
    pause_meeting,
    plan_meeting,
    resume_meeting,
)
from meetings.actions.papers import (
    draft_decision,
    file_paper,
    file_signed,
    replace_paper,
    send_to_be_signed,
)
from meetings.actions.screens import (
    make_screen_link,
    note_screen,
    pin_stage,
    revoke_screen_link,
)
from meetings.actions.seats import arrive, invite, leave, remove_seat
from meetings.actions.show import end_show, show_page
from meetings.actions.speaking import ask_to_speak, call_speaker, end_speaking, withdraw
from meetings.actions.votes import (
    announce_vote,
    cast_ballot,
    close_vote,
    open_vote,
    prepare_vote,
    void_vote,
)
from meetings.actions.walking import (
    back_to,
    defer_item,
    shift_item,
    start_item,
    take_back_deferral,
)

__all__ = [
    "make_screen_link", "note_screen", "pin_stage", "revoke_screen_link",
    "back_to", "shift_item", "take_back_deferral",
    "Instead", "agree_absence", "refuse_absence", "stay_away", "take_back",
    "add_item", "agree_conclusion", "announce_vote", "answer", "arrive", "ask_to_speak",
    "call_speaker", "cancel_meeting", "cast_ballot", "change_conclusion", "change_item",
    "change_meeting", "close_meeting", "close_vote", "conclude_meeting", "convene_meeting",
    "defer_item", "draft_conclusion", "draft_decision", "end_show", "end_speaking", "file_paper",
    "file_signed", "invite", "leave", "move_item", "open_meeting", "open_vote", "pause_meeting",
    "plan_meeting", "prepare_vote", "remove_item", "remove_seat", "replace_paper", "resume_meeting",
    "send_to_be_signed", "show_page", "start_item", "strike_conclusion", "tick_conclusion",
    "void_vote", "withdraw",
]  # fmt: skip
