from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive.gazetteer import UnknownPlaceError
from archive.gazetteer.places import distance_km

if TYPE_CHECKING:
    from archive.gazetteer import PlaceGazetteer


@pytest.mark.parametrize(
    ("place_id", "within"),
    [
        ("overlay:khmeimim-air-base", ("overlay:latakia-governorate", "country:SY")),
        ("geonames:170063", ("overlay:aleppo-governorate", "country:SY")),  # Aleppo, the city
        ("overlay:ramouseh", ("geonames:170063", "overlay:aleppo-governorate", "country:SY")),  # its quarter
        ("overlay:aleppo-governorate", ("country:SY",)),
        ("geonames:5128581", ("world:new-york-state-us", "country:US")),  # New York City, its state
        ("world:california-us", ("country:US",)),
        ("country:SY", ()),
        ("world:africa", ()),
    ],
)
def test_a_place_knows_what_contains_it_nearest_first(
    places: PlaceGazetteer, place_id: str, within: tuple[str, ...]
) -> None:
    assert places.place(place_id).within == within


@pytest.mark.parametrize("place_id", ["country:XX", "geonames:1", "overlay:", "", "aleppo"])
def test_an_unknown_id_is_an_error_that_names_it(places: PlaceGazetteer, place_id: str) -> None:
    with pytest.raises(UnknownPlaceError, match="no place has the id"):
        places.place(place_id)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Syria", "country:SY"),
        ("syria", "country:SY"),
        ("Khmeimim", "overlay:khmeimim-air-base"),
        ("Hemeimeem", "overlay:khmeimim-air-base"),  # four letters apart, one place
        ("Idlib", "overlay:idlib-governorate"),  # the region holds the city
        ("Idlib province", "overlay:idlib-governorate"),
        ("Idlib city", "geonames:169389"),
        ("Tadmur", "geonames:163808"),
        ("Moscow", "geonames:524901"),  # the largest of its name
        ("Kobanê", "geonames:172256"),
        ("London", "geonames:2643743"),
        ("the Gulf", "world:persian-gulf"),
    ],
)
def test_a_reader_finds_a_place_by_any_spelling(places: PlaceGazetteer, name: str, first: str) -> None:
    assert places.find_places(name)[0].id == first


def test_a_name_of_several_places_gives_them_all(places: PlaceGazetteer) -> None:
    ids = [place.id for place in places.find_places("Idlib")]
    assert ids[:2] == ["overlay:idlib-governorate", "geonames:169389"]


@pytest.mark.parametrize(
    ("spelling", "region"),
    [
        ("Idleb", "overlay:idlib-governorate"),
        ("Rakka", "overlay:raqqa-governorate"),
        ("Geneve", "region:CH-GE"),
    ],
)
def test_a_region_called_after_its_city_has_its_spellings(
    places: PlaceGazetteer, spelling: str, region: str
) -> None:
    assert region in [place.id for place in places.find_places(spelling)]


def test_a_city_asked_for_by_its_noun_is_no_region(places: PlaceGazetteer) -> None:
    assert [place.id for place in places.find_places("Idlib city")] == ["geonames:169389"]


@pytest.mark.parametrize("name", ["", "   ", "Nowhereville-on-Sea", "xyzzy", "\t"])
def test_a_name_of_no_place_gives_none(places: PlaceGazetteer, name: str) -> None:
    assert places.find_places(name) == ()


def test_syria_and_serbia_stay_apart(places: PlaceGazetteer) -> None:
    assert {place.id for place in places.find_places("Syria")}.isdisjoint(
        place.id for place in places.find_places("Serbia")
    )


@pytest.mark.parametrize(
    ("place_id", "label"),
    [
        ("overlay:idlib-governorate", "Idlib"),  # a region goes by its bare name
        ("geonames:169389", "Idlib (city)"),  # and its seat is marked
        ("geonames:170063", "Aleppo (city)"),
        ("geonames:163808", "Palmyra"),
        ("overlay:khmeimim-air-base", "Khmeimim Air Base"),
        ("country:SY", "Syria"),
        ("world:black-sea", "Black Sea"),
    ],
)
def test_a_label_tells_a_region_from_its_city(places: PlaceGazetteer, place_id: str, label: str) -> None:
    assert places.label(places.place(place_id)) == label


def test_spellings_begin_with_the_usual_one_and_hold_the_variants(places: PlaceGazetteer) -> None:
    spellings = places.spellings("overlay:khmeimim-air-base")

    assert spellings[0] == "Khmeimim Air Base"
    assert {"Khmeimim", "Hemeimeem", "Hmeimim", "Humaymim"} <= set(spellings)
    assert len(spellings) == len(set(spellings))


def test_suggestions_begin_as_typed(places: PlaceGazetteer) -> None:
    assert places.starting_with("Hmei", 5)[0].id == "overlay:khmeimim-air-base"
    assert len(places.starting_with("San", 7)) == 7
    assert places.starting_with("zzzzqq", 5) == ()


def test_distance_is_measured_along_the_earth(places: PlaceGazetteer) -> None:
    aleppo, damascus = places.place("geonames:170063"), places.place("geonames:170654")

    assert distance_km(aleppo, damascus) == pytest.approx(309, abs=3)
    assert distance_km(aleppo, aleppo) == 0.0
