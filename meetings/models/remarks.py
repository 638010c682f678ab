"""Comments and questions on an item before the session, and the replies to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.clock import now
from documents.models import Paper
from meetings.models.agenda import Item
from people.models import User


class RemarkKind(models.TextChoices):
    """What a remark is."""

    COMMENT = "comment", pgettext_lazy("remark", "Comment")
    QUESTION = "question", pgettext_lazy("remark", "Question")


class Remark(models.Model):
    """A comment or question on an item, or (with ``answers``) a reply; the chair and the clerks see it at once."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="remarks")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=RemarkKind.choices, default=RemarkKind.COMMENT)
    text = models.TextField(_("text"), max_length=4000)
    to_all = models.BooleanField(_("all participants may read it"), default=False)
    answers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies"
    )
    paper = models.ForeignKey(
        Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True)
    taken_up_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("item", "withdrawn_at"), name="remark_of_item"),)

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def book(self) -> str:
        """The meeting's book."""
        return self.item.book
