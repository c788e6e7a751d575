"""The edge of the room: its data files, read once."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from archive.gazetteer.aircraft import ICAO_RANK, AircraftCatalogue, FormUse, read_type
from archive.gazetteer.entries import Entry, NameUse, merge_names
from archive.gazetteer.folding import fold, name_key
from archive.gazetteer.lines import SortedLines
from archive.gazetteer.places import CITY_KINDS, PlaceGazetteer, distance_km, town_place
from archive.gazetteer.tables import Row, read_table
from archive.gazetteer.transcription import transcriptions
from archive.records import Place

if TYPE_CHECKING:
    from archive.records import AircraftType

DATA = Path(__file__).parent / "data"
_COUNTRY_COLUMNS = ("iso2", "name", "lat", "lon", "capital", "aliases", "demonyms")
_OVERLAY_COLUMNS = (
    *("id", "name", "kind", "country", "admin1", "lat", "lon"),
    *("aliases", "source", "weak_aliases"),
)
_WORLD_COLUMNS = (
    *("id", "name", "kind", "country", "admin1", "lat", "lon"),
    *("aliases", "demonyms", "source"),
)
_SPELLING_COLUMNS = ("spelling", "id", "weak", "source")
_TOWN_COLUMNS = ("id", "name", "aliases", "trusted")
_REGION_COLUMNS = ("code", "id", "name", "aliases", "lat", "lon", "population")
# A neighbourhood belongs to the nearest city of its governorate within this many kilometres: the farthest
# quarter in the overlay lies 9.2 km from the middle of Aleppo, and none has a second city within 12 km.
CITY_REACH_KM = 10.0
_PARTS_OF_CITIES = frozenset({"neighbourhood", "square", "camp", "site", "road"})

Names = list[tuple[str, NameUse]]


@lru_cache(maxsize=1)
def load_places() -> PlaceGazetteer:
    """Return the gazetteer of the shipped files. Raises BadTableError when one is not as it must be."""
    return read_places(DATA)


def read_places(folder: Path) -> PlaceGazetteer:
    """Return the gazetteer of the files in ``folder``. Raises BadTableError."""
    entries: dict[str, Entry] = {}
    names: Names = []
    demonyms: dict[str, str] = {}
    capitals = _add_countries(folder, entries, names, demonyms)
    region_rows = list(read_table(folder / "regions.csv", _REGION_COLUMNS, "code"))
    _add_world(folder, entries, names, demonyms)
    towns = SortedLines(folder / "towns.tsv")
    _add_overlay(folder, entries, names, towns)
    _add_regions(region_rows, entries, names, demonyms)
    regions = {row["code"]: row["id"] for row in region_rows}
    _add_towns(folder, regions, entries, names, towns)
    _add_spellings(folder, entries, names)
    town_names = SortedLines(folder / "names.tsv")
    merged = merge_names(names)
    _add_transcriptions(merged, town_names)
    return PlaceGazetteer(entries, merged, demonyms, regions, towns, town_names, capitals)


# Letters of the shortest name that is also read in other transcriptions; below it they meet other words ("jira").
_SHORTEST_TRANSCRIBED = 6


def _add_transcriptions(names: dict[str, tuple[NameUse, ...]], town_names: SortedLines) -> None:
    """Let curated names be read in the spellings that follow by rule, where these are no other place's."""
    for key, uses in list(names.items()):
        curated = [use for use in uses if use.printed and use.entry.place.kind != "country"]
        for use in curated:
            for spelling in transcriptions(key, use.entry.place.country or ""):
                taken = spelling in names or len(spelling) < _SHORTEST_TRANSCRIBED
                if not taken and town_names.find(spelling) is None:
                    names[spelling] = tuple(curated)


def _add_countries(
    folder: Path, entries: dict[str, Entry], names: Names, demonyms: dict[str, str]
) -> dict[str, str]:
    capitals = {}
    for row in read_table(folder / "countries.csv", _COUNTRY_COLUMNS, "iso2"):
        place = Place(f"country:{row['iso2']}", row["name"], "country", row["iso2"], *row.point())
        _add(Entry(place, curated=True), row, entries, names)
        demonyms.update(dict.fromkeys(map(name_key, row.several("demonyms")), place.id))
        capitals[row["iso2"]] = fold(row["capital"])
    return capitals


def _add_world(folder: Path, entries: dict[str, Entry], names: Names, demonyms: dict[str, str]) -> None:
    for row in read_table(folder / "world_overlay.csv", _WORLD_COLUMNS, "id"):
        within = _country_of(row, entries)
        place = Place(
            f"world:{row['id']}", row["name"], row["kind"], row["country"] or None, *row.point(), within
        )
        _add(Entry(place, curated=True), row, entries, names)
        for demonym in row.several("demonyms"):
            demonyms.setdefault(name_key(demonym), place.id)


def _add_overlay(folder: Path, entries: dict[str, Entry], names: Names, towns: SortedLines) -> None:
    rows = list(read_table(folder / "overlay.csv", _OVERLAY_COLUMNS, "id"))
    governorates = {
        (row["country"], row["admin1"]): f"overlay:{row['id']}"
        for row in rows
        if row["kind"] == "governorate"
    }
    cities = [(row, _overlay_place(row, ())) for row in rows if row["kind"] == "city"]
    for row in rows:
        place = _overlay_place(row, ())
        governorate = governorates.get((row["country"], row["admin1"]))
        within = (
            *_city_around(row, place, cities),
            *([governorate] if governorate and governorate != place.id else []),
            *_country_of(row, entries),
        )
        town = towns.find(place.id)
        population = int(town.rpartition("\t")[2]) if town else 0
        entry = Entry(_overlay_place(row, within), population, curated=True)
        _add(entry, row, entries, names, row.several("weak_aliases"))
        if row["kind"] == "governorate":
            names.append((row["admin1"], NameUse(entry, True, printed=row["admin1"], bare_region=True)))


def _overlay_place(row: Row, within: tuple[str, ...]) -> Place:
    source = row["source"]
    place_id = source if source.startswith("geonames:") else f"overlay:{row['id']}"
    return Place(place_id, row["name"], row["kind"], row["country"] or None, *row.point(), within)


def _city_around(row: Row, place: Place, cities: list[tuple[Row, Place]]) -> tuple[str, ...]:
    if place.kind not in _PARTS_OF_CITIES:
        return ()
    near = [
        (distance_km(place, city), city.id)
        for other, city in cities
        if (other["country"], other["admin1"]) == (row["country"], row["admin1"])
    ]
    return tuple(city_id for distance, city_id in sorted(near)[:1] if distance <= CITY_REACH_KM)


def _country_of(row: Row, entries: dict[str, Entry]) -> tuple[str, ...]:
    code = row["country"]
    if code and not (len(code) == 2 and code.isupper()):
        raise row.refuse(f"country {code!r} is no ISO code; write two capitals, or nothing")
    # A few dependent territories (Diego Garcia's) have no row in countries.csv.
    return (f"country:{code}",) if f"country:{code}" in entries else ()


def _add_regions(rows: list[Row], entries: dict[str, Entry], names: Names, demonyms: dict[str, str]) -> None:
    for row in rows:
        known = entries.get(row["id"])
        if known is not None:
            # "Washington state" is "Washington" too.
            if row["id"].startswith("world:"):
                names.extend((name, NameUse(known, True)) for name in (row["name"], *row.several("aliases")))
            continue
        country = row["code"].partition("-")[0]
        within = (f"country:{country}",) if f"country:{country}" in entries else ()
        place = Place(row["id"], row["name"], "admin1", country, *row.point(), within)
        entry = Entry(place, int(row["population"]))
        entries[place.id] = entry
        names.append((row["name"], NameUse(entry, True)))
        for alias in row.several("aliases"):
            # The Somali Region's people are not its alone.
            if name_key(alias) in demonyms:
                continue
            is_bare = row["name"].startswith(f"{alias} ")
            names.append((alias, NameUse(entry, True, bare_region=is_bare)))


def _add_towns(
    folder: Path, regions: dict[str, str], entries: dict[str, Entry], names: Names, towns: SortedLines
) -> None:
    """Give towns the names of English reports; those marked as trusted are taken at their word."""
    for row in read_table(folder / "town_english.csv", _TOWN_COLUMNS, "id"):
        line = towns.find(row["id"])
        if line is None or row["id"] in entries:
            raise row.refuse(f"no town that the overlay lacks has the id {row['id']!r}; correct or remove it")
        place, population = town_place(row["id"], line, regions, entries)
        trusted = row["trusted"] == "yes"
        entry = Entry(replace(place, name=row["name"]), population, curated=trusted)
        entries[place.id] = entry
        for name in (row["name"], place.name, *row.several("aliases")):
            names.append((name, NameUse(entry, True, printed=name if trusted else "")))


def _add_spellings(folder: Path, entries: dict[str, Entry], names: Names) -> None:
    for row in read_table(folder / "spellings.csv", _SPELLING_COLUMNS, "spelling"):
        if row["id"] not in entries:
            raise row.refuse(f"no place has the id {row['id']!r}; correct the id or remove the row")
        is_weak = row["weak"] == "yes"
        names.append((row["spelling"], NameUse(entries[row["id"]], True, is_weak, row["spelling"])))


def _add(entry: Entry, row: Row, entries: dict[str, Entry], names: Names, weak: tuple[str, ...] = ()) -> None:
    place = entry.place
    if place.id in entries:
        raise row.refuse(f"{place.id} is a place already; remove one")
    entries[place.id] = entry
    names.append((row["name"], NameUse(entry, True, row["name"] in weak, row["name"])))
    for alias in row.several("aliases"):
        is_main = place.kind not in CITY_KINDS
        names.append((alias, NameUse(entry, is_main, alias in weak, alias)))


_AIRCRAFT_COLUMNS = (
    *("id", "name", "family", "manufacturer", "country", "kind", "role", "nato_name"),
    *("icao_designators", "aliases", "ambiguous_aliases", "sector"),
)


@lru_cache(maxsize=1)
def load_aircraft() -> AircraftCatalogue:
    """Return the shipped catalogue. Raises BadTableError when its file is not as it must be."""
    return read_aircraft(DATA / "aircraft_types.csv")


def read_aircraft(path: Path) -> AircraftCatalogue:
    """Return the catalogue of the file at ``path``. Raises BadTableError."""
    types: dict[str, AircraftType] = {}
    forms: dict[str, dict[str, FormUse]] = {}
    for row in read_table(path, _AIRCRAFT_COLUMNS, "id"):
        type_, uses = read_type(row)
        types[type_.id] = type_
        for key, use in uses:
            if key:
                forms.setdefault(key, {}).setdefault(type_.id, use)
    ordered = {key: _best_uses(list(uses.values())) for key, uses in forms.items()}
    return AircraftCatalogue(types, ordered)


def _best_uses(uses: list[FormUse]) -> tuple[FormUse, ...]:
    """Return the uses, the likeliest first; a shared ICAO code yields to a type's own name."""
    # A name that its own row tells apart by a bracket ("P-3 (Pilatus)") yields to another type's.
    uses.sort(key=lambda use: 2.5 if use.rank == 0 and "(" in use.type.name else use.rank)
    return tuple(use for use in uses if use.rank < ICAO_RANK or uses[0].rank == ICAO_RANK)
