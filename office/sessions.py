"""The corridor from rounds of written opinions to sessions (Law 77/2015 art. 118: the next session hears the result).

An announced result becomes an item of the unit's next session, with its report; a session planned later takes what is
still waiting; one that is cancelled, or ends without reaching the item, gives it on to the next.
"""

from typing import Any

from django.db import transaction

from core.clock import now
from core.refused import Refused
from documents.actions import Made
from journal.book import hear
from journal.models import Entry
from meetings import door as meetings
from opinions import door as opinions

MINUTES = 5  # planned for hearing one result
AHEAD = ("draft", "convened")


@hear(opinions.ROUND_ANNOUNCED)
def results_go_to_the_next_session(entry: Entry, round_: Any) -> None:
    """An announced result is put on the agenda of the unit's next session, if one is planned."""
    _offer(round_, entry.who)


@hear(meetings.MEETING_PLANNED)
def new_sessions_take_what_waits(entry: Entry, meeting: Any) -> None:
    """A session planned now takes the results of its unit that no session has heard of."""
    if entry.who is None or meeting.is_rehearsal:
        return
    for round_ in opinions.to_report(meeting.unit):
        if _fits(meeting, round_):
            _put(round_, meeting, entry.who)


@hear(meetings.MEETING_CLOSED)
def sessions_have_heard(entry: Entry, meeting: Any) -> None:
    """What a session reached is reported; what it did not reach goes to the next one."""
    done = {str(pk) for pk in meeting.items.filter(state="done").values_list("pk", flat=True)}
    for round_ in opinions.to_report(key=_key(meeting)):
        if round_.agenda_key.rpartition(".")[2] in done:
            opinions.mark_reported(round_, by=entry.who)
        else:
            _offer(opinions.take_off_agenda(round_, by=entry.who), entry.who, after=meeting)


@hear(meetings.MEETING_CANCELLED)
def cancelled_sessions_give_back(entry: Entry, meeting: Any) -> None:
    """The results a cancelled session would have heard go to the next one."""
    for round_ in opinions.to_report(key=_key(meeting)):
        _offer(opinions.take_off_agenda(round_, by=entry.who), entry.who, after=meeting)


def _offer(round_: Any, who: Any, after: Any = None) -> None:
    """Put the result on the agenda of the unit's next session, if there is one ahead."""
    rows = meetings.Meeting.objects.filter(
        unit=round_.unit, state__in=AHEAD, starts_at__gt=now(), is_rehearsal=False
    )
    if after is not None:
        rows = rows.exclude(pk=after.pk)
    for meeting in rows.order_by("starts_at", "pk"):
        if who is not None and _fits(meeting, round_) and _put(round_, meeting, who):
            return


def _fits(meeting: Any, round_: Any) -> bool:
    """Say whether this session hears the result: that of the same body."""
    return meeting.kind == "committee" or round_.rule != "committee"


def _key(meeting: Any) -> str:
    return f"meeting.{meeting.pk}."


def _put(round_: Any, meeting: Any, who: Any) -> bool:
    """Put the result on the session's agenda; a session that takes no more items does not stop the announcement."""
    try:
        with transaction.atomic():
            _add(round_, meeting, who)
    except Refused:
        return False
    return True


def _add(round_: Any, meeting: Any, who: Any) -> None:
    title = f"Báo cáo kết quả lấy ý kiến bằng phiếu: {round_}"
    item = meetings.add_item(meeting, title=title[:400], minutes=MINUTES, by=who)
    version = round_.result_paper.versions.order_by("-number").first()
    upload = Made(version.read(), version.name, version.pages)
    meetings.file_paper(meeting, upload=upload, title=round_.result_paper.title, item=item, by=who)
    opinions.put_on_agenda(
        round_, key=f"{_key(meeting)}{item.pk}", label=str(meeting), url=meeting.get_absolute_url(),
        by=who,
    )  # fmt: skip
