"""Comparisons of events are worked out ahead of the reader who will want them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Count, Max

from archive.comparing.comparison_json import comparison_from_json
from archive.comparisons.storing import keep_compared, rules_key
from archive.models import Article, Change, Event, EventChange, IndexJob, StoredComparison

# An event with more reports is compared by its first ones, or by those chosen; each pair costs.
MOST_COMPARED = 12

Stamp = tuple[object, ...]


def latest_change() -> Stamp:
    """Return what is different after anything was done to an article or an event; cheap to ask for."""
    deeds = Change.objects.aggregate(latest=Max("pk"))
    moves = EventChange.objects.aggregate(latest=Max("pk"), undone=Count("undone_at"))
    return deeds["latest"], moves["latest"], moves["undone"], Event.objects.aggregate(last=Max("pk"))["last"]


def refresh_events() -> Iterator[int]:
    """Work out the comparisons that are behind, the latest event's first; yield the key of each event so done.

    Ends early where one cannot be kept just now. What changes meanwhile is behind the next time.
    """
    fingerprints = _fingerprints()
    # As many as there are events: more than a statement takes keys.
    kept = dict(StoredComparison.objects.exclude(event=None).values_list("event_id", "fingerprint"))
    for event, fingerprint in fingerprints.items():
        if kept.get(event) != fingerprint:
            if not _refresh(event, fingerprint):
                return
            yield event


def _refresh(event: int, fingerprint: str) -> bool:
    reports = tuple(
        article.to_report()
        for article in Article.objects.published()
        .filter(event=event)
        .oldest_first()
        .with_reading()[:MOST_COMPARED]
    )
    if len(reports) < 2:
        return True  # taken apart since
    stored = keep_compared(reports)
    if stored is None:
        return False
    with transaction.atomic():
        if not Event.objects.filter(pk=event).exists():
            return True  # taken apart meanwhile
        StoredComparison.objects.filter(event=event).update(event=None, fingerprint=None)
        StoredComparison.objects.filter(pk=stored.pk).update(event=event, fingerprint=fingerprint)
        _note_figures(event, comparison_from_json(stored.content).figures_differ)
    return True


def _note_figures(event: int, differ: bool) -> None:
    """Note at the event whether its reports give different figures; where that is new, the index is behind."""
    if Event.objects.filter(pk=event).exclude(figures_differ=differ).update(figures_differ=differ):
        keys = Article.objects.published().filter(event=event).values_list("pk", flat=True)
        IndexJob.objects.bulk_create([IndexJob(article_key=key) for key in keys])


def _fingerprints() -> dict[int, str]:
    """Return for each event of two reports or more what its comparison depends on, the latest event first."""
    rows = (
        Article.objects.published()
        .exclude(event=None)
        .order_by("event_id", "pk")
        .values_list("event_id", "pk", "body_sha256", "headline", "outlet__name", "published_on")
    )
    grouped: dict[int, list[tuple[object, ...]]] = {}
    for event, *rest in rows:
        grouped.setdefault(event or 0, []).append(tuple(rest))
    return {
        event: _fingerprint(held) for event, held in sorted(grouped.items(), reverse=True) if len(held) > 1
    }


def _fingerprint(held: Iterable[tuple[object, ...]]) -> str:
    return hashlib.sha256(f"{rules_key()} {list(held)!r}".encode()).hexdigest()
