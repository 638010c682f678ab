"""Who is there: people, units, and the posts that join them."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.folding import fold
from core.models import DayKind


class Language(models.TextChoices):
    """The interface's languages."""

    VIETNAMESE = "vi", _("Vietnamese")
    ENGLISH = "en", _("English")


class People(BaseUserManager["User"]):
    """Makes users."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """Create a person who may sign in with the password (None: may not sign in by password)."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in."""

    username = models.CharField(_("sign-in name"), max_length=64, unique=True)
    full_name = models.CharField(_("full name"), max_length=120)
    search_text = models.CharField(max_length=200, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=24, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.VIETNAMESE
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_sample = models.BooleanField(_("sample data"), default=False)
    joined_at = models.DateTimeField(default=now, editable=False)
    epoch = models.PositiveIntegerField(default=0, editable=False)  # a new one ends all sessions

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        ordering = ("full_name",)

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded name that searching reads."""
        self.search_text = fold(f"{self.full_name} {self.username}")[:200]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Bind a session to the password, as Django does, and to the epoch: a new one ends them all."""
        salt = f"people.session.{self.epoch}"
        return salted_hmac(salt, self.password, secret=secret, algorithm="sha256").hexdigest()

    @property
    def topic(self) -> str:
        """The person's own live topic."""
        return f"desk.{self.pk}"

    @property
    def book(self) -> str:
        """The city's book of people."""
        return "people"


class UnitKind(models.TextChoices):
    """Kinds of units in a two-level city (since 1 July 2025: no districts)."""

    COMMITTEE = "committee", _("People's Committee")
    OFFICE = "office", _("Office")
    DEPARTMENT = "department", _("Department")
    DIVISION = "division", _("Division")
    CENTRE = "centre", _("Centre or board")
    WARD = "ward", _("Ward or commune")


class Unit(models.Model):
    """A unit of the city government."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    short = models.CharField(_("short name"), max_length=60)
    code = models.CharField(_("letters in document numbers"), max_length=24, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveSmallIntegerField(default=0)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    search_text = models.CharField(max_length=260, editable=False)

    class Meta:
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded name that searching reads."""
        self.search_text = fold(f"{self.name} {self.short}")[:260]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def book(self) -> str:
        """The city's book of people."""
        return "people"


class Role(models.TextChoices):
    """What a post lets a person do in the system."""

    OFFICIAL = "official", _("Official")
    LEADER = "leader", _("Leader")
    CLERK = "clerk", _("Clerk")
    ADMINISTRATOR = "administrator", _("Administrator")


class Post(models.Model):
    """A person's post in a unit: title, role, whether they head it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(_("title"), max_length=120)
    role = models.CharField(_("role"), max_length=16, choices=Role.choices, default=Role.OFFICIAL)
    is_head = models.BooleanField(_("heads the unit"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("user", "unit", "title"), name="post_once"),)

    def __str__(self) -> str:
        return f"{self.user} – {self.title}, {self.unit}"

    @property
    def book(self) -> str:
        """The city's book of people."""
        return "people"


class Position(models.Model):
    """A title the city uses (chức vụ), in the order of protocol; posts are offered these words."""

    name = models.CharField(_("title"), max_length=120, unique=True)
    rank = models.PositiveSmallIntegerField(_("place in the order"), default=100)

    class Meta:
        ordering = ("rank", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def book(self) -> str:
        """The city's book of people."""
        return "people"


class SignInOutcome(models.TextChoices):
    """What came of a try to sign in, or that somebody signed out."""

    IN = "in", _("signed in")
    FAILED = "failed", _("wrong name or password")
    OUT = "out", _("signed out")


class SignIn(models.Model):
    """One line of the sign-in log; nobody deletes one: lines end together after the time of keeping."""

    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="sign_ins")
    username = models.CharField(max_length=64)
    outcome = models.CharField(max_length=8, choices=SignInOutcome.choices)
    at = models.DateTimeField(default=now, db_index=True)
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.username}: {self.get_outcome_display()}"


class Absence(models.Model):
    """Somebody is away and somebody stands in: from one day to another, both included.

    A row is history: it ends by itself with its last day, or earlier by `ended_at`.
    """

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stood_in_for")
    since = models.DateField(_("away from"))
    until = models.DateField(_("until and including"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-since", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="absence_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("stand_in")), name="absence_has_another"
            ),
        )
        indexes = (
            models.Index(
                fields=("stand_in", "until"), condition=models.Q(ended_at=None), name="absence_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.since:%d/%m/%Y} - {self.until:%d/%m/%Y}"

    @property
    def book(self) -> str:
        """The city's book of people."""
        return "people"


class UnitDay(models.Model):
    """A day on which one unit is closed, or works beside the city's week (a flood, a local feast and its make-up)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="days")
    date = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=4, choices=DayKind.choices, default=DayKind.OFF)
    reason = models.CharField(_("reason"), max_length=200)
    notice_number = models.CharField(_("number of the notice"), max_length=60, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("date", "unit")
        constraints = (models.UniqueConstraint(fields=("unit", "date"), name="unit_day_once"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.date:%d/%m/%Y}"

    @property
    def book(self) -> str:
        """The journal's book of the calendar."""
        return "calendar"
