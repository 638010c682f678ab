"""After the close: counted, announced with a report, put on the agenda of a session, reported; a decision drafted."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from core.clock import now, today
from core.refused import Refused
from documents.actions import Made, add_paper, move_paper
from documents.models import Paper
from documents.states import PaperState
from documents.typeset import typeset
from journal.book import tell
from opinions import events
from opinions.actions.ground import take
from opinions.actions.table import fill_table
from opinions.models import Round
from opinions.printing import decision_data, report_data
from opinions.queries.results import judge
from opinions.states import TOLD, RoundState
from people.models import User


@transaction.atomic
def count_round(round_: Round, *, by: User) -> Round:
    """Count: the result of every matter is worked out by the rule and frozen, with the name of who counted."""
    round_ = take(round_, RoundState.CLOSED)
    fill_table(round_)
    for judged in judge(round_):
        judged.matter.result = judged.result
        judged.matter.save(update_fields=["result"])
    round_.counted_at, round_.counted_by = now(), by
    round_.move_to(RoundState.COUNTED, "counted_at", "counted_by")
    tell(events.ROUND_COUNTED, who=by, what=round_)
    return round_


def announce(round_: Round, *, by: User, announcement: str = "") -> Round:
    """Announce the result: its report is printed and filed, and everybody who was asked may read it."""
    round_.announcement = announcement.strip()[:8000]
    results = [(judged.matter, judged.result) for judged in judge(round_)]
    made = typeset(
        "report",
        report_data(round_, results, signer=round_.leader),
        at=now().replace(microsecond=0),
    )
    upload = Made(made.pdf, "bao-cao-ket-qua.pdf", made.pages)
    with transaction.atomic():
        fresh = take(round_, RoundState.COUNTED)
        title = f"Kết quả lấy ý kiến bằng phiếu: {fresh.title}"
        paper = add_paper(fresh.folder, title=title, upload=upload, by=by, kind="report")
        fresh.announcement, fresh.announced_at = round_.announcement, now()
        fresh.result_paper = paper
        fresh.move_to(RoundState.ANNOUNCED, "announcement", "announced_at", "result_paper")
        tell(events.ROUND_ANNOUNCED, who=by, what=fresh)
    return fresh


@transaction.atomic
def put_on_agenda(round_: Round, *, key: str, label: str, url: str, by: User | None) -> Round:
    """Note which session hears of the result: ``key`` names its item, ``label`` and ``url`` lead there."""
    round_ = take(round_, RoundState.ANNOUNCED)
    if round_.agenda_key == key:
        return round_
    round_.agenda_key, round_.agenda_label, round_.agenda_url = key[:64], label[:300], url[:300]
    round_.save(update_fields=["agenda_key", "agenda_label", "agenda_url"])
    tell(events.ON_AGENDA, who=by, what=round_, meeting=label)
    return round_


@transaction.atomic
def take_off_agenda(round_: Round, *, by: User | None) -> Round:
    """Note that the session does not hear of the result after all: the next one will."""
    round_ = take(round_, RoundState.ANNOUNCED)
    if round_.agenda_key:
        label = round_.agenda_label
        round_.agenda_key = round_.agenda_label = round_.agenda_url = ""
        round_.save(update_fields=["agenda_key", "agenda_label", "agenda_url"])
        tell(events.OFF_AGENDA, who=by, what=round_, meeting=label)
    return round_


@transaction.atomic
def mark_reported(round_: Round, *, by: User | None) -> Round:
    """Note that the session has heard of the result (Law 77/2015 art. 118)."""
    round_ = take(round_, RoundState.ANNOUNCED)
    round_.move_to(RoundState.REPORTED)
    tell(events.ROUND_REPORTED, who=by, what=round_, meeting=round_.agenda_label or "–")
    return round_


def draft_decision(
    round_: Round,
    *,
    subject: str,
    articles: Sequence[str],
    by: User,
    recipients: Sequence[str] = (),
) -> Paper:
    """Draft a decision from an announced result as a PDF in the form of Decree 30; number and date stay blank."""
    if round_.state not in TOLD:
        raise Refused(_("A decision is drafted once the result is announced."))
    if not [text for text in articles if text.strip()]:
        raise Refused(_("A decision has at least one article."))
    data = decision_data(
        round_, subject=subject, articles=articles, recipients=recipients, today=today()
    )
    made = typeset("decision", data, at=now().replace(microsecond=0))
    upload = Made(made.pdf, "quyet-dinh.pdf", made.pages)
    with transaction.atomic():
        title = _("Decision: %(subject)s") % {"subject": subject}
        paper = add_paper(round_.folder, title=title, upload=upload, by=by, kind="decision")
        tell(events.DECISION_DRAFTED, who=by, what=paper, recipients=data["recipients"])
    return paper


@transaction.atomic
def send_to_be_signed(paper: Paper, round_: Round, *, by: User) -> Paper:
    """Send a drafted decision on its way: the leader signs, a clerk numbers and seals."""
    if paper.kind != "decision" or paper.folder_id != round_.folder_id:
        raise Refused(_("Only a decision drafted from this round can be sent to be signed."))
    paper = move_paper(paper, PaperState.IN_REVIEW, by=by)
    tell(events.PAPER_READY, who=by, what=paper, signer=round_.leader_id)
    return paper
