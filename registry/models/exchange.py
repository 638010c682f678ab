"""The exchange of documents (QCVN 102:2016/BTTTT): organisations, messages in and out, what the other side said."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import Moves, Stateful
from documents.models import Paper
from people.models import Unit, User
from registry.incoming_states import EXCHANGE_MOVES, ExchangeState
from registry.models.incoming import Incoming


class Organ(models.Model):
    """An organisation of the exchange by its code (OrganId, e.g. “000.00.01.H56”); ours, or a partner."""

    code = models.CharField(_("code in the exchange"), max_length=13, unique=True)
    name = models.CharField(_("name"), max_length=200)
    unit = models.OneToOneField(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="organ")  # fmt: skip
    email = models.EmailField(_("e-mail"), blank=True)
    closed = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def book(self) -> str:
        """The catalogues' book."""
        return "catalogues"


class Exchange(Stateful):
    """One message: a document or a status, going out or come in; its XML is kept by its SHA-256."""

    MOVES: ClassVar[Moves] = EXCHANGE_MOVES

    outgoing = models.BooleanField()
    status = models.CharField(max_length=2, blank=True)  # "" for a document, else 01…06
    uid = models.CharField(max_length=100)  # DocumentId
    own = models.CharField(max_length=13)  # OrganId of our side
    other = models.CharField(max_length=13, blank=True)
    other_name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=500, blank=True)
    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="exchanges")
    incoming = models.ForeignKey(Incoming, null=True, on_delete=models.PROTECT, related_name="exchanges")  # fmt: skip
    sending = models.ForeignKey("registry.Sending", null=True, on_delete=models.SET_NULL, related_name="exchanges")  # fmt: skip
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(default=0)
    state = models.CharField(
        max_length=8, choices=ExchangeState.choices, default=ExchangeState.WAITING, db_index=True
    )
    problems = models.JSONField(default=list)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=now)
    at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("sha256", "own"), condition=Q(outgoing=False), name="message_taken_once"
            ),
        )

    def __str__(self) -> str:
        return self.title or self.uid

    @property
    def book(self) -> str:
        """The book of what it belongs to."""
        return self.incoming.book if self.incoming_id and self.incoming else f"exchange.{self.pk}"


class Echo(models.Model):
    """What the other side said of a document we sent: 01 arrived … 06 dealt with."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="echoes")
    code = models.CharField(max_length=2)
    text = models.CharField(max_length=500, blank=True)
    who = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=("exchange", "code", "at"), name="echo_once"),)  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.text}"
