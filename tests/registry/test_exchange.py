"""The exchange: two organisations with a folder between them; statuses flow back; nothing is taken twice or lost."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from core.clock import now, today
from core.refused import Refused
from documents import witness
from documents.witness import Opinion
from journal.models import Entry
from people.models import Post
from registry.actions import directing, exchange, exchange_in
from registry.actions import incoming as actions
from registry.actions.directing import Order
from registry.actions.exchange import BACK_OFF, deliver, make_messages, send_again, set_organ
from registry.actions.exchange_in import pick_up, take_in
from registry.actions.incoming import Facts
from registry.actions.issuing import To, issue_document
from registry.actions.outgoing import OnPaper, enter_paper
from registry.models import Exchange, Incoming, Organ
from registry.states import SendingState, Way
from registry.transports import Folder, Http, NotDelivered
from tests import world

pytestmark = pytest.mark.django_db
OURS, THEIRS = "000.00.01.H56", "000.00.02.H56"


@pytest.fixture
def sides(who, tmp_path, monkeypatch):
    """The committee and the department as two organisations of the exchange; Dũng keeps the department's register."""
    judge = lambda _path: Opinion("valid", "Chữ ký hợp lệ.", ())  # noqa: E731
    monkeypatch.setitem(witness._known, "judge", judge)
    Post.objects.create(user=who.dung, unit=who.department, title="Văn thư", role="clerk")
    set_organ(who.committee, code=OURS, by=who.chi)
    set_organ(who.department, code=THEIRS, by=who.chi)
    return Folder(tmp_path / "truc")


def issued(who, number=1, text="Quyet dinh", address=THEIRS):
    upload = SimpleUploadedFile("qd.pdf", world.pdf(text, 2), "application/pdf")
    given = OnPaper("qd", number, today(), f"Về việc giao kế hoạch {number}", "Nguyễn Văn An")
    issue = enter_paper(who.committee, given, by=who.chi, upload=upload)
    return issue_document(issue, [To("Sở Nội vụ", Way.EXCHANGE, address=address)], by=who.chi)


def came(who, carrier, **more):
    issue = issued(who, **more)
    make_messages()
    deliver(carrier)
    pick_up(carrier)
    return issue, Incoming.objects.get(agency=who.department, subject=issue.subject)


def echoes(issue, carrier):
    """Let statuses travel back; return what the sender knows."""
    deliver(carrier)
    pick_up(carrier)
    return [one.code for one in Exchange.objects.get(status="", outgoing=True, paper=issue.paper).echoes.all()]  # fmt: skip


def test_a_document_goes_across_and_its_fate_comes_back(who, sides):
    issue, row = came(who, sides)
    assert (row.issuer, row.notation, row.dated_on, row.kind) == (who.committee.name, issue.number.notation, issue.on, "qd")  # fmt: skip
    assert row.paper.versions.get().read() == issue.paper.versions.get().read()
    assert echoes(issue, sides) == ["01"]
    assert issue.sendings.get().state == SendingState.ACKNOWLEDGED
    actions.register(row, Facts(subject=row.subject, issuer=row.issuer, notation=row.notation), by=who.dung)  # fmt: skip
    directing.submit(Incoming.objects.get(pk=row.pk), leader=who.binh, by=who.dung)
    order = Order("Giao chuyên viên Phạm Văn Dũng thực hiện kế hoạch, báo cáo kết quả.", who.dung)
    directing.direct(Incoming.objects.get(pk=row.pk), order, by=who.binh)
    from tasks import door as tasks

    task = tasks.Task.objects.get()
    tasks.accept(task, by=who.dung)
    tasks.report_done(task, text="Xong", by=who.dung)
    tasks.accept_result(task, by=who.binh)
    assert echoes(issue, sides) == ["01", "03", "04", "05", "06"]


def test_sent_back_is_told_with_the_reason(client, who, sides):
    issue, row = came(who, sides)
    actions.send_back(row, reason="Gửi nhầm địa chỉ", by=who.dung)
    assert echoes(issue, sides) == ["01", "02"]
    client.force_login(who.chi)
    assert "Gửi nhầm địa chỉ" in client.get("/registry/exchange/?box=out").content.decode()


def test_the_same_message_is_taken_once(who, sides):
    _issue, row = came(who, sides)
    message = Exchange.objects.get(outgoing=True, status="")
    deliver(sides)  # its status
    send_again(message, by=who.chi)
    assert Entry.objects.filter(event="registry.message_again", who=who.chi).exists()
    deliver(sides)
    pick_up(sides)
    assert Incoming.objects.filter(agency=who.department).count() == 1
    assert make_messages() == 0
    assert Exchange.objects.filter(outgoing=False, incoming=row).count() == 1


def test_an_organisation_without_a_code_is_named(who, sides):
    Organ.objects.filter(unit=who.committee).delete()
    issue = issued(who)
    make_messages()
    sending = issue.sendings.get()
    assert sending.state == SendingState.FAILED
    assert who.committee.name in sending.trouble
    with pytest.raises(Refused):
        set_organ(who.committee, code="không phải mã", by=who.chi)


def test_what_cannot_be_sent_is_tried_later_and_then_given_up(who, sides, tmp_path):
    class Down:
        def send(self, _to, _message):
            raise NotDelivered("Connection refused")

    issue, moment = issued(who), now()
    make_messages()
    for minutes in (0, *BACK_OFF):
        moment += timedelta(minutes=minutes + 1)
        with clock.at(moment):
            assert deliver(Down()) == 0
    row = Exchange.objects.get()
    assert (row.state, row.tries) == ("failed", len(BACK_OFF) + 1)
    assert issue.sendings.get().trouble == "Connection refused"
    with clock.at(moment):
        send_again(row, by=who.chi)
        assert deliver(sides) == 1


def test_messages_for_others_and_hostile_ones_are_put_aside(client, who, sides):
    folder = sides.root / OURS
    folder.mkdir(parents=True)
    (folder / "hong.edxml").write_bytes(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    other = exchange.written(issued(who), code="000.00.09.H56")
    (folder / "nham.edxml").write_bytes(other)
    pick_up(sides)
    assert {row.problems[0]["what"] for row in Exchange.objects.filter(outgoing=False)} == {"dtd", "not_for_us"}  # fmt: skip
    assert len(list((folder / "refused").iterdir())) == 2
    client.force_login(who.chi)
    page = client.get("/registry/exchange/?box=problems").content.decode()
    assert "DTD" in page
    assert not Incoming.objects.exists()


def test_two_workers_who_meet_one_message_take_it_in_once(who, sides, monkeypatch):
    issued(who)
    make_messages()
    deliver(sides)
    opened = exchange_in.opened

    def meanwhile(path):
        monkeypatch.setattr(exchange_in, "opened", opened)
        assert pick_up(sides) == 1  # the other worker is quicker
        return opened(path)

    ((_key, path),) = sides.waiting(THEIRS)
    monkeypatch.setattr(exchange_in, "opened", meanwhile)
    row = take_in(path, Organ.objects.get(code=THEIRS))
    assert row == Exchange.objects.get(outgoing=False)
    assert Incoming.objects.filter(agency=who.department).count() == 1


def test_a_message_that_another_worker_put_aside_stops_nobody(who, sides, monkeypatch):
    for number in (1, 2):
        issued(who, number=number)
    make_messages()
    deliver(sides)
    waits = list(sides.waiting(THEIRS))
    pick_up(sides)
    monkeypatch.setattr(Folder, "waiting", lambda _self, code: waits if code == THEIRS else [])
    assert pick_up(sides) == 0
    sides.done(THEIRS, waits[0][0], taken=True)
    assert Incoming.objects.filter(agency=who.department).count() == 2


def test_a_recall_is_noted_and_nothing_disappears(who, sides, tmp_path):
    from registry.edxml.build import document_message
    from registry.edxml.facts import RECALL, Document, Party

    issue, row = came(who, sides)
    recall = Document(
        Party(OURS, who.committee.name), (Party(THEIRS, "Sở"),), "9", "TB-UBND", today(), "Thu hồi văn bản", place="Sông Hà",
        signer="An", business=RECALL, reason="Sai thẩm quyền", about=f"{OURS},{today():%Y/%m/%d},{issue.number.notation}",
    )  # fmt: skip
    path = tmp_path / "thu-hoi.edxml"
    path.write_bytes(document_message(recall, at=now()))
    take_in(path, Organ.objects.get(code=THEIRS))
    row.refresh_from_db()
    assert "Sai thẩm quyền" in row.note
    assert row.state == "received"


def test_nobody_else_sees_the_boxes(client, who, sides):
    came(who, sides)
    message = Exchange.objects.filter(outgoing=True, status="").get()
    for person, status in ((who.chi, 200), (who.dung, 404), (who.an, 404)):
        client.force_login(person)
        assert client.get(f"/registry/exchange/{message.pk}/message.edxml").status_code == status
    assert client.get("/registry/exchange/").status_code == 403


class Adapter(BaseHTTPRequestHandler):
    """A small adapter as an exchange's own would be: keeps messages until they are deleted."""

    kept: dict[str, dict[str, bytes]] = {}  # noqa: RUF012

    def do_POST(self):
        box = self.kept.setdefault(self.path.strip("/"), {})
        box[f"m{len(box)}"] = self.rfile.read(int(self.headers["Content-Length"]))
        self._say(b"")

    def do_GET(self):
        code, _slash, key = self.path.strip("/").partition("/")
        box = self.kept.get(code, {})
        self._say(box[key] if key else str(list(box)).replace("'", '"').encode())

    def do_DELETE(self):
        code, _slash, key = self.path.split("?")[0].strip("/").partition("/")
        self.kept[code].pop(key)
        self._say(b"")

    def _say(self, content):
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_said):
        pass


def test_by_http(who, sides, tmp_path):
    server = HTTPServer(("127.0.0.1", 0), Adapter)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        carrier = Http(f"http://127.0.0.1:{server.server_port}", tmp_path / "http")
        issue, row = came(who, carrier)
        assert row.notation == issue.number.notation
        assert echoes(issue, carrier) == ["01"]
        assert not list(Path(tmp_path, "http").iterdir())
    finally:
        server.shutdown()
        server.server_close()
    with pytest.raises(NotDelivered):
        Http("http://127.0.0.1:1", tmp_path).send(THEIRS, Path(__file__))


def test_sent_inside_it_comes_in_and_registering_acknowledges(who, sides):
    upload = SimpleUploadedFile("qd.pdf", world.pdf("Noi bo", 1), "application/pdf")
    issue = enter_paper(who.committee, OnPaper("qd", 1, today(), "Giao chỉ tiêu", "An"), by=who.chi, upload=upload)  # fmt: skip
    issue_document(issue, [To("Sở Nội vụ", Way.INSIDE, unit=who.department)], by=who.chi)
    row = Incoming.objects.get(agency=who.department)
    assert (row.notation, row.arrival) == (issue.number.notation, "inside")
    actions.register(row, Facts(subject=row.subject), by=who.dung)
    assert issue.sendings.get().state == SendingState.ACKNOWLEDGED
