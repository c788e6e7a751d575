"""Designators that the catalogue lacks and an editor should see: (text, surfaces)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive.gazetteer import find_unknown_designators

if TYPE_CHECKING:
    from archive.gazetteer import AircraftCatalogue


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A bureau's or a service's letters are enough.
        ("A Ka-99 was shown.", ["Ka-99"]),
        ("Ми-99 упал.", ["Ми-99"]),
        ("An MQ-77A and a Su‑99 were seen.", ["MQ-77A", "Su‑99"]),
        # A single letter wants a noun for aircraft after it, or a maker before it.
        ("The J-99B fighter flew past.", ["J-99B"]),
        ("The Sukhoi S-90 flew past.", ["S-90"]),
        ("The J-99B was discussed.", []),
        # Other letters want a word of flying near.
        ("An Embraer EMB-999 crashed on landing.", ["EMB-999"]),
        ("Under EMB-999 the board may act.", []),
        # A series that the catalogue lacks wants a noun for aircraft after it.
        ("Two YJ-300 drones and a KF-16 jet were shown; the YJ-83 was not.", ["YJ-300", "KF-16"]),
        # What is known is no candidate, nor are its variants.
        ("A Mi-8, a Mi-8AMTSh, an F-16CJ jet and a Ka-52.", []),
    ],
)
def test_well_formed_designators_are_offered(
    catalogue: AircraftCatalogue, text: str, expected: list[str]
) -> None:
    assert [found.surface for found in find_unknown_designators(text, catalogue)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Forty CF-99C aircraft engines for the airline",
        "The cells release IL-25, which alerts the immune system.",
        "S-300 and S-400 batteries fired at aircraft.",  # air defence
        "M-16 and AK-47 rifles, an RPG-7 and a PK-99",  # guns
        "T-72 and T-99 tanks, BMP-2 and BTR-80 vehicles",  # armour
        "R-77, Kh-22, P-800 and AGM-99 missiles hit the aircraft",
        "A4 and A-4 paper, the M-25 and the A-99 road",
        "vitamin B-12, an H-1B visa, an F-1 race and the G-20 summit",
        "MS-13 gangs, COVID-19, the U-99 and the DDG-51 from the air",
        "See https://example.org/Ka-99/ and #Ka-99",
        "Ka-99/7 and AB-Ka-99-4",  # parts of longer codes
        "",
    ],
)
def test_weapons_roads_and_papers_are_not_offered(catalogue: AircraftCatalogue, text: str) -> None:
    assert find_unknown_designators(text, catalogue) == ()


def test_a_candidate_reads_back_and_has_one_key_for_all_forms(catalogue: AircraftCatalogue) -> None:
    text = "Ka-99 and Ка-99"
    latin, cyrillic = find_unknown_designators(text, catalogue)

    assert text[cyrillic.start : cyrillic.end] == cyrillic.surface
    assert latin.key == cyrillic.key == "ka99"
