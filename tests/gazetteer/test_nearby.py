"""Places within so many kilometres of others."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from archive.gazetteer import places_within
from archive.gazetteer.nearby import km_between

if TYPE_CHECKING:
    from archive.gazetteer import PlaceGazetteer

KHMEIMIM = "overlay:khmeimim-air-base"


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((48.8566, 2.3522), (51.5074, -0.1278), 343.6),  # Paris and London, as almanacs print it
        ((0.0, 179.9), (0.0, -179.9), 22.2),  # across the date line
        ((90.0, 0.0), (-90.0, 0.0), 20015.1),  # from pole to pole
        ((36.2, 37.1), (36.2, 37.1), 0.0),
    ],
)
def test_distances_follow_the_earth(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert km_between(*one, *other) == pytest.approx(km, abs=0.3)


def test_near_a_base_are_the_towns_around_it_and_not_its_country(places: PlaceGazetteer) -> None:
    near = places_within([KHMEIMIM], 30)
    kinds = {places.place(place_id).kind for place_id in near}

    assert near[0] == KHMEIMIM
    assert "geonames:173576" in near  # Latakia, 20 km off
    assert "geonames:169389" not in near  # Idlib, 80 km off
    assert not kinds & {"country", "governorate", "admin1", "sea"}


def test_every_place_found_lies_within_the_distance(places: PlaceGazetteer) -> None:
    centre = places.place("geonames:170063")  # Aleppo
    found = places.find_within([centre.id], 50)

    assert len(found) > 20
    assert list(found.values()) == sorted(found.values())
    for place_id, away in found.items():
        place = places.place(place_id)
        assert km_between(centre.lat, centre.lon, place.lat, place.lon) == pytest.approx(away, abs=0.1)
        assert away <= 50.0


def test_a_region_is_searched_around_with_what_lies_by_its_middle(places: PlaceGazetteer) -> None:
    assert places_within(["overlay:idlib-governorate"], 0)[0] == "overlay:idlib-governorate"


def test_an_id_that_no_place_has_is_passed_over() -> None:
    assert places_within(["overlay:nowhere", KHMEIMIM], 1)[0] == KHMEIMIM
    assert places_within(["overlay:nowhere"], 1000) == ()


def test_a_second_look_is_quick() -> None:
    places_within([KHMEIMIM], 1)
    started = time.process_time()
    places_within([KHMEIMIM], 50)

    assert time.process_time() - started < 0.1
