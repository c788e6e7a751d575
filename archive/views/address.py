"""The state of a search, as it stands in the address: reading it, and writing the links that change it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.search.engine import Filters
from archive.views.parameters import whole_number

SORTS = {
    "relevance": "Relevance",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "outlet": "By outlet",
}

# The facets that an address narrows by, and where their values are kept; ``not_place`` and so on exclude.
FACET_FIELDS = {
    "place": "places",
    "happened": "happened",
    "filed": "filed",
    "aircraft": "aircraft",
    "outlet": "outlets",
    "language": "languages",
    "trait": "traits",
}

# An address that asks for more values, or longer ones, was not written by our links.
_MOST_VALUES = 20
_LONGEST_VALUE = 120
# What stands for any value of a facet: longer than a value may be.
_ANY = "any" * _LONGEST_VALUE


# Control characters, and marks that turn the direction of all text after them: nobody means them, and pages show them.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """What a reader asked for. ``problems`` say, in words, which parts of the address were not understood."""

    text: str = ""
    places: tuple[str, ...] = ()
    aircraft: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    sort: str = "relevance"
    exact: bool = False
    page: int = 1
    happened: tuple[str, ...] = ()
    filed: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    without: tuple[tuple[str, str], ...] = ()
    any_word: bool = False
    fold: bool = True
    problems: tuple[str, ...] = field(default=(), compare=False)

    @property
    def filters(self) -> Filters:
        """What the search service narrows by."""
        return Filters(
            self.places,
            self.aircraft,
            self.outlets,
            self.from_on,
            self.to_on,
            self.happened,
            self.filed,
            self.languages,
            self.traits,
            self.without,
        )

    @property
    def is_bare(self) -> bool:
        """Whether nothing was asked: no words and no filter."""
        return not self.text and self.filters == Filters()

    @property
    def url(self) -> str:
        """The address of this state; what is at its default is left out. Nothing asked is all, newest first."""
        pairs = [
            ("q", self.text),
            *self._values,
            ("from", self.from_on.isoformat() if self.from_on else ""),
            ("to", self.to_on.isoformat() if self.to_on else ""),
            *self._switches,
            ("page", str(self.page) if self.page > 1 else ""),
        ]
        query = urlencode([(name, value) for name, value in pairs if value])
        return f"{_search_path()}?{query or 'sort=relevance'}"

    @property
    def query_string(self) -> str:
        """What follows the question mark in the address of this search's first page, wherever it is asked."""
        return replace(self, page=1).url.partition("?")[2]

    @property
    def hidden_fields(self) -> tuple[tuple[str, str], ...]:
        """Name and value of all but the words, the dates and the page, for forms that change those."""
        return (*self._values, *self._switches)

    @property
    def _values(self) -> tuple[tuple[str, str], ...]:
        kept = [(facet, value) for facet, name in FACET_FIELDS.items() for value in getattr(self, name)]
        return (*kept, *((f"not_{facet}", value) for facet, value in self.without))

    @property
    def _switches(self) -> tuple[tuple[str, str], ...]:
        switches = {
            "sort": self.sort if self.sort != "relevance" else "",
            "exact": "1" if self.exact else "",
            "any": "1" if self.any_word else "",
            "fold": "" if self.fold else "0",
        }
        return tuple((name, value) for name, value in switches.items() if value)

    def on_page(self, number: int) -> SearchAddress:
        """Return the same search on another page."""
        return replace(self, page=number)

    def sorted_by(self, sort: str) -> SearchAddress:
        """Return the same search in another order, from the first page."""
        return replace(self, sort=sort, page=1)

    def spelled_exactly(self, exact: bool) -> SearchAddress:
        """Return the same search with other spellings left out, or let in again."""
        return replace(self, exact=exact, page=1)

    def asking(self, text: str) -> SearchAddress:
        """Return the same filters with other words."""
        return replace(self, text=text, page=1)

    def between(self, from_on: dt.date | None, to_on: dt.date | None) -> SearchAddress:
        """Return the same search between other dates."""
        return replace(self, from_on=from_on, to_on=to_on, page=1)

    def toggled(self, kind: str, value: str) -> SearchAddress:
        """Return the search with a filter value put on, or taken off where it was on."""
        field_name = FACET_FIELDS[kind]
        values = _flipped(getattr(self, field_name), value)
        kept = tuple(pair for pair in self.without if pair != (kind, value))
        changed: dict[str, Any] = {field_name: values, "without": kept, "page": 1}
        return replace(self, **changed)

    def excluding(self, kind: str, value: str) -> SearchAddress:
        """Return the search with a value kept out, or let in again where it was out."""
        pair = (kind, value)
        without = tuple(other for other in self.without if other != pair)
        if pair not in self.without:
            without = (*without, pair)
        chosen = tuple(other for other in getattr(self, FACET_FIELDS[kind]) if other != value)
        changed: dict[str, Any] = {FACET_FIELDS[kind]: chosen, "without": without, "page": 1}
        return replace(self, **changed)

    def urls_of(self, kind: str) -> FacetUrls:
        """Return the addresses of the values of a facet, a page of which has some hundred."""
        mark = quote_plus(_ANY)
        toggled, excluding = (
            changed.url.partition(mark) for changed in (self.toggled(kind, _ANY), self.excluding(kind, _ANY))
        )
        return FacetUrls(self, kind, (toggled[0], toggled[2]), (excluding[0], excluding[2]))

    def with_any_word(self, any_word: bool) -> SearchAddress:
        """Return the same search for any of its words, or for all of them."""
        return replace(self, any_word=any_word, page=1)

    def folded(self, fold: bool) -> SearchAddress:
        """Return the same search with the reports of an event in one row, or each in its own."""
        return replace(self, fold=fold, page=1)

    def cleared(self) -> SearchAddress:
        """Return the words alone, every filter gone."""
        return SearchAddress(
            text=self.text, sort=self.sort, exact=self.exact, any_word=self.any_word, fold=self.fold
        )


@dataclass(frozen=True, slots=True)
class FacetUrls:
    """The addresses that put a value of a facet on or off, and that keep it out or let it in again.

    Those of values that are not in force differ in the value alone: what stands before and after it is written once.
    """

    address: SearchAddress
    kind: str
    _toggled: tuple[str, str]
    _excluding: tuple[str, str]

    def toggled(self, value: str) -> str:
        """Return ``SearchAddress.toggled(kind, value).url``."""
        if self._is_in_force(value):
            return self.address.toggled(self.kind, value).url
        return quote_plus(value).join(self._toggled)

    def excluding(self, value: str) -> str:
        """Return ``SearchAddress.excluding(kind, value).url``."""
        if self._is_in_force(value):
            return self.address.excluding(self.kind, value).url
        return quote_plus(value).join(self._excluding)

    def _is_in_force(self, value: str) -> bool:
        chosen = getattr(self.address, FACET_FIELDS[self.kind])
        return value in chosen or (self.kind, value) in self.address.without


@cache
def _search_path() -> str:
    """Return the path of the search; a page of results has some three hundred addresses on it."""
    return reverse("search")


def read_address(parameters: QueryDict) -> SearchAddress:
    """Return what the address asks for; what cannot be read is left out and named in ``problems``."""
    problems: list[str] = []
    sort = parameters.get("sort", "relevance")
    return SearchAddress(
        text=_UNSEEN.sub(" ", parameters.get("q", "")).strip(),
        places=_values(parameters, "place"),
        happened=_values(parameters, "happened"),
        filed=_values(parameters, "filed"),
        aircraft=_values(parameters, "aircraft"),
        outlets=_values(parameters, "outlet"),
        languages=_values(parameters, "language"),
        traits=_values(parameters, "trait"),
        without=tuple(
            (facet, value) for facet in FACET_FIELDS for value in _values(parameters, f"not_{facet}")
        ),
        any_word=parameters.get("any") == "1",
        fold=parameters.get("fold") != "0",
        from_on=_date(parameters, "from", problems),
        to_on=_date(parameters, "to", problems),
        sort=sort if sort in SORTS else "relevance",
        exact=parameters.get("exact") == "1",
        page=max(whole_number(parameters.get("page", "")) or 1, 1),
        problems=tuple(problems),
    )


def _flipped(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    kept = tuple(other for other in values if other != value)
    return kept if value in values else (*values, value)


def _values(parameters: QueryDict, name: str) -> tuple[str, ...]:
    given = dict.fromkeys(value for value in parameters.getlist(name) if 0 < len(value) <= _LONGEST_VALUE)
    return tuple(given)[:_MOST_VALUES]


def _date(parameters: QueryDict, name: str, problems: list[str]) -> dt.date | None:
    text = parameters.get(name, "").strip()
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        said = _("“%(text)s” is not a date and was left out; write it as 2016-08-01.")
        problems.append(said % {"text": text[:40]})
        return None
