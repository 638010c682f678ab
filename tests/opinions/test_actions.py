"""The life of a round, told as minutes: Chi prepares, An leads and is a member, Bình and Em are members."""

from datetime import timedelta

import pytest

from core.clock import now
from core.refused import Refused
from documents.access import folders, papers
from journal.models import Entry
from notices.models import Mail, Notice
from opinions import actions
from opinions.models import Round, Sheet
from opinions.queries.progress import progress
from opinions.queries.results import judge
from tests import world
from tests.opinions import scenes


def _told(person):
    return list(Notice.objects.filter(user=person).values_list("sentence", flat=True))


# ---------------------------------------------------------------- before it is sent


def test_a_round_is_drafted_submitted_approved_and_sent(who):
    with scenes.at(23, 9):
        round_ = scenes.collecting()
    assert round_.state == "collecting"
    assert f"{round_.deadline.astimezone():%d/%m/%Y}" == "27/11/2026"  # the 24th is a day off
    asked = round_.asked.order_by("position")
    assert [(str(one), one.title) for one in asked] == [
        ("Nguyễn Văn An", "Chủ tịch"), ("Trần Thị Bình", "Giám đốc"), ("Vũ Thị Em", "Ủy viên"),
        ("Sở Xây dựng", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "  "},
        {"matters": []},
        {"matters": ["", "  "]},
        {"members": []},
        {"matters": ["x"] * 21},
    ],
)
def test_a_plan_that_asks_nothing_or_nobody_is_refused(who, wrong):
    with pytest.raises(Refused):
        actions.draft_round(scenes.plan(**wrong), by=who.chi)
    assert not Round.objects.exists()


def test_who_is_asked_knows_nothing_before_it_is_sent(who):
    round_ = scenes.approved()
    assert not folders(who.binh).filter(pk=round_.folder_id).exists()
    assert _told(who.binh) == []
    actions.send_round(round_, by=who.chi)
    assert folders(who.binh).filter(pk=round_.folder_id).exists()
    assert "Quy chế quản lý nhà ở xã hội" in _told(who.binh)[0]
    assert Mail.objects.filter(user=who.binh).count() == 1


def test_it_is_returned_with_a_reason_changed_and_submitted_again(who):
    round_ = actions.submit(scenes.drafted(), by=who.chi)
    with pytest.raises(Refused):
        actions.return_round(round_, reason="  ", by=who.an)
    round_ = actions.return_round(round_, reason="Bổ sung căn cứ", by=who.an)
    assert (round_.state, round_.reason) == ("returned", "Bổ sung căn cứ")
    round_ = actions.change_round(round_, scenes.plan(grounds="Luật Nhà ở"), by=who.chi)
    assert actions.submit(round_, by=who.chi).reason == ""


def test_two_clerks_do_not_overwrite_one_another(who):
    from journal.ledger import head

    round_ = scenes.drafted()
    seen = head(round_.book)
    actions.change_round(round_, scenes.plan(title="Của người thứ nhất"), seen=seen, by=who.chi)
    with pytest.raises(Refused, match=r"Somebody else|Người khác"):
        actions.change_round(round_, scenes.plan(title="Của người thứ hai"), seen=seen, by=who.chi)
    assert Round.objects.get().title == "Của người thứ nhất"


def test_a_round_approved_is_no_longer_changed_unless_it_is_taken_back(who):
    round_ = scenes.approved()
    with pytest.raises(Refused):
        actions.change_round(round_, scenes.plan(), by=who.chi)
    round_ = actions.take_back(round_, by=who.chi)
    assert round_.state == "draft"
    with pytest.raises(Refused):
        actions.send_round(round_, by=who.chi)


def test_somebody_who_cannot_sign_in_any_more_is_named_before_sending(who):
    round_ = scenes.approved()
    who.binh.is_active = False
    who.binh.save()
    with pytest.raises(Refused, match="Trần Thị Bình"):
        actions.send_round(round_, by=who.chi)


def test_a_deadline_on_saturday_is_monday_and_one_in_the_past_is_refused(who):
    with scenes.at(23, 9):
        round_ = scenes.approved()
        with pytest.raises(Refused):
            actions.send_round(round_, deadline=now() - timedelta(minutes=1), by=who.chi)
        saturday = now() + timedelta(days=5)
        round_ = actions.send_round(round_, deadline=saturday, by=who.chi)
    assert round_.deadline == saturday + timedelta(days=2)


def test_papers_people_answer_on_are_not_replaced(who):
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = SimpleUploadedFile("x.pdf", world.pdf("Moi"), "application/pdf")
    round_ = scenes.drafted()
    paper = round_.folder.papers.get()
    actions.replace_paper(round_, paper, upload=upload, by=who.chi)
    assert paper.versions.count() == 2
    round_ = actions.send_round(
        actions.approve(actions.submit(round_, by=who.chi), by=who.an), by=who.chi
    )
    with pytest.raises(Refused):
        actions.replace_paper(round_, paper, upload=upload, by=who.chi)
    actions.file_paper(round_, upload=upload, title="Phụ lục", by=who.chi)
    assert round_.folder.papers.count() == 2
    assert "Phụ lục" in _told(who.binh)[0]


# ---------------------------------------------------------------- answers


def test_an_answer_counts_and_may_be_replaced_and_the_earlier_one_is_kept(who):
    round_ = scenes.collecting()
    first = scenes.answers(round_, who.binh, "agree")
    second = scenes.answers(round_, who.binh, "disagree", text="Chưa đủ căn cứ")
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("replaced", "sent", 2)
    assert progress(round_).answered == 1
    assert judge(round_)[0].result["disagree"] == 1


def test_the_same_answer_sent_twice_is_one_sheet_and_one_entry(who):
    round_ = scenes.collecting()
    sheets = {scenes.answers(round_, who.binh, "agree").pk for _turn in range(3)}
    assert len(sheets) == 1
    assert Sheet.objects.count() == 1
    assert Entry.objects.filter(event="opinions.sheet_sent").count() == 1


def test_a_draft_is_kept_and_not_counted(who):
    round_ = scenes.collecting()
    line, matter = scenes.line(round_, who.binh), round_.matters.first()
    for text in ("Tôi", "Tôi cho rằng", "Tôi cho rằng nên lùi"):
        actions.save_draft(line, actions.Filled({matter.pk: ("", text)}), by=who.binh)
    draft = Sheet.objects.get()
    assert (draft.state, draft.replies.get().text) == ("draft", "Tôi cho rằng nên lùi")
    assert progress(round_).answered == 0
    sent = scenes.answers(round_, who.binh, "agree")
    assert (sent.pk, sent.state) == (draft.pk, "sent")


@pytest.mark.parametrize(
    ("replies", "word"),
    [({}, "1"), ({0: ("agree", "")}, "2"), ({0: ("other", " "), 1: ("agree", "")}, "1"),
     ({0: ("maybe", ""), 1: ("agree", "")}, "1")],
)  # fmt: skip
def test_an_answer_that_leaves_something_open_is_refused(who, replies, word):
    round_ = scenes.collecting()
    matters = list(round_.matters.all())
    given = {matters[place].pk: reply for place, reply in replies.items()}
    with pytest.raises(Refused, match=word):
        actions.send_sheet(scenes.line(round_, who.binh), actions.Filled(given), by=who.binh)
    assert not Sheet.objects.exists()


def test_what_somebody_answered_stands_in_no_journal(who):
    scenes.closed()
    told = " ".join(str(entry.data) + entry.label for entry in Entry.objects.all())
    assert "Nên chia hai đợt" not in told
    assert "disagree" not in told
    assert "other" not in told


def test_after_the_deadline_no_answer_is_taken_whether_the_clock_has_closed_it_or_not(who):
    with scenes.at(23, 9):
        round_ = scenes.collecting()
        scenes.answers(round_, who.an, "agree")
    with scenes.at(27, 17, 1):
        with pytest.raises(Refused, match="17:00 27/11/2026"):
            scenes.answers(round_, who.binh, "agree")
        assert actions.close_overdue() == 1
        assert actions.close_overdue() == 0
        with pytest.raises(Refused):
            scenes.answers(round_, who.binh, "agree")
    round_.refresh_from_db()
    assert round_.state == "closed"
    missing = Entry.objects.get(event="opinions.closed_by_clock").data["missing"]
    assert missing == "Trần Thị Bình, Vũ Thị Em, Sở Xây dựng"
    assert any("Trần Thị Bình" in sentence for sentence in _told(who.chi))
    assert sum("Quy chế" in sentence for sentence in _told(who.binh)) == 2  # asked, and missed


def test_a_round_closes_early_with_a_reason_or_when_everybody_has_answered(who):
    round_ = scenes.collecting()
    with pytest.raises(Refused):
        actions.close_round(round_, by=who.chi)
    assert actions.close_round(round_, reason="Yêu cầu khẩn", by=who.chi).reason == "Yêu cầu khẩn"
    assert scenes.closed(title="Đủ phiếu").state == "closed"


def test_the_deadline_is_moved_with_a_reason_and_the_old_one_kept(who):
    with scenes.at(23, 9):
        round_ = scenes.collecting()
    with scenes.at(27, 18):
        actions.close_overdue()
        later = now() + timedelta(days=3)
        with pytest.raises(Refused):
            actions.extend(round_, deadline=later, reason=" ", by=who.chi)
        round_ = actions.extend(round_, deadline=later, reason="Chờ thẩm định", by=who.chi)
        scenes.answers(round_, who.binh, "agree")
    moved = round_.extensions.get()
    assert (round_.state, moved.reason) == ("collecting", "Chờ thẩm định")
    assert f"{moved.old:%d %H:%M}" == "27 10:00"


def test_who_was_taken_off_the_list_cannot_answer_and_the_majority_is_of_the_rest(who):
    round_ = scenes.collecting()
    scenes.answers(round_, who.binh, "disagree")
    actions.take_off(scenes.line(round_, who.binh), reason="Nghỉ hưu", by=who.chi)
    with pytest.raises(Refused):
        scenes.answers(round_, who.binh, "agree")
    result = judge(Round.objects.get())[0].result
    assert (result["total"], result["disagree"], result["needed"]) == (2, 0, 2)


def test_who_is_no_longer_asked_or_no_longer_leads_reads_its_papers_no_more(who):
    members = [who.an, scenes.em()]
    round_ = scenes.collecting(members=members, units=[who.department])  # Bình speaks for it
    assert papers(who.binh).filter(folder=round_.folder).exists()
    line = scenes.line(round_, who.department)
    actions.take_off(line, reason="Không liên quan", by=who.chi)
    assert not papers(who.binh).filter(folder=round_.folder).exists()
    assert papers(who.an).filter(folder=round_.folder).exists()
    draft = scenes.drafted()
    actions.change_round(draft, scenes.plan(leader=scenes.em()), by=who.chi)
    seen = {one: papers(one).filter(folder=draft.folder).exists() for one in (*members, who.chi)}
    assert list(seen.values()) == [False, True, True]


def test_a_round_is_cancelled_with_a_reason_everybody_reads(who):
    round_ = actions.cancel(scenes.collecting(), reason="Đưa ra phiên họp", by=who.chi)
    assert round_.state == "cancelled"
    assert "Đưa ra phiên họp" in _told(who.binh)[0]
    with pytest.raises(Refused):
        scenes.answers(round_, who.binh, "agree")
    with pytest.raises(Refused):
        actions.cancel(scenes.announced(title="Đã công bố"), reason="x", by=who.chi)


# ---------------------------------------------------------------- the result
