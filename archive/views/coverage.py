"""Who published when: each report of an event on one line of time, and whose text it carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.comparing.events import find_components
from archive.comparing.pair_reasons import NEAR_COPY
from archive.linking import find_follow_ups
from archive.models import Article, Link
from archive.views.naming import report_names

# The strip of time is drawn so wide, a report's tick so wide of it.
STRIP_WIDTH, TICK_WIDTH = 200, 3
# Pairs whose reasons are told; a large event has thousands.
_MOST_REASONS = 40


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One report: its day, where its tick stands on the strip, the days after the first, whose text it repeats."""

    article: Article
    name: str
    tick: int | None
    days_after: int | None
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """All reports of an event, oldest first, undated last; the strip runs from ``first_on`` to ``last_on``."""

    lines: tuple[CoverageLine, ...]
    first_on: dt.date | None
    last_on: dt.date | None
    independent_texts: int

    @property
    def has_strip(self) -> bool:
        """Whether the reports are of several days, so that a strip of time says anything."""
        return self.first_on != self.last_on


def around_event(articles: Sequence[Article]) -> dict[str, Any]:
    """Return what the page of an event tells of all its reports: who published when, why together, what follows."""
    names = report_names(articles)
    between = Link.objects.filter(first__in=articles, second__in=articles)
    links = list(between.order_by("-probability", "pk"))
    follow_ups = find_follow_ups(articles)
    return {
        "coverage": set_coverage(articles, names, links),
        "reasons": [(link, names[link.first_id], names[link.second_id]) for link in links[:_MOST_REASONS]],
        "later": [other for other in follow_ups if other.is_later],
        "earlier": [other for other in follow_ups if not other.is_later],
    }


def set_coverage(articles: Sequence[Article], names: Mapping[int, str], links: Sequence[Link]) -> Coverage:
    """Return who published when; ``articles`` oldest first, ``links`` those between them."""
    dates = [article.published_on for article in articles if article.published_on]
    first_on, last_on = min(dates, default=None), max(dates, default=None)
    copies = [link for link in links if link.copied >= NEAR_COPY]
    sources = _sources(articles, copies)
    lines = tuple(
        _to_line(article, names, first_on, last_on, sources.get(article.pk)) for article in articles
    )
    texts = find_components(
        (article.pk for article in articles), ((copy.first_id, copy.second_id) for copy in copies)
    )
    return Coverage(lines, first_on, last_on, len(texts))


def _sources(articles: Sequence[Article], copies: Sequence[Link]) -> dict[int, int]:
    """Return for each report that nearly repeats an earlier one the one it repeats most."""
    order = {article.pk: number for number, article in enumerate(articles)}
    sources: dict[int, int] = {}
    for link in sorted(copies, key=lambda link: (link.copied, -link.pk)):
        earlier, later = sorted((link.first_id, link.second_id), key=lambda key: order[key])
        sources[later] = earlier
    return sources


def _to_line(
    article: Article,
    names: Mapping[int, str],
    first_on: dt.date | None,
    last_on: dt.date | None,
    source: int | None,
) -> CoverageLine:
    day = article.published_on
    copy_of = names[source] if source is not None else None
    if day is None or first_on is None or last_on is None:
        return CoverageLine(article, names[article.pk], None, None, copy_of)
    after, span = (day - first_on).days, (last_on - first_on).days
    tick = round((STRIP_WIDTH - TICK_WIDTH) * after / span) if span else 0
    return CoverageLine(article, names[article.pk], tick, after, copy_of)
