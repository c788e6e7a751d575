"""Events, and what editors did to them."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from archive.admin.read_only import ReadOnlyAdmin
from archive.models import (
    Event,
    EventChange,
)


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin[Event]):
    """Events; joined, split and named on their own pages."""

    list_display = ("pk", "name", "created_at", "reports")
    search_fields = ("name", "articles__headline")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        """Count the reports along with the rows."""
        return super().get_queryset(request).annotate(report_count=Count("articles"))

    @admin.display(ordering="report_count")
    def reports(self, event: Event) -> int:
        """Return how many reports it groups."""
        return int(getattr(event, "report_count", 0))


@admin.register(EventChange)
class EventChangeAdmin(ReadOnlyAdmin[EventChange]):
    """Who joined and split what, and when."""

    list_display = ("made_at", "by", "article", "before_id", "after_id", "undone_at")
    list_select_related = ("by", "article")
