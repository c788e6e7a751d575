"""Outlets, and how cleaning fares with each."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.desk.outlet_cleaning import review_cleaning
from archive.models import (
    Outlet,
)


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin[Outlet]):
    """Outlets, with how many articles each has, and a page of how cleaning fares with each."""

    list_display = ("name", "articles_stored", "cleaning")
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outlet]:
        """Count the articles along with the rows."""
        return super().get_queryset(request).annotate(article_count=Count("articles"))

    @admin.display(description=gettext_lazy("articles"), ordering="article_count")
    def articles_stored(self, outlet: Outlet) -> int:
        """Return how many articles it has."""
        return int(getattr(outlet, "article_count", 0))

    @admin.display(description=gettext_lazy("cleaning"))
    def cleaning(self, outlet: Outlet) -> str:
        """Return a link to what cleaning removes from its articles."""
        url = reverse("admin:archive_outlet_cleaning", args=[outlet.pk])
        said = _("what is removed")
        return format_html('<a href="{}">{}<span hidden>: {}</span></a>', url, said, outlet.name)

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
            "title": _("Cleaning: %(name)s") % {"name": outlet.name},
            "outlet": outlet,
            "review": review_cleaning(outlet),
            "opts": self.opts,
        }
        return render(request, "admin/archive/outlet/cleaning.html", context)
