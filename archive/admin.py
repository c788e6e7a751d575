"""The administrators' view of the rows. Editors' daily work has its own pages under /desk/."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from archive.desk import DeskError, discard_articles, publish_articles, undo_batch
from archive.desk.outlet_cleaning import review_cleaning
from archive.models import (
    Article,
    Batch,
    BatchItem,
    Block,
    Event,
    EventChange,
    IndexJob,
    Mention,
    Original,
    Outlet,
)
from archive.records import Verdict
from archive.search.index import drain_jobs

Row = TypeVar("Row", bound=Model)

admin.site.site_header = "Parallax administration"
admin.site.site_title = "Parallax"
admin.site.index_title = "Archive"


class ReadOnlyAdmin(admin.ModelAdmin[Row]):
    """Rows that the application writes and nobody edits by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds one here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes one here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes one here."""
        return False


class BlockInline(admin.TabularInline[Block, Article]):
    """What was kept and what was removed, and why."""

    model = Block
    fields = readonly_fields = ("position", "verdict", "kind", "reason", "text")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Blocks come from cleaning."""
        return False


class MentionInline(admin.TabularInline[Mention, Article]):
    """The places and aircraft types found."""

    model = Mention
    fields = readonly_fields = ("part", "surface", "place", "aircraft_type", "role", "confidence", "reasons")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Mentions come from the gazetteer."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        """Fetch the names along."""
        return super().get_queryset(request).select_related("place", "aircraft_type")


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin[Article]):
    """Articles. Their text and metadata are corrected at the desk, where search and events follow."""

    list_display = ("title", "outlet", "published_on", "published_how", "status", "in_event", "removed")
    list_filter = ("status", "outlet", "published_how", "language")
    list_select_related = ("outlet",)
    search_fields = ("headline", "body", "original__filename")
    date_hierarchy = "published_on"
    readonly_fields = ("at_the_desk",)
    inlines = (BlockInline, MentionInline)
    actions = ("publish", "discard")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Count the removed blocks along with the rows."""
        removed = Count("blocks", filter=Q(blocks__verdict=Verdict.REMOVED))
        return super().get_queryset(request).defer("original__content").annotate(removed_count=removed)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Articles come through the upload, which keeps the original."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Published articles are taken back with their batch, drafts by the action."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        """Show everything, change nothing: a bare save here would leave search and events behind."""
        return ["at_the_desk", *(field.name for field in Article._meta.fields)]

    @admin.display(description="removed blocks", ordering="removed_count")
    def removed(self, article: Article) -> int:
        """Return how many blocks cleaning took out."""
        return int(getattr(article, "removed_count", 0))

    @admin.display(description="event", ordering="event")
    def in_event(self, article: Article) -> str | None:
        """Return a link to its event, by number: an event's title is read from its reports, row by row."""
        if article.event_id is None:
            return None
        return format_html('<a href="{}">{}</a>', reverse("event", args=[article.event_id]), article.event_id)

    @admin.display(description="correct it")
    def at_the_desk(self, article: Article) -> str:
        """Return a link to the page where it can be corrected."""
        return format_html('<a href="{}">Open at the desk</a>', reverse("preview", args=[article.pk]))

    @admin.action(description="Publish the chosen drafts")
    def publish(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Publish drafts."""
        publish_articles(queryset, by=request.user if request.user.is_authenticated else None)
        self.message_user(request, f"{queryset.count()} articles are published and searchable.")

    @admin.action(description="Discard the chosen drafts")
    def discard(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Discard drafts; published articles refuse."""
        try:
            count = discard_articles(queryset, by=request.user if request.user.is_authenticated else None)
        except DeskError as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.message_user(request, f"{count} drafts were discarded.")


@admin.register(Original)
class OriginalAdmin(ReadOnlyAdmin[Original]):
    """The bytes as they came; never changed."""

    list_display = ("filename", "format", "encoding", "received_at", "sha256")
    list_filter = ("format",)
    search_fields = ("filename", "sha256")
    fields = ("filename", "format", "encoding", "received_at", "sha256")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Original]:
        """Leave the bytes where they are."""
        return super().get_queryset(request).defer("content")


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin[Outlet]):
    """Outlets, with how many articles each has, and a page of how cleaning fares with each."""

    list_display = ("name", "articles_stored", "cleaning")
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outlet]:
        """Count the articles along with the rows."""
        return super().get_queryset(request).annotate(article_count=Count("articles"))

    @admin.display(description="articles", ordering="article_count")
    def articles_stored(self, outlet: Outlet) -> int:
        """Return how many articles it has."""
        return int(getattr(outlet, "article_count", 0))

    @admin.display(description="cleaning")
    def cleaning(self, outlet: Outlet) -> str:
        """Return a link to what cleaning removes from its articles."""
        url = reverse("admin:archive_outlet_cleaning", args=[outlet.pk])
        return format_html('<a href="{}">what is removed<span hidden> from {}</span></a>', url, outlet.name)

    def get_urls(self) -> list[URLPattern]:
        """Add the page of how cleaning fares with an outlet."""
        page = self.admin_site.admin_view(self.cleaning_page)
        return [
            path("<int:outlet_id>/cleaning/", page, name="archive_outlet_cleaning"),
            *super().get_urls(),
        ]

    def cleaning_page(self, request: HttpRequest, outlet_id: int) -> HttpResponse:
        """Show what is removed most from an outlet's articles, what editors put back, and which want a look."""
        outlet = get_object_or_404(Outlet, pk=outlet_id)
        if not self.has_view_permission(request, outlet):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"Cleaning: {outlet.name}",
            "outlet": outlet,
            "review": review_cleaning(outlet),
            "opts": self.opts,
        }
        return render(request, "admin/archive/outlet/cleaning.html", context)


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

    @admin.action(description="Undo: take back every article of the chosen batches")
    def undo(self, request: HttpRequest, queryset: QuerySet[Batch]) -> None:
        """Take back batches, search included."""
        by = request.user if request.user.is_authenticated else None
        count = sum(undo_batch(batch, by=by) for batch in queryset)
        self.message_user(request, f"{count} articles were taken back.")


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

    @admin.display(boolean=True, description="parked")
    def is_parked(self, job: IndexJob) -> bool:
        """Return whether it failed too often."""
        return job.is_parked

    @admin.action(description="Try the chosen articles again")
    def try_again(self, request: HttpRequest, queryset: QuerySet[IndexJob]) -> None:
        """Put jobs back in the queue and do them."""
        count = queryset.update(attempts=0, due_at=timezone.now())
        drain_jobs()
        left = queryset.count()
        self.message_user(
            request,
            f"{count - left} articles are in the search now."
            if not left
            else f"{left} articles failed again.",
            messages.WARNING if left else messages.SUCCESS,
        )
