"""What is told of meetings; the parts are the words of ``templates/meetings/parts``."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

E = Event
# a new state of the meeting changes what every part offers
EVERYTHING = (
    "status", "agenda", "papers", "attendance", "vote", "speakers", "conclusions", "mine",
    "announcements", "consent",
)  # fmt: skip
MEETING_PLANNED = E("meetings.planned", _("%(who)s planned “%(what)s”"), ("status",))
MEETING_CHANGED = E(
    "meetings.changed", _("%(who)s changed the plan of “%(what)s”"), ("status", "plan", "ready")
)
MEETING_CONVENED = E(
    "meetings.convened",
    _("%(who)s convened “%(what)s”"),
    EVERYTHING,
)
MEETING_OPENED = E(
    "meetings.opened",
    _("%(who)s opened “%(what)s”: %(present)s of %(total)s members with a vote present"),
    EVERYTHING,
)
MEETING_PAUSED = E("meetings.paused", _("%(who)s paused the session"), EVERYTHING)
MEETING_RESUMED = E("meetings.resumed", _("%(who)s resumed the session"), EVERYTHING)
MEETING_CLOSED = E(
    "meetings.closed",
    _("%(who)s closed “%(what)s”"),
    EVERYTHING,
)
MEETING_CONCLUDED = E(
    "meetings.concluded",
    _("%(who)s finished the conclusions of “%(what)s”"),
    EVERYTHING,
)
MEETING_CANCELLED = E(
    "meetings.cancelled",
    _("%(who)s cancelled “%(what)s”: %(reason)s"),
    EVERYTHING,
)

SEAT_INVITED = E(
    "meetings.invited", _("%(who)s invited %(what)s"), ("attendance", "status", "plan", "ready")
)
REHEARSAL_SEATED = E(
    "meetings.rehearsal_seated",
    _("%(number)s people were seated for a rehearsal"),
    ("attendance", "status"),
)
SEAT_REMOVED = E(
    "meetings.seat_removed",
    _("%(who)s took %(what)s off the list"),
    ("attendance", "status", "plan", "ready"),
)
INVITATION_ANSWERED = E(
    "meetings.answered", _("%(what)s answered the invitation: %(answer)s"), ("attendance",)
)
ANSWERED_FOR = E(
    "meetings.answered_for",
    _("%(who)s wrote down the answer of %(what)s: %(answer)s"),
    ("attendance",),
)
ABSENCE_ASKED = E(
    "meetings.absence_asked",
    _("%(what)s asks to be absent. Instead comes: %(instead)s"),
    ("attendance",),
)
ABSENCE_AGREED = E(
    "meetings.absence_agreed",
    _("The absence of %(what)s was agreed to. Instead comes: %(instead)s"),
    ("attendance", "status"),
)
ABSENCE_REFUSED = E(
    "meetings.absence_refused",
    _("%(who)s did not agree to the absence of %(what)s"),
    ("attendance",),
)
ABSENCE_WITHDRAWN = E(
    "meetings.absence_withdrawn",
    _("The absence of %(what)s was taken back"),
    ("attendance", "status"),
)
SUBSTITUTES_VOTE = E(
    "meetings.substitutes_vote", _("%(who)s set whether substitutes vote at “%(what)s”"), ()
)
ANSWERS_ASKED_FOR = E(
    "meetings.answers_asked_for", _("%(who)s reminded %(number)s people to answer"), ()
)
INVITATION_DRAFTED = E("meetings.invitation_drafted", _("%(who)s drafted “%(what)s”"), ("papers",))
INVITATION_ISSUED = E(
    "meetings.invitation_issued", _("“%(what)s” was issued: %(notation)s"), ("papers",)
)
MEETING_REVISED = E(
    "meetings.revised", _("%(who)s told everybody of the change of “%(what)s”"), ("status",)
)
ARRIVED = E("meetings.arrived", _("%(what)s checked in"), ("attendance", "status"))
LEFT = E("meetings.left", _("%(what)s left"), ("attendance", "status"))

ITEM_ADDED = E(
    "meetings.item_added",
    _("%(who)s added the item “%(what)s”"),
    ("agenda", "papers", "plan", "ready"),
)
ITEM_CHANGED = E(
    "meetings.item_changed",
    _("%(who)s changed the item “%(what)s”"),
    ("status", "agenda", "papers", "plan", "ready"),
)
ITEM_REMOVED = E(
    "meetings.item_removed",
    _("%(who)s removed the item “%(what)s”"),
    ("agenda", "papers", "plan", "ready"),
)
ITEM_MOVED = E(
    "meetings.item_moved",
    _("%(who)s moved the item “%(what)s”"),
    ("agenda", "papers", "plan", "ready"),
)
ITEM_STARTED = E(
    "meetings.item_started",
    _("%(who)s moved on to “%(what)s”"),
    ("status", "agenda", "consent", "speakers"),
)
ITEM_DONE = E(
    "meetings.item_done",
    _("%(who)s closed the item “%(what)s”"),
    (
        "status",
        "agenda",
    ),
)
ITEM_DEFERRED = E(
    "meetings.item_deferred",
    _("%(who)s deferred “%(what)s”: %(reason)s"),
    (
        "status",
        "agenda",
    ),
)
PAPER_FILED = E(
    "meetings.paper_filed", _("%(who)s put “%(paper)s” to “%(what)s”"), ("papers", "plan", "ready")
)
PAGE_SHOWN = E("meetings.page_shown", _("%(who)s showed page %(page)s of “%(paper)s”"), ("panel",))
SHOW_ENDED = E("meetings.show_ended", _("%(who)s ended the showing"), ("panel",))

SPEAKING_ASKED = E("meetings.speaking_asked", _("%(what)s asked to speak"), ("speakers",))
SPEAKING_WITHDRAWN = E(
    "meetings.speaking_withdrawn", _("%(what)s withdrew the request to speak"), ("speakers",)
)
SPEAKER_CALLED = E("meetings.speaker_called", _("%(who)s called %(what)s"), ("speakers",))
SPEAKER_ENDED = E("meetings.speaker_ended", _("%(what)s has spoken"), ("speakers",))

VOTE_PREPARED = E("meetings.vote_prepared", _("%(who)s prepared the vote “%(what)s”"), ("vote",))
VOTE_OPENED = E(
    "meetings.vote_opened",
    _("%(who)s opened the vote “%(what)s”"),
    ("vote", "vote_result", "ballot"),
)
BALLOT_CAST = E("meetings.ballot_cast", _("%(who)s voted in “%(vote)s”: %(choice)s"), ("vote",))
SECRET_BALLOT_CAST = E(
    "meetings.secret_ballot_cast", _("%(who)s voted in the secret vote “%(vote)s”"), ("vote",)
)
VOTE_CLOSED = E(
    "meetings.vote_closed",
    _(
        "%(who)s closed the vote “%(what)s”: %(agree)s agree, %(disagree)s disagree, %(no_opinion)s no opinion"
    ),
    ("vote", "vote_result", "ballot", "mine"),
)
SIDE_SAID = E(
    "meetings.side_said",
    _("%(who)s decided the even vote “%(what)s”: %(side)s"),
    ("vote", "vote_result"),
)
VOTE_ANNOUNCED = E(
    "meetings.vote_announced",
    _("%(who)s announced the result of “%(what)s”"),
    ("vote", "vote_result"),
)
VOTE_VOIDED = E(
    "meetings.vote_voided",
    _("%(who)s declared the vote “%(what)s” void: %(reason)s"),
    ("vote", "vote_result", "ballot", "mine"),
)
VOTE_REPEATED = E(
    "meetings.vote_repeated",
    _("%(who)s prepared the vote “%(what)s” again"),
    ("vote", "vote_result"),
)
RECUSED = E(
    "meetings.recused",
    _("%(what)s does not vote on “%(item)s” (conflict of interest): %(reason)s"),
    ("vote", "mine"),
)
RECUSAL_ENDED = E(
    "meetings.recusal_ended", _("%(what)s votes on “%(item)s” again: %(reason)s"), ("vote", "mine")
)
BOARD_CHOSEN = E(
    "meetings.board_chosen",
    _("%(who)s chose the counting board of “%(what)s”: %(names)s"),
    ("vote", "vote_result", "mine"),
)
COUNT_ENTERED = E(
    "meetings.count_entered",
    _("%(who)s entered what was counted of “%(what)s”: %(collected)s of %(handed_out)s ballots"),
    ("vote", "vote_result", "mine"),
)
COUNT_FILED = E(
    "meetings.count_filed", _("%(who)s filed the counting minutes of “%(what)s”"), ("papers",)
)

CONCLUSION_DRAFTED = E(
    "meetings.conclusion_drafted", _("%(who)s wrote down: %(what)s"), ("conclusions",)
)
CONCLUSION_CHANGED = E(
    "meetings.conclusion_changed", _("%(who)s reworded: %(what)s"), ("conclusions",)
)
CONCLUSION_AGREED = E("meetings.conclusion_agreed", _("Agreed: %(what)s"), ("conclusions",))
CONCLUSION_STRUCK = E(
    "meetings.conclusion_struck", _("%(who)s struck out: %(what)s"), ("conclusions",)
)
CONCLUSION_FULFILLED = E(
    "meetings.conclusion_fulfilled", _("Fulfilled: %(what)s"), ("conclusions",)
)
DECISION_DRAFTED = E("meetings.decision_drafted", _("%(who)s drafted “%(what)s”"), ("papers",))
PAPER_READY = E("meetings.paper_ready", _("%(who)s sent “%(what)s” to be signed"), ("papers",))
PAPER_SIGNED = E(
    "meetings.paper_signed", _("“%(what)s” came back signed: %(notation)s"), ("papers",)
)

SCREEN_LINKED = E("meetings.screen_linked", _("%(who)s made a screen link"), ())
SCREEN_REVOKED = E("meetings.screen_revoked", _("%(who)s revoked a screen link"), ())
STAGE_PINNED = E(
    "meetings.stage_pinned", _("%(who)s chose what the screen shows"), ("stage", "panel")
)
ITEM_BACK = E(
    "meetings.item_back",
    _("%(who)s took back the move to “%(what)s”"),
    ("status", "agenda", "consent", "speakers"),
)
ITEM_BROUGHT_BACK = E(
    "meetings.item_brought_back",
    _("%(who)s put “%(what)s” back on the agenda"),
    ("status", "agenda", "consent", "plan"),
)

CONCLUSIONS_ARRANGED = E(
    "meetings.conclusions_arranged", _("%(who)s arranged the conclusions"), ("conclusions",)
)
CONCLUSION_CORRECTED = E(
    "meetings.conclusion_corrected", _("Replaced by a correction: %(what)s"), ("conclusions",)
)
CONCLUSION_FILE_ADDED = E(
    "meetings.conclusion_file_added",
    _("%(who)s attached “%(paper)s” to the conclusion: %(what)s"),
    ("conclusions", "papers"),
)
DRAFT_MADE = E("meetings.draft_made", _("%(who)s drafted “%(what)s” from the record"))
DRAFT_WRITTEN = E("meetings.draft_written", _("%(who)s changed a paragraph of the text"))
DRAFT_HEAD_CHANGED = E(
    "meetings.draft_head_changed", _("%(who)s changed heading, recipients or signer of “%(what)s”")
)
DRAFT_CIRCULATED = E("meetings.draft_circulated", _("%(who)s sent “%(what)s” for comment"))
DRAFT_REMARKED = E("meetings.draft_remarked", _("%(who)s remarked on “%(draft)s”: %(what)s"))
REMARK_SETTLED = E("meetings.remark_settled", _("%(who)s settled the remark: %(what)s"))
DRAFT_RETURNED = E("meetings.draft_returned", _("%(who)s returned “%(what)s”: %(reason)s"))
DRAFT_APPROVED = E("meetings.draft_approved", _("%(who)s approved “%(what)s”"))
DRAFT_SENT = E("meetings.draft_sent", _("%(who)s sent “%(what)s” to be signed"), ("papers",))
DRAFT_CAME_BACK = E("meetings.draft_came_back", _("“%(what)s” came back unsigned"), ("papers",))
DRAFT_SIGNED = E("meetings.draft_signed", _("“%(what)s” is signed: %(notation)s"), ("papers",))
DRAFT_OFFERED = E(
    "meetings.draft_offered", _("%(who)s put “%(what)s” on the agenda of “%(meeting)s”")
)
WORD_RETURNED = E(
    "meetings.word_returned", _("%(who)s brought “%(what)s” back from Word: %(rows)s differences")
)
ITEM_PUT_OFF = E(
    "meetings.item_put_off",
    _("%(who)s deferred “%(what)s”: %(reason)s"),
    ("status", "agenda", "consent", "speakers", "plan"),
)
ROOM_ADDED = E("meetings.room_added", _("%(who)s added the room “%(what)s”"))
ROOM_CHANGED = E("meetings.room_changed", _("%(who)s changed the room “%(what)s”"))
ROOM_ARCHIVED = E("meetings.room_archived", _("%(who)s took the room “%(what)s” out of use"))
ROOM_RESTORED = E("meetings.room_restored", _("%(who)s put the room “%(what)s” back into use"))
SEATS_LAID_OUT = E(
    "meetings.seats_laid_out", _("%(who)s drew the seat plan of “%(what)s”"), ("seatmap",)
)
SEATS_PLACED = E("meetings.seats_placed", _("%(who)s placed everybody by protocol"), ("seatmap",))
SEAT_PLACED = E(
    "meetings.seat_placed", _("%(who)s gave %(what)s the place %(place)s"), ("seatmap",)
)
