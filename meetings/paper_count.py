"""Whether a count of paper ballots adds up, and what is said when it does not."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

OPTIONS = ("agree", "disagree", "no_opinion")
FIELDS = ("handed_out", "collected", "valid", "invalid", *OPTIONS)

TROUBLES = {
    "negative": gettext_lazy("A number of ballots is never below nought."),
    "handed_out": gettext_lazy("More ballots were handed out than people may vote: %(entitled)s."),
    "collected": gettext_lazy("More ballots were collected than were handed out."),
    "sorted": gettext_lazy("Valid and invalid ballots together must be the ballots collected."),
    "options": gettext_lazy("The ballots by option together must be the valid ballots."),
}


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
