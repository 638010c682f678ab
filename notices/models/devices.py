"""Devices that take pushes, and the server's own key."""

from django.conf import settings
from django.db import models

from core.clock import now


class Device(models.Model):
    """A browser on a device that its person let be pushed to. Address and keys are sealed (`core.sealing`)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices"
    )
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the push service's address
    sealed = models.TextField()
    since = models.DateTimeField(default=now)
    pushed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name


class ServerKey(models.Model):
    """A key pair of the server, made at first use and sealed: “vapid” names us to push services (RFC 8292)."""

    name = models.CharField(max_length=16, unique=True)
    sealed = models.TextField()
    made_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.name
