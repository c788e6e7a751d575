"""The four real reports: every place and type, none wrong."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive.gazetteer import find_aircraft, find_toponyms
from archive.records import Role

if TYPE_CHECKING:
    from archive.gazetteer import AircraftCatalogue, PlaceGazetteer

SHARED = Path(os.environ.get("PARALLAX_SHARED", Path(__file__).parents[3] / "shared"))
SEEDS = SHARED / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the four reports are not here; name their folder in PARALLAX_SHARED"
)
IDLIB, ALEPPO, HOMS, PALMYRA = (
    *("overlay:idlib-governorate", "geonames:170063", "geonames:169577", "geonames:163808"),
)
KHMEIMIM, MOSCOW, SYRIA, RUSSIA = (
    *("overlay:khmeimim-air-base", "geonames:524901", "country:SY", "country:RU"),
)
PLACES = {
    "000": {IDLIB, ALEPPO, HOMS, PALMYRA, KHMEIMIM, MOSCOW, SYRIA, RUSSIA},
    "002": {
        *(IDLIB, ALEPPO, HOMS, KHMEIMIM, MOSCOW, SYRIA, RUSSIA, "overlay:homs-governorate"),
        *("country:US", "country:GB", "country:TR", "geonames:2660646"),
    },
    "003": {IDLIB, ALEPPO, HOMS, PALMYRA, KHMEIMIM, MOSCOW, SYRIA, RUSSIA},
    "004": {
        *(IDLIB, ALEPPO, MOSCOW, SYRIA, RUSSIA, "overlay:aleppo-governorate", "country:GB"),
        *("geonames:276781", "overlay:ramouseh", "geonames:168351"),
    },
}
TYPES = {
    "000": {"mi-8", "mi-25", "mi-24", "mi-28"},
    "002": {"mi-8", "mi-25", "mi-28"},
    "003": {"mi-8", "mi-25", "mi-28", "su-24", "f-16-fighting-falcon"},
    "004": {"mi-8"},
}


def read(number: str) -> str:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", PLACES)
def test_every_place_of_the_report_is_found_and_no_other(places: PlaceGazetteer, number: str) -> None:
    found = {
        toponym.place.id
        for toponym in find_toponyms(read(number), places)
        if toponym.confidence >= 0.5 and toponym.role is not Role.DEMONYM
    }
    assert found == PLACES[number]


@pytest.mark.parametrize("number", TYPES)
def test_every_type_of_the_report_is_found_and_no_other(catalogue: AircraftCatalogue, number: str) -> None:
    assert {mention.type.id for mention in find_aircraft(read(number), catalogue)} == TYPES[number]
