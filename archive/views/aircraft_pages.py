"""Aircraft types to browse, and the page of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from archive.gazetteer import AircraftCatalogue, fold
from archive.models import AircraftType as TypeRow
from archive.models import known_aircraft
from archive.records import AircraftType
from archive.search.engine import SearchUnavailableError
from archive.search.named import count_reports, count_spellings, reports_naming_types, sure_mentions
from archive.search.results import find_articles
from archive.views.address import SearchAddress
from archive.views.listing import Group, Line, by_letter, tabs
from archive.views.name_sources import sources_in_words
from archive.views.place_words import country_in_words, place_in_words
from archive.views.spots import map_of_search
from archive.views.unavailable import search_unavailable
from archive.views.years import count_periods

WAYS = {"family": "By family", "letter": "A–Z", "kind": "By kind", "role": "By role", "country": "By country"}
_REPORTS_SHOWN = 8
# The kinds as headings of a list.
KIND_HEADINGS = {
    "helicopter": "Helicopters",
    "fixed-wing": "Fixed-wing aircraft",
    "UAV": "Drones",
    "balloon": "Balloons",
}

Reports = dict[str, set[int]]


@require_safe
def aircraft(request: HttpRequest) -> HttpResponse:
    """List the aircraft types named: by family, by letter, by kind, by role or by country."""
    way = request.GET.get("by", "family")
    way = way if way in WAYS else "family"
    catalogue = known_aircraft()
    reports = reports_naming_types()
    types = [row.to_record() for row in TypeRow.objects.filter(id__in=reports)]
    groups = _WAYS[way](types, reports, catalogue)
    context = {
        "groups": groups,
        "tabs": tabs(reverse("aircraft"), WAYS, way),
        "way": way,
        "total": len(types),
    }
    return render(request, "archive/aircraft_list.html", context)


def _line(type_: AircraftType, reports: Reports) -> Line:
    url = reverse("aircraft_type", args=[type_.id])
    return Line(type_.name, url, len(reports.get(type_.id, ())), type_.role or type_.kind)


def _lines(types: list[AircraftType], reports: Reports) -> tuple[Line, ...]:
    return tuple(sorted((_line(t, reports) for t in types), key=lambda line: (-line.count, line.name)))


def _by_family(types: list[AircraftType], reports: Reports, catalogue: AircraftCatalogue) -> list[Group]:
    """Return a group for each family of several types, all others together at the end."""
    held = _held(types, lambda type_: type_.family)
    families = {family: members for family, members in held.items() if len(catalogue.members(family)) > 1}
    alone = [members[0] for family, members in held.items() if family not in families]
    groups = [
        _asked_by(family, family, members, reports, catalogue)
        for family, members in sorted(families.items(), key=lambda item: fold(item[0]))
    ]
    return [
        *groups,
        *([Group(gettext_noop("Types without relatives"), _lines(alone, reports))] if alone else []),
    ]


def _by_letter(types: list[AircraftType], reports: Reports, catalogue: AircraftCatalogue) -> list[Group]:
    return by_letter(_lines(types, reports))


def _by_kind(types: list[AircraftType], reports: Reports, catalogue: AircraftCatalogue) -> list[Group]:
    held = _held(types, lambda type_: type_.kind)
    return [
        _asked_by(heading, kind, held[kind], reports, catalogue)
        for kind, heading in KIND_HEADINGS.items()
        if kind in held
    ]


def _by_role(types: list[AircraftType], reports: Reports, catalogue: AircraftCatalogue) -> list[Group]:
    held = _held(types, lambda type_: type_.role or "")
    groups = [
        _asked_by(capfirst(_(role)), role, members, reports, catalogue)
        for role, members in sorted(held.items())
        if role
    ]
    return [
        *groups,
        *([Group(gettext_noop("Role not known"), _lines(held[""], reports))] if "" in held else []),
    ]


def _by_country(types: list[AircraftType], reports: Reports, catalogue: AircraftCatalogue) -> list[Group]:
    held = _held(
        types,
        lambda type_: country_in_words(type_.country) if type_.country else gettext_noop("Country not known"),
    )
    return [Group(country, _lines(held[country], reports)) for country in sorted(held)]


def _held(types: list[AircraftType], key: Callable[[AircraftType], str]) -> dict[str, list[AircraftType]]:
    held: dict[str, list[AircraftType]] = defaultdict(list)
    for type_ in types:
        held[key(type_)].append(type_)
    return held


def _asked_by(
    heading: str, name: str, types: list[AircraftType], reports: Reports, catalogue: AircraftCatalogue
) -> Group:
    """Return a group with the search for all of it, which finds what ``aircraft:name`` does."""
    ids = [found.id for found in catalogue.find_group(name)]
    return Group(heading, _lines(types, reports), _search_for(name), count_reports(reports, ids))


def _search_for(name: str) -> str:
    return SearchAddress(text=f'aircraft:"{name}"' if " " in name or "/" in name else f"aircraft:{name}").url


_WAYS: dict[str, Callable[[list[AircraftType], Reports, AircraftCatalogue], list[Group]]] = {
    "family": _by_family,
    "letter": _by_letter,
    "kind": _by_kind,
    "role": _by_role,
    "country": _by_country,
}


# --- one type --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Relative:
    """A member of the family tree: how many reports name it, and whether it is the one shown."""

    line: Line
    is_shown: bool


@require_safe
def aircraft_type(request: HttpRequest, type_id: str) -> HttpResponse:
    """Show a type: its family, what it is called, who names it when, and the places named along."""
    catalogue = known_aircraft()
    shown = _known_type(type_id, catalogue)
    address = SearchAddress(aircraft=(type_id,))
    try:
        found = find_articles("", address.filters, per_page=_REPORTS_SHOWN)
    except SearchUnavailableError as error:
        return search_unavailable(request, address, error)
    reports = reports_naming_types()
    mentions = sure_mentions().filter(aircraft_type_id=type_id)
    spellings = count_spellings(mentions)
    printed = {fold(spelling.text) for spelling in spellings}
    family = _family(shown, reports, catalogue)
    context = {
        "type": shown,
        "country": country_in_words(shown.country or ""),
        "found": found,
        "search_url": address.url,
        "family": family,
        "family_url": _search_for(shown.family),
        "family_count": count_reports(reports, [t.id for t in catalogue.members(shown.family)]),
        "periods": count_periods(found.facets["month"], address),
        "places": [
            (
                replace(value, name=place_in_words(value.id, value.name)),
                address.toggled("place", value.id).url,
            )
            for value in found.facets["place"]
        ],
        "spellings": spellings,
        "sources": sources_in_words(type_id, [type_id]),
        "unprinted": [text for text in catalogue.spellings(type_id) if fold(text) not in printed],
        "map": map_of_search(found.facets["place"], address),
    }
    return render(request, "archive/aircraft_page.html", context)


def _known_type(type_id: str, catalogue: AircraftCatalogue) -> AircraftType:
    """Return the type as the catalogue has it now, else as reports name it; raises ``Http404``."""
    if catalogue.has_type(type_id):
        return catalogue.type(type_id)
    row = TypeRow.objects.filter(pk=type_id).first()
    if row is None:
        raise Http404(f"no aircraft type has the id {type_id!r}")
    return row.to_record()


def _family(shown: AircraftType, reports: Reports, catalogue: AircraftCatalogue) -> list[Relative]:
    """Return the family in the catalogue's order; none where the type stands alone."""
    members = catalogue.members(shown.family)
    if len(members) < 2:
        return []
    return [Relative(_line(member, reports), member.id == shown.id) for member in members]
