"""Where stored reports say what a query asks for: its words, and in whatever spelling the names it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from archive.models import Article, Mention, Part, Place
from archive.records import Span
from archive.search.matching import find_hits, merge_spans, wanted_runs
from archive.search.names import Resolution
from archive.search.nodes import All, AnyOf, Named, Node


def hits_of(articles: Iterable[Article], resolution: Resolution) -> dict[int, tuple[Span, ...]]:
    """Return the hits in each article's body, in order, none overlapping; in one query."""
    found = {article.pk: article for article in articles}
    runs = wanted_runs(resolution.node)
    named = _named_spans(found.keys(), resolution)
    return {
        key: merge_spans([*find_hits(article.body, runs, article.language), *named[key]])
        if runs or named[key]
        else ()
        for key, article in found.items()
    }


def _named_spans(keys: Collection[int], resolution: Resolution) -> dict[int, list[Span]]:
    spans: dict[int, list[Span]] = defaultdict(list)
    wanted = _mentions_meant(resolution.node)
    if not wanted:
        return spans
    for mention in Mention.objects.filter(wanted, article_id__in=keys, part=Part.BODY):
        spans[mention.article_id].append(Span(mention.start, mention.end))
    return spans


def _mentions_meant(node: Node | None) -> Q:
    """Return what a mention of a name asked for is known by; false where none is asked for."""
    match node:
        case Named("place", ids):
            return Q(place_id__in=ids)
        case Named("within", ids):
            return reduce(
                or_,
                (Q(place_id__in=Place.objects.inside(key).values("pk")) for key in ids),
                Q(place_id__in=ids),
            )
        case Named("aircraft", ids):
            return Q(aircraft_type_id__in=ids)
        case All(nodes) | AnyOf(nodes):
            return reduce(or_, map(_mentions_meant, nodes), Q())
        case _:
            return Q()
