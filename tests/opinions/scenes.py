"""Rounds of written opinions, built through actions: An leads and is a member, Bình and Em are members, Chi prepares."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core import clock
from tests import world


def at(day: int = 23, hour: int = 9, minute: int = 0, month: int = 11) -> Any:
    """Pin the clock to a moment of late 2026, city time."""
    local = datetime.fromisoformat(f"2026-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}")
    return clock.at(timezone.make_aware(local))


def em() -> Any:
    """A second member, and head of nothing."""
    from people.models import Post, User

    who = world.cast()
    person = User.objects.filter(username="em").first()
    if person is None:
        person = User.objects.create_user("em", world.PASSWORD, full_name="Vũ Thị Em")
        Post.objects.create(user=person, unit=who.committee, title="Ủy viên", role="leader")
    return person


def drafting() -> Any:
    """The unit that drafts, with its head."""
    from people.models import Post, Unit, User

    unit, _made = Unit.objects.get_or_create(
        name="Sở Xây dựng", short="SXD", code="SXD", kind="department"
    )
    if not User.objects.filter(username="giang").exists():
        person = User.objects.create_user("giang", world.PASSWORD, full_name="Hồ Văn Giang")
        Post.objects.create(user=person, unit=unit, title="Giám đốc", is_head=True)
    return unit


def plan(**given: Any) -> Any:
    """What Chi asks: two questions, three members, one unit that comments."""
    from opinions.actions import Plan

    who = world.cast()
    words = {
        "title": "Quy chế quản lý nhà ở xã hội", "unit": who.committee, "leader": who.an,
        "matters": ["Thông qua dự thảo Quy chế", "Mức hỗ trợ 30 triệu đồng một hộ"],
        "members": [who.an, who.binh, em()], "units": [drafting()], "days": 3,
    }  # fmt: skip
    return Plan(**{**words, **given})


def drafted(*, paper: bool = True, **given: Any) -> Any:
    """A draft with one paper, or without."""
    from opinions import actions

    who = world.cast()
    round_ = actions.draft_round(plan(**given), by=who.chi)
    if not paper:
        return round_
    upload = SimpleUploadedFile("du-thao.pdf", world.pdf("Du thao"), "application/pdf")
    actions.file_paper(round_, upload=upload, title="Dự thảo Quy chế", by=who.chi)
    return round_


def approved(**given: Any) -> Any:
    """Approved by An."""
    from opinions import actions

    who = world.cast()
    return actions.approve(actions.submit(drafted(**given), by=who.chi), by=who.an)


def collecting(**given: Any) -> Any:
    """Sent, nobody has answered."""
    from opinions import actions

    return actions.send_round(approved(**given), by=world.cast().chi)


def line(round_: Any, who: Any) -> Any:
    """The person's (or unit's) line on the list."""
    rows = round_.asked.select_related("round", "user", "unit")
    return rows.get(user=who) if hasattr(who, "username") else rows.get(unit=who, kind="unit")


def answers(
    round_: Any, who: Any, *choices: str, text: str = "", by: Any = None, **given: Any
) -> Any:
    """Let somebody answer: one choice for every matter, or one each."""
    from opinions.actions import Filled, send_sheet

    round_.refresh_from_db()
    matters = list(round_.matters.all())
    told = choices if len(choices) > 1 else choices * len(matters)
    replies = {m.pk: (choice, text) for m, choice in zip(matters, told, strict=True)}
    return send_sheet(line(round_, who), Filled(replies, **given), by=by or who)


def closed(**given: Any) -> Any:
    """Closed early: An and Bình agree, Em has another opinion, the unit comments."""
    from opinions import actions

    who, round_ = world.cast(), collecting(**given)
    answers(round_, who.an, "agree")
    answers(round_, who.binh, "agree")
    answers(round_, em(), "other", text="Nên chia hai đợt")
    unit = round_.asked.get(kind="unit").unit
    answers(
        round_, unit, "disagree", text="Chưa rõ nguồn vốn", by=unit.posts.get(is_head=True).user
    )
    return actions.close_round(round_, by=who.chi)


def announced(**given: Any) -> Any:
    """Counted and announced."""
    from opinions import actions

    who = world.cast()
    round_ = actions.count_round(closed(**given), by=who.chi)
    return actions.announce(round_, announcement="Thông qua.", by=who.an)
