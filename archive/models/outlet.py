"""Who ran an article, under which names it goes, and what editors taught of its pages."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models

from archive import records


class OutletKind(models.TextChoices):
    """What an outlet is."""

    AGENCY = "agency", "Agency"
    PAPER = "paper", "Newspaper"
    BROADCASTER = "broadcaster", "Broadcaster"
    SITE = "site", "Site"


class DateOrder(models.TextChoices):
    """How an outlet writes 03/04/2016."""

    DAY_FIRST = "day", "Day first (3 April)"
    MONTH_FIRST = "month", "Month first (March 4)"


class Outlet(models.Model):
    """A newspaper, agency, broadcaster or site."""

    name = models.CharField(max_length=200, unique=True)
    home_page = models.CharField(
        max_length=500, null=True, blank=True, validators=[URLValidator(["http", "https"])]
    )
    country = models.CharField(max_length=100, null=True, blank=True)
    kind = models.CharField(max_length=12, choices=OutletKind.choices, null=True, blank=True)
    date_order = models.CharField(max_length=5, choices=DateOrder.choices, null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def day_first(self) -> bool | None:
        """Whether it writes the day before the month; None where nobody said."""
        return None if self.date_order is None else self.date_order == DateOrder.DAY_FIRST


class OutletAlias(models.Model):
    """Another name by which files call an outlet: that of one that was merged into it."""

    name = models.CharField(max_length=200, unique=True)
    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="aliases")

    def __str__(self) -> str:
        return self.name


class TaughtLine(models.Model):
    """A line that an editor says is furniture on the outlet's pages, or is none."""

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="taught_lines")
    text = models.CharField(max_length=500)
    # As lines are compared.
    folded = models.CharField(max_length=500)
    verdict = models.CharField(max_length=8, choices=[(v.value, v.value) for v in records.Verdict])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    taught_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["outlet", "folded"], name="one_word_a_line")]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.text}"
