"""What upper floors may ask of the registry."""

from registry.actions.copies import copy_came_back, copy_signed
from registry.actions.directing import Order as IncomingOrder
from registry.actions.directing import close as close_incoming
from registry.actions.directing import direct as direct_incoming
from registry.actions.directing import link_task, task_ended, task_moved
from registry.actions.directing import submit as submit_incoming
from registry.actions.drafts import keep_edition, start_draft
from registry.actions.exchange import set_organ
from registry.actions.exchange_in import take_in as take_message
from registry.actions.groups import write_group
from registry.actions.incoming import Facts as IncomingFacts
from registry.actions.incoming import check_file as check_incoming_file
from registry.actions.incoming import receive as receive_incoming
from registry.actions.incoming import register as register_incoming
from registry.actions.incoming import send_back as send_incoming_back
from registry.actions.issuing import To, acknowledge, issue_document, mark_failed, mark_sent
from registry.actions.kinds import arrange_kind, open_series
from registry.actions.outgoing import (
    OnPaper,
    act_on,
    cancel_number,
    enter_paper,
    next_of,
    set_aside,
    signed_by,
)
from registry.actions.review import answer, ask, remark
from registry.actions.texts import write_text
from registry.actions.way import came_back, draft_signed, print_draft, send_draft
from registry.edxml.build import document_message
from registry.edxml.facts import Attachment as MessageFile
from registry.edxml.facts import Document as MessageDocument
from registry.edxml.facts import Party
from registry.enclosures import to_be_sealed
from registry.events import PAPER_READY, SIGNER_CHANGED
from registry.events_incoming import DIRECTED as INCOMING_DIRECTED
from registry.finding import (
    DRAFT,
    INCOMING,
    ISSUE,
    findable_drafts,
    findable_incoming,
    findable_issues,
    line_of_draft,
    line_of_incoming,
    line_of_issue,
)
from registry.models import Copy, Draft, Issue, Sending
from registry.queries.desk import day_work, waiting_for
from registry.queries.drafts import usual_capacity
from registry.queries.register import entries_for_api
from registry.standing import standing

__all__ = [
    "DRAFT",
    "INCOMING",
    "INCOMING_DIRECTED",
    "ISSUE",
    "PAPER_READY",
    "SIGNER_CHANGED",
    "Copy",
    "Draft",
    "IncomingFacts",
    "IncomingOrder",
    "Issue",
    "MessageDocument",
    "MessageFile",
    "OnPaper",
    "Party",
    "Sending",
    "To",
    "acknowledge",
    "act_on",
    "answer",
    "arrange_kind",
    "ask",
    "came_back",
    "cancel_number",
    "check_incoming_file",
    "close_incoming",
    "copy_came_back",
    "copy_signed",
    "day_work",
    "direct_incoming",
    "document_message",
    "draft_signed",
    "enter_paper",
    "entries_for_api",
    "findable_drafts",
    "findable_incoming",
    "findable_issues",
    "issue_document",
    "keep_edition",
    "line_of_draft",
    "line_of_incoming",
    "line_of_issue",
    "link_task",
    "mark_failed",
    "mark_sent",
    "next_of",
    "open_series",
    "print_draft",
    "receive_incoming",
    "register_incoming",
    "remark",
    "send_draft",
    "send_incoming_back",
    "set_aside",
    "set_organ",
    "signed_by",
    "standing",
    "start_draft",
    "submit_incoming",
    "take_message",
    "task_ended",
    "task_moved",
    "to_be_sealed",
    "usual_capacity",
    "waiting_for",
    "write_group",
    "write_text",
]
