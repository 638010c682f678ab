"""A result in one sentence, with its figures and the clause it rests on."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Vote, VoteWay
from meetings.models.votes import Choice
from meetings.queries.deciding import rule_of
from meetings.states import VoteState
from meetings.tally import CAST, PRESENT, TOTAL, Rule


def explanation(vote: Vote) -> str:
    """Return why the vote passed or not: figures, what was needed, the tie, and where it is written."""
    if vote.state not in (VoteState.CLOSED, VoteState.ANNOUNCED):
        return ""
    rule = rule_of(vote)
    said = [_verdict(vote), _figures(vote, rule), _tie(vote, rule)]
    return " ".join([*filter(None, said), f"({rule.cited})"])


def _verdict(vote: Vote) -> str:
    if vote.passed is None:
        return _("Not decided yet.")
    return _("Adopted.") if vote.passed else _("Not adopted.")


def _figures(vote: Vote, rule: Rule) -> str:
    numbers = {"agree": vote.agree, "base": vote.base, "needed": vote.needed}
    sentence = {
        TOTAL: _("%(agree)s of all %(base)s members with a vote agree; %(share)s is needed, that is %(needed)s."),
        PRESENT: _("%(agree)s of the %(base)s members present who may vote agree; %(share)s is needed, that is %(needed)s."),
        CAST: _("%(agree)s of the %(base)s ballots agree; %(share)s is needed, that is %(needed)s."),
    }[rule.base]  # fmt: skip
    return sentence % {**numbers, "share": share(rule)}


def share(rule: Rule) -> str:
    """Return the share in words."""
    part = f"{rule.share.numerator}/{rule.share.denominator}"
    if rule.at_least:
        return _("at least %(part)s") % {"part": part}
    return _("more than half") if part == "1/2" else _("more than %(part)s") % {"part": part}


def _tie(vote: Vote, rule: Rule) -> str:
    if not vote.tie:
        return ""
    even = {"n": vote.agree}
    if not rule.chair_breaks_tie:
        return _("As many agree as disagree (%(n)s); this rule knows no casting side.") % even
    if vote.waits:
        return (
            _("As many agree as disagree (%(n)s): the chair has to say which side decides.") % even
        )
    if vote.side:
        said = {**even, "side": Choice(vote.side).label}
        return (
            _(
                "As many agree as disagree (%(n)s): the chair's side decides, said in the open: %(side)s."
            )
            % said
        )
    if vote.passed:
        return (
            _("As many agree as disagree (%(n)s): the chair agreed, and the chair's side decides.")
            % even
        )
    return (
        _(
            "As many agree as disagree (%(n)s): the chair's side decides, and the chair did not agree."
        )
        % even
    )


def frozen(vote: Vote) -> str:
    """Return what was fixed when the vote opened: members, present, quorum, recused."""
    if vote.opened_at is None:
        return ""
    said = _("Fixed at the opening (%(at)s): %(present)s of %(total)s members with a vote present, %(needed)s needed for a quorum.") % {
        "at": date_format(localtime(vote.opened_at), "H:i:s d/m/Y"), "present": vote.present, "total": vote.total,
        "needed": vote.quorum_needed,
    }  # fmt: skip
    if vote.recused:
        said += " " + ngettext(
            "%(n)s member does not vote because of a conflict of interest.",
            "%(n)s members do not vote because of a conflict of interest.",
            vote.recused,
        ) % {"n": vote.recused}
    return said


def advisory(vote: Vote) -> bool:
    """Say whether the law gives the result, voted this way, no force of its own."""
    return vote.way in rule_of(vote).advisory


def not_voted(vote: Vote) -> int:
    """Return how many members with a vote have no valid ballot in the count."""
    return max(0, vote.total - vote.agree - vote.disagree - vote.no_opinion - vote.other)


def secret(vote: Vote) -> bool:
    """Say whether nobody may know who voted how."""
    return vote.way != VoteWay.OPEN
