"""In which capacity somebody signs for an agency (pure): Decree 30/2020/NĐ-CP art. 13, Appendix I, II.7: TM., KT., TL.

A proposal that the drafter may overwrite. Tables, so that a lawyer may change them.
"""

COLLECTIVE = {
    "committee": "TM. ỦY BAN NHÂN DÂN",
    "ward": "TM. ỦY BAN NHÂN DÂN",
}  # agencies that decide together
DEPUTY = "PHÓ "
COLLECTIVE_KINDS = frozenset({"qd", "nq", "ct", "cv", "bc", "kh", "ttr", "tb", "cd", "ctr", "hd"})


def capacity(title: str, *, agency_kind: str, kind: str, head: str = "", by_order: bool = False) -> str:  # fmt: skip
    """Return the lines above the signature: “TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH”.

    ``head`` is the title of the agency's head, for whom somebody of its apparatus signs by order (TL.).
    """
    post = title.upper()
    if by_order and head:
        return f"TL. {head.upper()}\n{post}"
    lines = [COLLECTIVE.get(agency_kind, "")] if kind in COLLECTIVE_KINDS else []
    if post.startswith(DEPUTY):
        rest = post.removeprefix(DEPUTY)
        for more in (" THƯỜNG TRỰC",):
            rest = rest.removesuffix(more)
        lines.append(f"KT. {rest}")
        post = post.removesuffix(" THƯỜNG TRỰC")
    return "\n".join(line for line in (*lines, post) if line)
