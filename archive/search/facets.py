"""What a result can be narrowed by: the values an engine counted, named and in order, and the filters in force."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from dataclasses import dataclass

from archive.models import AircraftType, Outlet, Place
from archive.search.engine import DIFFERS, FACETS, IN_EVENT, NONE, Filters
from archive.search.names import ENGLISH

# A list to narrow by is read, not searched; beyond these a reader types place: or aircraft:.
MAX_FACET_VALUES = 50
_DATES = ("year", "month", "day")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to narrow by: choosing it leaves ``count`` reports. ``depth`` indents a place in its container.

    ``place`` is the stored row of one that is a place.
    """

    id: str
    name: str
    count: int
    is_chosen: bool
    depth: int = 0
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter that can be taken off. ``kind``: a facet, from or to; ``is_not`` for what is excluded.

    One that ``is_unknown`` names nothing of the archive and is called by its id.
    """

    kind: str
    id: str
    name: str
    is_not: bool = False
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    """How a facet value is called, and the ids of what contains it, nearest first."""

    name: str
    within: tuple[str, ...] = ()
    place: Place | None = None


def name_facets(
    counted: dict[str, Counter[str]], filters: Filters
) -> tuple[dict[str, tuple[FacetValue, ...]], tuple[Chip, ...]]:
    """Return each facet's values in the order they are shown, and a chip for each filter."""
    counts = {facet: _commonest(facet, counted[facet], filters) for facet in FACETS}
    names = _names_of(counts, filters)
    facets = {facet: _facet(facet, counts[facet], names[facet], filters) for facet in FACETS}
    return facets, _chips(filters, names)


def _commonest(facet: str, counts: Counter[str], filters: Filters) -> Counter[str]:
    """Return the values worth listing: the commonest, and those chosen."""
    if facet in _DATES:
        return counts
    chosen = filters.chosen(facet)
    kept = Counter(dict(counts.most_common(MAX_FACET_VALUES)))
    kept.update({key: count for key, count in counts.items() if key in chosen and key not in kept})
    return kept


def _names_of(counts: dict[str, Counter[str]], filters: Filters) -> dict[str, dict[str, _Name]]:
    """Return the names of every value counted, chosen or excluded, in one query a kind."""
    used = {facet: {*counts[facet], *filters.chosen(facet)} for facet in FACETS}
    for facet, value in filters.without:
        used.setdefault(facet, set()).add(value)
    places = Place.objects.filter(id__in=used["place"] | used["happened"] | used["filed"])
    place_names = {place.id: _Name(place.label, tuple(place.within), place) for place in places}
    types = list(AircraftType.objects.filter(id__in=used["aircraft"]))
    heads = {found.family: found.id for found in types if found.name == found.family}
    outlets = Outlet.objects.filter(pk__in=[key for key in used["outlet"] if _is_key(key)])
    return {
        "place": place_names,
        "happened": place_names,
        "filed": place_names,
        "aircraft": {found.id: _Name(found.name, _head_of(found, heads)) for found in types},
        "outlet": {NONE: _Name("Unknown outlet"), **{str(o.pk): _Name(o.name) for o in outlets}},
        "language": {key: _Name(_language_name(key)) for key in used["language"]},
        "trait": {IN_EVENT: _Name("In an event"), DIFFERS: _Name("Figures differ")},
        **{facet: {key: _Name(_date_name(key)) for key in used[facet]} for facet in _DATES},
    }


def _head_of(found: AircraftType, heads: dict[str, str]) -> tuple[str, ...]:
    head = heads.get(found.family)
    return (head,) if head is not None and head != found.id else ()


def _language_name(code: str) -> str:
    return "Language unknown" if code == NONE else str(ENGLISH.languages.get(code, code))


def _date_name(key: str) -> str:
    """Return a year, month or day (2016, 201608, 20160801) in words."""
    if key == NONE:
        return "Date unknown"
    month = calendar.month_name[int(key[4:6])] if len(key) > 4 else ""
    return " ".join(part for part in (key[6:].lstrip("0"), month, key[:4]) if part)


def _is_key(text: str) -> bool:
    """Whether a value, which may come from an address, can be a row's key: SQLite's go to 63 bits."""
    return text.isascii() and text.isdecimal() and len(text) <= 18


def _facet(
    facet: str, counts: Counter[str], names: dict[str, _Name], filters: Filters
) -> tuple[FacetValue, ...]:
    chosen = filters.chosen(facet)
    if facet in _DATES:
        ordered = [(key, 0) for key in sorted(counts, reverse=facet == "year")]
    elif facet in ("place", "happened", "filed", "aircraft"):
        ordered = _as_tree(counts, names)
    else:
        ordered = [(key, 0) for key in _by_count(counts, names)]
    return tuple(
        FacetValue(key, names[key].name, counts[key], key in chosen, depth, names[key].place)
        for key, depth in ordered
        if key in names
    )


def _by_count(counts: Counter[str], names: dict[str, _Name]) -> list[str]:
    known = [key for key in counts if key in names]
    return sorted(known, key=lambda key: (-counts[key], names[key].name))


def _as_tree(counts: Counter[str], names: dict[str, _Name]) -> list[tuple[str, int]]:
    """Return ids with their depth: each place right below the nearest place shown that contains it."""
    shown = {key for key in counts if key in names and not _is_echo(key, counts, names)}
    children: dict[str | None, list[str]] = defaultdict(list)
    for key in _by_count(counts, names):
        if key in shown:
            children[next((outer for outer in names[key].within if outer in shown), None)].append(key)
    ordered: list[tuple[str, int]] = []
    waiting = [(key, 0) for key in reversed(children[None])]
    while waiting:
        key, depth = waiting.pop()
        ordered.append((key, depth))
        waiting.extend((inner, depth + 1) for inner in reversed(children[key]))
    return ordered


def _is_echo(key: str, counts: Counter[str], names: dict[str, _Name]) -> bool:
    """Whether a city says no more than its region of the same name, which is shown with the same count."""
    bare = names[key].name.removesuffix(" (city)")
    return bare != names[key].name and any(
        outer in names and names[outer].name == bare and counts[outer] == counts[key]
        for outer in names[key].within
    )


def _chips(filters: Filters, names: dict[str, dict[str, _Name]]) -> tuple[Chip, ...]:
    kept = [(facet, value, False) for facet in FACETS for value in filters.chosen(facet)]
    dropped = [(facet, value, True) for facet, value in filters.without]
    chips = [
        Chip(facet, value, names[facet][value].name, is_not)
        if value in names[facet]
        else Chip(facet, value, value, is_not, is_unknown=True)
        for facet, value, is_not in [*kept, *dropped]
    ]
    if filters.from_on:
        chips.append(Chip("from", filters.from_on.isoformat(), f"from {filters.from_on.isoformat()}"))
    if filters.to_on:
        chips.append(Chip("to", filters.to_on.isoformat(), f"to {filters.to_on.isoformat()}"))
    return tuple(chips)
