"""Drafts of documents: text in paragraphs or an uploaded file, who may write, every change, every edition, every remark."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.folding import fold
from core.states import Moves, Stateful
from documents.models import Folder, Paper
from documents.paragraphs import Paragraph, ParagraphChange, ParagraphRemark
from people.models import Unit, User
from registry.kinds import KINDS, Kind
from registry.models.kinds import Series
from registry.states import DRAFT_MOVES, DraftState, Effect, Secrecy, Urgency, Verdict


class Draft(Stateful):
    """A document being written: its head, its paragraphs (or its file), whom it goes to, who signs it."""

    MOVES: ClassVar[Moves] = DRAFT_MOVES

    kind = models.CharField(_("kind"), max_length=12)
    agency = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("issued by"))  # fmt: skip
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("drafted by"))  # fmt: skip
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # fmt: skip
    subject = models.CharField(_("subject"), max_length=500)
    addressees = models.JSONField(default=list)
    recipients = models.JSONField(default=list)
    signer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(_("signs as"), max_length=300)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.NONE)
    secrecy = models.CharField(max_length=10, choices=Secrecy.choices, default=Secrecy.NONE)
    goes_public = models.BooleanField(_("public as soon as it is issued"), default=False)
    reply_key = models.CharField(max_length=40, blank=True, db_index=True)
    reply_label = models.CharField(_("in answer to"), max_length=300, blank=True)
    acts_on = models.ForeignKey("registry.Issue", null=True, blank=True, on_delete=models.PROTECT, related_name="acting_drafts")  # fmt: skip
    effect = models.CharField(max_length=10, choices=Effect.choices, blank=True)
    folder = models.OneToOneField(Folder, on_delete=models.PROTECT, related_name="registry_draft")
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="registry_draft")  # fmt: skip
    from_file = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.WRITING, db_index=True)  # fmt: skip
    revision = models.PositiveIntegerField(default=1)
    search_text = models.CharField(max_length=600, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="registry_drafts")
    created_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.known.name}: {' '.join(self.subject.split())}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded words that searching reads."""
        self.search_text = fold(f"{self.known.name} {self.subject}")[:600]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """The draft's page."""
        return reverse("registry:draft", args=[self.pk])

    @property
    def book(self) -> str:
        """The draft's own book."""
        return f"registry_draft.{self.pk}"

    @property
    def known(self) -> Kind:
        """The kind as the table knows it."""
        return KINDS[self.kind]

    @property
    def editable(self) -> bool:
        """Whether its text may be changed."""
        return self.state in (DraftState.WRITING, DraftState.REVIEW)


class DraftText(Paragraph):
    """One paragraph of a draft."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="blocks")

    class Meta(Paragraph.Meta):
        constraints = (models.UniqueConstraint(fields=("draft", "key"), name="text_key_once"),)

    @property
    def book(self) -> str:
        """The draft's book."""
        return f"registry_draft.{self.draft_id}"


class TextChange(ParagraphChange):
    """A change of a paragraph; every one can be put back."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    block = models.JSONField(default=dict)  # what a removed paragraph was: kind, level, after which
    undone = models.BooleanField(default=False)


class Edition(models.Model):
    """The whole draft as it stood once: who kept it, when, why. All are kept (Decree 30/2020, Appendix VI)."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    why = models.CharField(_("why"), max_length=300)
    head = models.JSONField(default=dict)
    texts = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, blank=True)  # of the uploaded or printed file
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("draft", "number")
        constraints = (models.UniqueConstraint(fields=("draft", "number"), name="edition_once"),)

    def __str__(self) -> str:
        return f"{self.number}"


class DraftPerson(models.Model):
    """Somebody beside the author: writes with them, or is asked for an opinion and gives it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="people")
    who = models.ForeignKey(User, on_delete=models.PROTECT, related_name="registry_parts")
    writes = models.BooleanField(default=False)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.ASKED)
    said = models.CharField(max_length=1000, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    due_on = models.DateField(null=True, blank=True)
    said_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("draft", "who"), name="person_on_draft_once"),)  # fmt: skip

    def __str__(self) -> str:
        return str(self.who)

    @property
    def book(self) -> str:
        """The draft's book."""
        return f"registry_draft.{self.draft_id}"


class TextRemark(ParagraphRemark):
    """A remark that may carry the text it would put there (``proposal``); settled with what came of it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="remarks")
    proposal = models.TextField(blank=True, max_length=20_000)
    returned = models.BooleanField(default=False)
    taken = models.BooleanField(default=False)
    answer = models.CharField(max_length=500, blank=True)

    @property
    def book(self) -> str:
        """The draft's book."""
        return f"registry_draft.{self.draft_id}"
