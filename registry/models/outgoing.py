"""The outgoing register: an entry for every number, to whom each document was sent, and what one document does to another."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.folding import fold
from core.states import Moves, Stateful
from documents.models import Paper, RegisterNumber
from people.models import Unit, User
from registry.addressed import in_register
from registry.kinds import kind_name
from registry.models.drafts import Draft
from registry.receiving import clerks_of
from registry.states import (
    ISSUE_MOVES,
    SENDING_MOVES,
    Effect,
    IssueState,
    Secrecy,
    SendingState,
    Urgency,
    Way,
)


class Issue(Stateful):
    """An entry of the register of outgoing documents (Decree 30/2020, art. 16 and Appendix IV)."""

    MOVES: ClassVar[Moves] = ISSUE_MOVES

    number = models.OneToOneField(RegisterNumber, on_delete=models.PROTECT, related_name="issue")
    agency = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="issues")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="issue")
    draft = models.OneToOneField(Draft, null=True, on_delete=models.PROTECT, related_name="issue")
    kind = models.CharField(max_length=12, blank=True)
    subject = models.CharField(_("subject"), max_length=500)
    on = models.DateField(_("day of the document"), db_index=True)
    signer = models.CharField(_("signed by"), max_length=200, blank=True)
    recipients = models.JSONField(default=list)
    keeper = models.CharField(_("who keeps the file copy"), max_length=200, blank=True)
    copies = models.PositiveSmallIntegerField(_("number of copies"), default=1)
    note = models.CharField(_("note"), max_length=300, blank=True)
    on_paper = models.BooleanField(_("a document on paper"), default=False)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.NONE)
    secrecy = models.CharField(max_length=10, choices=Secrecy.choices, default=Secrecy.NONE)
    state = models.CharField(max_length=10, choices=IssueState.choices, default=IssueState.REGISTERED, db_index=True)  # fmt: skip
    signed_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    search_text = models.CharField(max_length=900, editable=False)

    class Meta:
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.number.notation} {self.subject}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded words that searching reads."""
        words = (self.number.notation, kind_name(self.kind), self.subject, self.signer, " ".join(self.recipients))  # fmt: skip
        self.search_text = fold(" ".join(words))[:900]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """The entry's page."""
        return reverse("registry:issue", args=[self.pk])

    @property
    def told_to(self) -> list[str]:
        """The recipients as the register names them: without “Lưu: …” and “Như trên”."""
        return in_register(self.recipients)

    @property
    def book(self) -> str:
        """The entry's own book."""
        return f"registry_issue.{self.pk}"


class Sending(Stateful):
    """One recipient of an issued document: by which way, when it left, when it was acknowledged."""

    MOVES: ClassVar[Moves] = SENDING_MOVES

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="sendings")
    name = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    who = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=8, choices=Way.choices)
    state = models.CharField(max_length=8, choices=SendingState.choices, default=SendingState.WAITING, db_index=True)  # fmt: skip
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("issue", "pk")
        constraints = (models.UniqueConstraint(fields=("issue", "name", "way"), name="sent_once"),)

    def __str__(self) -> str:
        return self.name

    @cached_property
    def people(self) -> list[User]:
        """Who receives it here: the person, or those who receive for the unit; whoever sends to many reads them at once."""
        return [self.who] if self.who else clerks_of(self.unit) if self.unit else []

    @property
    def book(self) -> str:
        """The entry's book."""
        return f"registry_issue.{self.issue_id}"


class Bond(models.Model):
    """What a later document does to an earlier one: recalls, corrects or replaces it (Decree 30/2020 art. 18)."""

    effect = models.CharField(max_length=10, choices=Effect.choices)
    later = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="acts_upon")
    earlier = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="acted_upon")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("later", "earlier"), name="bond_once"),
            models.UniqueConstraint(
                fields=("earlier",), condition=~Q(effect=Effect.CORRECTS), name="ended_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.later_id} {self.effect} {self.earlier_id}"
