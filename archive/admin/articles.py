"""Articles, their originals and the outlets that ran them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.read_only import ReadOnlyAdmin
from archive.desk import DeskError, discard_articles, publish_articles
from archive.models import Article, Block, Mention, Original
from archive.records import Verdict
from archive.wording import in_words


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

    class Media:
        """A title keeps room for itself beside the other columns."""

        css: ClassVar = {"all": ["archive/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Count the removed blocks along with the rows."""
        removed = (
            Block.objects.filter(article=OuterRef("pk"), verdict=Verdict.REMOVED)
            .order_by()
            .values("article")
            .annotate(count=Count("pk"))
            .values("count")
        )
        # A count for each row shown; one over all blocks takes seconds in a large archive.
        counted = Coalesce(Subquery(removed, output_field=IntegerField()), 0)
        return super().get_queryset(request).defer("original__content").annotate(removed_count=counted)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Articles come through the upload, which keeps the original."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Published articles are taken back with their batch, drafts by the action."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        """Show everything, change nothing: a bare save here would leave search and events behind."""
        return ["at_the_desk", *(field.name for field in Article._meta.fields)]

    @admin.display(description=gettext_lazy("removed blocks"), ordering="removed_count")
    def removed(self, article: Article) -> int:
        """Return how many blocks cleaning took out."""
        return int(getattr(article, "removed_count", 0))

    @admin.display(description=gettext_lazy("event"), ordering="event")
    def in_event(self, article: Article) -> str | None:
        """Return a link to its event, by number: an event's title is read from its reports, row by row."""
        if article.event_id is None:
            return None
        return format_html('<a href="{}">{}</a>', reverse("event", args=[article.event_id]), article.event_id)

    @admin.display(description=gettext_lazy("correct it"))
    def at_the_desk(self, article: Article) -> str:
        """Return a link to the page where it can be corrected."""
        return format_html(
            '<a href="{}">{}</a>', reverse("preview", args=[article.pk]), _("Open at the desk")
        )

    @admin.action(description=gettext_lazy("Publish the chosen drafts"))
    def publish(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Publish drafts."""
        publish_articles(queryset, by=request.user if request.user.is_authenticated else None)
        self.message_user(
            request, _("%(count)s articles are published and searchable.") % {"count": queryset.count()}
        )

    @admin.action(description=gettext_lazy("Discard the chosen drafts"))
    def discard(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Discard drafts; published articles refuse."""
        try:
            count = discard_articles(queryset, by=request.user if request.user.is_authenticated else None)
        except DeskError as error:
            self.message_user(request, in_words(str(error)), messages.ERROR)
        else:
            self.message_user(request, _("%(count)s drafts were discarded.") % {"count": count})


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
