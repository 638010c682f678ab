"""An incoming document (văn bản đến): what the register says of it, what checking found, who directs and who deals with it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.folding import fold
from core.states import Moves, Stateful
from documents import witness
from documents.models import Folder, Paper
from people.models import Unit, User
from registry.incoming_states import INCOMING_MOVES, Arrival, Genuine, IncomingState
from registry.kinds import kind_name
from registry.states import Secrecy, Urgency


class IncomingBook(models.Model):
    """The register of incoming documents of an agency for one local year: “số đến” from 1, without gaps (art. 22)."""

    agency = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="incoming_books")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "year"), name="incoming_book_once"),)  # fmt: skip

    def __str__(self) -> str:
        return f"{self.agency.short} {self.year}"


class Incoming(Stateful):
    """One incoming document; columns as in Decree 30/2020/NĐ-CP, Appendix IV."""

    MOVES: ClassVar[Moves] = INCOMING_MOVES

    agency = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="incoming")
    entry = models.ForeignKey(IncomingBook, null=True, on_delete=models.PROTECT, related_name="entries")  # fmt: skip
    number = models.PositiveIntegerField(_("incoming number"), null=True)
    registered_at = models.DateTimeField(null=True)
    registered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField(_("arrived at"), default=now, db_index=True)
    arrival = models.CharField(max_length=8, choices=Arrival.choices, default=Arrival.SCAN)
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    issuer_code = models.CharField(max_length=13, blank=True)
    notation = models.CharField(_("number and symbol"), max_length=60, blank=True, db_index=True)
    dated_on = models.DateField(_("day of the document"), null=True)
    kind = models.CharField(max_length=12, blank=True)
    subject = models.CharField(_("subject"), max_length=500)
    signer = models.CharField(_("signed by"), max_length=200, blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.NONE)
    secrecy = models.CharField(max_length=10, choices=Secrecy.choices, default=Secrecy.NONE)
    due_on = models.DateField(_("deadline the document sets"), null=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    folder = models.ForeignKey(Folder, on_delete=models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="incoming")
    sha256 = models.CharField(max_length=64, db_index=True)
    genuine = models.CharField(max_length=10, choices=Genuine.choices, default=Genuine.UNCHECKED)
    found = models.TextField(blank=True)
    signers = models.JSONField(default=list)
    checked_at = models.DateTimeField(null=True)
    sending = models.OneToOneField("registry.Sending", null=True, on_delete=models.SET_NULL, related_name="incoming")  # fmt: skip
    same_as = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="repeats")
    state = models.CharField(
        max_length=10, choices=IncomingState.choices, default=IncomingState.RECEIVED, db_index=True
    )
    leader = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    proposal = models.CharField(_("proposed by the clerk"), max_length=1000, blank=True)
    submitted_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    reply = models.CharField(_("answered by"), max_length=120, blank=True)
    reply_url = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(_("how it was dealt with"), max_length=500, blank=True)
    search_text = models.CharField(max_length=900, editable=False)

    class Meta:
        ordering = ("-arrived_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("entry", "number"), condition=Q(number__isnull=False), name="incoming_number_once"),
            models.CheckConstraint(condition=Q(number__isnull=True, entry__isnull=True) | Q(number__isnull=False, entry__isnull=False), name="incoming_number_in_a_book"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.notation} {self.subject}".strip()

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded words that searching reads."""
        words = (self.notation, self.subject, self.issuer, kind_name(self.kind), str(self.number or ""))  # fmt: skip
        self.search_text = fold(" ".join(words))[:900]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """The document's page."""
        return reverse("registry:incoming", args=[self.pk])

    @property
    def book(self) -> str:
        """The document's own book."""
        return f"incoming.{self.pk}"

    @property
    def found_words(self) -> str:
        """What checking its file found, in the reader's language."""
        return witness.in_words(self.found)

    @property
    def version(self) -> object:
        """The newest version of its file."""
        return self.paper.versions.order_by("-number").first()


class Direction(models.Model):
    """What the leader wrote (ý kiến chỉ đạo): who leads, who supports, until when; a task is made of it."""

    incoming = models.ForeignKey(Incoming, on_delete=models.CASCADE, related_name="directions")
    text = models.TextField(_("direction"))
    lead_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    lead_person = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    supporters = models.ManyToManyField(Unit, related_name="+")
    due_on = models.DateField(_("deadline"), null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    task_url = models.CharField(max_length=200, blank=True)
    task_state = models.CharField(max_length=12, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:120]

    @property
    def book(self) -> str:
        """The document's book."""
        return f"incoming.{self.incoming_id}"

    @property
    def key(self) -> str:
        """The word its task keeps as its source."""
        return f"incoming.{self.incoming_id}.{self.pk}"

    @property
    def lead(self) -> Unit | User:
        """Who leads."""
        return self.lead_unit or self.lead_person  # type: ignore[return-value]


class IncomingReader(models.Model):
    """Somebody who may read the document because its work came to them."""

    incoming = models.ForeignKey(Incoming, on_delete=models.CASCADE, related_name="readers")
    who = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("incoming", "who"), name="incoming_reader_once"),)  # fmt: skip

    def __str__(self) -> str:
        return f"{self.incoming_id}: {self.who_id}"
