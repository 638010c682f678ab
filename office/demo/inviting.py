"""What the sample city shows of invitations: one signed and numbered, substitutes, private addresses."""

from typing import NamedTuple

from office.demo.people import CHAIRMAN, CLERK, OFFICIAL

ISSUED = "riverside"  # the coming meeting whose invitation is signed, numbered and sealed


class SubstituteRow(NamedTuple):
    """Who cannot come to which meeting, why, who comes instead, and whether the clerk has confirmed it."""

    meeting: str
    person: str
    substitute: str
    reason: str
    agreed: bool


SUBSTITUTES = (
    SubstituteRow(
        "riverside", "phuoc", "tam", "Đi công tác cùng Đoàn công tác của Bộ Nông nghiệp và Môi trường.",
        agreed=True,
    ),
    SubstituteRow(
        "riverside", "dat", "yen", "Trùng lịch làm việc với Kiểm toán nhà nước.", agreed=False
    ),
)  # fmt: skip
FEEDS = ((CHAIRMAN, "Điện thoại"), (CLERK, "Máy tính bàn"), (OFFICIAL, "Máy tính bảng"))
RECIPIENTS = "Như trên;\nChủ tịch, các Phó Chủ tịch Ủy ban nhân dân thành phố;"
