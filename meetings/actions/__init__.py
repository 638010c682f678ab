"""What happens in the meetings room; the only package here that writes."""

from meetings.actions.adoption import settle_the_block
from meetings.actions.agenda import (
    add_item,
    add_items,
    change_item,
    move_item,
    name_section,
    place_item,
    remove_item,
)
from meetings.actions.announcements import announce, put_away, take_down
from meetings.actions.answers import (
    Instead,
    allow_substitutes_to_vote,
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
from meetings.actions.catalogues import archive_row, fill_catalogues, save_row
from meetings.actions.chairing import hand_over, return_chair
from meetings.actions.conclusions import (
    agree_all,
    agree_conclusion,
    attach_file,
    change_conclusion,
    correct_conclusion,
    draft_conclusion,
    link_task,
    strike_conclusion,
    tick_conclusion,
)
from meetings.actions.consent import mark_for_consent, move_back, open_block, return_to_block
from meetings.actions.counting import choose_board, confirm_count, enter_count
from meetings.actions.draft_way import (
    Printed,
    approve_draft,
    change_head,
    circulate_draft,
    draft_came_back,
    draft_signed,
    issue_on_paper,
    make_draft_ready,
    offer_minutes,
    print_draft,
    remark_on_draft,
    return_draft,
    send_draft,
    settle_remark,
)
from meetings.actions.drafts import (
    add_block,
    draft_act,
    draft_minutes,
    draft_notice,
    move_block,
    remove_block,
    take_record,
    write_block,
)
from meetings.actions.floor import arrange_floor, renew_sheet
from meetings.actions.handing_in import (
    approve_paper,
    approve_proposal,
    change_proposal,
    hand_in,
    hand_in_again,
    place_proposal,
    propose,
    return_paper,
    return_proposal,
    withdraw_paper,
    withdraw_proposal,
)
from meetings.actions.invitations import draft_invitation, remind_unanswered, send_invitation
from meetings.actions.lateness import allow_late, allow_late_convening
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
from meetings.actions.recusals import end_recusal, recuse
from meetings.actions.remarks import (
    open_remark,
    restore_remark,
    take_up_remark,
    withdraw_remark,
    write_remark,
)
from meetings.actions.rooms import (
    add_room,
    archive_room,
    change_room,
    move_room_place,
    restore_room,
)
from meetings.actions.screens import (
    make_screen_link,
    note_screen,
    pin_stage,
    revoke_screen_link,
)
from meetings.actions.seating import lay_out, move_place, place_all, place_seat
from meetings.actions.seats import invite, remove_seat
from meetings.actions.series import (
    carry_items,
    change_following,
    clone_meeting,
    coming,
    end_series,
    plan_next,
    save_series,
)
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
from meetings.actions.templates import (
    archive_template,
    plan_from,
    save_template,
    seat_in_template,
    template_from,
    unseat_in_template,
)
from meetings.actions.votes import (
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
from meetings.actions.word import (
    leave_row,
    take_all,
    take_row,
    word_file,
    word_returned,
)

__all__ = [
    "Instead", "Printed", "PrintedDecision", "Terms", "add_block", "add_item",
    "add_items", "add_minute", "add_room", "agree_absence", "agree_all", "agree_conclusion",
    "allow_late", "allow_late_convening", "allow_substitutes_to_vote", "announce",
    "announce_vote", "answer", "answer_in_writing", "answer_question", "approve_draft",
    "approve_paper", "approve_proposal", "archive_room", "archive_row", "archive_template",
    "arrange_floor", "arrive", "arrive_except", "ask_to_speak", "attach_file", "back_to",
    "call_speaker", "cancel_meeting", "carry_items", "cast_ballot", "change_conclusion",
    "change_following", "change_head", "change_item", "change_meeting", "change_note",
    "change_proposal", "change_room", "choose_board", "circulate_draft", "clone_meeting",
    "close_meeting", "close_vote", "coming", "conclude_meeting", "confirm_count",
    "continue_speaker", "convene_meeting", "correct_conclusion", "correct_passage", "defer_item",
    "delete_note", "draft_act", "draft_came_back", "draft_conclusion", "draft_decision",
    "draft_invitation", "draft_minutes", "draft_notice", "draft_signed", "end_recusal",
    "end_series", "end_show", "end_speaking", "enter_count", "file_paper", "file_signed",
    "fill_catalogues", "forget_notes", "forget_readings", "gather_after_deadlines", "give_floor",
    "give_stance", "hand_in", "hand_in_again", "hand_over", "hold_speaker", "indent_conclusion",
    "invite", "issue_on_paper", "join_conclusion", "lay_out", "leave", "leave_row", "link_task",
    "make_draft_ready", "make_ready", "make_screen_link", "mark_for_consent", "mark_seen",
    "move_back", "move_block", "move_conclusion", "move_item", "move_place", "move_room_place",
    "move_speaking", "name_section", "note_screen", "offer_minutes", "open_block", "open_meeting",
    "open_remark", "open_vote", "pause_meeting", "pin_stage", "place_all", "place_item",
    "place_proposal", "place_seat", "place_speaking", "plan_from", "plan_meeting", "plan_next",
    "prepare_vote", "print_decision", "print_draft", "propose", "put_away", "recuse",
    "refuse_absence", "remark_on_draft", "remind_before_deadlines", "remind_readers",
    "remind_unanswered", "remove_block", "remove_item", "remove_seat", "renew_sheet",
    "repeat_vote", "replace_paper", "restore_note", "restore_remark", "restore_room",
    "resume_meeting", "return_chair", "return_draft", "return_paper", "return_proposal",
    "return_to_block", "revoke_screen_link", "save_row", "save_series", "save_template",
    "say_side", "seat_in_template", "send_draft", "send_invitation", "send_to_be_signed",
    "set_reading_rules", "settle_remark", "settle_the_block", "shift_item", "show_page",
    "split_conclusion", "start_item", "stay_away", "strike_conclusion", "take_all", "take_back",
    "take_back_deferral", "take_back_stance", "take_down", "take_over_wishes", "take_record",
    "take_row", "take_up_remark", "template_from", "tick_conclusion", "unread",
    "unseat_in_template", "void_vote", "withdraw", "withdraw_paper", "withdraw_proposal",
    "withdraw_remark", "word_file", "word_returned", "write_block", "write_note", "write_remark",
]  # fmt: skip
