"""The seat plan on a sheet of A4 across, and name cards to fold: drawings of our own, set by the typesetter."""

from typing import Any

from django.utils.timezone import localtime

from documents.typeset import draw
from meetings.models import Meeting, Seat
from meetings.queries.seatmap import drawing, in_protocol, plan_of

PLAN = """
#let d = json(bytes(sys.inputs.value))
#set page(paper: "a4", flipped: true, margin: (x: 14mm, y: 12mm))
#set text(font: ("Tinos", "Libertinus Serif"), lang: "vi", size: 11pt)
#align(center)[#text(15pt, weight: "bold", upper(d.heading)) \\ #text(12pt)[#d.title] \\ #text(10pt)[#d.when]]
#v(3mm)
#block(height: 1fr, width: 100%, layout(room => {
  let f = calc.min(room.width / 1600pt, (room.height - 2mm) / (d.height * 1pt))
  let u(n) = n * f * 1pt
  align(center, box(width: u(1600), height: u(d.height), {
    for t in d.tables { place(top + left, dx: u(t.x), dy: u(t.y), rect(width: u(t.width), height: u(t.height), radius: u(t.radius), fill: luma(235), stroke: 0.6pt + luma(150))) }
    for p in d.places {
      place(top + left, dx: u(p.x - d.size), dy: u(p.y - d.size), circle(radius: u(d.size), fill: if p.name == "" { white } else { luma(250) }, stroke: 0.8pt + black, inset: 0pt, align(center + horizon, text(size: u(d.size * 0.8), weight: "bold", str(p.number)))))
      if d.names and p.name != "" { place(top + left, dx: u(p.x - 58), dy: u(p.y + d.size + 4), box(width: u(116), align(center, text(size: u(19), p.name)))) }
    }
  }))
}))
#if not d.names [
  #pagebreak()
  #align(center, text(13pt, weight: "bold")[#d.list])
  #set par(leading: 0.42em)
  #columns(5, gutter: 5mm, for p in d.places { if p.name != "" [#text(8pt)[*#p.number.* #p.full] \\ ] })
]
"""

CARDS = """
#let d = json(bytes(sys.inputs.value))
#set page(paper: "a4", margin: 0mm)
#set block(spacing: 0mm)
#set par(spacing: 0mm, leading: 4mm)
#set text(font: ("Tinos", "Libertinus Serif"), lang: "vi")
#let face(c) = box(width: 210mm, height: 74mm, inset: 12mm, align(center + horizon, stack(spacing: 6mm,
  text(13pt, upper(c.agency)),
  layout(room => { let size = 46pt; while measure(text(size, weight: "bold", c.name)).width > room.width and size > 20pt { size -= 2pt }; text(size, weight: "bold", c.name) }),
  text(19pt, c.title))))
#for (n, c) in d.cards.enumerate() {
  if n > 0 and calc.rem(n, 2) == 0 { pagebreak() }
  block(width: 210mm, height: 148mm, breakable: false, {
    place(top, rotate(180deg, face(c)))
    place(top, dy: 74mm, line(length: 210mm, stroke: (thickness: 0.4pt, dash: "dashed", paint: luma(140))))
    place(top, dy: 74mm, face(c))
    if calc.rem(n, 2) == 0 { place(top, dy: 148mm, line(length: 210mm, stroke: 0.4pt + luma(140))) }
  })
}
"""


def plan_pdf(meeting: Meeting, seats: list[Seat]) -> bytes:
    """Return the seat plan of the meeting on A4 across; with many people the names follow as a list."""
    plan = plan_of(meeting, seats)
    drawn = drawing(plan, seats)
    sheet = drawn["sheet"]
    starts = localtime(meeting.starts_at)
    value: dict[str, Any] = {
        "heading": "Sơ đồ chỗ ngồi", "title": meeting.title, "list": "Danh sách theo vị trí",
        "when": f"{starts:%H:%M, %d/%m/%Y}" + (f" · {meeting.place}" if meeting.place else ""),
        "height": sheet.height, "size": sheet.size, "names": drawn["names"],
        "tables": [vars(table) for table in sheet.tables],
        "places": [
            {
                "number": p.spot.number, "x": p.spot.x, "y": p.spot.y, "name": p.called,
                "full": str(p.seat or ""),
            }
            for p in drawn["places"]
        ],
    }  # fmt: skip
    return draw(PLAN, value)


def cards_pdf(meeting: Meeting, seats: list[Seat]) -> bytes:
    """Return name cards, two a sheet, each folded so that the name stands on both sides; in the order of places."""
    plan_of(meeting, seats)
    rows = sorted(in_protocol(seats), key=lambda seat: (seat.place is None, seat.place or 0))
    agency = meeting.unit.name
    cards = [{"agency": agency, "name": str(s.user), "title": s.title} for s in rows]
    return draw(CARDS, {"cards": cards})
