"""What happens in the meetings room; the only package here that writes."""

from meetings.actions.adoption import settle_the_block
from meetings.actions.agenda import (
    add_item,
    change_item,
    move_item,
    remove_item,
)
from meetings.actions.announcements import announce, put_away, take_down
from meetings.actions.answers import (
    Instead,
    answer,
    stay_away,
    take_back,
)
from meetings.actions.answers import agree as agree_absence
from meetings.actions.answers import refuse as refuse_absence
from meetings.actions.attendance import arrive, arrive_except, correct_passage, leave
from meetings.actions.ballots import cast_ballot
from meetings.actions.chairing import hand_over, return_chair
from meetings.actions.consent import mark_for_consent, move_back, open_block, return_to_block
from meetings.actions.conclusions import (
    agree_conclusion,
    change_conclusion,
    draft_conclusion,
    strike_conclusion,
    tick_conclusion,
)
from meetings.actions.invitations import draft_invitation, remind_unanswered, send_invitation
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
from meetings.actions.notes import (
    change_note,
    delete_note,
    forget_notes,
    restore_note,
    write_note,
)
from meetings.actions.papers import (
    draft_decision,
    file_paper,
    file_signed,
    replace_paper,
    send_to_be_signed,
)
from meetings.actions.questions import (
    answer_in_writing,
    answer_question,
    move_speaking,
    place_speaking,
)
from meetings.actions.reading import (
    forget_readings,
    gather_after_deadlines,
    mark_seen,
    remind_before_deadlines,
    remind_readers,
    set_reading_rules,
    unread,
)
from meetings.actions.remarks import (
    open_remark,
    restore_remark,
    take_up_remark,
    withdraw_remark,
    write_remark,
)
from meetings.actions.screens import (
    make_screen_link,
    note_screen,
    pin_stage,
    revoke_screen_link,
)
from meetings.actions.seats import invite, remove_seat
from meetings.actions.show import end_show, show_page
from meetings.actions.speaking import (
    add_minute,
    ask_to_speak,
    call_speaker,
    continue_speaker,
    end_speaking,
    give_floor,
    hold_speaker,
    withdraw,
)
from meetings.actions.stances import give_stance, take_back_stance, take_over_wishes
from meetings.actions.votes import (
    Terms,
    announce_vote,
    close_vote,
    open_vote,
    prepare_vote,
    repeat_vote,
    say_side,
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
    "change_note", "delete_note", "forget_notes", "forget_readings", "gather_after_deadlines",
    "give_stance", "mark_for_consent", "mark_seen", "move_back", "open_block", "open_remark",
    "remind_before_deadlines", "settle_the_block", "remind_readers", "restore_note", "restore_remark",
    "return_to_block", "set_reading_rules", "take_back_stance", "take_over_wishes",
    "take_up_remark", "unread", "withdraw_remark", "write_note", "write_remark",
    "Instead",
    "Terms",
    "add_item",
    "add_minute",
    "agree_absence",
    "agree_conclusion",
    "announce",
    "announce_vote",
    "answer",
    "answer_in_writing",
    "answer_question",
    "arrive",
    "arrive_except",
    "ask_to_speak",
    "back_to",
    "call_speaker",
    "cancel_meeting",
    "cast_ballot",
    "change_conclusion",
    "change_item",
    "change_meeting",
    "close_meeting",
    "close_vote",
    "conclude_meeting",
    "continue_speaker",
    "convene_meeting",
    "correct_passage",
    "defer_item",
    "draft_conclusion",
    "draft_decision",
    "draft_invitation",
    "end_show",
    "end_speaking",
    "file_paper",
    "file_signed",
    "give_floor",
    "hand_over",
    "hold_speaker",
    "invite",
    "leave",
    "make_screen_link",
    "move_item",
    "move_speaking",
    "note_screen",
    "open_meeting",
    "open_vote",
    "pause_meeting",
    "pin_stage",
    "place_speaking",
    "plan_meeting",
    "prepare_vote",
    "put_away",
    "refuse_absence",
    "remind_unanswered",
    "remove_item",
    "remove_seat",
    "repeat_vote",
    "replace_paper",
    "resume_meeting",
    "return_chair",
    "revoke_screen_link",
    "say_side",
    "send_invitation",
    "send_to_be_signed",
    "shift_item",
    "show_page",
    "start_item",
    "stay_away",
    "strike_conclusion",
    "take_back",
    "take_back_deferral",
    "take_down",
    "tick_conclusion",
    "void_vote",
    "withdraw",
]  # fmt: skip
