"""Which types are found in a text: (text, [(surface, id), …])."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive.gazetteer import find_aircraft

if TYPE_CHECKING:
    from archive.gazetteer import AircraftCatalogue

MI_8, MI_24, MI_28 = "mi-8", "mi-24", "mi-28"
F_16, SU_24 = "f-16-fighting-falcon", "su-24"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Mi-8 landed.", [("Mi-8", MI_8)]),
        ("Two Mi-8s and an MI 17 landed.", [("Mi-8s", MI_8), ("MI 17", "mi-17")]),
        ("The Mi‑8 and the Ми-8", [("Mi‑8", MI_8), ("Ми-8", MI_8)]),
        ("a Mi-8AMTSh, a Mi-8MTV-5", [("Mi-8AMTSh", MI_8), ("Mi-8MTV-5", MI_8)]),
        ("a Mi-25 (Mi-24 in export edition)", [("Mi-25", "mi-25"), ("Mi-24", MI_24)]),
        ("An Mi-28N crashed.", [("Mi-28N", MI_28)]),
        # Variants that no list holds, by pattern.
        ("Su-24M2 and F-16CJ", [("Su-24M2", SU_24), ("F-16CJ", F_16)]),
        ("an H-6K and a Y-8Q", [("H-6K", "h-6"), ("Y-8Q", "y-8")]),
        ("the A320-214 turned back", [("A320-214", "airbus-a320")]),
        # Makers and names belong to the span, nouns do not.
        ("a Boeing 737 MAX 8 jet", [("Boeing 737 MAX 8", "boeing-737-max-8")]),
        ("UH-60 Black Hawk helicopters", [("UH-60 Black Hawk", "uh-60-black-hawk")]),
        # Names that need company: a noun, a maker, a relative, words of flying.
        ("two Apache attack helicopters", [("Apache", "ah-64-apache")]),
        # The noun is a part of a name that is nothing without it, not of one that is.
        (
            "an Apache attack helicopter and a Sea King helicopter",
            [("Apache", "ah-64-apache"), ("Sea King", "sh-3-sea-king")],
        ),
        ("a Wildcat helicopter", [("Wildcat helicopter", "aw159-wildcat")]),
        # A designation and a name beside each other are one mention.
        ("a Boeing 787-9 Dreamliner", [("Boeing 787-9 Dreamliner", "boeing-787-dreamliner")]),
        # The plural's s is no variant letter.
        ("two Mirage 2000Ds", [("Mirage 2000D", "mirage-2000")]),
        ("a Hip helicopter", [("Hip helicopter", MI_8)]),
        ("a Mi-24, which NATO calls the Hind", [("Mi-24", MI_24), ("Hind", MI_24)]),
        ("JF-17 and J-10C jets", [("JF-17", "jf-17-thunder"), ("J-10C", "j-10")]),
        ("A-10 jets struck.", [("A-10", "a-10-thunderbolt-ii")]),
        # A sentence's first word is no stem.
        ("A C-130 Hercules vanished.", [("C-130 Hercules", "c-130-hercules")]),
    ],
)
def test_types_are_found_as_printed(
    catalogue: AircraftCatalogue, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(found.surface, found.type.id) for found in find_aircraft(text, catalogue)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Chairman St Germain, D-R.I., and the acquisition of AMC as such",  # no Dr.I, no AMCA
        "Iran flew Shahed 139 drones.",  # a type that is not known, not the Shahed-136
        "Apache Software released a new version.",
        "He had a hip replacement. Hip hop fans came.",
        "Police in Falcon Heights said so.",
        "The film Black Hawk Down was shot in Morocco.",
        "Airbus shares fell.",
        "The soldiers carried M-16 rifles.",
        "MI6 said so, and the Mi-6 agency thriller ran.",
        "He printed it on A4 paper.",
        "See https://example.com/F-16/page.html for more",
        "A10 and A 10 and the A-10 road",  # roads
        "There were 8 people, and an 8 metre wall.",
        "An 26 people strong crowd.",
        "Typhoon Haiyan and a tornado",
        "H5N1 bird flu spread.",  # a virus, not a variant of the H-5
        "bonds rose to 74-7/8 from 9-1/2, or 912 mln",  # sums
        "Class B 2.5 cts against B 24 cts",
        "Her sons Ariel and Kfir went home.",  # a person
        "Tomahawk cruise missiles were launched from ships and aircraft.",
        "The helicopter crashed in May, killing the pilot and crew.",  # NATO's name of the Il-38
        "The pilot of the jet flew from New York and from York.",
        "Chinook salmon are returning.",
        "",
    ],
)
def test_what_is_no_aircraft_is_not_marked(catalogue: AircraftCatalogue, text: str) -> None:
    assert find_aircraft(text, catalogue) == ()


def test_a_name_that_leans_on_its_context_is_less_sure_than_a_designator(
    catalogue: AircraftCatalogue,
) -> None:
    sure, leaning = find_aircraft("A Mi-8 and two Hind gunships", catalogue)

    assert sure.confidence > leaning.confidence >= 0.5
    assert leaning.reasons == ("an aircraft noun after it",)
