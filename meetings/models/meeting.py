"""A meeting (phiên họp) and the seats at its table."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.folding import fold
from core.states import Moves, Stateful
from documents.models import Folder, Version
from meetings.models.rooms import Room
from meetings.states import ENDED, IN_SESSION, MEETING_MOVES, Answer, MeetingState
from people.grants import UserGrant
from people.models import Unit, User


class Kind(models.TextChoices):
    """What sort of meeting; the value names the rule of decision in ``tally.RULES``."""

    COMMITTEE = "committee", _("Committee session")
    WORKING = "working", _("Working meeting")
    COUNCIL = "council", _("Council session")


class Meeting(Stateful):
    """A meeting: who chairs it, when, where, and what is on show now."""

    MOVES: ClassVar[Moves] = MEETING_MOVES

    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.WORKING)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="meetings")
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings",
        verbose_name=_("room"),
    )  # fmt: skip
    place = models.CharField(_("place"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    chair = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=MeetingState.choices, default=MeetingState.DRAFT, db_index=True
    )
    folder = models.OneToOneField(Folder, on_delete=models.PROTECT, related_name="meeting")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    show_version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    show_page = models.PositiveIntegerField(default=1)
    stage = models.CharField(
        max_length=8, blank=True
    )  # what the screen keeps showing: screens.Stage
    is_rehearsal = models.BooleanField(default=False)
    session_kind = models.ForeignKey(
        "meetings.SessionKind", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("kind of session"),
    )  # fmt: skip
    series = models.ForeignKey(
        "meetings.Series", null=True, on_delete=models.PROTECT, related_name="meetings"
    )
    series_day = models.DateField(null=True)  # the day the rule gave; it may have been moved
    proposals_until = models.DateTimeField(_("units may propose items until"), null=True, blank=True)  # fmt: skip
    late_reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    video_url = models.URLField(_("link to the video room"), max_length=500, blank=True)
    conductor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # who runs the session in the chair's place, None: the chair
    resumes_at = models.DateTimeField(null=True)  # when a pause is planned to end
    short_reason = models.CharField(max_length=300, blank=True)  # why opened without a quorum
    speech_minutes = models.PositiveSmallIntegerField(_("minutes a speaker"), default=5)
    present_minutes = models.PositiveSmallIntegerField(_("minutes a presenter"), default=10)
    door_sheet = models.PositiveSmallIntegerField(default=0)  # the printed door sheet in force
    sequence = models.PositiveIntegerField(default=0)  # RFC 5545: rises with each change told
    revised_at = models.DateTimeField(null=True)
    substitutes_vote = models.BooleanField(_("substitutes vote"), default=False)
    search_text = models.CharField(max_length=520, editable=False)

    class Meta:
        ordering = ("starts_at", "pk")
        default_permissions = ()
        permissions = (
            ("see_meeting", "See the meeting"),
            ("sit", "Take part: answer, check in, speak, vote"),
            ("prepare_meeting", "Prepare it: agenda, papers, invitations"),
            ("run_meeting", "Run it: open, move on, put to vote, conclude"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after"
            ),
            models.UniqueConstraint(fields=("series", "series_day"), name="series_day_once"),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded title that searching reads."""
        if self.room is not None and not self.place:
            self.place = self.room.label
        self.search_text = fold(f"{self.title} {self.place}")[:520]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """The meeting's page."""
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def book(self) -> str:
        """The meeting's book, and its live topic."""
        return f"meeting.{self.pk}"

    @property
    def told_plan(self) -> tuple[str, str, datetime, datetime]:
        """What the invited were told: title, place, start, end; when it changes they are told again."""
        return self.title, self.place, self.starts_at, self.ends_at

    @property
    def in_session(self) -> bool:
        """Whether it is open or paused."""
        return self.state in IN_SESSION

    @property
    def ended(self) -> bool:
        """Whether it is closed, concluded or cancelled."""
        return self.state in ENDED


class MeetingGrant(UserGrant):
    """Who was granted what on a meeting."""

    content_object = models.ForeignKey(Meeting, on_delete=models.CASCADE)


class SeatRole(models.TextChoices):
    """What a person is at the table; ``access.GRANTS`` says what that lets them do."""

    CHAIR = "chair", _("Chair")
    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", _("Member")
    GUEST = "guest", _("Invited guest")


class Seat(models.Model):
    """A person's seat: invitation, answer, attendance; one seat a person, one ballot a seat."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=SeatRole.choices, default=SeatRole.MEMBER)
    title = models.CharField(max_length=200, blank=True)
    votes = models.BooleanField(default=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    replaced_by = models.CharField(max_length=340, blank=True)  # who comes instead, name and post
    stands_for = models.CharField(max_length=340, blank=True)  # whose substitute this is
    answered_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)  # the first arrival; arrived_at is the latest
    remote = models.BooleanField(default=False)  # takes part from elsewhere
    position = models.PositiveIntegerField(default=0)
    place = models.PositiveSmallIntegerField(null=True)  # its number in the drawn seat plan

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "user"), name="seat_once"),
            models.UniqueConstraint(fields=("meeting", "place"), name="one_seat_a_place"),
        )

    def __str__(self) -> str:
        return str(self.user)

    @property
    def book(self) -> str:
        """The meeting's book."""
        return f"meeting.{self.meeting_id}"

    @property
    def acts(self) -> bool:
        """Whether the seat's person acts on it: nobody acts on a seat a substitute was sent for."""
        return not self.replaced_by

    @property
    def present(self) -> bool:
        """Whether the person is in the room now."""
        return self.arrived_at is not None and self.left_at is None
