"""How minutes tell of a vote (pure): figures and a sentence that explains the result."""

from meetings.wording.facts import VoteFact
from meetings.wording.words import stopped

WAYS = {
    "open": "biểu quyết công khai, ghi tên",
    "secret": "bỏ phiếu kín trên thiết bị",
    "paper": "bỏ phiếu kín bằng phiếu giấy",
}


def vote_text(vote: VoteFact) -> str:
    """Return the vote's paragraph: question, way, figures, result."""
    if vote.void_reason:
        return (
            f"Biểu quyết: {stopped(vote.question)} Chủ trì tuyên bố lần biểu quyết này không có giá trị; "
            f"lý do: {stopped(vote.void_reason)}"
        )
    return (
        f"Biểu quyết: {stopped(vote.question)} Hình thức: {WAYS.get(vote.way, WAYS['open'])}. "
        f"Kết quả: {figures(vote)}. {sentence(vote)}"
    )


def figures(vote: VoteFact) -> str:
    """Return “12/15 thành viên tán thành, 2 không tán thành, …” on the base of the rule."""
    whole = vote.base or vote.total
    silent = max(
        0, vote.total - vote.agree - vote.disagree - vote.no_opinion - vote.other - vote.invalid
    )
    rows = (
        (vote.disagree, "không tán thành"), (vote.no_opinion, "không biểu quyết"),
        (vote.other, "có ý kiến khác"), (vote.invalid, "phiếu không hợp lệ"),
        (silent, "không bỏ phiếu"), (vote.recused, "không tham gia do có liên quan"),
    )  # fmt: skip
    always = 2  # disagreeing and no opinion are told even when nobody said so
    said = [f"{n} {word}" for place, (n, word) in enumerate(rows) if n or place < always]
    return f"{vote.agree}/{whole} thành viên tán thành, " + ", ".join(said)


def sentence(vote: VoteFact) -> str:
    """Return whether it passed, and why."""
    tie = (
        " Số phiếu hai bên ngang nhau, kết quả theo phía có ý kiến của chủ trì." if vote.tie else ""
    )
    need = f" (cần ít nhất {vote.needed} phiếu tán thành)" if vote.needed else ""
    return f"Nội dung {'được' if vote.passed else 'không được'} thông qua{need}.{tie}"
