"""Places to browse, and the page of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from archive.gazetteer import PlaceGazetteer, fold
from archive.gazetteer.nearby import AREA_KINDS
from archive.models import Place, known_places
from archive.records import Place as PlaceRecord
from archive.search.engine import Filters, SearchUnavailableError
from archive.search.facets import FacetValue
from archive.search.named import count_spellings, sure_mentions
from archive.search.results import ResultPage, count_named, find_articles
from archive.views.address import SearchAddress
from archive.views.listing import Group, Line, by_letter, tabs
from archive.views.maps import Map, Spot, draw_map
from archive.views.name_sources import sources_in_words
from archive.views.place_words import KIND_GROUPS, OTHER_KINDS, kind_group, kind_word, place_in_words
from archive.views.unavailable import search_unavailable
from archive.views.years import count_periods

WAYS = {
    "region": "By country and region",
    "letter": "A–Z",
    "kind": "By kind",
    "happened": "Where things happened",
    "filed": "Where reports were filed",
}
# The ways that list a role of places, by the facet that counts it.
_ROLES = ("happened", "filed")
# So far round a place others count as near, and so many are listed.
_NEAR_KM = 60
_MOST_NEAR = 12
_REPORTS_SHOWN = 8


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """List the places named: by country and region, by letter, by kind, where things happened or reports were filed."""
    way = request.GET.get("by", "region")
    way = way if way in WAYS else "region"
    try:
        counts = count_named()[way if way in _ROLES else "place"]
    except SearchUnavailableError as error:
        return search_unavailable(request, SearchAddress(), error)
    rows = {row.id: row for row in Place.objects.filter(id__in=counts)}
    lines = {key: _line(rows[key], counts[key]) for key in counts if key in rows}
    groups = _WAYS[way](rows, lines)
    context = {"groups": groups, "tabs": tabs(reverse("places"), WAYS, way), "way": way, "total": len(lines)}
    return render(request, "archive/place_list.html", context)


def _line(row: Place, count: int, depth: int = 0) -> Line:
    name = place_in_words(row.id, row.label)
    return Line(name, reverse("place", args=[row.id]), count, kind_word(row.kind), depth)


def _by_region(rows: dict[str, Place], lines: dict[str, Line]) -> list[Group]:
    """Return a group for each outermost place, what lies inside it below it; lone ones together at the end."""
    inside: dict[str | None, list[str]] = defaultdict(list)
    for key, row in rows.items():
        inside[next((outer for outer in row.within if outer in rows), None)].append(key)

    def below(key: str, depth: int) -> Iterable[Line]:
        for inner in sorted(inside[key], key=lambda other: (-lines[other].count, lines[other].name)):
            yield lines[inner].at_depth(depth)
            yield from below(inner, depth + 1)

    outermost = sorted(inside[None], key=lambda key: fold(lines[key].name))
    groups = [
        Group(lines[key].name, (lines[key], *below(key, 1)))
        for key in outermost
        if inside[key] or rows[key].kind == "country"
    ]
    rest = [lines[key] for key in outermost if not inside[key] and rows[key].kind != "country"]
    return [*groups, *([Group(gettext_noop("Seas, regions and continents"), tuple(rest))] if rest else [])]


def _by_letter(rows: dict[str, Place], lines: dict[str, Line]) -> list[Group]:
    return by_letter(lines.values())


def _by_kind(rows: dict[str, Place], lines: dict[str, Line]) -> list[Group]:
    held: dict[str, list[Line]] = defaultdict(list)
    for key, line in lines.items():
        held[kind_group(rows[key].kind)].append(line)
    return [
        Group(heading, tuple(sorted(held[heading], key=lambda line: (-line.count, line.name))))
        for heading in (*KIND_GROUPS, OTHER_KINDS)
        if held[heading]
    ]


def _by_role(role: str) -> Callable[[dict[str, Place], dict[str, Line]], list[Group]]:
    def by_region(rows: dict[str, Place], lines: dict[str, Line]) -> list[Group]:
        """List the places as by region, each leading to the reports it has the role in."""
        there = {
            key: replace(line, url=SearchAddress().toggled(role, key).url) for key, line in lines.items()
        }
        return _by_region(rows, there)

    return by_region


_WAYS: dict[str, Callable[[dict[str, Place], dict[str, Line]], list[Group]]] = {
    "region": _by_region,
    "letter": _by_letter,
    "kind": _by_kind,
    **{role: _by_role(role) for role in _ROLES},
}


# --- one place -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A place near the one shown, so many kilometres off."""

    name: str
    url: str
    km: int
    place: PlaceRecord


@require_safe
def place(request: HttpRequest, place_id: str) -> HttpResponse:
    """Show a place: where it lies, what lies in and near it, who names it when, with which aircraft, how spelled."""
    places = known_places()
    shown = _known_place(place_id, places)
    address = SearchAddress(places=(place_id,))
    try:
        found = find_articles("", address.filters, per_page=_REPORTS_SHOWN)
        happened = find_articles("", Filters(happened=(place_id,)), per_page=1).count
        filed = find_articles("", Filters(filed=(place_id,)), per_page=1).count
    except SearchUnavailableError as error:
        return search_unavailable(request, address, error)
    inside, near = _around(shown, places, found)
    outermost = min((value.depth for value in inside), default=0)
    spellings = count_spellings(sure_mentions().filter(place_id=place_id))
    printed = {fold(spelling.text) for spelling in spellings}
    context = {
        "place": shown,
        "label": place_in_words(place_id, places.label(shown)),
        "what": kind_word(shown.kind),
        "within": [
            (place_in_words(key, places.label(places.place(key))), _page(key))
            for key in shown.within
            if places.has_place(key)
        ],
        "inside": [
            (place_in_words(value.id, value.name), value.count, _page(value.id), value.depth - outermost)
            for value in inside
        ],
        "near": near,
        "found": found,
        "happened": happened,
        "happened_url": SearchAddress(happened=(place_id,)).url,
        "filed": filed,
        "filed_url": SearchAddress(filed=(place_id,)).url,
        "search_url": address.url,
        "periods": count_periods(found.facets["month"], address),
        "aircraft": [
            (value, address.toggled("aircraft", value.id).url) for value in found.facets["aircraft"]
        ],
        "spellings": spellings,
        "sources": sources_in_words(place_id, places.spellings(place_id)),
        "unprinted": [text for text in places.spellings(place_id) if fold(text) not in printed],
        "map": _map_of(shown, inside, near, places),
    }
    return render(request, "archive/place_page.html", context)


def _known_place(place_id: str, places: PlaceGazetteer) -> PlaceRecord:
    """Return the place as the gazetteer has it now, else as reports name it; raises ``Http404``."""
    if places.has_place(place_id):
        return places.place(place_id)
    row = Place.objects.filter(pk=place_id).first()
    if row is None:
        raise Http404(f"no place has the id {place_id!r}")
    return row.to_record()


def _page(place_id: str) -> str:
    return reverse("place", args=[place_id])


def _around(
    shown: PlaceRecord, places: PlaceGazetteer, found: ResultPage
) -> tuple[list[FacetValue], list[Neighbour]]:
    """Return the places named inside the one shown, with their reports, and those named near it.

    A report that names a place inside it is a report of this one; so the counts beside its search are theirs.
    """
    within_km = places.find_within([shown.id], _NEAR_KM) if shown.kind not in AREA_KINDS else {}
    counted = {value.id: value for value in found.facets["place"]}
    rows = Place.objects.in_bulk([*counted, *within_km])
    inside = [value for key, value in counted.items() if key in rows and shown.id in rows[key].within]
    taken = {shown.id, *(value.id for value in inside)}
    near = [
        Neighbour(place_in_words(key, rows[key].label), _page(key), max(1, round(km)), rows[key].to_record())
        for key, km in within_km.items()
        if key in rows and key not in taken
    ]
    return inside, near[:_MOST_NEAR]


def _map_of(
    shown: PlaceRecord, inside: list[FacetValue], near: list[Neighbour], places: PlaceGazetteer
) -> Map | None:
    """Return the map: the place itself the largest, what lies in it by its reports, then what is near."""
    beside = [(places.place(value.id), value.count) for value in inside if places.has_place(value.id)]
    heaviest = max((count for _, count in beside), default=1)
    is_country = shown.kind == "country"
    # A country is set off by its colour; a ring at its middle would say nothing.
    spots = [] if is_country and beside else [_spot(shown, places, heaviest + 1)]
    spots += [_spot(inner, places, count) for inner, count in beside]
    spots += [_spot(neighbour.place, places, 1) for neighbour in near]
    return draw_map(spots, highlighted=shown.country if is_country else None)


def _spot(place: PlaceRecord, places: PlaceGazetteer, weight: int) -> Spot:
    return Spot(
        place.id,
        place_in_words(place.id, places.label(place)),
        place.kind,
        place.lat,
        place.lon,
        _page(place.id),
        weight,
        _(kind_word(place.kind)),
    )
