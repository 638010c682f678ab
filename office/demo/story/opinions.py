"""The rounds of written opinions: one announced with its comparison table, one collecting, one to be approved."""

from datetime import datetime, timedelta
from typing import Any

from office.demo.opinions import (
    AGREED_SO_FAR,
    ANNOUNCED,
    ANSWERED,
    COLLECTED,
    COLLECTING,
    COMMENTED,
    DEALT_WITH,
    GROUNDS,
    MISSING,
    TO_APPROVE,
    RoundRow,
    Said,
)
from office.demo.people import CHAIRMAN, CLERK, MEMBERS
from office.demo.story.city import City, at
from office.demo.story.papers import printed
from office.demo.units import COMMITTEE
from opinions import door as opinions

AGREE = Said("agree")
MINUTE = timedelta(minutes=1)


def tell(city: City) -> None:
    """Bring each round to where it stands now."""
    city.say("Lấy ý kiến bằng phiếu")
    _announced(city)
    _collecting(city)
    with at(city.moment(city.day(-1), 15)):
        opinions.submit(_draft(city, TO_APPROVE), by=city.people[CLERK])


def _announced(city: City) -> None:
    round_ = _send(city, ANNOUNCED, city.moment(city.day(-9), 9), days=3)
    said = {name: ANSWERED.get(name, AGREE) for name in MEMBERS if name not in MISSING}
    _answer(city, round_, said, city.moment(city.day(-8), 8, 30))
    _comment(city, round_, city.moment(city.day(-7), 10))
    with at(round_.deadline + MINUTE):
        opinions.close_overdue()
    clerk, moment = city.people[CLERK], city.moment(city.day(-4), 9)
    with at(moment):
        round_ = opinions.count_round(round_, by=clerk)
    writer = city.units[ANNOUNCED.drafting].posts.get(is_head=True).user
    for row in round_.rows.all():
        for begins, (verdict, answer, change) in DEALT_WITH.items():
            if row.opinion.startswith(begins):
                given = {"verdict": verdict, "answer": answer, "change": change}
                with at(moment + MINUTE * (30 + row.position)):
                    opinions.write_row(row, given=given, seen=row.edition, by=writer)
    with at(city.moment(city.day(-1), 16)):
        opinions.announce(
            round_, announcement="Quy chế được thông qua; giao Sở hoàn thiện, trình ký.", by=clerk
        )


def _collecting(city: City) -> None:
    sent = city.moment(city.day(-1), 10)
    round_ = _send(city, COLLECTING, sent, days=3)
    said = {**COLLECTED, **dict.fromkeys(AGREED_SO_FAR, AGREE)}
    _answer(city, round_, said, sent + timedelta(hours=1))


def _draft(city: City, row: RoundRow, days: int = 3) -> Any:
    people, clerk = city.people, city.people[CLERK]
    plan = opinions.Plan(
        title=row.title, unit=city.units[COMMITTEE], leader=people[CHAIRMAN], matters=row.matters,
        members=[people[name] for name in MEMBERS], units=[city.units[name] for name in row.units],
        drafting_unit=city.units[row.drafting], explanation=row.explanation, grounds=GROUNDS,
        days=days, shows="names",
    )  # fmt: skip
    round_ = opinions.draft_round(plan, by=clerk)
    if row.paper:
        title, upload = printed(city, row.paper)
        opinions.file_paper(round_, upload=upload, title=title, by=clerk)
    return round_


def _send(city: City, row: RoundRow, moment: datetime, days: int) -> Any:
    clerk = city.people[CLERK]
    with at(moment - timedelta(hours=1)):
        round_ = opinions.submit(_draft(city, row, days), by=clerk)
    with at(moment - MINUTE * 20):
        round_ = opinions.approve(round_, by=city.people[CHAIRMAN])
    with at(moment):
        return opinions.send_round(round_, by=clerk)


def _answer(city: City, round_: Any, said: dict[str, Said], start: datetime) -> None:
    """Let members answer one after another; their words stand at the first question."""
    for number, (name, one) in enumerate(said.items()):
        line = round_.asked.get(user=city.people[name])
        _give(round_, line, one, city.people[name], start + MINUTE * 11 * number)


def _comment(city: City, round_: Any, start: datetime) -> None:
    for number, (name, one) in enumerate(COMMENTED.items()):
        line = round_.asked.get(unit=city.units[name], kind="unit")
        head = city.units[name].posts.get(is_head=True).user
        _give(round_, line, one, head, start + MINUTE * 17 * number)


def _give(round_: Any, line: Any, one: Said, who: Any, moment: datetime) -> None:
    first, *others = round_.matters.all()
    replies = {first.pk: (one.choice, one.text)} | {m.pk: ("agree", "") for m in others}
    line.round = round_
    with at(moment):
        opinions.send_sheet(line, opinions.Filled(replies), by=who)
