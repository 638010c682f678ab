"""What a clerk proposes on a submission slip (phiếu trình), said as the leader would write it (pure).

“Kính đề nghị Chủ tịch giao Sở Xây dựng chủ trì; phối hợp: Sở Tài chính; hạn: 30/11/2026” → “Giao Sở Xây dựng chủ trì, phối
hợp với Sở Tài chính, trước ngày 30/11/2026”: these words the reader of tasks understands, and these the leader signs.
"""

import re

I = re.IGNORECASE  # noqa: E741  a short word for the table
BREAK = r"(?:^|[.;,\n])\s*"  # a label stands at the beginning of a sentence or of its part
RULES = (
    (re.compile(r"^(?:kính )?(?:đề nghị|đề xuất|trình|tham mưu)\b[^.;,]{0,80}?\b(?:giao|chuyển)(?: cho)?\s+", I), "Giao "),
    (re.compile(r"^chuyển(?: cho)?\s+", I), "Giao "),
    (re.compile(BREAK + r"chủ trì\s*:\s*([^.;\n]+?)(?=\s*(?:$|[.;\n]|,\s*(?:phối hợp|thời hạn|hạn)\b))", I), r". Giao \1 chủ trì"),
    (re.compile(BREAK + r"phối hợp\s*:\s*", I), ", phối hợp với "),
    (re.compile(BREAK + r"(?:thời hạn|hạn)(?: xong| giải quyết| xử lý)?\s*:\s*(?:trước )?(?:ngày )?(?=\d)", I), ", trước ngày "),
)  # fmt: skip


def as_written(proposal: str) -> str:
    """Return the proposal as the leader would write it; what it does not recognise stays as it is."""
    for form, put in RULES:
        proposal = form.sub(put, proposal)
    return proposal.lstrip(". ,")
