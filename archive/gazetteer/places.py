"""The gazetteer of places: curated ones in memory, towns and airports in files that are searched where they lie."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from archive.gazetteer.entries import Entry, NameUse, joined_uses
from archive.gazetteer.folding import fold, name_key
from archive.gazetteer.nearby import Points, km_between
from archive.records import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.gazetteer.lines import SortedLines

# Kinds that contain towns and are told from a town of the same name by a noun ("Idlib province").
REGION_KINDS = frozenset({"governorate", "admin1", "admin2", "region"})
BASE_KINDS = frozenset({"airbase", "airport", "base", "garrison"})
CITY_KINDS = frozenset({"city", "town", "village"})
_REGION_NOUNS = (
    " governorate",
    " province",
    " oblast",
    " krai",
    " region",
    " county",
    " department",
    " prefecture",
)
_CITY_NOUNS = (" city", " town")
# A region and a city in it share a name: without a noun the city is meant, if it holds this part of the region
# (Geneva, Kharkiv), else the region (Quebec).
SEAT_SHARE = 0.15
# How many of the last looked-up towns are kept; a report names some hundred words that might be towns.
_KEPT_LOOKUPS = 4096
# People of a curated region whose number is not kept: Scotland is meant before the Scotland of any county.
_ASSUMED_PEOPLE = 2_000_000
# A hamlet that shares the capital's name in the same country is none.
_LEAST_CAPITAL = 100_000


class UnknownPlaceError(KeyError):
    """No place has this id."""

    def __init__(self, place_id: str) -> None:
        super().__init__(f"no place has the id {place_id!r}; ids look like country:SY or geonames:170063")


class PlaceGazetteer:
    """Every place known, by id and by name."""

    def __init__(
        self,
        entries: dict[str, Entry],
        names: dict[str, tuple[NameUse, ...]],
        demonyms: dict[str, str],
        regions: dict[str, str],
        towns: SortedLines,
        town_names: SortedLines,
        capitals: dict[str, str],
        removed: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self._entries = entries
        self._names = names
        self._demonyms = demonyms
        self._regions = regions
        self._towns = towns
        self._town_names = town_names
        self._capitals = capitals
        # Folded names that are not to be read as the place with this id.
        self._removed = removed
        self._entry = lru_cache(_KEPT_LOOKUPS)(self._find_entry)
        self.uses = lru_cache(_KEPT_LOOKUPS)(self._find_uses)
        self.begins_name = lru_cache(_KEPT_LOOKUPS)(self._begins_name)
        self._beginnings = frozenset(
            " ".join(words[:number])
            for key in (*names, *demonyms)
            if len(words := key.split(" ")) > 1
            for number in range(1, len(words))
        )
        self._spellings: dict[str, list[str]] = {}
        for key, uses in names.items():
            for use in uses:
                if use.printed and not use.bare_region and (key, use.entry.place.id) not in removed:
                    self._spellings.setdefault(use.entry.place.id, []).append(use.printed)

    def with_changes(
        self,
        entries: dict[str, Entry],
        names: dict[str, tuple[NameUse, ...]],
        removed: frozenset[tuple[str, str]],
    ) -> PlaceGazetteer:
        """Return a gazetteer that also knows ``entries`` and ``names``, and not the (folded name, id) ``removed``."""
        joined = {key: joined_uses(uses, self._names.get(key, ())) for key, uses in names.items()}
        return PlaceGazetteer(
            {**self._entries, **entries},
            {**self._names, **joined},
            self._demonyms,
            self._regions,
            self._towns,
            self._town_names,
            self._capitals,
            removed,
        )

    def find_entry(self, place_id: str) -> Entry | None:
        """Return the place with its ranking facts, ``None`` where no place has the id."""
        return self._entry(place_id)

    def folded_names(self, place_id: str) -> tuple[str, ...]:
        """Return every folded name read as the place, those of the towns' file included, in order."""
        curated = {
            key for key, uses in self._names.items() if any(u.entry.place.id == place_id for u in uses)
        }
        keys = curated | set(self._town_names.keys_holding(place_id))
        return tuple(sorted(key for key in keys if (key, place_id) not in self._removed))

    def place(self, place_id: str) -> Place:
        """Return the place. Raises UnknownPlaceError."""
        return self.entry(place_id).place

    def entry(self, place_id: str) -> Entry:
        """Return the place with its ranking facts. Raises UnknownPlaceError."""
        entry = self._entry(place_id)
        if entry is None:
            raise UnknownPlaceError(place_id)
        return entry

    def has_place(self, place_id: str) -> bool:
        """Say whether a place has this id."""
        return self._entry(place_id) is not None

    def find_places(self, name: str) -> tuple[Place, ...]:
        """Return the places a reader may mean by ``name``, the likeliest first; none if it is no name.

        A city that its region is called after lends it its spellings: Idleb is the city of Idlib, or its governorate.
        """
        key = name_key(name)
        found = dict.fromkeys(use.entry.place for use in sorted(self.uses(key), key=_reader_rank))
        if not key.endswith(_CITY_NOUNS):
            found.update(
                dict.fromkeys(region for place in tuple(found) for region in self._called_after(place))
            )
        return tuple(found)

    def spellings(self, place_id: str) -> tuple[str, ...]:
        """Return the known spellings, the usual one first; none where no place has the id."""
        entry = self._entry(place_id)
        return tuple(dict.fromkeys([entry.place.name, *self._spellings.get(place_id, [])])) if entry else ()

    def demonym(self, key: str) -> Place | None:
        """Return the place whose people or adjective the folded ``key`` is ("syrian")."""
        place_id = self._demonyms.get(key)
        return None if place_id is None else self.place(place_id)

    def names_place(self, key: str) -> bool:
        """Say whether the folded ``key`` is a curated place's name, not only its people's."""
        return key in self._names

    def label(self, place: Place) -> str:
        """Return the name a reader sees in a list: a region without its noun, its seat marked "(city)"."""
        if place.kind in REGION_KINDS:
            return _bare(place.name)
        return f"{place.name} (city)" if any(self._called_after(place)) else place.name

    def _called_after(self, place: Place) -> Iterator[Place]:
        """Yield the regions that contain a city or town and bear its name."""
        if place.kind not in CITY_KINDS:
            return
        for entry in map(self._entry, place.within):
            if (
                entry
                and entry.place.kind in {"governorate", "admin1"}
                and fold(_bare(entry.place.name)) == fold(place.name)
            ):
                yield entry.place

    def starting_with(self, prefix: str, limit: int) -> tuple[Place, ...]:
        """Return up to ``limit`` places with a name that starts with ``prefix``, the likeliest first."""
        wanted = name_key(prefix)
        uses = [use for key, found in self._names.items() if key.startswith(wanted) for use in found]
        for _, (key, _) in zip(range(limit * 20), self._town_names.starting_with(wanted), strict=False):
            uses.extend(self.uses(key))
        return tuple(dict.fromkeys(use.entry.place for use in sorted(uses, key=_reader_rank)))[:limit]

    @cached_property
    def _points(self) -> Points:
        known = (entry.place for entry in self._entries.values() if self._towns.find(entry.place.id) is None)
        return Points(self._towns, known)

    def find_within(self, place_ids: Iterable[str], km: float) -> dict[str, float]:
        """Return the places within ``km`` of any of ``place_ids``: their ids, nearest first, with the kilometres.

        The given ones come first, with 0.0. Countries, regions and seas have no point to be near to; ids that
        no place has are passed over. More than 1,000 km are taken as 1,000.
        """
        centres = [entry.place for place_id in place_ids if (entry := self._entry(place_id)) is not None]
        found = {centre.id: 0.0 for centre in centres}
        for centre in centres:
            for away, place_id in self._points.near(centre.lat, centre.lon, km):
                found[place_id] = min(away, found.get(place_id, away))
        return dict(sorted(found.items(), key=lambda item: item[1]))

    def _begins_name(self, key: str) -> bool:
        """Say whether a longer name begins with the folded words of ``key``."""
        if key in self._beginnings:
            return True
        return next(self._town_names.starting_with(f"{key} "), None) is not None

    def _find_uses(self, key: str) -> tuple[NameUse, ...]:
        """Return all that the folded name ``key`` may mean, curated ones first, else by population."""
        uses = self._all_uses(key)
        if not self._removed:
            return uses
        return tuple(use for use in uses if (key, use.entry.place.id) not in self._removed)

    def _all_uses(self, key: str) -> tuple[NameUse, ...]:
        curated = self._names.get(key, ())
        line = self._town_names.find(key) if key else None
        if line is None:
            return curated
        known = {use.entry.place.id for use in curated}
        towns = [
            NameUse(entry, not word.startswith("~"))
            for word in line.split(" ")
            if (place_id := word.removeprefix("~")) not in known
            and (entry := self._entry(place_id)) is not None
        ]
        return (*curated, *towns)

    def _find_entry(self, place_id: str) -> Entry | None:
        entry = self._entries.get(place_id)
        if entry is not None:
            return entry
        line = self._towns.find(place_id)
        if line is None:
            return None
        place, population = town_place(place_id, line, self._regions, self._entries)
        is_capital = self._capitals.get(place.country or "") == fold(place.name)
        return Entry(place, population, is_capital=is_capital and population >= _LEAST_CAPITAL)


def town_place(
    place_id: str, line: str, regions: dict[str, str], entries: dict[str, Entry]
) -> tuple[Place, int]:
    """Return the place of a line of the towns' file, and how many people live there."""
    name, kind, country, region, lat, lon, population = line.split("\t")
    within = tuple(known for known in (regions.get(region), f"country:{country}") if known in entries)
    return Place(place_id, name, kind, country, float(lat), float(lon), within), int(population)


def distance_km(one: Place, other: Place) -> float:
    """Return the distance of two places in kilometres."""
    return km_between(one.lat, one.lon, other.lat, other.lon)


def _bare(name: str) -> str:
    for noun in _REGION_NOUNS:
        if name.lower().endswith(noun):
            return name[: -len(noun)]
    return name


def _reader_rank(use: NameUse) -> tuple[int, int, int]:
    kind = use.entry.place.kind
    if kind in {"country", "continent"}:
        first = 0
    elif use.entry.curated:
        first = 1 if kind == "governorate" else 2
    else:
        first = 2 if use.entry.population > 0 and not use.bare_region else 3
    people = use.entry.population
    if kind not in CITY_KINDS and use.entry.curated:
        people = people or _ASSUMED_PEOPLE
    if kind in REGION_KINDS:
        people = int(people * SEAT_SHARE)
    return first, not use.is_main and not use.entry.curated, -people
