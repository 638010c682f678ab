"""What an edXML message says, as values (QCVN 102:2016/BTTTT). Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
XLINK = "http://www.w3.org/1999/xlink"
DSIG = "http://www.w3.org/2000/09/xmldsig#"
ACTOR = "http://schemas.xmlsoap.org/soap/actor/next"
# BussinessDocType as the national exchange's kits know it
NEW, RECALL, UPDATE, REPLACE = "0", "1", "2", "3"
# StatusCode: what the receiving side says of a document [codes 01-06: knowledge, verify against the exchange's notice]
STATUS = {
    "01": "Đã đến", "02": "Từ chối tiếp nhận", "03": "Đã tiếp nhận", "04": "Phân công",
    "05": "Đang xử lý", "06": "Hoàn thành",
}  # fmt: skip
PRIORITY = {"none": "0", "khan": "1", "thuong": "2", "hoa_toc": "3"}
# DocumentType/Type: general documents 1-32 in the order of Decree 30/2020, art. 7 [verify: kits use 18 for an official letter]
TYPES = {"cv": "18"}


@dataclass(frozen=True)
class Party:
    """An organisation of the exchange."""

    code: str
    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file: its name, its media type, its bytes (when it is to be sent) or where they were written."""

    name: str
    media: str
    content: bytes = b""
    path: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Document:
    """A document on its way."""

    sender: Party
    receivers: tuple[Party, ...]
    number: str
    notation: str
    on: date
    subject: str
    place: str = ""
    kind: str = "18"
    kind_name: str = "Công văn"
    signer: str = ""
    position: str = ""
    competence: str = ""
    due: date | None = None
    priority: str = "0"
    pages: int = 1
    attachments: tuple[Attachment, ...] = ()
    business: str = NEW
    reason: str = ""
    about: str = ""  # DocumentId of the document that is recalled, updated or replaced
    replies_to: str = ""  # DocumentId of the document this one answers
    replies_code: str = ""  # OrganId of whom it answers
    staff: str = ""

    @property
    def uid(self) -> str:
        """The document's DocumentId: sender, day and symbol."""
        return document_id(self.sender.code, self.on, self.number, self.notation)


@dataclass(frozen=True)
class Status:
    """What the receiving side says of a document."""

    sender: Party
    receiver: str
    about: str
    symbol: str
    on: date | None
    code: str
    text: str
    at: datetime
    staff: str = ""


@dataclass(frozen=True)
class Deviation:
    """Where a message departs from the regulation: the element's path, what is wrong (a word), the limit or value."""

    path: str
    what: str
    detail: str = ""


@dataclass(frozen=True)
class Message:
    """What was read: its kind (document, status), its fields in order, its files, and where it departs from the regulation."""

    kind: str
    fields: tuple[tuple[str, str], ...]
    attachments: tuple[Attachment, ...] = ()
    deviations: tuple[Deviation, ...] = field(default_factory=tuple)

    def one(self, path: str) -> str:
        """Return the first text at a path, "" for none."""
        return next((text for place, text in self.fields if place == path), "")

    def all(self, path: str) -> list[str]:
        """Return every text at a path."""
        return [text for place, text in self.fields if place == path]


def document_id(code: str, on: date, number: str, notation: str) -> str:
    """Return the DocumentId: “000.00.01.H56,2026/11/22,05/QĐ-UBND”."""
    return f"{code},{on:%Y/%m/%d},{number}/{notation}"
