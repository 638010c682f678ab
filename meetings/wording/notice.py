"""Notice of conclusions (pure): Decree 30/2020, Appendix III, form 1.4 “Thông báo”."""

from meetings.wording.conclusions import conclusion_blocks
from meetings.wording.facts import Block, MeetingFacts, Person
from meetings.wording.words import day, large, small


def notice_blocks(facts: MeetingFacts) -> list[Block]:
    """Return the body of the notice: who chaired what, the numbered conclusions, the closing sentence."""
    return [
        Block("para", _beginning(facts), "opened"),
        *conclusion_blocks(facts),
        Block(
            "para",
            "Trên đây là kết luận của chủ trì; thông báo để các cơ quan, đơn vị, cá nhân có liên quan biết, "
            "thực hiện./.",
            "closing",
        ),
    ]  # fmt: skip


def notice_subject(facts: MeetingFacts) -> str:
    """Return what stands below “THÔNG BÁO”, on two lines."""
    return f"Kết luận của {chair(facts).rstrip(',')}\ntại {small(facts.title)}"


def chair(facts: MeetingFacts) -> str:
    """Return the chair as a notice names them: title, then name."""
    return _titled(facts.chair)


def _titled(person: Person) -> str:
    """Return “đồng chí Nguyễn Văn An, Chủ tịch Ủy ban nhân dân thành phố Sông Hà”."""
    if not person.title:
        return f"đồng chí {person.name}"
    return f"đồng chí {person.name}, {person.title},"


def _beginning(facts: MeetingFacts) -> str:
    held = facts.opened or facts.starts
    place = f", tại {facts.place}" if facts.place else ""
    return (
        f"{large(day(held))}{place}, {chair(facts)} chủ trì {small(facts.title)}. Sau khi nghe báo cáo và ý "
        f"kiến của các đại biểu dự họp, đồng chí {facts.chair.name} kết luận như sau:"
    )
