"""The passages of an article that its reader keeps in dossiers."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive.dossiers import find_standing
from archive.models import Article, DossierItem
from archive.records import Span
from archive.views.prose import Mark

Highlight = tuple[DossierItem, Span | None]


def highlights_of(request: HttpRequest, article: Article) -> list[Highlight]:
    """Return the reader's own passages of the article in its order; with ``None`` those that no longer stand in it."""
    if not request.user.is_authenticated:
        return []
    kept = DossierItem.objects.filter(
        article=article,
        kind="passage",
        removed_at=None,
        dossier__owner=request.user.pk,
        dossier__removed_at=None,
    ).select_related("dossier")
    found = [(item, find_standing(article.body, item.words, item.start or 0)) for item in kept]
    return sorted(found, key=lambda pair: pair[1].start if pair[1] else len(article.body))


def highlight_marks(highlights: Sequence[Highlight]) -> list[Mark]:
    """Return a mark for each passage that stands."""
    return [
        Mark(span.start, span.end, "kept", _("Kept in “%(name)s”") % {"name": item.dossier.name})
        for item, span in highlights
        if span
    ]
