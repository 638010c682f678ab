"""What is kept in the registry (văn thư): drafts, incoming documents, copies, exchanges; one file a noun."""

from registry.models.copies import Copy
from registry.models.drafts import Draft, DraftPerson, DraftText, Edition, TextChange, TextRemark
from registry.models.exchange import Echo, Exchange, Organ
from registry.models.groups import RecipientGroup
from registry.models.incoming import Direction, Incoming, IncomingBook, IncomingReader
from registry.models.kinds import KindUse, Series
from registry.models.outgoing import Bond, Issue, Sending

__all__ = [
    "Bond",
    "Copy",
    "Direction",
    "Draft",
    "DraftPerson",
    "DraftText",
    "Echo",
    "Edition",
    "Exchange",
    "Incoming",
    "IncomingBook",
    "IncomingReader",
    "Issue",
    "KindUse",
    "Organ",
    "RecipientGroup",
    "Sending",
    "Series",
    "TextChange",
    "TextRemark",
]
