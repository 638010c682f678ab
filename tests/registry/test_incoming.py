"""Incoming documents: from the post to “dealt with”. Chi is the clerk, An directs, Bình's department does it, Dũng is a stranger."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.clock import now, today
from core.refused import Refused
from documents import witness
from documents.witness import Opinion
from registry.actions import directing
from registry.actions import incoming as actions
from registry.actions.directing import Order
from registry.actions.incoming import Facts, check_file
from registry.incoming_states import Genuine, IncomingState
from registry.models import Incoming
from tasks.models import Task
from tests import world

pytestmark = pytest.mark.django_db
FACTS = Facts(
    subject="V/v rà soát quy hoạch khu dân cư ven sông", issuer="Bộ Xây dựng", notation="3120/BXD-QHKT",
    dated_on=today(), kind="cv", signer="Nguyễn Tường Văn",
)  # fmt: skip


@pytest.fixture
def judged(monkeypatch):
    """A judge who says what the test wants; the real one is tried in the journey."""
    said = {"verdict": "valid", "sentence": "Chữ ký hợp lệ."}
    judge = lambda _path: Opinion(said["verdict"], said["sentence"], ({"name": "Bộ Xây dựng"},))  # noqa: E731
    monkeypatch.setitem(witness._known, "judge", judge)
    return said


def paper(text="Cong van", pages=1):
    return SimpleUploadedFile(f"{text}.pdf", world.pdf(text, pages), "application/pdf")


def came(who, facts=FACTS, text="Cong van", **more):
    return actions.receive(who.committee, uploads=[paper(text)], facts=facts, by=who.chi, **more)


def registered(who, **more):
    return actions.register(came(who, **more), FACTS, by=who.chi)


def directed(who, **more):
    row = directing.submit(registered(who), leader=who.an, by=who.chi)
    order = Order("Giao Sở Nội vụ chủ trì, tham mưu trả lời Bộ Xây dựng.", who.department, (), today() + timedelta(days=9))  # fmt: skip
    return directing.direct(row, order, by=who.an)


def test_the_whole_way_from_the_post_to_dealt_with(client, who, judged):
    client.force_login(who.chi)
    form = {
        "files": paper(), "agency": who.committee.pk, "arrival": "scan", "subject": FACTS.subject, "issuer": FACTS.issuer,
        "notation": FACTS.notation, "dated_on": f"{today():%Y-%m-%d}", "kind": "cv", "urgency": "khan", "secrecy": "none",
    }  # fmt: skip
    path = client.post("/registry/incoming/new/", form).headers["Location"]
    assert "Chữ ký hợp lệ." in client.get(path).content.decode()
    entry = {name: value for name, value in form.items() if name not in ("files", "agency", "arrival")}  # fmt: skip
    assert client.post(f"{path}register/", entry).headers["Location"] == path
    client.post(f"{path}submit/", {"leader": who.an.pk, "proposal": "Sở Nội vụ chủ trì"})
    client.force_login(who.an)
    assert "Sở Nội vụ chủ trì" in client.get(path).content.decode()
    order = {"text": "Giao Sở Nội vụ chủ trì, báo cáo Chủ tịch.", "lead": f"unit.{who.department.pk}", "due_on": f"{today() + timedelta(days=9):%Y-%m-%d}"}  # fmt: skip
    assert client.post(f"{path}direct/", order).status_code == 302
    task = Task.objects.get(source_number=FACTS.notation)
    assert task.lead_unit == who.department
    assert task.get_absolute_url() in client.get(path).content.decode()
    client.force_login(who.binh)
    assert path in client.get(task.get_absolute_url()).content.decode()
    assert client.get(path).status_code == 200
    client.post(f"/tasks/{task.pk}/accept/")
    client.post(f"/tasks/{task.pk}/report/", {"text": "Đã trả lời Bộ"})
    client.force_login(who.an)
    client.post(f"/tasks/{task.pk}/accept-result/")
    row = Incoming.objects.get()
    assert (row.state, row.number) == (IncomingState.DONE, 1)
    assert "đã giải quyết" in client.get(path).content.decode().lower()


def test_numbers_have_no_gap_and_begin_anew_each_year(who, judged, monkeypatch):
    from core import clock

    first = registered(who)
    other = actions.receive(who.department, uploads=[paper()], facts=FACTS, by=who.binh)
    second = came(who, facts=Facts(subject="Khác", issuer="Sở Y tế", notation="7/SYT"), text="Khac")
    actions.register(second, Facts(subject="Khác", issuer="Sở Y tế"), by=who.chi)
    assert actions.register(other, FACTS, by=who.binh).number == 1
    assert [one.number for one in (Incoming.objects.get(pk=first.pk), Incoming.objects.get(pk=second.pk))] == [1, 2]  # fmt: skip
    new_year = now().replace(
        year=today().year, month=12, day=31, hour=17, minute=1
    )  # 00:01 at +07:00
    with clock.at(new_year):
        late = came(who, facts=Facts(subject="Năm mới"), text="Nam moi")
        row = actions.register(late, Facts(subject="Năm mới"), by=who.chi)
    assert (row.number, row.entry.year) == (1, today().year + 1)


def test_the_same_document_again_is_recognised(who, judged):
    first = registered(who)
    same_file = came(who, facts=Facts(subject="Tên khác"))
    same_name = came(who, text="Ban scan lai")
    assert [same_file.same_as, same_name.same_as] == [first, first]
    with pytest.raises(Refused, match="số đến 1"):
        actions.register(same_name, FACTS, by=who.chi)
    assert actions.register(same_name, FACTS, by=who.chi, despite=True).number == 2


def test_a_broken_signature_is_sent_back_or_registered_knowingly(client, who, judged):
    judged.update(verdict="modified", sentence="Văn bản đã bị sửa sau khi ký.")
    row = came(who, found=check_file(Path("x")))
    assert row.genuine == Genuine.BROKEN
    client.force_login(who.chi)
    assert "đã bị sửa" in client.get(row.get_absolute_url()).content.decode()
    with pytest.raises(Refused, match="không hợp lệ"):
        actions.register(row, FACTS, by=who.chi)
    with pytest.raises(Refused):
        actions.send_back(row, reason="  ", by=who.chi)
    row = actions.send_back(row, reason="Chữ ký không hợp lệ", by=who.chi)
    assert row.number is None
    with pytest.raises(Refused):
        actions.register(row, FACTS, by=who.chi, despite=True)


def test_secret_documents_are_refused(who, judged):
    with pytest.raises(Refused, match="mạng độc lập"):
        came(who, facts=Facts(subject="Mật", secrecy="mat"))
    assert not Incoming.objects.exists()


def test_nobody_else_sees_it(client, who, judged):
    row = registered(who)
    version = row.paper.versions.get()
    for person, status in ((who.chi, 200), (who.an, 200), (who.binh, 404), (who.dung, 404)):
        client.force_login(person)
        assert client.get(row.get_absolute_url()).status_code == status
        assert client.get(f"/papers/{version.pk}/file.pdf").status_code == status
    assert row.subject not in client.get("/registry/incoming/?tab=all").content.decode()
    assert client.post(f"{row.get_absolute_url()}submit/", {"leader": who.dung.pk}).status_code == 404  # fmt: skip
    client.force_login(who.an)
    assert client.post(f"{row.get_absolute_url()}submit/", {"leader": who.an.pk}).status_code == 403


def test_who_is_handed_the_task_may_read(client, who, judged):
    from tasks.actions import accept, hand_on

    row = directed(who).incoming
    task = Task.objects.get()
    client.force_login(who.dung)
    assert client.get(row.get_absolute_url()).status_code == 404
    hand_on(accept(task, by=who.binh), person=who.dung, by=who.binh)
    assert client.get(row.get_absolute_url()).status_code == 200


def test_a_task_called_off_waits_for_another_direction(who, judged):
    from tasks.door import cancel

    line = directed(who)
    cancel(Task.objects.get(), reason="Giao nhầm", by=who.an)
    row = Incoming.objects.get(pk=line.incoming_id)
    assert row.state == IncomingState.SUBMITTED
    directing.direct(row, Order("Giao Bình xử lý việc này cho xong trong tuần nhé, báo cáo lại.", who.binh), by=who.an)  # fmt: skip
    assert Task.objects.filter(state="assigned").count() == 1


def test_late_is_told(client, who, judged):
    from core import clock

    with clock.at(now() - timedelta(days=6)):
        row = came(who)
    client.force_login(who.chi)
    page = client.get("/registry/incoming/?tab=late").content.decode()
    assert row.subject in page
    assert 'data-kind="late"' in page
    assert 'Quá hạn <span class="number">(1)</span>' in page
    fresh = came(who, facts=Facts(subject="Vừa tới"), text="Vua toi")
    assert fresh.subject not in client.get("/registry/incoming/?tab=late").content.decode()


def test_search_and_filters(client, who, judged):
    registered(who)
    came(who, facts=Facts(subject="Mời họp", urgency="hoa_toc"), text="Moi")
    client.force_login(who.chi)
    assert "ven sông" in client.get("/registry/incoming/?tab=all&q=quy hoach ven song").content.decode()  # fmt: skip
    flash = client.get("/registry/incoming/?tab=all&urgency=hoa_toc").content.decode()
    assert "Mời họp" in flash
    assert "ven sông" not in flash


def test_the_stamp_is_on_a_copy_and_covers_nothing(client, who, judged, tmp_path):
    import subprocess

    row = directed(who).incoming
    client.force_login(who.chi)
    (tmp_path / "a.pdf").write_bytes(client.get(f"{row.get_absolute_url()}stamped.pdf").content)
    said = subprocess.run(["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True).stdout  # fmt: skip
    assert "ĐẾN" in said
    assert "Số: 1" in said
    assert "Cong van" in said
    assert row.paper.versions.get().read() == world.pdf("Cong van", 1)


def test_the_books_have_the_columns_of_the_decree(client, who, judged, tmp_path):
    import subprocess

    directed(who)
    client.force_login(who.chi)
    for word, columns in (("register", ("Tác giả", "Ký nhận")), ("tracking", ("Thời hạn", "Tiến độ"))):  # fmt: skip
        answer = client.get(f"/registry/incoming/books/{who.committee.pk}/{today().year}/{word}.pdf")  # fmt: skip
        (tmp_path / "b.pdf").write_bytes(answer.content)
        said = subprocess.run(["pdftotext", str(tmp_path / "b.pdf"), "-"], capture_output=True, text=True, check=True).stdout  # fmt: skip
        assert all(column in said for column in columns)
        assert "3120/BXD" in said
    client.force_login(who.dung)
    assert client.get(f"/registry/incoming/books/{who.committee.pk}/{today().year}/register.pdf").status_code == 404  # fmt: skip
