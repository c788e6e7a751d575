"""What a report is besides its words: in an event, and in one whose reports give different figures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from archive.comparing.claims.counts import find_count_rows
from archive.comparing.compare import event_day, read_reports
from archive.comparing.event_reading import read_event
from archive.comparing.strands import find_strands
from archive.models import Article
from archive.records import Relation, Report
from archive.search.engine import DIFFERS, IN_EVENT

# Figures are looked for in so many of an event's reports, the oldest first: as many as are set side by side.
MOST_COMPARED = 6


def find_traits(article: Article) -> Iterator[str]:
    """Yield the traits of a published article."""
    if article.event_id is None:
        return
    reports = Article.objects.published().filter(event=article.event_id).oldest_first()
    keys = tuple(reports.values_list("pk", "body_sha256")[:MOST_COMPARED])
    if len(keys) > 1:
        yield IN_EVENT
        if _figures_differ(keys):
            yield DIFFERS


@lru_cache(maxsize=256)
def _figures_differ(keys: tuple[tuple[int, str], ...]) -> bool:
    """Return whether these reports differ in a figure; kept, for each report of an event asks the same."""
    stored = Article.objects.filter(pk__in=[key for key, _ in keys]).oldest_first().with_reading()
    return figures_differ([article.to_report() for article in stored])


def figures_differ(reports: list[Report]) -> bool:
    """Return whether two of the reports give different numbers for the same question about the event."""
    readings = read_reports(reports)
    event = read_event(readings, event_day(readings))
    strands = find_strands(event)
    return any(
        row.relation is Relation.DIFFER and row.group == "event" for row in find_count_rows(event, strands)
    )
