"""How minutes and notices write the conclusions down (pure): numbered clauses, who helps, until when."""

from collections.abc import Iterator

from meetings.numbering import roman
from meetings.wording.facts import Block, ConclusionFact, MeetingFacts
from meetings.wording.words import short_day, stopped


def conclusion_text(one: ConclusionFact) -> str:
    """Return the clause: label, sentence, and what the sentence itself does not say of helpers and deadline."""
    text = stopped(" ".join(one.text.split()))
    missing = [name for name in one.supporters if name.casefold() not in text.casefold()]
    if missing:
        text += f" Cơ quan phối hợp: {', '.join(missing)}."
    if one.due_on and not _named(one, text):
        text += f" Hoàn thành trước ngày {short_day(one.due_on)}."
    return f"{one.label} {text}"


def _named(one: ConclusionFact, text: str) -> bool:
    """Say whether the sentence names its deadline already."""
    due = one.due_on
    if due is None:
        return True
    ways = (f"{due:%d/%m}", f"{due.day}/{due.month}", f"{due.day:02d}/{due.month}")
    return any(way in text for way in ways)


def conclusion_blocks(facts: MeetingFacts) -> Iterator[Block]:
    """Yield all conclusions, under their items when more than one item has some."""
    rows = [(item.pk, item.title, item.conclusions) for item in facts.items if item.conclusions]
    if facts.conclusions:
        rows.append((0, "Kết luận chung", facts.conclusions))
    for place, (pk, title, conclusions) in enumerate(rows, start=1):
        if len(rows) > 1:
            about = title if pk == 0 else f"Về nội dung: {title}"
            yield Block("heading", f"{roman(place)}. {about}", f"concluded.{pk}", level=2)
        for one in conclusions:
            yield Block("para", conclusion_text(one), f"conclusion.{one.pk}")
