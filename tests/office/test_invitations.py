"""The invitation as a document: drafted, signed, numbered and sealed, sent; replaced when the plan changes; called off."""

import email
from datetime import timedelta
from email import policy

import pytest
from django.core import mail as locmem

from core.clock import at, now
from core.refused import Refused
from meetings import actions
from meetings.actions.invitations import issued, next_kind, open_draft
from meetings.bells import remind_waiting
from meetings.invitation import capacity, opening_words
from meetings.models import Invitation
from meetings.sheets import sheets_pdf
from notices.models import Enclosure, Mail, Notice
from notices.postman import message_of
from signing import door as signing
from signing.actions.keys import issue_key, issue_seal
from signing.models import SigningKey
from tests import world
from tests.meetings.table import seat, told
from tests.signing.test_annex_notes import said
from tests.world import PIN

OPENING = "Ủy ban nhân dân Thành phố trân trọng kính mời đại biểu dự Phiên họp tháng 11."


@pytest.fixture
def keys(who, settings, tmp_path):
    settings.DEMO, settings.DATA_DIR = True, tmp_path  # pictures of signature and seal are drawn
    if not SigningKey.objects.exists():
        issue_key(who.an, pin=PIN)
        issue_seal(who.committee, pin=PIN)


def _draft(meeting, who, opening=OPENING):
    return actions.draft_invitation(
        meeting, opening=opening, requirements="Nghiên cứu tài liệu trước", recipients="Như trên;",
        signer=who.an, by=who.chi,
    )  # fmt: skip


def _issue(letter, who):
    """Let An sign and Chi number and seal."""
    actions.send_invitation(letter, by=who.chi)
    route = signing.Route.objects.get(paper=letter.paper)
    for act, person in ((signing.sign, who.an), (signing.number_and_seal, who.chi)):
        route.refresh_from_db()
        step = route.steps.get(state="asked")
        act(step, pin=PIN, seen=route.current.sha256, by=person)
    return Invitation.objects.select_related("paper").get(pk=letter.pk)


def _files(person, key):
    letter = Mail.objects.get(
        user=person, key=f"notice.{Notice.objects.get(user=person, key__endswith=key).pk}"
    )
    raw = message_of(letter).message().as_bytes()
    parts = email.message_from_bytes(raw, policy=policy.default).iter_attachments()
    return {part.get_filename(): part for part in parts}


class TestDraft:
    def test_writing_it_again_makes_a_new_version_of_the_same_paper(self, who):
        meeting = world.draft()
        first = _draft(meeting, who)
        again = _draft(meeting, who, "Kính mời đại biểu dự phiên họp thường kỳ.")
        assert first.paper_id == again.paper_id
        assert again.paper.versions.count() == 2
        assert open_draft(meeting).opening == "Kính mời đại biểu dự phiên họp thường kỳ."

    def test_an_empty_one_is_refused(self, who):
        with pytest.raises(Refused):
            _draft(world.draft(), who, "  ")

    def test_hostile_words_are_printed_as_words(self, who):
        letter = _draft(world.draft(), who, '#import "x" ]] $ \\ ' + "<b>" * 40 + "\0\u202e")
        assert letter.paper.versions.get().pages >= 1

    def test_it_is_not_sent_when_the_time_moved_since(self, who):
        meeting = world.draft()
        letter = _draft(meeting, who)
        actions.change_meeting(meeting, place="Phòng khác", by=who.chi)
        with pytest.raises(Refused):
            actions.send_invitation(letter, by=who.chi)

    def test_who_signs_for_whom(self, who):
        meeting = world.draft()
        assert capacity(who.an, meeting) == "CHỦ TỊCH"
        assert capacity(who.binh, meeting) == "TL. CHỦ TỊCH\nGIÁM ĐỐC"


@pytest.mark.usefixtures("keys")
class TestIssued:
    def test_it_is_numbered_and_goes_to_everybody_with_the_file(self, who):
        meeting = world.convened()
        letter = _issue(_draft(meeting, who), who)
        assert letter.issued_at
        assert letter.paper.notation == "01/GM-UBND"
        assert letter.paper.state == "issued"
        files = _files(who.binh, f"letter.{letter.pk}")
        assert files["giay-moi.pdf"].get_content()[:5] == b"%PDF-"
        kind = files["cuoc-hop.ics"]
        assert (kind.get_content_type(), kind.get_param("method")) == ("text/calendar", "REQUEST")
        assert told(meeting)[-1] == "meetings.invitation_issued"

    def test_the_list_of_guests_bears_number_and_date_of_its_letter(self, who, tmp_path):
        letter = _issue(_draft(world.convened(), who), who)
        pages = said(letter.paper.versions.latest("number").read(), tmp_path)
        listed = next(page for page in pages if "DANH SÁCH" in page)
        assert "(Kèm theo Giấy mời số 01/GM-UBND ngày " in listed
        assert f"của {letter.meeting.unit.name})" in listed

    def test_the_file_for_many_is_kept_once(self, who):
        meeting = world.convened()
        actions.invite(meeting, [who.dung], role="guest", by=who.chi)
        _issue(_draft(meeting, who), who)
        assert Enclosure.objects.filter(name="giay-moi.pdf").count() == 1

    def test_before_convening_it_waits_and_then_goes_along(self, who):
        meeting = world.draft()
        _issue(_draft(meeting, who), who)
        assert not Notice.objects.filter(user=who.binh, url=meeting.get_absolute_url()).exists()
        meeting.refresh_from_db()
        actions.convene_meeting(meeting, by=who.chi)
        assert "giay-moi.pdf" in _files(who.binh, "convened")

    def test_a_small_meeting_is_convened_without_it(self, who):
        world.convened()
        assert set(_files(who.binh, "convened")) == {"cuoc-hop.ics"}

    def test_anybody_verifies_it_by_its_code(self, client, who):
        letter = _issue(_draft(world.convened(), who), who)
        route = signing.Route.objects.get(paper=letter.paper)
        page = client.get(
            route.check_url.partition("//")[2].partition("/")[1] + route.check_url.split("/", 3)[3]
        )
        assert page.status_code == 200
        assert "01/GM-UBND" in page.content.decode()


@pytest.mark.usefixtures("keys")
class TestChanges:
    def test_another_time_asks_again_and_moves_the_entry(self, who):
        meeting = world.convened()
        actions.answer(seat(meeting, who.binh), accept=True, by=who.binh)
        later = meeting.starts_at + timedelta(days=1)
        actions.change_meeting(
            meeting, starts_at=later, ends_at=later + timedelta(hours=2), by=who.chi
        )
        meeting.refresh_from_db()
        assert meeting.sequence == 1
        assert seat(meeting, who.binh).answer == "waiting"
        assert b"SEQUENCE:1" in _files(who.binh, "revised.1")["cuoc-hop.ics"].get_content().encode()

    def test_another_place_keeps_the_answers(self, who):
        meeting = world.convened()
        actions.answer(seat(meeting, who.binh), accept=True, by=who.binh)
        actions.change_meeting(meeting, place="Phòng 2", by=who.chi)
        assert seat(meeting, who.binh).answer == "accepted"

    def test_a_draft_tells_nobody(self, who):
        meeting = actions.change_meeting(world.draft(), place="Phòng 2", by=who.chi)
        assert meeting.sequence == 0
        assert not Notice.objects.filter(user=who.binh, key__contains="revised").exists()

    def test_the_next_document_replaces_the_one_in_force(self, who):
        meeting = world.convened()
        _issue(_draft(meeting, who), who)
        meeting.refresh_from_db()
        actions.change_meeting(meeting, place="Phòng 2", by=who.chi)
        meeting.refresh_from_db()
        kind, before = next_kind(meeting)
        words = opening_words(meeting, kind, before)
        assert kind == "replacement"
        assert "thay thế Giấy mời số 01/GM-UBND" in words
        assert "Phòng 2" in words
        second = _issue(_draft(meeting, who, words), who)
        assert (second.paper.notation, second.replaces_id) == ("02/GM-UBND", before.pk)
        assert issued(meeting) == second

    def test_calling_off_takes_the_entry_back_and_has_its_own_notice(self, who):
        meeting = world.convened()
        _issue(_draft(meeting, who), who)
        meeting.refresh_from_db()
        meeting = actions.cancel_meeting(meeting, reason="Bão số 5", by=who.chi)
        entry = _files(who.binh, "cancelled")["cuoc-hop.ics"]
        assert entry.get_param("method") == "CANCEL"
        assert "STATUS:CANCELLED" in entry.get_content()
        kind, before = next_kind(meeting)
        letter = _issue(_draft(meeting, who, opening_words(meeting, kind, before, "Bão")), who)
        assert letter.paper.notation == "01/TB-UBND"


class TestReminders:
    def test_one_press_reminds_the_silent_once_a_day(self, who):
        meeting = world.convened()
        actions.answer(seat(meeting, who.an), accept=True, by=who.an)
        assert actions.remind_unanswered(meeting, by=who.chi) == 1
        actions.remind_unanswered(meeting, by=who.chi)
        assert Notice.objects.filter(key__contains="answer").count() == 1
        actions.answer(seat(meeting, who.binh), accept=True, by=who.binh)
        with pytest.raises(Refused):
            actions.remind_unanswered(meeting, by=who.chi)

    def test_a_draft_reminds_nobody(self, who):
        with pytest.raises(Refused):
            actions.remind_unanswered(world.draft(), by=who.chi)

    def test_the_clock_reminds_on_working_days_before(self, who):
        monday = now().replace(year=2026, month=11, day=30, hour=2)
        with at(monday - timedelta(days=7)):
            meeting = world.draft()
            actions.change_meeting(
                meeting, starts_at=monday, ends_at=monday + timedelta(hours=2), by=who.chi
            )
            actions.convene_meeting(meeting, by=who.chi)
        days = {}
        for back in range(6, 0, -1):
            with at(monday - timedelta(days=back, hours=1)):
                before = Notice.objects.filter(user=who.binh, key__contains="remind").count()
                remind_waiting()
                remind_waiting()
                days[back] = (
                    Notice.objects.filter(user=who.binh, key__contains="remind").count() - before
                )
        assert {back for back, rung in days.items() if rung} == {5, 3}  # Wednesday and Friday
        assert max(days.values()) == 1


class TestSheets:
    def test_one_for_each_and_none_for_who_is_replaced(self, who):
        meeting = world.convened()
        actions.stay_away(
            seat(meeting, who.binh),
            reason="Ốm",
            instead=actions.Instead(who.dung),
            by=who.chi,
            on_behalf=True,
        )
        seats = list(meeting.seats.select_related("user"))
        assert _pages(sheets_pdf(meeting, seats)) == len(seats) - 1

    def test_only_who_prepares_prints_all_and_everybody_their_own(self, client, who):
        meeting = world.convened()
        for person, path, code in (
            (who.chi, "sheets.pdf", 200),
            (who.binh, "sheets.pdf", 403),
            (who.binh, "mine.pdf", 200),
            (who.dung, "mine.pdf", 404),
        ):
            client.force_login(person)
            assert client.get(f"/meetings/{meeting.pk}/invitation/{path}").status_code == code


def _pages(content):
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def test_a_letter_with_files_leaves_as_one_message(who):
    world.convened()
    message_of(Mail.objects.filter(user=who.binh).latest("pk")).send()
    assert [part.get_filename() for part in locmem.outbox[-1].attachments] == ["cuoc-hop.ics"]
