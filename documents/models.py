"""What is kept: folders of papers, their versions, and the registers that number them."""

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.folding import fold
from core.states import Moves, Stateful
from documents.states import PAPER_MOVES, PaperState
from people.grants import UserGrant
from people.models import Unit, User


class Folder(models.Model):
    """A folder; access is granted here, and its papers' events go into ``topic``'s book."""

    name = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="folders")
    topic = models.CharField(max_length=64, db_index=True)
    owner = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="own_folders"
    )
    created_at = models.DateTimeField(default=now)

    class Meta:
        default_permissions = ()
        permissions = (("see_folder", "See the papers"), ("file_papers", "Add and change papers"))

    def __str__(self) -> str:
        return self.name

    @property
    def book(self) -> str:
        """The book its papers' events are written in: that of the matter it belongs to."""
        return self.topic or f"folder.{self.pk}"


class FolderGrant(UserGrant):
    """Who was granted what on a folder."""

    content_object = models.ForeignKey(Folder, on_delete=models.CASCADE)


class Issuer(models.Model):
    """An authority whose documents come to meetings (cơ quan ban hành): ministries, committees, units of the city."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    code = models.CharField(_("letters in document numbers"), max_length=24, blank=True)
    closed = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def book(self) -> str:
        """The catalogues' book."""
        return "catalogues"


class Paper(Stateful):
    """A paper: one title, any number of versions."""

    MOVES: ClassVar[Moves] = PAPER_MOVES

    folder = models.ForeignKey(Folder, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(max_length=32, blank=True)
    notation = models.CharField(_("number/notation"), max_length=60, blank=True)
    issuer = models.ForeignKey(
        Issuer, null=True, blank=True, on_delete=models.PROTECT, related_name="papers",
        verbose_name=_("issued by"),
    )  # fmt: skip
    goes_public = models.BooleanField(_("public as soon as it is issued"), default=False)
    state = models.CharField(
        max_length=12, choices=PaperState.choices, default=PaperState.DRAFT, db_index=True
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    search_text = models.CharField(max_length=400, editable=False)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded title that searching reads."""
        self.search_text = fold(f"{self.title} {self.notation}")[:400]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def book(self) -> str:
        """The book of the folder's matter."""
        return self.folder.book


class Version(models.Model):
    """One version of a paper: a PDF kept by its SHA-256; never changed, never deleted."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("paper", "number")
        constraints = (
            models.UniqueConstraint(fields=("paper", "number"), name="version_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.paper} (v{self.number})"

    def get_absolute_url(self) -> str:
        """The viewer's address."""
        return reverse("documents:version", args=[self.pk])

    @property
    def path(self) -> str:
        """Where the file lies on this machine."""
        return str(settings.FILES_DIR / self.sha256[:2] / self.sha256)

    def read(self) -> bytes:
        """Return the file's bytes."""
        return Path(self.path).read_bytes()

    @property
    def file_url(self) -> str:
        """The PDF's address."""
        return reverse("documents:file", args=[self.pk])


class OfficeOriginal(models.Model):
    """The Office file a version's PDF was made of (tệp gốc): kept as it came, never opened here again."""

    version = models.OneToOneField(
        Version, on_delete=models.PROTECT, related_name="office_original"
    )
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    told = models.JSONField(default=list)
    fonts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the file lies on this machine."""
        return str(settings.FILES_DIR / self.sha256[:2] / self.sha256)


class Kept(models.Model):
    """A paper put into a person's own folder: one they added, or one of a matter they may read (while they may)."""

    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="kept")
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="kept")
    name = models.CharField(_("title"), max_length=300, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (models.UniqueConstraint(fields=("folder", "paper"), name="kept_once"),)

    def __str__(self) -> str:
        return self.name or self.paper.title


class Publication(models.Model):
    """An issued paper put before the public: at once, at an address of its own; taken back only with a reason, and that is told."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="publication")
    code = models.CharField(max_length=16, unique=True, editable=False)
    published_at = models.DateTimeField(default=now, db_index=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ("-published_at", "-pk")

    def __str__(self) -> str:
        return str(self.paper)

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("public:document", args=[self.code])

    @property
    def book(self) -> str:
        """The book of the paper's matter."""
        return self.paper.book


class Register(models.Model):
    """A number register of a unit for one local year (Decree 30/2020 art. 15: 01 from 1 January)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="registers")
    name = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "name", "year"), name="register_once"),
        )

    def __str__(self) -> str:
        return f"{self.unit.short} {self.name} {self.year}"

    @property
    def book(self) -> str:
        """The register's own book."""
        return f"register.{self.pk}"


class NumberState(models.TextChoices):
    """What became of a number; none is ever missing from its register."""

    TAKEN = "taken", _("given")
    RESERVED = "reserved", _("set aside")
    CANCELLED = "cancelled", _("cancelled")


class RegisterNumber(models.Model):
    """One number of a register: one paper, one number, no gap; set aside or cancelled, it says why."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    notation = models.CharField(max_length=60)
    paper = models.OneToOneField(
        Paper, null=True, on_delete=models.PROTECT, related_name="registered"
    )
    on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=NumberState.choices, default=NumberState.TAKEN)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("register", "number")
        constraints = (
            models.UniqueConstraint(fields=("register", "number"), name="register_number_once"),
            models.CheckConstraint(
                condition=models.Q(paper__isnull=False) | ~models.Q(state="taken"),
                name="taken_number_has_a_paper",
            ),
        )

    def __str__(self) -> str:
        return self.notation

    @property
    def book(self) -> str:
        """The register's own book."""
        return self.register.book
