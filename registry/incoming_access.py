"""Who may do what with incoming documents: the agency's clerks and leaders, and those who were told to deal with them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from people import managed
from people.models import Post, Role, Unit, User
from people.standing import standing_in_for
from registry.access import kept_agencies
from registry.incoming_states import IncomingState
from registry.models import Direction, Draft, Exchange, Incoming, IncomingReader

GRANTS: dict[str, frozenset[str]] = {
    "clerk": frozenset({"see", "keep"}),  # keeps the agency's register of incoming documents
    "leader": frozenset(
        {"see", "direct"}
    ),  # to whom it was submitted, and who stands in for them while they are away
    "head": frozenset({"see"}),  # leads the agency: reads what is registered
    "dealing": frozenset({"see"}),  # leads or supports, or was handed the work
}
LONGEST_KEY = 15  # digits
SPEAKS = Q(is_head=True) | Q(role=Role.CLERK)


def led_agencies(user: Any) -> set[int]:
    """Return the keys of the units in which the person is a leader or the head."""
    if not hasattr(user, "led_agencies"):
        posts = user.posts.filter(Q(role=Role.LEADER) | Q(is_head=True))
        user.led_agencies = set(posts.values_list("unit_id", flat=True))
    return user.led_agencies  # type: ignore[no-any-return]


def _dealing(user: User) -> Q:
    units = Post.objects.filter(SPEAKS, user_id=user.pk).values("unit")
    mine = Q(lead_person_id=user.pk) | Q(lead_unit__in=units) | Q(supporters__in=units)
    told = Direction.objects.filter(mine, incoming=OuterRef("pk"))
    read = IncomingReader.objects.filter(who_id=user.pk, incoming=OuterRef("pk"))
    return Q(Exists(told)) | Q(Exists(read))


def visible(user: User) -> QuerySet[Incoming]:
    """Return the incoming documents the person may see: one query."""
    registered = Q(agency_id__in=led_agencies(user)) & Q(number__isnull=False)
    mine = Q(agency_id__in=kept_agencies(user)) | submitted_to(user) | registered
    return Incoming.objects.filter(mine | _dealing(user))


def submitted_to(user: User) -> Q:
    """Return the condition for what was submitted to the person, or to somebody for whom they stand in today."""
    return Q(leader_id=user.pk) | Q(leader__in=standing_in_for(user).values("pk"))


def stands_in(user: User, row: Incoming) -> bool:
    """Say whether the person stands in today for the leader to whom the document was submitted."""
    if row.leader_id is None or row.leader_id == user.pk:
        return False
    return standing_in_for(user).filter(pk=row.leader_id).exists()


def held(user: User, row: Incoming) -> frozenset[str]:
    """Return what the person may do with the document."""
    roles = []
    if row.agency_id in kept_agencies(user):
        roles.append("clerk")
    if row.leader_id == user.pk or stands_in(user, row):
        roles.append("leader")
    if row.number is not None and row.agency_id in led_agencies(user):
        roles.append("head")
    if Incoming.objects.filter(_dealing(user), pk=row.pk).exists():
        roles.append("dealing")
    return frozenset().union(*(GRANTS[role] for role in roles))


def incoming_for(user: User, pk: int, to: str = "see") -> Incoming:
    """Fetch an incoming document: 404 for a stranger, 403 for who sees it but may not do this."""
    rows = Incoming.objects.select_related("agency", "leader", "paper__folder", "registered_by", "same_as", "entry")  # fmt: skip
    row = rows.filter(pk=pk).first()
    rights = held(user, row) if row else frozenset[str]()
    if row is None or "see" not in rights:
        raise Http404
    if to not in rights:
        raise PermissionDenied
    row.held = rights  # type: ignore[attr-defined]
    return row


def may_read(user: User, pk: int) -> bool:
    """Say whether the person may read the papers of the document (``documents.access.GATES``)."""
    return visible(user).filter(pk=pk).exists()


def answered_by(draft: Draft | None) -> Incoming | None:
    """Return the incoming document a draft answers: one its author may see (the key came with a form)."""
    word, _dot, pk = (draft.reply_key if draft else "").partition(".")
    if draft is None or word != "incoming" or not pk.isdecimal() or len(pk) > LONGEST_KEY:
        return None
    return visible(draft.created_by).filter(pk=int(pk)).first()


def own_agencies(user: User) -> QuerySet[Unit]:
    """Return the agencies whose registers of incoming documents the person keeps; units with letters of their own."""
    rows = Unit.objects.filter(pk__in=kept_agencies(user), closed_on=None)
    return rows.exclude(code="")


def administered(user: User) -> QuerySet[Unit]:
    """Return the units with letters of their own that the person administers: whose codes in the exchange they write down."""
    return Unit.objects.filter(pk__in=managed.units(user), closed_on=None).exclude(code="")


def leaders_of(agency: Unit) -> QuerySet[User]:
    """Return to whom documents of the agency may be submitted."""
    posts = Post.objects.filter(Q(role=Role.LEADER) | Q(is_head=True), unit=agency)
    return User.objects.filter(is_active=True, pk__in=posts.values("user"))


def is_open(row: Incoming) -> bool:
    """Say whether the document still wants something."""
    return row.state not in (IncomingState.DONE, IncomingState.SENT_BACK)


def exchange_for(user: User, pk: int) -> Exchange:
    """Fetch a message of the exchange of an organisation whose register the person keeps; 404 otherwise."""
    row = exchanges(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def exchanges(user: User) -> QuerySet[Exchange]:
    """Return the messages of the organisations whose registers the person keeps."""
    own = own_agencies(user).filter(organ__isnull=False).values("organ__code")
    return Exchange.objects.filter(own__in=own)
