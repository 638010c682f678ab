"""The stamp ĐẾN on a copy to be printed (Decree 30/2020/NĐ-CP, Appendix IV); the signed file itself is never touched."""

import tempfile
from pathlib import Path

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core.child import ChildFailed, ask_child
from core.refused import Refused
from documents.typeset import draw
from registry.models import Incoming

CHILD = Path(__file__).with_name("stamping_child.py")
SECONDS, MEBIBYTES = 20, 1024
STAMP = """
#set page(width: 50mm, height: 35mm, margin: 1.2mm, fill: none)
#set text(font: "Tinos", size: 9pt, fill: rgb("#c8102e"))
#let value = json(bytes(sys.inputs.value))
#rect(width: 100%, height: 100%, stroke: 0.8pt + rgb("#c8102e"), inset: 1.6mm)[
  #align(center)[#text(size: 8pt, weight: "bold", upper(value.agency)) \\ #v(-1.4mm) #text(size: 13pt, weight: "bold")[ĐẾN]]
  #v(-1mm)
  Số: #value.number \\
  Ngày: #value.day \\
  Chuyển: #value.to \\
  Số và ký hiệu HS: #value.file
]
"""


def stamped(row: Incoming) -> bytes:
    """Return a copy of the document with the stamp where page 1 is emptiest; ``Refused`` before it is registered."""
    if row.number is None or row.registered_at is None:
        raise Refused(_("The stamp has a number only once the document is registered."))
    to = ", ".join(str(getattr(one.lead, "short", one.lead)) for one in row.directions.all())
    value = {
        "agency": row.agency.short, "number": str(row.number), "to": to[:60] or str(row.leader or ""),
        "day": f"{localdate(row.registered_at):%d/%m/%Y}", "file": "",
    }  # fmt: skip
    version = row.paper.versions.order_by("-number")[0]
    with tempfile.TemporaryDirectory(prefix="stamp-") as folder:
        drawn, out = Path(folder, "stamp.pdf"), Path(folder, "out.pdf")
        drawn.write_bytes(draw(STAMP, value))
        try:
            ask_child(CHILD, version.path, drawn, out, MEBIBYTES, SECONDS, seconds=SECONDS + 5)
            return out.read_bytes()
        except (ChildFailed, OSError) as error:
            raise Refused(_("This file cannot be stamped: it is damaged or too complicated.")) from error  # fmt: skip
