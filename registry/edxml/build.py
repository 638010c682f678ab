"""Writes edXML messages (QCVN 102:2016/BTTTT). Pure; the only dependency is lxml."""

import base64
import hashlib
import io
import uuid
import zipfile
from datetime import datetime
from typing import Any

from lxml import etree

from registry.edxml.facts import (  # fmt: skip
    ACTOR,
    DSIG,
    NAMESPACE,
    NEW,
    REPLACE,
    XLINK,
    Attachment,
    Document,
    Party,
    Status,
)

E = f"{{{NAMESPACE}}}"
D = f"{{{DSIG}}}"


def document_message(document: Document, *, at: datetime) -> bytes:
    """Return the message that carries a document; ``at`` is local time (+07:00)."""
    root, header, envelope = _frame()
    _message_header(etree.SubElement(header, E + "MessageHeader"), document)
    _trace(header, document, at)
    files = [(f"{uuid.uuid4()}", one) for one in document.attachments]
    _digests(etree.SubElement(header, E + "DigitalSignature"), files)
    manifest = etree.SubElement(etree.SubElement(envelope, E + "edXMLBody"), E + "edXMLManifest", version="1.0")  # fmt: skip
    encoded = etree.SubElement(root, E + "AttachmentEncoded")
    for cid, one in files:
        _attach(manifest, encoded, cid, one)
    return _written(root)


def status_message(status: Status) -> bytes:
    """Return the message that tells the sender what became of a document."""
    root, header, _envelope = _frame()
    top = etree.SubElement(header, E + "Status")
    code = status.about.split(",")[0]
    _texts(
        etree.SubElement(top, E + "ResponseFor"), OrganId=status.receiver or code, Code=status.symbol,
        PromulgationDate=f"{status.on:%Y/%m/%d}" if status.on else "", DocumentId=status.about,
    )  # fmt: skip
    _party(top, "From", status.sender)
    _texts(top, StatusCode=status.code, Description=status.text[:500], Timestamp=_moment(status.at))
    _texts(etree.SubElement(top, E + "StaffInfo"), Department="", Staff=status.staff)
    return _written(root)


def _frame() -> tuple[Any, Any, Any]:
    root = etree.Element(E + "edXML", nsmap={None: NAMESPACE})
    envelope = etree.SubElement(root, E + "edXMLEnvelope", nsmap={"edXML": NAMESPACE})
    return root, etree.SubElement(envelope, E + "edXMLHeader"), envelope


def _message_header(top: Any, document: Document) -> None:
    _party(top, "From", document.sender)
    for receiver in document.receivers:
        _party(top, "To", receiver)
    _texts(etree.SubElement(top, E + "Code"), CodeNumber=document.number, CodeNotation=document.notation)  # fmt: skip
    _texts(etree.SubElement(top, E + "PromulgationInfo"), Place=document.place, PromulgationDate=f"{document.on:%Y/%m/%d}")  # fmt: skip
    _texts(etree.SubElement(top, E + "DocumentType"), Type=document.kind, TypeName=document.kind_name, TypeDetail="0")  # fmt: skip
    _texts(top, Subject=document.subject[:500], Content=document.subject[:500])
    _texts(etree.SubElement(top, E + "SignerInfo"), Competence=document.competence, Position=document.position, FullName=document.signer)  # fmt: skip
    if document.due:
        _texts(top, DueDate=f"{document.due:%Y/%m/%d}")
    places = etree.SubElement(top, E + "ToPlaces")
    for receiver in document.receivers:
        _texts(places, Place=receiver.name or receiver.code)
    other = etree.SubElement(top, E + "OtherInfo")
    _texts(other, Priority=document.priority, SphereOfPromulgation="", TyperNotation="", PromulgationAmount="1", PageAmount=str(document.pages))  # fmt: skip
    etree.SubElement(other, E + "Appendixes")
    if document.replies_to:
        answered = etree.SubElement(top, E + "ResponseFor")
        _texts(answered, OrganId=document.replies_code, DocumentId=document.replies_to)
    _texts(top, SteeringType="0", DocumentId=document.uid)


def _trace(header: Any, document: Document, at: datetime) -> None:
    top = etree.SubElement(header, E + "TraceHeaderList", id=uuid.uuid4().hex[:8], version="1.0", mustUnderstand="1", actor=ACTOR)  # fmt: skip
    _texts(etree.SubElement(top, E + "TraceHeader"), OrganId=document.sender.code, Timestamp=_moment(at))  # fmt: skip
    business = etree.SubElement(top, E + "Bussiness")
    reason = document.reason or ("Văn bản điện tử mới" if document.business == NEW else "")
    _texts(business, BussinessDocType=document.business, BussinessDocReason=reason)
    if document.about:
        if document.business == REPLACE:
            replaced = etree.SubElement(etree.SubElement(business, E + "ReplacementInfoList"), E + "ReplacementInfo")  # fmt: skip
            _texts(replaced, DocumentId=document.about)
        else:
            _texts(business, DocumentId=document.about)
    _texts(business, Paper="0")
    _texts(etree.SubElement(business, E + "StaffInfo"), Department="", Staff=document.staff)


def _digests(top: Any, files: list[tuple[str, Attachment]]) -> None:
    """Write the SHA-256 of each file as an XML-DSig manifest (XML Signature 1.1, 5.1); readers that do not know it skip it."""
    manifest = etree.SubElement(top, D + "Manifest", nsmap={"ds": DSIG})
    for cid, one in files:
        reference = etree.SubElement(manifest, D + "Reference", URI=f"cid:{cid}")
        etree.SubElement(reference, D + "DigestMethod", Algorithm="http://www.w3.org/2001/04/xmlenc#sha256")  # fmt: skip
        digest = hashlib.sha256(one.content).digest()
        etree.SubElement(reference, D + "DigestValue").text = base64.b64encode(digest).decode()


def _attach(manifest: Any, encoded: Any, cid: str, one: Attachment) -> None:
    reference = etree.SubElement(manifest, E + "Reference", nsmap={"xlink": XLINK})
    for name, value in (("href", f"cid:{cid}"), ("role", "XLinkRole"), ("type", "simple")):
        reference.set(f"{{{XLINK}}}{name}", value)
    _texts(reference, ContentId=f"cid:{cid}", ContentType=one.media, Description=one.name, AttachmentName=one.name)  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(one.name, one.content)
    content = base64.b64encode(packed.getvalue()).decode()
    _texts(
        etree.SubElement(encoded, E + "Attachment"), ContentType=one.media, ContentId=cid, Description=one.name,
        ContentTransferEncoded=content, AttachmentName=one.name,
    )  # fmt: skip


def _party(top: Any, name: str, party: Party) -> None:
    _texts(etree.SubElement(top, E + name), OrganId=party.code, OrganizationInCharge=party.name, OrganName=party.name, Email=party.email, Telephone=party.phone)  # fmt: skip


def _texts(top: Any, **texts: str) -> None:
    for name, text in texts.items():
        etree.SubElement(top, E + name).text = "".join(sign for sign in text if sign in "\n\t" or sign.isprintable())  # fmt: skip


def _moment(at: datetime) -> str:
    return f"{at:%Y/%m/%d %H:%M:%S}"


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))
