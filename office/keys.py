"""Keys a person makes for programs: a calendar's private address, a token of the API. Only a digest is kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now
from people.models import User


class Purpose(models.TextChoices):
    """What a key opens."""

    FEED = "feed", _("calendar address")
    API = "api", _("API token")


class AccessKey(models.Model):
    """One key: what it opens, until when, when it was last used. Revoked and over keys stay in the list."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="access_keys")
    purpose = models.CharField(max_length=4, choices=Purpose.choices)
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    scopes = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def book(self) -> str:
        """The person's own book."""
        return self.user.topic

    @property
    def live(self) -> bool:
        """Whether it opens anything now."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now())

    @property
    def scope_words(self) -> list[str]:
        """The scopes, one a word."""
        return self.scopes.split()
