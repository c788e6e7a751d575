"""What editors add: spellings put in and taken out, places and types that the files lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.gazetteer import (
    AddedSpelling,
    Additions,
    add_to_aircraft,
    add_to_places,
    find_aircraft,
    find_toponyms,
)
from archive.records import AircraftType, Place

if TYPE_CHECKING:
    from archive.gazetteer import AircraftCatalogue, PlaceGazetteer

KHMEIMIM = "overlay:khmeimim-air-base"


def test_an_added_spelling_is_read_and_found(places: PlaceGazetteer) -> None:
    changed = add_to_places(places, Additions(spellings=(AddedSpelling(KHMEIMIM, "Xmeymim"),)))

    assert [p.id for p in changed.find_places("xmeymim")] == [KHMEIMIM]
    assert [t.place.id for t in find_toponyms("The jets took off from Xmeymim.", changed)] == [KHMEIMIM]
    assert "Xmeymim" in changed.spellings(KHMEIMIM)
    assert places.find_places("xmeymim") == ()


def test_a_spelling_turned_off_is_read_no_more(places: PlaceGazetteer) -> None:
    changed = add_to_places(places, Additions(spellings=(AddedSpelling(KHMEIMIM, "Hmeimim", is_on=False),)))

    assert KHMEIMIM not in [p.id for p in changed.find_places("Hmeimim")]
    assert "Hmeimim" not in changed.spellings(KHMEIMIM)
    assert KHMEIMIM in [p.id for p in changed.find_places("Khmeimim")]


def test_a_towns_spelling_of_the_large_file_is_turned_off_too(places: PlaceGazetteer) -> None:
    paris = "geonames:2988507"
    name = next(key for key in places.folded_names(paris) if key != "paris")
    changed = add_to_places(places, Additions(spellings=(AddedSpelling(paris, name, is_on=False),)))

    assert paris in [p.id for p in places.find_places(name)]
    assert paris not in [p.id for p in changed.find_places(name)]


def test_an_added_place_lies_in_what_contains_it(places: PlaceGazetteer) -> None:
    depot = Place("added:qutayfah-depot", "Zurqa Depot", "site", "SY", 33.7, 36.6, ("country:SY",))
    changed = add_to_places(places, Additions(places=(depot,)))

    (toponym,) = find_toponyms("Rockets hit the Zurqa Depot at dawn.", changed)
    assert toponym.place == depot
    assert depot.id in changed.find_within(["geonames:170654"], 60)  # near Damascus


def test_an_added_type_and_its_spellings_are_read(catalogue: AircraftCatalogue) -> None:
    new = AircraftType("ka-68", "Ka-68", "Ka-60/62", "helicopter")
    additions = Additions(types=(new,), spellings=(AddedSpelling("ka-68", "Grey Whale"),))
    changed = add_to_aircraft(catalogue, additions)

    assert [m.type for m in find_aircraft("A Ka-68 helicopter flew over.", changed)] == [new]
    assert changed.find_types("grey whale") == (new,)
    assert new in changed.members("Ka-60/62")


def test_a_form_turned_off_names_the_type_no_more(catalogue: AircraftCatalogue) -> None:
    off = Additions(spellings=(AddedSpelling("uh-60-black-hawk", "UH-60", is_on=False),))

    assert find_aircraft("A UH-60 helicopter landed.", add_to_aircraft(catalogue, off)) == ()


def test_an_unknown_target_is_passed_over(places: PlaceGazetteer, catalogue: AircraftCatalogue) -> None:
    lost = Additions(spellings=(AddedSpelling("added:gone", "Gone"), AddedSpelling("gone", "Gone")))

    assert add_to_places(places, lost).find_places("Gone") == places.find_places("Gone")
    assert add_to_aircraft(catalogue, lost).find_types("Gone") == ()
