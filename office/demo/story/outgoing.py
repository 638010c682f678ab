"""The clerk's outgoing register lives: documents on paper and their way, drafts in every state, numbers set aside, a recall."""

from typing import Any

from django.utils import timezone

from core.refused import Refused
from office.demo import outgoing as rows
from office.demo.people import CLERK
from office.demo.story.city import City, at
from office.demo.units import COMMITTEE
from people.models import Unit, User
from registry import door as registry
from signing import door as signing


def tell(city: City) -> None:
    """Tell it."""
    city.say("Sổ văn bản đi, dự thảo")
    with at(city.moment(city.day(-20), 9)):
        for name, kind in rows.GROUPS.items():
            units = list(Unit.objects.filter(kind=kind, closed_on=None))
            registry.write_group(_unit(COMMITTEE), name=name, units=units, by=city.people[CLERK])
    issues = [issue for row in rows.PAPERS if (issue := _paper(city, row))]
    drafts = {row.state: _draft(city, row) for row in rows.DRAFTS}
    _corrected(city, issues)
    with at(city.moment(city.day(-1), 16, 30)):
        kept = registry.set_aside(_unit(COMMITTEE), kind="tb", count=3, reason=rows.ASIDE, by=city.people[CLERK])  # fmt: skip
        registry.cancel_number(kept[-1], reason="Không dùng đến", by=city.people[CLERK])
    _returned(city, drafts["returned"])


def _paper(city: City, row: rows.PaperRow) -> Any:
    """Enter a document signed on paper, with the next number of its series, and send it."""
    agency, clerk, day = _unit(COMMITTEE), city.people[CLERK], city.day(row.day)
    with at(city.moment(day, 14)):
        given = registry.OnPaper(
            kind=row.kind, number=registry.next_of(agency, row.kind, day), on=timezone.localdate(city.moment(day, 14)),
            subject=row.subject, signer=row.signer, recipients=row.recipients, drafter="TH",
        )  # fmt: skip
        try:
            issue = registry.enter_paper(agency, given, by=clerk)
        except Refused:  # a later number was given before: its day would run backwards
            return None
        to = [registry.To(name, "inside", unit=_unit(name)) for name in row.sent_to]
        if row.letter:
            name, _sign, address = row.letter.rstrip(">").partition(" <")
            to.append(registry.To(name, "paper", address=address))
        if to:
            registry.issue_document(issue, to, by=clerk)
    for sending in list(issue.sendings.filter(way="inside"))[::2]:
        with at(city.moment(day, 15)):
            registry.acknowledge(sending, by=None, name=f"Văn thư {sending.name}")
    return issue


def _corrected(city: City, issues: list[Any]) -> None:
    """The clerk finds a wrong day in one document: an official letter corrects it; another is replaced."""
    if len(issues) < 9:
        return
    clerk = city.people[CLERK]
    with at(city.moment(city.day(-1), 15)):
        for number, effect in ((1, "corrects"), (8, "replaces"), (4, "recalls")):
            earlier = issues[number]
            later = registry.enter_paper(_unit(COMMITTEE), registry.OnPaper(
                kind="cv" if effect != "replaces" else earlier.kind,
                number=registry.next_of(_unit(COMMITTEE), "cv" if effect != "replaces" else earlier.kind, city.day(-1)),
                on=city.day(-1), subject=f"{_SAID[effect]} văn bản số {earlier.number.notation}",
                signer=earlier.signer, recipients=tuple(earlier.recipients), drafter="TH",
            ), by=clerk)  # fmt: skip
            registry.act_on(later, earlier, effect, by=clerk)


_SAID = {"corrects": "đính chính", "replaces": "thay thế", "recalls": "thu hồi"}


def _draft(city: City, row: rows.DraftRow) -> Any:
    """Write a draft and bring it where it stands."""
    author = city.people[CLERK]
    signer = User.objects.get(full_name=row.signer)
    with at(city.moment(city.day(-3), 9)):
        draft = registry.start_draft(
            kind=row.kind, agency=_unit(COMMITTEE), unit=_unit(row.unit), subject=row.subject, signer=signer,
            capacity=registry.usual_capacity(signer, _unit(COMMITTEE), row.kind), addressees=list(row.to),
            recipients=["Như trên;" if row.to else "Các sở, ban, ngành;", "Lưu: VT, TH."], urgency=row.urgency, by=author,
        )  # fmt: skip
        for text, block in zip(row.text, draft.blocks.filter(kind="para"), strict=False):
            registry.write_text(draft, block.key, text, seen=block.revision, by=author)
    if row.state == "review":
        _reviewed(city, draft)
    if row.state in ("signing", "returned"):
        with at(city.moment(city.day(-1), 10)):
            draft.refresh_from_db()
            registry.send_draft(draft, registry.print_draft(draft), by=author)
    return draft


def _reviewed(city: City, draft: Any) -> None:
    with at(city.moment(city.day(-2), 9)):
        registry.ask(draft, [city.people["xuan"], city.people["nhung"]], due_on=city.day(1), by=city.people[CLERK])  # fmt: skip
    with at(city.moment(city.day(-2), 15)):
        registry.remark(draft, text=rows.REMARK, by=city.people["xuan"])
        registry.answer(draft, agreed=True, said="", by=city.people["nhung"])


def _returned(city: City, draft: Any) -> None:
    draft.refresh_from_db()
    route = signing.Route.objects.get(paper=draft.paper)
    with at(city.moment(city.day(-1), 11)):
        step = route.steps.filter(state="asked").order_by("position").first()
        if step is not None:
            signing.return_route(step, reason=rows.RETURNED, by=step.who)


def _unit(name: str) -> Unit:
    return Unit.objects.get(name=name)
