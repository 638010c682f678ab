"""Whether a count of paper ballots adds up (pure)."""

from collections.abc import Mapping

OPTIONS = ("agree", "disagree", "no_opinion")
FIELDS = ("handed_out", "collected", "valid", "invalid", *OPTIONS)


def trouble(numbers: Mapping[str, int], entitled: int) -> str:
    """Return the word of the first thing that does not add up; empty when everything does."""
    n = {name: numbers[name] for name in FIELDS}
    checks = {
        "negative": min(n.values()) >= 0,
        "handed_out": n["handed_out"] <= entitled,
        "collected": n["collected"] <= n["handed_out"],
        "sorted": n["valid"] + n["invalid"] == n["collected"],
        "options": sum(n[name] for name in OPTIONS) == n["valid"],
    }
    return next((word for word, holds in checks.items() if not holds), "")
