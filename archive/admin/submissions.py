"""Submissions, and the queue that brings their articles into the search."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.read_only import ReadOnlyAdmin
from archive.desk import undo_batch
from archive.models import (
    Batch,
    BatchItem,
    IndexJob,
)
from archive.search.index import drain_jobs


class BatchItemInline(admin.TabularInline[BatchItem, Batch]):
    """The files of a batch."""

    model = BatchItem
    fields = readonly_fields = ("filename", "outcome", "reason", "article")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Items come from a submission."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[BatchItem]:
        """Fetch the articles along."""
        return super().get_queryset(request).select_related("article")


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin[Batch]):
    """Submissions, which can be undone whole."""

    list_display = ("pk", "submitted_at", "by", "files")
    list_select_related = ("by",)
    inlines = (BatchItemInline,)
    actions = ("undo",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Batch]:
        """Count the files along with the rows."""
        return super().get_queryset(request).annotate(file_count=Count("items"))

    @admin.display(ordering="file_count")
    def files(self, batch: Batch) -> int:
        """Return how many files came in."""
        return int(getattr(batch, "file_count", 0))

    @admin.action(description=gettext_lazy("Undo: take back every article of the chosen batches"))
    def undo(self, request: HttpRequest, queryset: QuerySet[Batch]) -> None:
        """Take back batches, search included."""
        by = request.user if request.user.is_authenticated else None
        count = sum(undo_batch(batch, by=by) for batch in queryset)
        self.message_user(request, _("%(count)s articles were taken back.") % {"count": count})


class ParkedFilter(admin.SimpleListFilter):
    """Jobs by whether they wait for somebody to look at them."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Name the two states."""
        return [("parked", "Parked: failed too often"), ("waiting", "Waiting")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[IndexJob]) -> QuerySet[IndexJob]:
        """Keep the jobs of the state chosen."""
        parked = IndexJob.objects.parked()
        if self.value() == "parked":
            return queryset.filter(pk__in=parked)
        return queryset.exclude(pk__in=parked) if self.value() == "waiting" else queryset


@admin.register(IndexJob)
class IndexJobAdmin(ReadOnlyAdmin[IndexJob]):
    """Articles whose index entry is behind; one that is parked needs a look at its error."""

    list_display = ("article_key", "created_at", "attempts", "due_at", "is_parked", "last_error")
    list_filter = (ParkedFilter,)
    actions = ("try_again",)

    @admin.display(boolean=True, description=gettext_lazy("parked"))
    def is_parked(self, job: IndexJob) -> bool:
        """Return whether it failed too often."""
        return job.is_parked

    @admin.action(description=gettext_lazy("Try the chosen articles again"))
    def try_again(self, request: HttpRequest, queryset: QuerySet[IndexJob]) -> None:
        """Put jobs back in the queue and do them."""
        count = queryset.update(attempts=0, due_at=timezone.now())
        drain_jobs()
        left = queryset.count()
        self.message_user(
            request,
            _("%(count)s articles are in the search now.") % {"count": count - left}
            if not left
            else _("%(count)s articles failed again.") % {"count": left},
            messages.WARNING if left else messages.SUCCESS,
        )
