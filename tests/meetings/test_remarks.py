"""Comments, questions, replies and private notes: who reads what, and that nothing is lost or doubled."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.clock import at, now
from core.refused import Refused
from core.sealing import Broken, seal, unseal
from journal.models import Entry
from meetings import actions
from meetings.models import Note, Remark
from meetings.queries.notes import notes_of, search
from tests import world


@pytest.fixture
def meeting(who):
    """Convened; Dũng is a member like Bình here."""
    made = world.draft()
    actions.invite(made, [who.dung], by=who.chi)
    return actions.convene_meeting(made, by=who.chi)


@pytest.fixture
def item(meeting):
    """The first item: Bình presents it."""
    return meeting.items.first()


@pytest.fixture
def second(meeting):
    """The second item: nobody presents it."""
    return meeting.items.last()


def reads(client, person, item, text):
    client.force_login(person)
    return text in client.get(f"/meetings/items/{item.pk}/read/").content.decode()


def test_the_chair_the_clerk_and_the_presenter_read_a_remark_at_once(client, who, item):
    actions.write_remark(item, text="Mức chi này dựa vào đâu?", kind="question", by=who.dung)
    told = {name: reads(client, getattr(who, name), item, "dựa vào đâu") for name in ("an", "binh", "chi", "dung")}  # fmt: skip
    assert all(told.values())


def test_other_members_read_it_only_when_its_author_or_the_meeting_says_so(
    client, who, meeting, second
):
    remark = actions.write_remark(second, text="Giá nước tăng bao nhiêu?", by=who.dung)
    assert not reads(client, who.binh, second, "tăng bao nhiêu")
    actions.open_remark(remark, by=who.dung)
    assert reads(client, who.binh, second, "tăng bao nhiêu")
    actions.set_reading_rules(meeting, remarks_to_all=True, by=who.chi)
    actions.write_remark(second, text="Có lộ trình không?", by=who.dung)
    assert reads(client, who.binh, second, "Có lộ trình không")


def test_only_its_author_opens_or_withdraws_a_remark(client, who, item):
    remark = actions.write_remark(item, text="Của Dũng", by=who.dung)
    for act in (actions.open_remark, actions.withdraw_remark):
        with pytest.raises(Refused):
            act(remark, by=who.binh)


def test_a_withdrawn_remark_is_gone_and_comes_back(client, who, item):
    remark = actions.write_remark(item, text="Viết nhầm nội dung", by=who.dung)
    client.force_login(who.dung)
    client.post(f"/meetings/remarks/{remark.pk}/withdraw/")
    assert not reads(client, who.an, item, "Viết nhầm")
    client.force_login(who.dung)
    client.post(f"/meetings/remarks/{remark.pk}/restore/")
    assert reads(client, who.an, item, "Viết nhầm")


def pdf(name="kem-theo.pdf"):
    return SimpleUploadedFile(name, world.pdf("Bang tinh", 1), "application/pdf")


def test_a_file_is_read_by_who_reads_its_remark(client, who, second):
    client.force_login(who.dung)
    url = f"/meetings/items/{second.pk}/remark/"
    client.post(url, {"kind": "comment", "text": "Xem bảng tính", "file": pdf()})
    remark = Remark.objects.get()
    status = {}
    for name in ("dung", "an", "chi", "binh"):
        client.force_login(getattr(who, name))
        status[name] = client.get(f"/meetings/remarks/{remark.pk}/file.pdf").status_code
    assert status == {"dung": 200, "an": 200, "chi": 200, "binh": 404}
    client.force_login(who.an)
    version = remark.paper.versions.get()
    assert client.get(f"/papers/{version.pk}/").status_code == 404  # only through the remark
    assert "kem-theo" not in "".join(e.label for e in Entry.objects.filter(book__topic=second.book))


def test_the_same_remark_sent_twice_is_one(client, who, second):
    client.force_login(who.dung)
    for _ in range(2):
        client.post(f"/meetings/items/{second.pk}/remark/", {"kind": "comment", "text": "Một lần"})
    assert Remark.objects.count() == 1


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_a_remark_says_something_and_not_too_much(client, who, item, text):
    client.force_login(who.dung)
    answer = client.post(f"/meetings/items/{item.pk}/remark/", {"kind": "comment", "text": text})
    assert answer.status_code == 422
    assert not Remark.objects.exists()


def test_the_presenter_answers_and_the_author_reads_it(client, who, item):
    remark = actions.write_remark(item, text="Nguồn vốn?", kind="question", by=who.dung)
    client.force_login(who.binh)
    client.post(f"/meetings/remarks/{remark.pk}/reply/", {"text": "Ngân sách thành phố."})
    assert reads(client, who.dung, item, "Ngân sách thành phố.")


def test_a_stranger_to_a_remark_does_not_answer_it(client, who, second):
    remark = actions.write_remark(second, text="Riêng với chủ trì", by=who.dung)
    client.force_login(who.binh)
    for path in ("reply/", "withdraw/", "open/"):
        assert (
            client.post(f"/meetings/remarks/{remark.pk}/{path}", {"text": "x"}).status_code == 404
        )


def test_the_questions_of_an_item_are_at_hand_in_the_session(client, who, meeting, item):
    remark = actions.write_remark(item, text="Nguồn vốn?", kind="question", by=who.dung)
    for person in (who.an, who.binh, who.dung):
        actions.arrive(meeting.seats.get(user=person), by=person)
    actions.open_meeting(meeting, by=who.an)
    actions.start_item(item, by=who.an)
    client.force_login(who.an)
    page = client.get(f"/meetings/{meeting.pk}/parts/consent/").content.decode()
    assert f"/meetings/items/{item.pk}/questions/" in page
    assert "Nguồn vốn?" in client.get(f"/meetings/items/{item.pk}/questions/").content.decode()
    client.post(f"/meetings/remarks/{remark.pk}/taken-up/")
    remark.refresh_from_db()
    assert remark.taken_up_at
    client.force_login(who.binh)
    assert "questions" not in client.get(f"/meetings/{meeting.pk}/parts/consent/").content.decode()


def test_an_ended_meeting_takes_no_more_remarks(who, meeting, item):
    actions.cancel_meeting(meeting, reason="Hoãn", by=who.chi)
    with pytest.raises(Refused):
        actions.write_remark(item, text="Muộn", by=who.dung)


# ---------------------------------------------------------------- private notes


def test_a_note_is_read_by_nobody_else_and_not_in_a_dump(client, who, item):
    actions.write_note(item, text="Bí mật của Bình", quote="ranh giới", by=who.binh)
    note = Note.objects.get()
    assert "Bí mật" not in note.sealed
    assert "ranh" not in note.sealed
    for person in (who.an, who.chi, who.dung):
        client.force_login(person)
        for path in (f"/meetings/{item.meeting_id}/notes/", f"/meetings/items/{item.pk}/read/"):
            assert "Bí mật" not in client.get(path).content.decode()
        assert client.post(f"/meetings/notes/{note.pk}/", {"text": "x"}).status_code == 404
        assert client.post(f"/meetings/notes/{note.pk}/delete/").status_code == 404
    assert reads(client, who.binh, item, "Bí mật của Bình")
    assert not Entry.objects.filter(data__icontains="Bí mật").exists()


def test_a_note_moved_to_somebody_elses_row_does_not_open(who, item):
    actions.write_note(item, text="Của Bình", by=who.binh)
    Note.objects.update(user=who.an)
    (stolen,) = notes_of(who.an)
    assert stolen.broken
    assert stolen.text == ""


def test_a_seal_opens_for_its_label_and_after_the_key_was_changed(settings):
    sealed = seal("Ghi chú", "note.1")
    assert unseal(sealed, "note.1") == "Ghi chú"
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a-new-secret-key-" + "9" * 40
    assert unseal(sealed, "note.1") == "Ghi chú"
    settings.SECRET_KEY_FALLBACKS = []
    for broken, label in ((sealed, "note.1"), ("rác", "note.1"), ("", "note.1")):
        with pytest.raises(Broken):
            unseal(broken, label)


def save(client, url, **words):
    return client.post(url, words, headers={"X-Saves": "itself"})


def test_a_note_saved_twice_after_a_lost_answer_is_one(client, who, item):
    client.force_login(who.binh)
    url = f"/meetings/items/{item.pk}/notes/"
    key = "7c0e7f1e-62a1-4b3c-9a55-1f0f7d1f0001"
    save(client, url, text="Lần một", act=key)
    told = save(client, url, text="Lần một, thêm chữ", act=key).json()
    assert Note.objects.count() == 1
    save(client, told["url"], text="Lần ba", edition=told["edition"])
    assert [one.text for one in notes_of(who.binh)] == ["Lần ba"]


def test_two_tablets_that_change_one_note_lose_neither_text(client, who, item):
    note = actions.write_note(item, text="Gốc", by=who.binh)
    client.force_login(who.binh)
    url = f"/meetings/notes/{note.pk}/"
    save(client, url, text="Từ máy một", edition=1)
    save(client, url, text="Từ máy hai", edition=1)
    assert sorted(one.text for one in notes_of(who.binh)) == ["Từ máy hai", "Từ máy một"]


def test_a_note_follows_its_paper_to_a_new_version(client, who, meeting, item):
    version = meeting.folder.papers.get().versions.get()
    actions.write_note(item, text="Hỏi lại", version=version, page=2, quote="Tờ trình", by=who.binh)
    newer = actions.replace_paper(meeting, meeting.folder.papers.get(), upload=pdf(), by=who.chi)
    client.force_login(who.binh)
    page = client.get(f"/meetings/items/{item.pk}/read/{newer.pk}/").content.decode()
    assert "Hỏi lại" in page
    assert "data-go-page" in page
    assert "phiên bản 1" in page or "version 1" in page


def test_a_deleted_note_comes_back_for_a_day(client, who, item):
    note = actions.write_note(item, text="Xóa nhầm", by=who.binh)
    client.force_login(who.binh)
    client.post(f"/meetings/notes/{note.pk}/delete/")
    assert notes_of(who.binh) == []
    client.post(f"/meetings/notes/{note.pk}/restore/")
    assert [one.text for one in notes_of(who.binh)] == ["Xóa nhầm"]
    client.post(f"/meetings/notes/{note.pk}/delete/")
    with at(now() + timedelta(days=2)):
        actions.forget_notes()
    assert not Note.objects.exists()


def test_notes_are_found_without_tone_marks_and_taken_along(client, who, item):
    actions.write_note(item, text="Hỏi về họp không giấy", by=who.binh)
    actions.write_note(item, text="=HYPERLINK(1)", by=who.binh)
    actions.write_remark(item, text="Nhận xét của tôi", by=who.binh)
    found = search(notes_of(who.binh), "hop khong giay")
    assert [one.text for one in found] == ["Hỏi về họp không giấy"]
    client.force_login(who.binh)
    taken = client.get(f"/meetings/{item.meeting_id}/notes/notes.xlsx").content
    sheet = zipfile.ZipFile(io.BytesIO(taken)).read("xl/worksheets/sheet1.xml").decode()
    assert "Hỏi về họp không giấy" in sheet
    assert "Nhận xét của tôi" in sheet
    assert "<f>" not in sheet
