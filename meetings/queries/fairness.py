"""Who has had the floor, how often and how long: in this meeting and over the last ones."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from core.names import name_key
from meetings.models import Meeting, Seat, Speaking, SpeakingKind
from meetings.queries.floor import speakings_of
from meetings.states import MeetingState, SpeakingState

EARLIER = 5  # meetings of the same unit and kind that are looked back on
OWN_WORDS = (SpeakingKind.NORMAL, SpeakingKind.ORDER, SpeakingKind.QUESTION)
HAD = (SpeakingState.SPEAKING, SpeakingState.HELD, SpeakingState.SPOKE)


@dataclass
class Share:
    """A person's share of the floor; presentations and answers are counted apart, they are not asked for."""

    seat: Seat
    times: int = 0
    seconds: int = 0
    duty_seconds: int = 0
    earlier_times: int = 0
    earlier_seconds: int = 0
    earlier_meetings: int = 0
    percent: int = 0

    @property
    def silent(self) -> bool:
        """Whether the person said nothing of their own here or in any of the earlier meetings they sat in."""
        return self.times == 0 and self.earlier_times == 0


def shares(meeting: Meeting, seats: list[Seat]) -> list[Share]:
    """Return everybody's share, who spoke least first; three queries."""
    found = {seat.user_id: Share(seat) for seat in seats}
    for row in meeting.speakings.filter(state__in=HAD).select_related("seat"):
        share = found[row.seat.user_id]
        if row.kind in OWN_WORDS:
            share.times += 1
            share.seconds += row.seconds
        else:
            share.duty_seconds += row.seconds
    _look_back(meeting, found)
    longest = max((share.seconds for share in found.values()), default=0)
    for share in found.values():
        share.percent = round(100 * share.seconds / longest) if longest else 0
    return sorted(
        found.values(),
        key=lambda s: (s.times, s.earlier_times, s.seconds, name_key(str(s.seat.user))),
    )


def earlier_meetings(meeting: Meeting) -> list[int]:
    """Return the last meetings of the same unit and kind that are over."""
    over = (MeetingState.CLOSED, MeetingState.CONCLUDED)
    rows = Meeting.objects.filter(unit_id=meeting.unit_id, kind=meeting.kind, state__in=over)
    rows = rows.filter(starts_at__lt=meeting.starts_at, is_rehearsal=False).exclude(pk=meeting.pk)
    return list(rows.order_by("-starts_at").values_list("pk", flat=True)[:EARLIER])


def _look_back(meeting: Meeting, found: dict[int, Share]) -> None:
    spoke = Q(speakings__state=SpeakingState.SPOKE, speakings__kind__in=OWN_WORDS)
    rows = Seat.objects.filter(meeting__in=earlier_meetings(meeting), user__in=list(found))
    told = rows.values_list("user").annotate(
        n=Count("meeting", distinct=True), times=Count("speakings", filter=spoke),
        seconds=Sum("speakings__spent", filter=spoke),
    ).order_by()  # fmt: skip
    for user, sat, times, seconds in told:
        share = found[user]
        share.earlier_meetings, share.earlier_times = sat, times
        share.earlier_seconds = seconds or 0


def turns(meeting: Meeting) -> dict[str, list[Speaking]]:
    """Return the turns by what became of them: speeches called and not called, questions answered, in writing, not called."""
    rows = list(speakings_of(meeting).order_by("called_at", "position", "pk"))
    speeches = [row for row in rows if row.kind != SpeakingKind.QUESTION]
    questions = [row for row in rows if row.kind == SpeakingKind.QUESTION]
    put = [row for row in questions if row.state in HAD]
    return {
        "called": [row for row in speeches if row.state in HAD],
        "not_called": _left(speeches),
        "answered": [row for row in put if row.outcome == "answered"],
        "unanswered": [row for row in put if not row.outcome],
        "written": [row for row in questions if row.outcome == "written"],
        "questions_left": [row for row in _left(questions) if not row.outcome],
    }


def _left(rows: list[Speaking]) -> list[Speaking]:
    return [row for row in rows if row.state in {SpeakingState.ASKED, SpeakingState.NOT_CALLED}]


def shares_table(rows: list[Share]) -> tuple[list[str], list[list[Any]]]:
    """Return the shares as heads and rows for a file to take away."""
    heads = [
        _("Full name"), _("Post"), _("Times spoken"), _("Minutes spoken"), _("Minutes presenting and answering"),
        _("Times in earlier meetings"), _("Minutes in earlier meetings"), _("Earlier meetings sat in"),
    ]  # fmt: skip
    return heads, [
        [
            str(row.seat.user), row.seat.title, row.times, round(row.seconds / 60, 1),
            round(row.duty_seconds / 60, 1), row.earlier_times, round(row.earlier_seconds / 60, 1),
            row.earlier_meetings,
        ]
        for row in rows
    ]  # fmt: skip
