"""Small reports for the tests: a body, a date, and the places and aircraft named in it."""

from __future__ import annotations

import datetime as dt
import re

from archive.comparing.reading import Reading, read_report
from archive.records import AircraftMention, AircraftType, BodyBlock, Kind, Place, Report, Role, Toponym

DAY = dt.date(2021, 6, 15)  # a Tuesday


def place(key: str, name: str, kind: str = "city", within: tuple[str, ...] = ()) -> Place:
    return Place(key, name, kind, None, 0.0, 0.0, within)


NORLAND = place("country:NO", "Norland", "country")
SUDERIA = place("country:SU", "Suderia", "country")
LAKE_PROVINCE = place("region:lake", "Lake", "governorate", ("country:NO",))
HILL_PROVINCE = place("region:hill", "Hill", "governorate", ("country:NO",))
MOORTOWN = place("city:moor", "Moortown", "city", ("region:lake", "country:NO"))
FELLHAVEN = place("city:fell", "Fellhaven", "city", ("region:hill", "country:NO"))
BRAE_BASE = place("base:brae", "Brae Air Base", "airbase", ("region:lake", "country:NO"))

NAMES: dict[str, tuple[Place, Role]] = {
    "Norland": (NORLAND, Role.MENTIONED),
    "Norlandian": (NORLAND, Role.DEMONYM),
    "Suderia": (SUDERIA, Role.MENTIONED),
    "Suderian": (SUDERIA, Role.DEMONYM),
    "Lake province": (LAKE_PROVINCE, Role.MENTIONED),
    "Hill province": (HILL_PROVINCE, Role.MENTIONED),
    "Moortown": (MOORTOWN, Role.MENTIONED),
    "Fellhaven": (FELLHAVEN, Role.MENTIONED),
    "Brae": (BRAE_BASE, Role.MENTIONED),
    "Brah": (BRAE_BASE, Role.MENTIONED),
}
TYPES = {
    "Ka-52": AircraftType("ka-52", "Ka-52", "Ka-52", "helicopter"),
    "Mi-17": AircraftType("mi-17", "Mi-17", "Mi-17", "helicopter"),
    "An-26": AircraftType("an-26", "An-26", "An-26", "fixed-wing"),
}


def make_report(
    body: str,
    *,
    key: int = 1,
    published_on: dt.date | None = DAY,
    headline: str | None = None,
    subheading: str = "",
) -> Report:
    at = body.find(subheading) if subheading else -1
    blocks = (BodyBlock(at, at + len(subheading), Kind.SUBHEADING),) if at >= 0 else ()
    return Report(
        id=key,
        body=body,
        headline=headline,
        published_on=published_on,
        blocks=blocks,
        toponyms=_toponyms(body),
        aircraft=_aircraft(body),
    )


def make_reports(*bodies: str, published_on: dt.date | None = DAY) -> list[Report]:
    return [make_report(body, key=key, published_on=published_on) for key, body in enumerate(bodies, start=1)]


def read(body: str, today: dt.date | None = DAY) -> Reading:
    return read_report(make_report(body), today)


def _toponyms(body: str) -> tuple[Toponym, ...]:
    pattern = re.compile(r"\b(?:" + "|".join(sorted(NAMES, key=len, reverse=True)) + r")\b")
    return tuple(
        Toponym(match.start(), match.end(), match[0], *NAMES[match[0]], 0.95)
        for match in pattern.finditer(body)
    )


def _aircraft(body: str) -> tuple[AircraftMention, ...]:
    pattern = re.compile("|".join(TYPES))
    return tuple(
        AircraftMention(match.start(), match.end(), match[0], TYPES[match[0]], 0.95)
        for match in pattern.finditer(body)
    )
