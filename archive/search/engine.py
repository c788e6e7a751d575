"""What is asked of a search engine and what it answers, in no engine's terms. Pure values."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from archive.search.nodes import Node

# The facets an engine counts, by the name of the index field that holds their values.
FACETS = ("place", "happened", "aircraft", "outlet", "year")
# The value an article without outlet or date is counted under.
NONE = "none"


class SearchUnavailableError(Exception):
    """The engine cannot answer: its index is missing, locked or broken. The cure is in the message."""


class IndexMissingError(SearchUnavailableError):
    """There is no index that this program can read; one is written from the database."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader narrowed by. Ids; several places or types must all be named, any of the outlets serves.

    ``happened`` are places that a report says it happened in, not only names.
    """

    places: tuple[str, ...] = ()
    aircraft: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    happened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One page of results. ``sort``: relevance, newest or oldest; ``page`` counts from 1.

    ``nearly``: for a query of plain words, how many of the reports with only some of them are wanted after the last.
    """

    node: Node | None
    filters: Filters = Filters()
    sort: str = "relevance"
    page: int = 1
    per_page: int = 20
    nearly: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """``keys`` are the page's article keys in order; ``facets`` count all ``count`` matches.

    ``nearly`` are reports with some of the words, best first; they are in no count.
    """

    count: int
    keys: tuple[int, ...]
    facets: dict[str, Counter[str]] = field(default_factory=dict)
    nearly: tuple[int, ...] = ()
