"""What the published reports name: how many name each type, and in which spellings each name is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from archive.models import Mention, Status
from archive.records import Role
from archive.search.index import SURE_ENOUGH


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling as printed and how many reports print it."""

    text: str
    count: int


def sure_mentions() -> QuerySet[Mention]:
    """Return the mentions that searches go by: of published reports, sure enough, no mere adjectives."""
    return Mention.objects.filter(article__status=Status.PUBLISHED, confidence__gte=SURE_ENOUGH).exclude(
        role=Role.DEMONYM
    )


def reports_naming_types() -> dict[str, set[int]]:
    """Return, for each aircraft type named, the keys of the reports that name it."""
    reports: dict[str, set[int]] = defaultdict(set)
    pairs = sure_mentions().exclude(aircraft_type=None).order_by()
    for type_id, article_id in pairs.values_list("aircraft_type_id", "article_id").distinct():
        reports[str(type_id)].add(article_id)
    return dict(reports)


def count_spellings(mentions: QuerySet[Mention]) -> tuple[Spelling, ...]:
    """Return the spellings of these mentions, that of the most reports first."""
    counted = mentions.order_by().values_list("surface").annotate(reports=Count("article_id", distinct=True))
    return tuple(Spelling(text, count) for text, count in sorted(counted, key=lambda row: (-row[1], row[0])))


def count_reports(reports: dict[str, set[int]], ids: Iterable[str]) -> int:
    """Return how many reports name any of ``ids``."""
    return len(set[int]().union(*(reports.get(key, set()) for key in ids)))
