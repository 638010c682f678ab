"""A document's way through the registry, walked by the cast: Chi drafts, An signs, Chi numbers, seals and issues."""

from __future__ import annotations

from registry.actions import drafts, texts, way
from signing import actions as signing
from signing.strongbox import DEMO_PIN


def drafted(who, subject="tăng cường phòng, chống bão số 9", kind="cv", by=None, **more):
    return drafts.start_draft(
        kind=kind, agency=who.committee, unit=who.committee, subject=subject, signer=who.an,
        capacity="CHỦ TỊCH", addressees=["Sở Nội vụ;"], recipients=more.pop("recipients", ["Như trên;", "Lưu: VT."]),
        by=by or who.chi, **more,
    )  # fmt: skip


def filled(draft):
    """The draft with the gaps of its template filled in."""
    for block in draft.blocks.filter(text__contains="…"):
        texts.write_text(draft, block.key, block.text.replace("…", "Sở Nội vụ"), seen=block.revision, by=draft.created_by)  # fmt: skip
    draft.refresh_from_db()
    return draft


def sent(draft, by=None, **more):
    draft = filled(draft)
    return way.send_draft(draft, way.print_draft(draft), by=by or draft.created_by, **more)


def signed(draft, who):
    """Let An sign and Chi number and seal."""
    draft = sent(draft)
    route = draft.paper.routes.get(state="circulating")
    signing.sign(step(route), pin=DEMO_PIN, seen=seen(route), by=who.an)
    signing.number_and_seal(step(route), pin=DEMO_PIN, seen=seen(route), by=who.chi)
    draft.refresh_from_db()
    return draft


def step(route):
    return route.steps.filter(state="asked").order_by("position").first()


def seen(route):
    route.refresh_from_db()
    return route.current.sha256
