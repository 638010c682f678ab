"""What is told of the preparation and of the consent block; positions and notes are never named in the journal."""

from django.utils.translation import gettext_lazy as _

from journal.events import Event

READING_RULES_SET = Event(
    "meetings.reading_rules_set", _("%(who)s changed how the meeting is prepared: %(rules)s")
)
READERS_REMINDED = Event(
    "meetings.readers_reminded", _("%(who)s reminded %(number)s people of papers and positions")
)
READING_FORGOTTEN = Event(
    "meetings.reading_forgotten",
    _("The record of who opened which paper was deleted, as announced"),
)
STANCE_GIVEN = Event("meetings.stance_given", _("%(who)s gave a position on “%(what)s”"))
STANCE_TAKEN_BACK = Event(
    "meetings.stance_taken_back", _("%(who)s took the position on “%(what)s” back")
)
WISHES_TAKEN_OVER = Event(
    "meetings.wishes_taken_over",
    _("%(who)s put %(number)s wishes to speak on “%(what)s” into the queue"),
    ("speakers", "consent"),
)
REMARK_WRITTEN = Event(
    "meetings.remark_written", _("%(who)s wrote a comment or question on “%(item)s”"), ("consent",)
)
REMARK_ANSWERED = Event("meetings.remark_answered", _("%(who)s answered a remark on “%(item)s”"))
REMARK_OPENED = Event(
    "meetings.remark_opened", _("%(who)s let all participants read a remark on “%(item)s”")
)
REMARK_WITHDRAWN = Event(
    "meetings.remark_withdrawn", _("%(who)s withdrew a remark on “%(item)s”"), ("consent",)
)
REMARK_RESTORED = Event(
    "meetings.remark_restored", _("%(who)s restored a remark on “%(item)s”"), ("consent",)
)
REMARK_TAKEN_UP = Event(
    "meetings.remark_taken_up", _("%(who)s noted that a remark on “%(item)s” was answered")
)
CONSENT_MARKED = Event(
    "meetings.consent_marked", _("%(who)s marked “%(what)s” for the consent block: %(mark)s"),
    ("consent",),
)  # fmt: skip
CONSENT_GATHERED = Event(
    "meetings.consent_gathered", _("“%(what)s” stands in the consent block"), ("consent",)
)
CONSENT_LEFT = Event(
    "meetings.consent_left", _("“%(what)s” no longer stands in the consent block"), ("consent",)
)
ITEM_MOVED_BACK = Event(
    "meetings.item_moved_back",
    _("%(who)s moved “%(what)s” from the consent block back to debate"),
    ("consent",),
)
ITEM_RETURNED = Event(
    "meetings.item_returned", _("%(who)s returned “%(what)s” to the consent block"), ("consent",)
)
BLOCK_OPENED = Event(
    "meetings.block_opened",
    _("%(who)s put the consent block to the vote: items %(numbers)s"),
    ("consent", "vote"),
)
ITEM_ADOPTED = Event(
    "meetings.item_adopted", _("“%(what)s” was adopted in the consent block"), ("agenda", "consent")
)
BLOCK_ADOPTED = Event(
    "meetings.block_adopted",
    _("The consent block was adopted: %(number)s items, %(agree)s of %(total)s members agree"),
    ("consent", "agenda", "status", "mine"),
)
BLOCK_REJECTED = Event(
    "meetings.block_rejected",
    _("The consent block was not adopted: its items go to debate"),
    ("consent", "agenda"),
)
BLOCK_VOID = Event(
    "meetings.block_void", _("The consent block is void: its items stand as before"),
    ("consent", "agenda"),
)  # fmt: skip
PAPER_REPLACED = _("A paper was replaced while the block was being voted on.")
ITEM_DEFERRED = _("The item was deferred while the block was being voted on.")
MEMBER_RECUSED = _("A member does not take part in deciding this item.")
