"""How handing something over can fail, whatever the channel.

What matters is when. Before the other side has it, it is certain that nothing was sent (`NotSent`). Once it is under
way and the answer is missing, nobody can know (`MaybeSent`, RFC 5321 4.5.3.2).
"""


class NotSent(Exception):
    """It was certainly not taken; `final` when another try is useless, `gone` when the receiver is no more.

    `after` are the seconds the other side wants to be left alone.
    """

    def __init__(
        self,
        why: str,
        *,
        final: bool,
        handed_over: bool = False,
        gone: bool = False,
        after: int = 0,
    ) -> None:
        super().__init__(why)
        self.after = after
        self.final = final
        self.handed_over = handed_over
        self.gone = gone


class MaybeSent(Exception):
    """It was handed over, the answer never came."""


def in_words(error: BaseException) -> str:
    """Return the error in words that fit into a row."""
    return f"{type(error).__name__}: {error}"[:300]
