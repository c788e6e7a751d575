"""Names inside other names, other wars' places, and what a span takes in: (text, [(surface, name)])."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive.gazetteer import find_toponyms
from archive.records import Role

if TYPE_CHECKING:
    from archive.gazetteer import PlaceGazetteer


def used(text: str, places: PlaceGazetteer) -> list[tuple[str, str]]:
    return [
        (found.surface, found.place.name)
        for found in find_toponyms(text, places)
        if found.confidence >= 0.5 and found.role is not Role.DEMONYM
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Air raids hit Rafah, in the south of Gaza.", [("Rafah", "Rafah"), ("Gaza", "Gaza Strip")]),
        ("A tanker was hit off Hodeidah.", [("Hodeidah", "Hodeidah")]),
        ("Tanks entered Bakhmut and Avdiivka.", [("Bakhmut", "Bakhmut"), ("Avdiivka", "Avdiivka")]),
        (
            "They fled El Fasher, in North Darfur.",
            [("El Fasher", "El Fasher"), ("North Darfur", "North Darfur")],
        ),
        ("M23 took Goma, in North Kivu.", [("Goma", "Goma"), ("North Kivu", "North Kivu")]),
        ("A drone hit the Odesa region.", [("Odesa", "Odesa Oblast")]),
        # A noun printed with a capital is a part of the name; so is a compass word.
        ("Jets bombed a village in Shan State.", [("Shan State", "Shan State")]),
        ("Police in North Dallas said so.", [("North Dallas", "Dallas")]),
        # A county, by its state.
        ("in Scott County, Indiana", [("Scott County", "Scott County"), ("Indiana", "Indiana")]),
        # A country's people are not the region that bears their name.
        ("The Somali president spoke.", []),
    ],
)
def test_places_of_other_wars_are_read_as_english_readers_call_them(
    places: PlaceGazetteer, text: str, expected: list[tuple[str, str]]
) -> None:
    assert used(text, places) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The fish of Lake Paris are dying.",
        "Barcelona striker and Real Madrid fans met.",
        "President Miguel de la Madrid resigned.",
        "The Tigray People's Liberation Front said so.",
        "The Russian State Duma passed the bill.",
        "Ahrar al-Sham fighters withdrew.",
        "The Levant Wire and the Cairo Gazette reported it.",
        "Antibioticos S.A. bought it.",  # a company, not South Australia
        "Ferries ran in Tacloban del Norte.",  # another place than Tacloban
        "It lies in South Tyrol.",  # not in Tyrol
        "The Council of Europe objected.",
        "The Gulf Clan cartel was blamed.",
        "It flies a DC-10.",  # not the District of Columbia
        "MAKERS OF CAR PARTS HOPE\nThe car industry hopes.",  # not the Central African Republic
        "a bid for RAINIER <RBAN> shares",
    ],
)
def test_a_name_inside_another_name_is_no_mention(places: PlaceGazetteer, text: str) -> None:
    assert used(text, places) == []


def test_a_company_called_like_a_town_is_none_anywhere_in_the_text(places: PlaceGazetteer) -> None:
    assert used("Foley Brothers Corp rose. The purchase pleased Foley, analysts said.", places) == []


def test_a_long_list_judges_a_name_in_the_same_place_alike(places: PlaceGazetteer) -> None:
    found = find_toponyms("Aleppo, Homs and Hama. " * 1000, places)

    assert len(found) == 3000
    assert len({(toponym.surface, toponym.place.id) for toponym in found}) == 3
