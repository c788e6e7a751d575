"""What to call a report where several stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from archive.models import Article


def report_names(articles: Sequence[Article]) -> dict[int, str]:
    """Return a name for each article's key: its outlet, or what its dateline tells; numbered where several share it."""
    outlets = [_who_ran(article) for article in articles]
    total, seen = Counter(outlets), Counter[str]()
    names: dict[int, str] = {}
    for article, outlet in zip(articles, outlets, strict=True):
        seen[outlet] += 1
        names[article.pk] = f"{outlet} ({seen[outlet]})" if total[outlet] > 1 else outlet
    return names


def _who_ran(article: Article) -> str:
    if article.outlet:
        return article.outlet.name
    told = [part for part in (article.dateline_agency, article.dateline_place) if part]
    unknown = _("Unknown outlet")
    return f"{unknown} ({', '.join(told)})" if told else unknown


def in_a_row(names: Sequence[str]) -> str:
    """Return names as a list in words: "A", "A and B", "A, B and C"."""
    *most, last = names
    return _("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last} if most else last
