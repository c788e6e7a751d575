"""Who did what and when: the versions of an article, and the audit of the archive."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from archive.models.article import Article, Original, Status


class Act(models.TextChoices):
    """What was done."""

    PUBLISHED = "published", "Published"
    CORRECTED = "corrected", "Corrected"
    OVERRULED = "overruled", "Block overruled"
    RECLEANED = "recleaned", "Cleaned anew"
    REPLACED = "replaced", "Replaced by a new file"
    RESTORED = "restored", "Earlier version restored"
    WITHDRAWN = "withdrawn", "Taken to the trash"
    BROUGHT_BACK = "brought back", "Brought back from the trash"
    PURGED = "purged", "Deleted for good"
    UNDONE = "undone", "Submission undone"
    SUBMITTED = "submitted", "Submitted"
    OUTLET = "outlet", "Outlet changed"
    TOKEN_MADE = "token made", "Token made"
    TOKEN_WITHDRAWN = "token gone", "Token withdrawn"
    PASSWORD_LETTER = "letter", "Letter for a new password"
    NAMED = "named", "Gazetteer changed"


class Change(models.Model):
    """One deed. Where it changed an article's text or metadata, ``before`` is the version it replaced.

    Keys are plain numbers: what was done stays readable when its article or submission is gone.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)
    act = models.CharField(max_length=12, choices=Act.choices)
    what = models.TextField()
    article_key = models.PositiveBigIntegerField(null=True, db_index=True)
    batch_key = models.PositiveBigIntegerField(null=True, db_index=True)
    before = models.JSONField(null=True)
    original = models.ForeignKey(Original, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.act}: {self.what}"


class Withdrawal(models.Model):
    """An article that was taken back, and why. It lies in the trash while ``article`` is set and withdrawn.

    The row outlives the article, so that its address can say what became of it.
    """

    article_key = models.PositiveBigIntegerField(db_index=True)
    article = models.OneToOneField(Article, null=True, on_delete=models.SET_NULL, related_name="withdrawal")
    title = models.CharField(max_length=500)
    outlet = models.CharField(max_length=200, null=True)
    # What readers are told.
    note = models.CharField(max_length=500, null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(auto_now_add=True, db_index=True)
    # A draft comes back as a draft.
    was = models.CharField(max_length=10, choices=Status.choices)

    class Meta:
        ordering = ["-withdrawn_at", "-pk"]

    def __str__(self) -> str:
        return self.title
