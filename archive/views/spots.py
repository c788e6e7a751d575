"""Which places a map marks: those of a report, of several, or of a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models import Mention, Place
from archive.records import Role
from archive.search.facets import FacetValue
from archive.search.index import SURE_ENOUGH
from archive.views.address import SearchAddress
from archive.views.maps import Map, Spot, draw_map
from archive.views.place_words import kind_word, place_in_words

# A mention as the place where it happened, in plain mentions.
_HAPPENED_WEIGHT = 3
# Too wide to be a place on a map of places.
_TOO_WIDE = frozenset({"continent"})


def to_spot(row: Place, *, url: str = "", weight: int = 1, note: str = "") -> Spot:
    """Return the place to mark; a click leads to its page unless another ``url`` is given."""
    return Spot(
        id=row.id,
        name=place_in_words(row.id, row.label),
        kind=row.kind,
        lat=row.lat,
        lon=row.lon,
        url=url or reverse("place", args=[row.id]),
        weight=weight,
        note=note or _(kind_word(row.kind)),
    )


def map_of_mentions(mentions: Iterable[Mention], *, beside: bool = False) -> Map | None:
    """Return the map of the places surely named, larger where they are named more; ``None`` without any.

    Where something happened counts for more than what is only named.
    """
    rows: dict[str, Place] = {}
    weights: Counter[str] = Counter()
    for mention in mentions:
        place = mention.place
        if place is None or mention.role == Role.DEMONYM or mention.confidence < SURE_ENOUGH:
            continue
        if place.kind not in _TOO_WIDE:
            rows[place.id] = place
            weights[place.id] += _HAPPENED_WEIGHT if mention.role == Role.HAPPENED else 1
    return draw_map((to_spot(row, weight=weights[key]) for key, row in rows.items()), beside=beside)


def map_of_search(
    values: Iterable[FacetValue], address: SearchAddress, *, beside: bool = False
) -> Map | None:
    """Return the map of the places of a search, larger where more reports name them; a click narrows to one.

    What contains other places shown is left out: the search counts it for each of them.
    """
    counts = {value.place: value.count for value in values if value.place is not None}
    holders = {holder for row in counts for holder in row.within}
    url_of = address.urls_of("place").toggled
    spots = (
        to_spot(row, url=url_of(row.id), weight=count, note=_reports(count))
        for row, count in counts.items()
        if row.id not in holders and row.kind not in _TOO_WIDE
    )
    return draw_map(spots, beside=beside)


def _reports(count: int) -> str:
    return ngettext("%(count)d report", "%(count)d reports", count) % {"count": count}
