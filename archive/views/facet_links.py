"""What a result can be narrowed by, as links that choose a value or keep it out."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.search.engine import NONE
from archive.search.facets import FacetValue
from archive.search.results import ResultPage
from archive.views.address import FacetUrls, SearchAddress
from archive.views.facet_items import list_items
from archive.views.place_words import place_in_words

FACET_NAMES = {
    "place": "Place",
    "happened": "Happened in",
    "filed": "Filed from",
    "aircraft": "Aircraft",
    "outlet": "Outlet",
    "language": "Language",
    "trait": "Told by several",
    "year": "Year",
    "month": "Month",
    "day": "Day",
}
_PLACES = ("place", "happened", "filed")
_DATES = ("year", "month", "day")
_DATE_FORMATS = {"year": "Y", "month": "YEAR_MONTH_FORMAT", "day": "DATE_FORMAT"}
# Facets of which several values chosen widen: another value adds its reports to those found.
_WIDENING = ("outlet", "language")

# So many values of a facet stand open; the rest wait behind "show all".
_OPEN_VALUES = 8


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value to narrow by; ``url`` is ``None`` where nothing can be narrowed (a year not known).

    ``without_url`` keeps it out, as ``without`` says; ``is_more`` says that choosing it adds to what is found;
    ``share`` is the length of a date's bar, in twentieths of the longest.
    """

    name: str
    count: int
    is_chosen: bool
    depth: int
    url: str | None
    without_url: str | None = None
    without: str = ""
    is_more: bool = False
    share: int = 0
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One list of values; ``more`` are those behind "show all"."""

    name: str
    open: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]
    is_dates: bool = False

    @property
    def open_items(self) -> SafeString:
        """The list items of those that stand open."""
        return list_items(self.open)

    @property
    def more_items(self) -> SafeString:
        """The list items of the others."""
        return list_items(self.more)


def facet_lists(address: SearchAddress, found: ResultPage) -> list[Facet]:
    """Return the lists to narrow a result by, those without a value left out."""
    facets = []
    for kind, name in FACET_NAMES.items():
        values = _dates_shown(kind, found.facets.get(kind, ()), address)
        most = max((value.count for value in values), default=1)
        if kind in _DATES:
            links = [_date_link(address, kind, value, most) for value in values]
        else:
            urls = address.urls_of(kind)
            links = [_facet_link(urls, value) for value in values]
        is_open = kind in _DATES
        chosen_below = [link for link in links[_OPEN_VALUES:] if link.is_chosen or is_open]
        rest = [link for link in links[_OPEN_VALUES:] if not (link.is_chosen or is_open)]
        if links:
            facets.append(Facet(name, (*links[:_OPEN_VALUES], *chosen_below), tuple(rest), is_open))
    return facets


def _dates_shown(kind: str, values: Sequence[FacetValue], address: SearchAddress) -> Sequence[FacetValue]:
    """Return the months of the year, or the days of the month, that the dates lie in; of other facets all values."""
    if kind not in ("month", "day"):
        return values
    first, last = address.from_on, address.to_on
    width = {"month": 4, "day": 6}[kind]
    if first is None or last is None or f"{first:%Y%m}"[:width] != f"{last:%Y%m}"[:width]:
        return ()
    return [value for value in values if value.id[:width] == f"{first:%Y%m}"[:width]]


def _facet_link(urls: FacetUrls, value: FacetValue) -> FacetLink:
    kind = urls.kind
    name = value_in_words(kind, value.id, value.name)
    return FacetLink(
        name,
        value.count,
        value.is_chosen,
        value.depth,
        urls.toggled(value.id),
        urls.excluding(value.id),
        _("Without %(name)s") % {"name": name},
        is_more=kind in _WIDENING and bool(urls.address.filters.chosen(kind)) and not value.is_chosen,
    )


def value_in_words(kind: str, key: str, name: str) -> str:
    """Return a facet's value in the reader's language.

    Names are names; in our words are languages, countries, what stands for nothing known, and what sets reports apart.
    """
    if key == NONE or kind == "trait":
        return _(name)
    if kind == "language":
        return str(Locale.parse(get_language() or "en", sep="-").languages.get(key, name))
    return place_in_words(key, name) if kind in _PLACES else name


def _date_link(address: SearchAddress, kind: str, value: FacetValue, most: int) -> FacetLink:
    share = -(-20 * value.count // most)
    if not (value.id.isascii() and value.id.isdecimal()):
        return FacetLink(_(value.name), value.count, False, value.depth, None, share=share)
    year, month, day = int(value.id[:4]), int(value.id[4:6] or 0), int(value.id[6:] or 0)
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    narrowed = address.between(dt.date(year, month or 1, day or 1), dt.date(year, last_month, last_day))
    is_chosen = narrowed.filters == address.filters
    url = _wider(address, kind).url if is_chosen else narrowed.url
    name = date_format(narrowed.from_on or dt.date(year, 1, 1), _DATE_FORMATS[kind])
    since, until = narrowed.from_on, narrowed.to_on
    return FacetLink(name, value.count, is_chosen, value.depth, url, share=share, since=since, until=until)


def _wider(address: SearchAddress, kind: str) -> SearchAddress:
    """Return the search over the month of the day it is narrowed to, or the year of the month, or any date."""
    on = address.from_on
    if on is None or kind == "year":
        return address.between(None, None)
    if kind == "month":
        return address.between(on.replace(month=1, day=1), on.replace(month=12, day=31))
    return address.between(on.replace(day=1), on.replace(day=calendar.monthrange(on.year, on.month)[1]))
