"""What is asked of a search engine and what it answers, in no engine's terms. Pure values."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from archive.search.nodes import Node

# The facets an engine counts, by the name of the index field or the part of the date that holds their values.
FACETS = ("place", "happened", "filed", "aircraft", "outlet", "language", "trait", "year", "month", "day")
# Facets of which an article has one value: several chosen widen, so each is counted as if none were chosen.
SINGLE = ("outlet", "language", "year", "month", "day")
# The value an article without outlet, language or date is counted under.
NONE = "none"
# What an article may be besides: in an event, and in one whose reports give different figures.
IN_EVENT, DIFFERS = "event", "differ"


class SearchUnavailableError(Exception):
    """The engine cannot answer: its index is missing, locked or broken. The cure is in the message."""


class SearchTooLongError(SearchUnavailableError):
    """A search was stopped because it took longer than any search may."""


class IndexMissingError(SearchUnavailableError):
    """There is no index that this program can read; one is written from the database."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader narrowed by, in ids.

    Several places, types or traits must all be there, any of the outlets or languages serves; ``without`` names
    (facet, value) pairs that must not be there. ``happened`` are places that a report says it happened in, and
    ``filed`` those it was filed from, not only names.
    """

    places: tuple[str, ...] = ()
    aircraft: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    happened: tuple[str, ...] = ()
    filed: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    without: tuple[tuple[str, str], ...] = ()

    def chosen(self, facet: str) -> tuple[str, ...]:
        """Return the values of a facet that are asked for."""
        return {
            "place": self.places,
            "happened": self.happened,
            "filed": self.filed,
            "aircraft": self.aircraft,
            "outlet": self.outlets,
            "language": self.languages,
            "trait": self.traits,
        }.get(facet, ())


@dataclass(frozen=True, slots=True)
class Request:
    """One page of results. ``sort``: relevance, newest, oldest or outlet; ``page`` counts from 1.

    ``nearly``: for a query of plain words, how many of the reports with only some of them are wanted after a page:
    those that rank above its last row, after the last page the best of the rest.
    ``any_word``: for a query of plain words, rank all reports with any of them as one list.
    ``fold``: one row for the reports of one event and for near copies; ``page`` then counts in rows.
    ``outlet_order``: the outlets' ids in the order to sort by. ``facets``: which are to be counted.
    """

    node: Node | None
    filters: Filters = Filters()
    sort: str = "relevance"
    page: int = 1
    per_page: int = 20
    nearly: int = 0
    any_word: bool = False
    fold: bool = False
    outlet_order: tuple[str, ...] = ()
    facets: tuple[str, ...] = FACETS


@dataclass(frozen=True, slots=True)
class Answer:
    """``keys`` are the page's article keys in order; ``facets`` count all ``count`` matches.

    A facet of ``SINGLE`` is counted over what the other filters leave. ``rows`` is how many rows all pages have.
    ``folded`` holds the keys behind a row's first, and ``outlets`` how many outlets ran it and them. ``nearly`` are
    reports with some of the words, best first; they are in no count.
    """

    count: int
    keys: tuple[int, ...]
    facets: dict[str, Counter[str]] = field(default_factory=dict)
    nearly: tuple[int, ...] = ()
    rows: int = 0
    folded: dict[int, tuple[int, ...]] = field(default_factory=dict)
    outlets: dict[int, int] = field(default_factory=dict)
