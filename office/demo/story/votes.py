"""More votes of the session: one declared void and repeated, one secret, and who does not vote on an item."""

from datetime import timedelta
from typing import Any

from meetings import door as meetings
from office.demo.story.city import City, at

SECOND = timedelta(seconds=1)
REPEATED = "Thông qua Phụ lục nhiệm vụ trọng tâm tháng {next_month} kèm theo Báo cáo"
VOID_BECAUSE = "Máy tính bảng của hai đại biểu mất kết nối khi đang biểu quyết"
CONFIDENCE = "Bỏ phiếu kín giới thiệu Tổ trưởng Tổ công tác chống ngập của thành phố"
AGAINST, SILENT = 3, 1  # of the secret ballots
RECUSED, RECUSED_BECAUSE = "phuoc", "Người thân góp vốn tại một nhà thầu dự kiến tham gia dự án"


def put_to_the_vote(city: City, meeting: Any, item: Any, *, begin: Any) -> None:
    """Void and repeated, then a secret one; all within four minutes of ``begin``."""
    chair = meeting.chair
    with at(begin):
        vote = meetings.prepare_vote(meeting, question=city.words(REPEATED), item=item, by=chair)
        vote = meetings.open_vote(vote, by=chair)
    _by_name(vote, begin, missing=2)
    with at(begin + 50 * SECOND):
        vote = meetings.close_vote(vote, by=chair)
    with at(begin + 70 * SECOND):
        vote = meetings.void_vote(vote, reason=VOID_BECAUSE, by=chair)
        again = meetings.open_vote(meetings.repeat_vote(vote, by=chair), by=chair)
    _by_name(again, begin + 70 * SECOND, missing=0)
    with at(begin + 130 * SECOND):
        meetings.announce_vote(meetings.close_vote(again, by=chair), by=chair)
    _secret(city, meeting, item, begin=begin + 140 * SECOND)


def _by_name(vote: Any, begin: Any, *, missing: int) -> None:
    seats = list(vote.entitled.select_related("user").order_by("position", "pk"))
    for number, seat in enumerate(seats[: len(seats) - missing]):
        with at(begin + (3 + 2 * number) * SECOND):
            meetings.cast_ballot(vote, seat, "agree", by=seat.user)


def _secret(city: City, meeting: Any, item: Any, *, begin: Any) -> None:
    chair, terms = meeting.chair, meetings.Terms(way="secret", codes=True)
    with at(begin):
        vote = meetings.prepare_vote(
            meeting, question=city.words(CONFIDENCE), item=item, terms=terms, by=chair
        )
        vote = meetings.open_vote(vote, by=chair)
    for number, seat in enumerate(vote.entitled.select_related("user")):
        choice = (
            "disagree" if number % 5 == AGAINST else "no_opinion" if number == SILENT else "agree"
        )
        with at(begin + (2 + 2 * number) * SECOND):
            meetings.cast_ballot(vote, seat, choice, by=seat.user)
    with at(begin + 60 * SECOND):
        meetings.announce_vote(meetings.close_vote(vote, by=chair), by=chair)


def recuse(city: City, meeting: Any, item: Any) -> None:
    """Have one member declare a conflict of interest on an item still to be decided."""
    person = city.people[RECUSED]
    seat = meeting.seats.filter(user=person, votes=True).first()
    if seat:
        with at(item.started_at + 20 * SECOND if item.started_at else meeting.starts_at):
            meetings.recuse(item, seat, reason=RECUSED_BECAUSE, by=person)
