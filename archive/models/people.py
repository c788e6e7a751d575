"""Who may come in: tokens for programs, and who was turned away."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Scope(models.TextChoices):
    """What a token may do."""

    SUBMIT = "submit", "Send reports as drafts"
    PUBLISH = "publish", "Send reports and publish them"


class Token(models.Model):
    """A program's key to the upload API, in somebody's name. Only its digest is stored: it is shown once."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.SUBMIT)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.owner})"


class SignInFailure(models.Model):
    """A wrong password: for whom, and from where. Enough of them close the door for a while."""

    username = models.CharField(max_length=150, db_index=True)
    address = models.GenericIPAddressField(null=True)
    failed_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-failed_at"]

    def __str__(self) -> str:
        return f"{self.username}, {self.failed_at:%Y-%m-%d %H:%M}"
