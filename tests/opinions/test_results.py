"""What becomes of the answers: counted, announced, taken up in the draft, followed by a decision."""

from datetime import timedelta

import pytest

from core.clock import now
from core.refused import Refused
from notices.models import Notice
from opinions import actions
from opinions.models import Sheet
from opinions.queries.results import judge
from opinions.sentences import result_sentences
from tests import world
from tests.opinions import scenes


def _told(person):
    return list(Notice.objects.filter(user=person).values_list("sentence", flat=True))


CASES = (  # An, Bình, Em, Hoa → passed, tie; more than half of all four: three are needed
    (("agree", "agree", "agree", None), True, False),
    (("agree", "agree", None, None), False, False),
    (("agree", "agree", "disagree", "disagree"), True, True),  # equal sides: An agrees
    (("disagree", "agree", "agree", "disagree"), False, True),  # equal sides: An disagrees
    ((None, "agree", "disagree", None), False, True),  # equal sides, An did not answer
    (("agree", "other", "disagree", "no_opinion"), True, True),
    (("disagree", "agree", "agree", "agree"), True, False),
    ((None, None, None, None), False, False),
    (("agree", "agree", "other", "no_opinion"), False, False),
)


@pytest.mark.parametrize(("said", "passed", "tie"), CASES)
def test_more_than_half_of_all_members_decide_and_equal_sides_follow_the_leader(
    who, said, passed, tie
):
    from people.models import Post, User

    hoa = User.objects.create_user("hoa", world.PASSWORD, full_name="Lý Thị Hoa")
    Post.objects.create(user=hoa, unit=who.committee, title="Ủy viên")
    people = [who.an, who.binh, scenes.em(), hoa]
    round_ = scenes.collecting(members=people, units=[], matters=["Thông qua"])
    for person, choice in zip(people, said, strict=True):
        if choice:
            scenes.answers(round_, person, choice, text="ý kiến")
    round_ = actions.close_round(round_, reason="hết hạn", by=who.chi)
    result = actions.count_round(round_, by=who.chi).matters.get().result
    assert (result["passed"], result["tie"], result["needed"]) == (passed, tie, 3)
    missing = [str(p) for p, choice in zip(people, said, strict=True) if choice is None]
    assert result["missing"] == missing
    sentences = " ".join(result_sentences(result))
    assert all(name in sentences for name in missing)
    assert "117" in sentences


def test_units_comment_and_are_not_counted(who):
    result = judge(scenes.closed())[0].result
    assert (result["agree"], result["other"], result["disagree"], result["total"]) == (2, 1, 0, 3)


def test_a_counted_result_is_frozen_and_names_who_counted(who):
    round_ = actions.count_round(scenes.closed(), by=who.chi)
    before = [one.result for one in judge(round_)]
    Sheet.objects.all().update(state="replaced")
    assert [one.result for one in judge(round_)] == before
    assert round_.counted_by == who.chi
    with pytest.raises(Refused):
        actions.count_round(round_, by=who.chi)


def test_the_announced_result_is_a_paper_everybody_asked_may_read(who):
    round_ = scenes.announced()
    assert round_.result_paper.kind == "report"
    assert round_.result_paper.folder_id == round_.folder_id
    with pytest.raises(Refused):
        actions.announce(round_, by=who.an)


# ---------------------------------------------------------------- the comparison table


def test_the_table_is_filled_with_what_was_said_in_words(who):
    rows = list(scenes.closed().rows.all())
    assert [(row.who, row.opinion, row.matter.position) for row in rows] == [
        ("Vũ Thị Em, Ủy viên", "Nên chia hai đợt", 1),
        ("Sở Xây dựng", "Chưa rõ nguồn vốn", 1),
        ("Vũ Thị Em, Ủy viên", "Nên chia hai đợt", 2),
        ("Sở Xây dựng", "Chưa rõ nguồn vốn", 2),
    ]


def test_a_row_is_written_once_and_a_second_writer_sees_both_texts(who):
    row = scenes.closed().rows.first()
    given = {"verdict": "accepted", "answer": "Đã bổ sung Điều 5", "change": "Điều 5 khoản 2"}
    actions.write_row(row, given=given, seen=1, by=who.chi)
    actions.write_row(row, given=given, seen=1, by=who.chi)  # the same again changes nothing
    with pytest.raises(Refused, match="Đã bổ sung Điều 5"):
        actions.write_row(row, given={**given, "answer": "Khác"}, seen=1, by=who.an)
    row.refresh_from_db()
    assert (row.edition, row.answer, row.by) == (2, "Đã bổ sung Điều 5", who.chi)


def test_an_opinion_not_accepted_needs_an_explanation(who):
    row = scenes.closed().rows.first()
    with pytest.raises(Refused):
        actions.write_row(row, given={"verdict": "explained"}, seen=1, by=who.chi)


def test_a_longer_deadline_keeps_what_was_written_and_drops_what_was_replaced(who):
    round_ = scenes.closed()
    first, _second = round_.rows.filter(who__startswith="Vũ")
    actions.write_row(first, given={"verdict": "noted"}, seen=1, by=who.chi)
    round_ = actions.extend(round_, deadline=now() + timedelta(days=9), reason="x", by=who.chi)
    scenes.answers(round_, scenes.em(), "other", text="Nên chia ba đợt")
    round_ = actions.close_round(round_, by=who.chi)
    said = list(round_.rows.filter(who__startswith="Vũ").values_list("opinion", flat=True))
    assert sorted(said) == ["Nên chia ba đợt", "Nên chia ba đợt", "Nên chia hai đợt"]


# ---------------------------------------------------------------- a decision from it


def test_a_decision_is_drafted_from_an_announced_result_and_goes_to_be_signed(who):
    from signing.models import Route

    round_ = scenes.announced()
    paper = actions.draft_decision(
        round_, subject="ban hành Quy chế", articles=["Ban hành kèm theo."], by=who.chi
    )
    actions.send_to_be_signed(paper, round_, by=who.chi)
    steps = [(str(step.who), step.kind) for step in Route.objects.get(paper=paper).steps.all()]
    assert steps == [
        ("Nguyễn Văn An", "sign"), ("Lê Thị Chi", "number"), ("Lê Thị Chi", "seal"),
    ]  # fmt: skip


@pytest.mark.parametrize(("shows", "named"), [("totals", False), ("names", True)])
def test_the_report_names_who_did_not_answer_only_when_it_was_said_so_before(who, shows, named):
    from opinions.printing import report_data

    round_ = scenes.collecting(shows=shows, paper=False)
    scenes.answers(round_, who.an, "agree")
    round_ = actions.count_round(actions.close_round(round_, reason="x", by=who.chi), by=who.chi)
    data = report_data(round_, [(j.matter, j.result) for j in judge(round_)], signer=who.an)
    assert ("Trần Thị Bình" in str(data["body"])) is named
    assert data["body"][-1]["text"].endswith("./.")
