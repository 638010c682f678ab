"""Who else can say whether the journal holds: upper rooms make themselves known here and are asked by ``check_journal``."""

from collections.abc import Callable, Iterator

Witness = Callable[[], Iterator[str]]
_known: list[Witness] = []


def make_known(witness: Witness) -> None:
    """Say who yields a sentence for each place where the journal is not what it once was."""
    if witness not in _known:
        _known.append(witness)


def doubts() -> Iterator[str]:
    """Yield the sentences of all witnesses."""
    for witness in _known:
        yield from witness()
