"""Incoming documents live: some wait to be registered, some are late, one is forged, one came by the exchange."""

import re
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from documents.actions import Made
from documents.models import Version
from documents.typeset import typeset
from office.demo import incoming as rows
from office.demo.incoming import Came
from office.demo.people import CHAIRMAN, CLERK
from office.demo.story.city import City, at
from office.demo.units import COMMITTEE
from people.models import Unit
from registry import door as registry
from tasks import door as tasks


def tell(city: City) -> None:
    """Tell it."""
    city.say("Văn bản đến: tiếp nhận, vào sổ, trình, chỉ đạo, liên thông")
    organ = registry.set_organ(_unit(COMMITTEE), code=rows.CODES["us"], by=city.people[CLERK])
    for row in rows.CAME:
        _bring(city, row)
    _signed(city)
    _by_exchange(city, organ)


def _unit(name: str) -> Unit:
    return Unit.objects.get(name=name)


def _bring(city: City, row: Came) -> None:
    """Let one document come and go as far as its row says."""
    clerk, day = city.people[CLERK], city.day(row.day)
    with at(city.moment(day, 8, 20 + row.number % 30)):
        upload = Made(_letter(city, row), "cong-van.pdf", 1)
        found = registry.receive_incoming(_unit(COMMITTEE), uploads=[upload], facts=_facts(city, row), by=clerk, arrival="scan")  # fmt: skip
    if row.fate == "back":
        with at(city.moment(day, 9, 30)):
            registry.send_incoming_back(found, reason="Văn bản gửi nhầm địa chỉ: nơi nhận là Ban Quản lý khu công nghiệp", by=clerk)  # fmt: skip
    elif row.fate != "received":
        _go_on(city, row, found)


def _go_on(city: City, row: Came, found: Any) -> None:
    clerk, leader, day = city.people[CLERK], city.people[CHAIRMAN], city.day(row.day)
    with at(city.moment(day, 9, 40)):
        found = registry.register_incoming(found, _facts(city, row), by=clerk)
    if row.fate == "registered":
        return
    with at(city.moment(day, 10)):
        said = f"Đề xuất giao {row.lead} chủ trì." if row.lead else ""
        found = registry.submit_incoming(found, leader=leader, by=clerk, proposal=said)
    if row.fate == "filed":
        with at(city.moment(day, 16)):
            registry.close_incoming(found, outcome="Chủ tịch đã xem; lưu", by=clerk)
    elif row.lead:
        _directed(city, row, found)


def _directed(city: City, row: Came, found: Any) -> None:
    leader, day = city.people[CHAIRMAN], city.day(row.day)
    with at(city.moment(day, 15)):
        order = registry.IncomingOrder(row.direction, _unit(row.lead), (), city.day(row.due, since=day))  # fmt: skip
        line = registry.direct_incoming(found, order, by=leader)
    task = tasks.Task.objects.get(source_key=line.key)
    head = _unit(row.lead).posts.get(is_head=True).user
    if row.fate in ("accepted", "late", "done"):
        with at(city.moment(city.day(1, since=day), 8)):
            task = tasks.accept(task, by=head)
    if row.fate == "done":
        with at(city.moment(city.day(5, since=day), 14)):
            tasks.report_done(task, text="Đã trình dự thảo và phát hành văn bản trả lời.", by=head)  # fmt: skip
        with at(city.moment(city.day(6, since=day), 9)):
            tasks.accept_result(task, by=leader)


def _facts(city: City, row: Came) -> Any:
    return registry.IncomingFacts(
        subject=f"V/v {row.subject}", issuer=row.issuer, notation=f"{row.number}/{row.symbol}".strip("0/"),
        dated_on=timezone.localdate(city.moment(city.day(row.day - 1), 9)), kind="cv", signer=row.signer, urgency=row.urgency,
    )  # fmt: skip


def _letter(city: City, row: Came) -> bytes:
    """Return the letter as a PDF in the form of the decree."""
    day = city.day(row.day - 1)
    words = f"{row.issuer} trân trọng gửi Ủy ban nhân dân thành phố văn bản về việc {row.subject}."
    asks = "Đề nghị Ủy ban nhân dân thành phố quan tâm chỉ đạo, gửi ý kiến bằng văn bản về cơ quan chúng tôi để tổng hợp./."
    data = {
        "superior": "", "agency": row.issuer, "number": str(row.number), "notation": row.symbol, "town": "Hà Nội",
        "date": f"{day:%Y-%m-%d}", "year": day.year, "subject": row.subject, "addressees": [COMMITTEE],
        "body": [{"kind": "para", "text": words}, {"kind": "para", "text": asks}],
        "recipients": ["Như trên;", "Lưu: VT."], "signing": {"capacity": "KT. NGƯỜI ĐỨNG ĐẦU\nCẤP PHÓ", "name": row.signer},
    }  # fmt: skip
    return typeset("official", data).pdf


def _signed(city: City) -> None:
    """One file is genuinely signed, one was changed after signing: the check tells them apart."""
    last = Version.objects.filter(paper__state__in=("signed", "issued"), name__endswith=".pdf").exclude(paper__kind="incoming")  # fmt: skip
    real = next((one for one in last.order_by("-pk")[:12] if b"/ByteRange" in one.read()), None)
    if real is None:
        return
    content = real.read()
    forged = re.sub(rb"/CreationDate ?\(D:\d", lambda found: found[0][:-1] + b"1", content, count=1)
    for row, bytes_, minutes in ((rows.REAL, content, 0), (rows.FORGED, forged, 9)):
        with tempfile.TemporaryDirectory() as folder, at(city.moment(city.today, 7, 30 + minutes)):
            path = Path(folder, "a.pdf")
            path.write_bytes(bytes_)
            found = registry.check_incoming_file(path)
            registry.receive_incoming(
                _unit(COMMITTEE), uploads=[Made(bytes_, "van-ban.pdf", real.pages)], facts=_facts(city, row), by=city.people[CLERK],
                arrival="email", found=found,
            )  # fmt: skip


def _by_exchange(city: City, organ: Any) -> None:
    """A ministry's letter comes as edXML and waits for the clerk."""
    row, moment = rows.BY_EXCHANGE, city.moment(city.today, 7, 50)
    document = registry.MessageDocument(
        sender=registry.Party(rows.CODES["ministry"], row.issuer), receivers=(registry.Party(organ.code, organ.name),),
        number=str(row.number), notation=row.symbol, on=city.day(-1), subject=f"V/v {row.subject}", place="Hà Nội",
        signer=row.signer, position="Thứ trưởng", competence="KT. Bộ trưởng", due=city.today + timedelta(days=20),
        attachments=(registry.MessageFile("cong-van-7705.pdf", "application/pdf", _letter(city, row)),),
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, at(moment):
        path = Path(folder, "message.edxml")
        path.write_bytes(registry.document_message(document, at=timezone.localtime(moment)))
        registry.take_message(path, organ)
