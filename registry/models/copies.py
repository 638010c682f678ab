"""Copies of documents with the value of the original: sao y, sao lục, trích sao (Decree 30/2020 art. 25-27)."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import Moves, Stateful
from documents.models import Folder, Paper, Version
from people.models import Unit, User
from registry.states import COPY_MOVES, CopyForm, CopyState


class Copy(Stateful):
    """A copy made by an agency: of which version, in which form, which pages, for whom; itself a numbered, signed paper."""

    MOVES: ClassVar[Moves] = COPY_MOVES

    form = models.CharField(_("form"), max_length=4, choices=CopyForm.choices)
    agency = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="copies")
    source = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(_("document"), max_length=400)
    pages = models.CharField(_("pages"), max_length=100, blank=True)
    recipients = models.JSONField(default=list)
    signer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=300)
    from_scan = models.BooleanField(_("made from a scan of paper"), default=False)
    folder = models.OneToOneField(Folder, on_delete=models.PROTECT, related_name="registry_copy")
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="registry_copy")  # fmt: skip
    state = models.CharField(max_length=10, choices=CopyState.choices, default=CopyState.SIGNING)
    reason = models.CharField(max_length=1000, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.get_form_display()}: {self.label}"

    def get_absolute_url(self) -> str:
        """The copy's page."""
        return reverse("registry:copy", args=[self.pk])

    @property
    def book(self) -> str:
        """The copy's own book."""
        return f"registry_copy.{self.pk}"
