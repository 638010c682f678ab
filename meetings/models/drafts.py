"""Documents of our own drafted from a meeting's record: minutes, notice of conclusions, resolution, decision."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.states import Moves, Stateful
from documents.models import Paper
from documents.paragraphs import Paragraph, ParagraphChange, ParagraphRemark
from meetings.models.agenda import Item
from meetings.models.meeting import Meeting
from meetings.models.votes import Vote
from meetings.states import DRAFT_MOVES, DraftState
from people.models import User


class DraftForm(models.TextChoices):
    """What is drafted; the value is the form's word in ``documents.typeset.FORMS``."""

    MINUTES = "minutes", _("Minutes")
    NOTICE = "conclusions", _("Notice of conclusions")
    RESOLUTION = "resolution", _("Resolution")
    DECISION = "decision", _("Decision")


class Draft(Stateful):
    """A document as structured text: its head (agency, symbol, recipients, who signs) and its blocks."""

    MOVES: ClassVar[Moves] = DRAFT_MOVES

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=12, choices=DraftForm.choices)
    subject = models.CharField(_("subject"), max_length=500)
    head = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.WRITING)
    revision = models.PositiveIntegerField(default=1)
    signer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    secretary = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    vote = models.ForeignKey(Vote, null=True, on_delete=models.PROTECT, related_name="drafts")
    approval_item = models.ForeignKey(
        Item, null=True, on_delete=models.SET_NULL, related_name="approves"
    )
    paper = models.OneToOneField(
        Paper, null=True, on_delete=models.PROTECT, related_name="drafted_from"
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    circulated_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "form"), condition=Q(form__in=("minutes", "conclusions")),
                name="one_minutes_one_notice",
            ),
            models.UniqueConstraint(
                fields=("vote",), condition=Q(vote__isnull=False), name="one_draft_a_vote"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_form_display()}: {' '.join(self.subject.split())}"

    def get_absolute_url(self) -> str:
        """The draft's page."""
        return reverse("meetings:draft", args=[self.pk])

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"

    @property
    def editable(self) -> bool:
        """Whether its text may still be changed."""
        return self.state in (DraftState.WRITING, DraftState.COMMENT)


class DraftBlock(Paragraph):
    """One paragraph of a draft; ``drafted`` is what the record said when it was last taken over."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="blocks")
    source = models.CharField(max_length=40, blank=True)
    drafted = models.TextField(blank=True)

    class Meta(Paragraph.Meta):
        constraints = (models.UniqueConstraint(fields=("draft", "key"), name="block_key_once"),)

    @property
    def book(self) -> str:
        """The draft's own book: a text is written in many small steps, which the meeting's journal need not tell."""
        return f"draft.{self.draft_id}"


class DraftChange(ParagraphChange):
    """A change of a paragraph."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")


class RemarkKind(models.TextChoices):
    """What a remark on a draft is."""

    COMMENT = "comment", _("comment")
    RETURN = "return", _("returned")
    OBJECTION = "objection", _("objection")


class DraftRemark(ParagraphRemark):
    """A comment of the chair, a return with its reason, or a member's objection to the minutes."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=10, choices=RemarkKind.choices, default=RemarkKind.COMMENT)

    @property
    def book(self) -> str:
        """The meeting's book."""
        return self.draft.book


class WordReturn(models.Model):
    """A .docx that came back from Word: the kept file, and what differs, row by row, each with its verdict."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="returns")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    rows = models.JSONField(default=list)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page that compares it."""
        return reverse("meetings:word_return", args=[self.pk])

    @property
    def book(self) -> str:
        """The meeting's book."""
        return self.draft.book
