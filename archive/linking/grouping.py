"""Links -> events. Only the reports around new links are regrouped; what an editor settled stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q

from archive.comparing.events import ONE_EVENT, Pair, assign_events, find_components, group_reports
from archive.linking.batches import batched
from archive.models import Article, Event, EventChange, IndexJob, Link

# An event of more reports than this is not taken apart and grouped anew when one arrives; new reports join it.
MOST_REGROUPED = 400
_BATCH = 400


def regroup_all() -> None:
    """Form the events of all published articles anew."""
    keys = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
    done: set[int] = set()
    for some in batched(keys, _BATCH):
        done |= regroup(set(some) - done, most=len(keys))


def regroup(keys: Collection[int], most: int = MOST_REGROUPED) -> set[int]:
    """Form the events of the articles ``keys`` and of all that their links and events reach; return these.

    The grouping of what is reached equals a grouping of the whole archive, since no event reaches across a gap
    in the links; beyond ``most`` articles present events stay whole and can only grow.
    """
    reached = _reach(keys, most)
    rows = [row for row in reached.values() if not (row.event_is_settled and row.event_id is None)]
    places = {row.pk: row.event_id for row in rows if row.event_id is not None}
    pinned = _pinned(rows, whole=len(reached) > most)
    scores = dict(_scores_between({row.pk for row in rows}))
    wanted = _wanted(rows, scores, places, pinned)
    settled = {row.pk for row in rows if row.event_is_settled}
    emptied = {places[key] for key in places if key not in settled and wanted.get(key) != places[key]}
    moved = {key: event for key, event in wanted.items() if key not in settled and event != places.get(key)}
    for key, event in moved.items():
        Article.objects.filter(pk=key).update(event=event)
    queue_moved(moved)
    for left in Event.objects.filter(pk__in=emptied):
        dissolve_if_lone(left)
    return set(reached)


def queue_moved(keys: Iterable[int]) -> None:
    """Note that the index is behind for articles that left an event or joined one; what it has of the others stands."""
    IndexJob.objects.bulk_create(IndexJob(article_key=key) for key in sorted(keys))


def dissolve_if_lone(event: Event, leaving: Article | None = None) -> Article | None:
    """End an event of fewer than two published articles; return the one left alone in it, as it was before.

    ``leaving`` is no longer counted. The row stays while an editor's change points at it, so that undoing the
    change can revive the event.
    """
    left = list(event.articles.published().exclude(pk=leaving.pk if leaving else 0)[:2])
    if len(left) == 2:
        return None
    queue_moved(article.pk for article in left)
    Article.objects.filter(event=event).update(event=None, event_is_settled=False)
    if not EventChange.objects.filter(Q(before=event) | Q(after=event)).exists():
        event.delete()
    return left[0] if left else None


def _reach(keys: Collection[int], most: int) -> dict[int, Article]:
    """Return the published articles that strong links and shared events reach from ``keys``."""
    reached: dict[int, Article] = {}
    frontier = set(keys)
    while frontier:
        rows = list(_places_of(frontier))
        reached |= {row.pk: row for row in rows}
        if len(reached) > most:
            break
        frontier = (_linked_to(frontier) | _sharing_event(rows)) - reached.keys()
    return reached


def _places_of(keys: Collection[int]) -> Iterator[Article]:
    for some in batched(sorted(keys), _BATCH):
        rows = Article.objects.only("status", "event_id", "event_is_settled")
        yield from rows.published_by_key(some).values()


def _linked_to(keys: Collection[int]) -> set[int]:
    found: set[int] = set()
    for some in batched(sorted(keys), _BATCH):
        strong = Link.objects.filter(probability__gte=ONE_EVENT)
        found.update(strong.filter(first__in=some).values_list("second", flat=True))
        found.update(strong.filter(second__in=some).values_list("first", flat=True))
    return found


def _sharing_event(rows: Iterable[Article]) -> set[int]:
    events = sorted({row.event_id for row in rows if row.event_id is not None})
    found: set[int] = set()
    for some in batched(events, _BATCH):
        found.update(Article.objects.published().filter(event__in=some).values_list("pk", flat=True))
    return found


def _pinned(rows: Collection[Article], whole: bool) -> dict[int, int]:
    """Return the event each article is held to: all of an event that an editor named or settled a report in."""
    held = {row.event_id for row in rows if row.event_is_settled and row.event_id is not None}
    held |= _named({row.event_id for row in rows if row.event_id is not None} - held)
    return {
        row.pk: row.event_id for row in rows if row.event_id is not None and (whole or row.event_id in held)
    }


def _named(events: Collection[int]) -> set[int]:
    return {
        event
        for some in batched(sorted(events), _BATCH)
        for event in Event.objects.filter(pk__in=some).exclude(name=None).values_list("pk", flat=True)
    }


def _scores_between(keys: Collection[int]) -> Iterator[tuple[Pair, float]]:
    for some in batched(sorted(keys), _BATCH):
        for first, second, probability in Link.objects.filter(first__in=some).values_list(
            "first", "second", "probability"
        ):
            if second in keys:
                yield (first, second), probability


def _wanted(
    rows: Collection[Article], scores: dict[Pair, float], places: dict[int, int], pinned: dict[int, int]
) -> dict[int, int | None]:
    """Return the event each article is to be in, new events founded."""
    ties = [pair for pair, score in scores.items() if score >= ONE_EVENT]
    by_label: dict[int, int] = {}
    ties += [(by_label.setdefault(event, key), key) for key, event in sorted(pinned.items())]
    groups = [
        group
        for part in find_components((row.pk for row in rows), ties)
        for group in _groups_of(part, scores, pinned)
    ]
    several = [group for group in groups if len(group) > 1]
    assigned = assign_events(several, places, pinned)
    wanted: dict[int, int | None] = {row.pk: None for row in rows}
    for group in several:
        event = assigned[group[0]] or Event.objects.create().pk
        wanted |= dict.fromkeys(group, event)
    return wanted


def _groups_of(
    part: tuple[int, ...], scores: dict[Pair, float], pinned: dict[int, int]
) -> tuple[tuple[int, ...], ...]:
    if len(part) == 1:
        return (part,)
    inside = set(part)
    kept = {pair: score for pair, score in scores.items() if pair[0] in inside and pair[1] in inside}
    return group_reports(part, kept, {key: label for key, label in pinned.items() if key in inside})
