"""Sentences people read: said in the language of the reader, when they read them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from core.deciding import CAST, PRESENT, TOTAL


class Said:
    """A sentence that is put together when somebody reads it."""

    def __init__(self, words: Callable[[], str]) -> None:
        self.words = words

    def __str__(self) -> str:
        return self.words()


def result_sentences(result: Mapping[str, Any]) -> list[str]:
    """Explain a frozen result: what was decided, how it was counted, who is missing, by which clause."""
    told = [_outcome(result), _counted(result)]
    if result["missing"]:
        told.append(
            _("Not answered (%(n)s): %(names)s.")
            % {"n": len(result["missing"]), "names": ", ".join(result["missing"])}
        )
    if result["clause"]:
        told.append(_("By %(clause)s.") % {"clause": result["clause"].rstrip(".")})
    return told


def _outcome(result: Mapping[str, Any]) -> str:
    if result.get("advisory"):
        return _("This asked for advice; it decides nothing.")
    if result["tie"] and result["chair_breaks_tie"]:
        words = {"agree": result["agree"], "disagree": result["disagree"], "chair": result["chair"]}
        if result["passed"]:
            return (
                _(
                    "Adopted: %(agree)s agree and %(disagree)s disagree; equal sides follow the side of %(chair)s, who agrees."
                )
                % words
            )
        if result["chair_choice"] == "disagree":
            return (
                _(
                    "Not adopted: %(agree)s agree and %(disagree)s disagree; equal sides follow the side of %(chair)s, who disagrees."
                )
                % words
            )
        return (
            _(
                "Not adopted: %(agree)s agree and %(disagree)s disagree, and %(chair)s, whose side decides, took neither."
            )
            % words
        )
    words = {
        "agree": result["agree"],
        "base": result["base"],
        "needed": result["needed"],
        "of": _base(result),
    }
    if result["passed"]:
        return _("Adopted: %(agree)s of %(base)s %(of)s agree; %(needed)s were needed.") % words
    return _("Not adopted: %(agree)s of %(base)s %(of)s agree; %(needed)s were needed.") % words


def _base(result: Mapping[str, Any]) -> str:
    return {
        TOTAL: _("members in total"),
        PRESENT: _("members who answered"),
        CAST: _("answers"),
    }[result["base_kind"]]


def _counted(result: Mapping[str, Any]) -> str:
    return _(
        "%(agree)s agree, %(disagree)s disagree, %(other)s of another opinion, %(no_opinion)s without an opinion, %(not_answered)s did not answer."
    ) % {
        "agree": result["agree"], "disagree": result["disagree"], "other": result["other"],
        "no_opinion": result["no_opinion"], "not_answered": result["not_answered"],
    }  # fmt: skip
