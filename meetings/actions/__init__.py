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
from meetings.actions.arranging import (
    indent_conclusion,
    join_conclusion,
    move_conclusion,
    split_conclusion,
)
from meetings.actions.attendance import arrive, arrive_except, correct_passage, leave
from meetings.actions.ballots import cast_ballot
from meetings.actions.chairing import hand_over, return_chair
from meetings.actions.conclusions import (
    agree_all,
    agree_conclusion,
    attach_file,
    change_conclusion,
    correct_conclusion,
    draft_conclusion,
    strike_conclusion,
    tick_conclusion,
)
from meetings.actions.consent import mark_for_consent, move_back, open_block, return_to_block
from meetings.actions.draft_way import (
    Printed,
    approve_draft,
    change_head,
    circulate_draft,
    draft_came_back,
    draft_signed,
    make_draft_ready,
    offer_minutes,
    print_draft,
    remark_on_draft,
    return_draft,
    send_draft,
    settle_remark,
)
from meetings.actions.drafts import (
    Overtaken,
    add_block,
    draft_act,
    draft_minutes,
    draft_notice,
    move_block,
    remove_block,
    take_record,
    write_block,
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
    PrintedDecision,
    draft_decision,
    file_paper,
    file_signed,
    make_ready,
    print_decision,
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
    "Instead", "Overtaken", "Printed", "PrintedDecision", "Terms", "add_block", "add_item",
    "add_minute", "agree_absence", "agree_all", "agree_conclusion", "announce",
    "announce_vote", "answer", "answer_in_writing", "answer_question", "approve_draft",
    "arrive", "arrive_except", "ask_to_speak", "attach_file", "back_to", "call_speaker",
    "cancel_meeting", "cast_ballot", "change_conclusion", "change_head", "change_item",
    "change_meeting", "change_note", "circulate_draft", "close_meeting", "close_vote",
    "conclude_meeting", "continue_speaker", "convene_meeting", "correct_conclusion",
    "correct_passage", "defer_item", "delete_note", "draft_act", "draft_came_back",
    "draft_conclusion", "draft_decision", "draft_invitation", "draft_minutes", "draft_notice",
    "draft_signed", "end_show", "end_speaking", "file_paper", "file_signed", "forget_notes",
    "forget_readings", "gather_after_deadlines", "give_floor", "give_stance", "hand_over",
    "hold_speaker", "indent_conclusion", "invite", "join_conclusion", "leave",
    "make_draft_ready", "make_ready", "make_screen_link", "mark_for_consent", "mark_seen",
    "move_back", "move_block", "move_conclusion", "move_item", "move_speaking", "note_screen",
    "offer_minutes", "open_block", "open_meeting", "open_remark", "open_vote",
    "pause_meeting", "pin_stage", "place_speaking", "plan_meeting", "prepare_vote",
    "print_decision", "print_draft", "put_away", "refuse_absence", "remark_on_draft",
    "remind_before_deadlines", "remind_readers", "remind_unanswered", "remove_block",
    "remove_item", "remove_seat", "repeat_vote", "replace_paper", "restore_note",
    "restore_remark", "resume_meeting", "return_chair", "return_draft", "return_to_block",
    "revoke_screen_link", "say_side", "send_draft", "send_invitation", "send_to_be_signed",
    "set_reading_rules", "settle_remark", "settle_the_block", "shift_item", "show_page",
    "split_conclusion", "start_item", "stay_away", "strike_conclusion", "take_back",
    "take_back_deferral", "take_back_stance", "take_down", "take_over_wishes", "take_record",
    "take_up_remark", "tick_conclusion", "unread", "void_vote", "withdraw", "withdraw_remark",
    "write_block", "write_note", "write_remark",
]  # fmt: skip
