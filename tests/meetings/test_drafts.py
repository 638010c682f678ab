"""Minutes, notices and resolutions drafted from the record, written by hand beside it, approved, sent to be signed."""

import threading

import pytest
from django.db import connection

from core.refused import Refused
from documents.writing import Overtaken
from journal.models import Entry
from meetings import actions, queries
from meetings.models import Draft, DraftChange
from signing.models import Route
from tests import world
from tests.meetings.scenes_after import held, minutes


def texts(draft):
    """The paragraphs, in order."""
    return list(draft.blocks.order_by("position").values_list("text", flat=True))


def block(draft, source):
    return draft.blocks.get(source=source)


class TestDrafting:
    def test_minutes_hold_the_five_contents(self, who):
        """Decision 45/2018: chair and list, course, opinions, votes, conclusions."""
        meeting, _vote = held(close=False)
        seat = meeting.seats.get(user=who.binh)
        actions.call_speaker(actions.ask_to_speak(seat, by=who.binh), by=who.an)
        meeting = actions.close_meeting(meeting, by=who.an)
        said = "\n".join(texts(actions.draft_minutes(meeting, by=who.chi)))
        for words in (
            "1. Chủ trì: Nguyễn Văn An, Chủ tịch Ủy ban nhân dân Thành phố.", "2. Thư ký: Lê Thị Chi, Văn thư",
            "có mặt 02/02", "1. Ngân sách năm 2027", "Ý kiến phát biểu:", "Trần Thị Bình, Giám đốc Sở Nội vụ",
            "2/2 thành viên tán thành, 0 không tán thành, 0 không biểu quyết", "Nội dung được thông qua",
            "1. Thống nhất dự toán ngân sách.", "2.1. Nêu rõ nguồn kinh phí.", "Cuộc họp kết thúc lúc",
        ):  # fmt: skip
            assert words in said, words

    def test_who_was_absent_stands_with_the_reason(self, who):
        meeting = world.convened()
        seat = meeting.seats.get(user=who.binh)
        actions.answer(seat, accept=False, reason="Đi công tác", by=who.binh)
        actions.arrive(meeting.seats.get(user=who.an), by=who.an)
        meeting = actions.open_meeting(meeting, by=who.an)
        meeting = actions.close_meeting(meeting, by=who.an)
        said = texts(actions.draft_minutes(meeting, by=who.chi))
        assert "Trần Thị Bình, Giám đốc Sở Nội vụ. Lý do: Đi công tác." in said

    def test_the_same_press_again_is_the_same_draft(self, who):
        meeting, vote = held()
        for make, thing in ((actions.draft_minutes, meeting), (actions.draft_notice, meeting), (actions.draft_act, vote)):  # fmt: skip
            assert make(thing, by=who.chi) == make(thing, by=who.chi)
        assert Draft.objects.count() == 3

    def test_before_the_session_there_is_nothing_to_draft(self, who):
        with pytest.raises(Refused):
            actions.draft_minutes(world.convened(), by=who.chi)

    @pytest.mark.parametrize(("kind", "form", "order"), [("committee", "resolution", "QUYẾT NGHỊ:"), ("working", "decision", "QUYẾT ĐỊNH:")])  # fmt: skip
    def test_an_adopted_vote_becomes_a_resolution_or_a_decision(self, who, kind, form, order):
        _meeting, vote = held(kind)
        draft = actions.draft_act(vote, by=who.chi)
        assert (draft.form, order in texts(draft)) == (form, True)
        assert texts(draft)[-3] == "Thông qua ngân sách năm 2027."
        assert draft.head["signing"]["capacity"].endswith("CHỦ TỊCH")

    def test_articles_come_from_the_draft_paper(self, who):
        _meeting, vote = held("committee")
        draft = actions.draft_act(vote, articles=["Mức hỗ trợ là 1 triệu đồng.", "Có hiệu lực từ 01/01/2027./."], by=who.chi)  # fmt: skip
        assert draft.blocks.filter(kind="article").first().text == "Mức hỗ trợ là 1 triệu đồng."

    def test_a_lost_vote_does_not(self, who):
        _meeting, vote = held()
        type(vote).objects.update(passed=False)
        vote.refresh_from_db()
        with pytest.raises(Refused):
            actions.draft_act(vote, by=who.chi)

    def test_private_notes_never_get_in(self, who):
        meeting, _vote = held(close=False)
        if hasattr(actions, "write_note"):
            actions.write_note(meeting.items.first(), text="BÍ MẬT RIÊNG TÔI", by=who.binh)
        said = "\n".join(texts(actions.draft_minutes(meeting, by=who.chi)))
        assert "BÍ MẬT" not in said


class TestWriting:
    def test_a_paragraph_is_saved_with_its_history(self, who):
        draft = minutes()
        row = block(draft, "place")
        before = row.text
        actions.write_block(draft, row.key, "Địa điểm: Phòng họp số 2.", seen=1, by=who.chi)
        change = DraftChange.objects.get()
        assert (change.before, change.after, change.by) == (before, "Địa điểm: Phòng họp số 2.", who.chi)  # fmt: skip
        assert block(draft, "place").revision == 2

    def test_the_second_of_two_sees_both_texts(self, who):
        """R31: nobody's words are lost."""
        draft = minutes()
        key = block(draft, "place").key
        actions.write_block(draft, key, "Của Chi", seen=1, by=who.chi)
        with pytest.raises(Overtaken) as caught:
            actions.write_block(draft, key, "Của An", seen=1, by=who.an)
        assert (caught.value.block.text, caught.value.mine) == ("Của Chi", "Của An")
        actions.write_block(draft, key, "Của cả hai", seen=2, by=who.an)
        assert block(draft, "place").text == "Của cả hai"

    def test_the_same_again_is_harmless(self, who):
        draft = minutes()
        key = block(draft, "place").key
        for _time in range(2):
            actions.write_block(draft, key, "Một lần", seen=1, by=who.chi)
        assert DraftChange.objects.count() == 1

    @pytest.mark.parametrize("bad", ["", "  \n ", "x" * 20_001])
    def test_empty_and_huge_are_refused(self, who, bad):
        draft = minutes()
        with pytest.raises(Refused):
            actions.write_block(draft, block(draft, "place").key, bad, seen=1, by=who.chi)

    def test_new_moved_and_taken_out(self, who):
        draft = minutes()
        new = actions.add_block(draft, after=block(draft, "place").key, text="Chen vào", by=who.chi)
        assert texts(draft)[2] == "Chen vào"
        actions.move_block(draft, new.key, up=True, by=who.chi)
        assert texts(draft)[1] == "Chen vào"
        actions.remove_block(draft, new.key, seen=1, by=who.chi)
        assert "Chen vào" not in texts(draft)
        assert DraftChange.objects.filter(key=new.key, before="Chen vào", after="").exists()


class TestBesideTheRecord:
    def test_figures_that_contradict_are_named(self, who):
        draft = minutes()
        row = draft.blocks.get(source__startswith="vote.")
        actions.write_block(draft, row.key, row.text.replace("2/2", "1/2"), seen=1, by=who.chi)
        found = next(one for one in queries.draft_view(draft).rows if one.block.key == row.key)
        assert (found.trouble, found.foreign, found.lacks) == ("figures", ["1/2"], ["2/2"])

    def test_a_record_that_moved_on_is_shown_and_taken_over(self, who):
        meeting, _vote = held(close=False)
        draft = actions.draft_minutes(meeting, by=who.chi)
        actions.draft_conclusion(meeting, text="Kết luận thêm", kind="decision", item=meeting.items.first(), by=who.chi)  # fmt: skip
        actions.agree_all(meeting, by=who.an)
        view = queries.draft_view(draft)
        assert [one.text for one in view.missing] == ["3. Kết luận thêm."]
        actions.take_record(draft, view.missing[0].source, by=who.chi)
        order = texts(draft)
        assert order.index("3. Kết luận thêm.") == order.index("2.1. Nêu rõ nguồn kinh phí.") + 1
        assert not queries.draft_view(draft).missing


class TestTheWay:
    def test_comment_return_and_approval(self, who):
        draft = actions.circulate_draft(minutes(), by=who.chi)
        draft = actions.return_draft(draft, reason="Thiếu ý kiến Sở Nội vụ", by=who.an)
        with pytest.raises(Refused):
            actions.approve_draft(draft, by=who.an)
        actions.settle_remark(draft.remarks.get(), by=who.chi)
        assert actions.approve_draft(draft, by=who.an).state == "approved"
        with pytest.raises(Refused):
            actions.write_block(draft, block(draft, "place").key, "Muộn", seen=1, by=who.chi)

    def test_minutes_are_signed_by_the_secretary_then_the_chair(self, who):
        draft = actions.approve_draft(minutes(), by=who.an)
        printed = actions.print_draft(draft)
        draft = actions.send_draft(draft, printed, by=who.chi)
        steps = Route.objects.get(paper=draft.paper).steps.order_by("position")
        assert [(row.kind, row.who) for row in steps] == [
            ("sign", who.chi), ("sign", who.an), ("number", who.chi), ("seal", who.chi),
        ]  # fmt: skip
        assert (draft.state, draft.paper.kind) == ("signing", "minutes")

    def test_minutes_are_not_sent_unapproved(self, who):
        draft = minutes()
        with pytest.raises(Refused):
            actions.send_draft(draft, actions.print_draft(draft), by=who.chi)

    def test_a_text_that_changed_while_it_was_printed_is_not_sent(self, who):
        draft = actions.draft_notice(held()[0], by=who.chi)
        printed = actions.print_draft(draft)
        actions.write_block(draft, block(draft, "closing").key, "Đổi rồi./.", seen=1, by=who.chi)
        with pytest.raises(Refused):
            actions.send_draft(draft, printed, by=who.chi)
        assert not Route.objects.exists()

    def test_what_comes_back_unsigned_is_mended_and_sent_again(self, who):
        from signing.actions import return_route

        draft = actions.draft_notice(held()[0], by=who.chi)
        draft = actions.send_draft(draft, actions.print_draft(draft), by=who.chi)
        step = Route.objects.get(paper=draft.paper).steps.get(state="asked")
        return_route(step, reason="Sai hạn", by=who.an)
        draft.refresh_from_db()
        assert (draft.state, draft.remarks.get().text) == ("approved", "Sai hạn")
        draft = actions.return_draft(draft, reason="Sửa", by=who.an)
        actions.settle_remark(draft.remarks.last(), by=who.chi)
        actions.write_block(draft, block(draft, "closing").key, "Đã sửa./.", seen=1, by=who.chi)
        draft.refresh_from_db()
        draft = actions.send_draft(draft, actions.print_draft(draft), by=who.chi)
        assert (draft.state, Route.objects.filter(paper=draft.paper).count()) == ("signing", 2)

    def test_the_file_is_prepared_before_the_transaction(self, who, monkeypatch):
        from signing.actions import routes

        draft = actions.draft_notice(held()[0], by=who.chi)
        printed = actions.print_draft(draft)
        actions.make_draft_ready(draft, printed)
        monkeypatch.setattr(routes, "prepared_file", lambda *_: pytest.fail("prepared inside"))
        assert actions.send_draft(draft, printed, by=who.chi).state == "signing"


class TestEarlierMinutes:
    @pytest.fixture
    def offered(self, who):
        from datetime import timedelta

        from core.clock import now

        draft = minutes()
        starts = now() + timedelta(days=30)
        following = actions.plan_meeting(
            title="Phiên họp tháng 12", unit=who.committee, chair=who.an, starts_at=starts,
            ends_at=starts + timedelta(hours=2), by=who.chi,
        )  # fmt: skip
        assert list(queries.earlier_minutes(following)) == [draft]
        item = actions.offer_minutes(draft, following, actions.print_draft(draft), by=who.chi)
        draft.refresh_from_db()
        return draft, following, item

    def test_they_come_to_the_next_agenda_with_their_paper(self, offered):
        draft, following, item = offered
        assert item.title == "Thông qua biên bản phiên họp tháng 11"
        assert item.papers.get().versions.exists()
        assert (draft.state, list(queries.earlier_minutes(following))) == ("comment", [])

    def test_an_adopted_vote_on_the_item_approves_them(self, who, offered):
        draft, following, item = offered
        actions.convene_meeting(following, by=who.chi)
        seat = following.seats.get(user=who.an)
        actions.arrive(seat, by=who.an)
        actions.open_meeting(following, by=who.an)
        vote = actions.open_vote(actions.prepare_vote(following, question="Thông qua biên bản", item=item, by=who.an), by=who.an)  # fmt: skip
        actions.cast_ballot(vote, seat, "agree", by=who.an)
        actions.announce_vote(actions.close_vote(vote, by=who.an), by=who.an)
        draft.refresh_from_db()
        assert (draft.state, draft.approved_by) == ("approved", who.an)

    def test_an_objection_is_noted(self, who, offered):
        draft, _following, _item = offered
        actions.remark_on_draft(draft, text="Ý kiến tôi ghi chưa đúng", objection=True, by=who.binh)
        row = queries.draft_view(draft).remarks[0]
        assert (row.kind, row.by) == ("objection", who.binh)
        assert Entry.objects.filter(event="meetings.draft_remarked").exists()

    def test_they_are_offered_once(self, who, offered):
        draft, following, _item = offered
        with pytest.raises(Refused):
            actions.offer_minutes(draft, following, actions.print_draft(draft), by=who.chi)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_lose_nothing():
    """R31: two people save the same paragraph in the same moment: one is told, both texts are known."""
    who, draft = world.cast(), minutes()
    key, answers = block(draft, "place").key, []

    def save(person, text):
        try:
            actions.write_block(draft, key, text, seen=1, by=person)
            answers.append("saved")
        except Overtaken as error:
            answers.append((error.block.text, error.mine))
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=row) for row in ((who.an, "An"), (who.chi, "Chi"))]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "saved" in answers
    assert {"An", "Chi"} == set(next(row for row in answers if row != "saved"))
