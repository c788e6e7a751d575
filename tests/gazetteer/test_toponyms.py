"""What is found in a text, and as which place. (text, [(surface, id), …]) of confidence 0.5 and more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive.gazetteer import find_toponyms
from archive.records import Role, Span

if TYPE_CHECKING:
    from archive.gazetteer import PlaceGazetteer

USED_FROM = 0.5
ALEPPO, IDLIB, HOMS = "geonames:170063", "geonames:169389", "geonames:169577"
IDLIB_GOVERNORATE, HOMS_GOVERNORATE = "overlay:idlib-governorate", "overlay:homs-governorate"


def used(text: str, places: PlaceGazetteer) -> list[tuple[str, str]]:
    return [
        (found.surface, found.place.id)
        for found in find_toponyms(text, places)
        if found.confidence >= USED_FROM and found.role is not Role.DEMONYM
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Spellings of one base; the noun is left out of the span.
        (
            "It flew to Hemeimeem air base in Syria.",
            [("Hemeimeem", "overlay:khmeimim-air-base"), ("Syria", "country:SY")],
        ),
        ("It took off from Hmeimim.", [("Hmeimim", "overlay:khmeimim-air-base")]),
        # A noun tells the region from the city, after, before, and after a list.
        ("It came down in Idlib province.", [("Idlib", IDLIB_GOVERNORATE)]),
        ("It came down in the province of Idlib.", [("Idlib", IDLIB_GOVERNORATE)]),
        ("Clashes in Idlib and Homs provinces.", [("Idlib", IDLIB_GOVERNORATE), ("Homs", HOMS_GOVERNORATE)]),
        ("Clashes in rural Idlib.", [("Idlib", IDLIB_GOVERNORATE)]),
        ("He drove from Aleppo city to the city of Homs.", [("Aleppo", ALEPPO), ("Homs", HOMS)]),
        ("Strikes on Hama countryside.", [("Hama", "overlay:hama-governorate")]),
        # An area phrase does it where the text calls the name a province elsewhere.
        (
            "They hold most of Idlib. Idlib province is theirs.",
            [("Idlib", IDLIB_GOVERNORATE), ("Idlib", IDLIB_GOVERNORATE)],
        ),
        # A compass word is no part of the name.
        ("He left western Aleppo.", [("Aleppo", ALEPPO)]),
        ("Fighting in northeastern Syria.", [("Syria", "country:SY")]),
        ("They bombed Eastern Ghouta.", [("Eastern Ghouta", "overlay:eastern-ghouta")]),
        # A possessive ending is no part of it either.
        ("off Syria's coast", [("Syria", "country:SY")]),
        # Abbreviations only as they are printed.
        ("The US said it told us.", [("US", "country:US")]),
        ("the U.S.-led coalition in Iraq", [("U.S.", "country:US"), ("Iraq", "country:IQ")]),
        # A great city needs no country beside it.
        ("In Homs, two people died.", [("Homs", HOMS)]),
        # The larger place of a name, unless what follows says which.
        ("Police in Paris said so.", [("Paris", "geonames:2988507")]),
        (
            "A crash near Paris, Texas, killed two.",
            [("Paris", "geonames:4717560"), ("Texas", "world:texas-us")],
        ),
        (
            "A bus fell into a gorge in Birmingham, Alabama.",
            [("Birmingham", "geonames:4049979"), ("Alabama", "geonames:4829764")],
        ),
        (
            "Talks in Geneva, said the U.S. envoy from the U.S. in Moscow.",
            [
                ("Geneva", "geonames:2660646"),
                ("U.S.", "country:US"),
                ("U.S.", "country:US"),
                ("Moscow", "geonames:524901"),
            ],
        ),
        # One sense in one text.
        (
            "It began in Birmingham, Alabama. Birmingham was quiet.",
            [
                ("Birmingham", "geonames:4049979"),
                ("Alabama", "geonames:4829764"),
                ("Birmingham", "geonames:4049979"),
            ],
        ),
        # A list of states is no chain of towns in states.
        (
            "cases in Virginia, Washington, West Virginia and Ohio",
            [
                ("Virginia", "geonames:6254928"),
                ("Washington", "world:washington-state-us"),
                ("West Virginia", "world:west-virginia-us"),
                ("Ohio", "geonames:5165418"),
            ],
        ),
        (
            "Niger, Nigeria and Togo",
            [("Niger", "country:NE"), ("Nigeria", "country:NG"), ("Togo", "country:TG")],
        ),
        # A country against a state of its name.
        ("Georgia and Armenia signed.", [("Georgia", "country:GE"), ("Armenia", "country:AM")]),
        # Longest first.
        ("oil from the Gulf of Mexico", [("Gulf of Mexico", "world:gulf-of-mexico")]),
        ("He flew to New York City.", [("New York City", "geonames:5128581")]),
        # The sentence speaks of flying.
        (
            "The bombers took off from Engels in Russia.",
            [("Engels", "overlay:engels-2"), ("Russia", "country:RU")],
        ),
        # Names with a possessive, an apostrophe, a hyphen, zero-width characters.
        ("the People's Republic of China", [("People's Republic of China", "country:CN")]),
        ("shells fell on Dar'a in Syria", [("Dar'a", "geonames:170905"), ("Syria", "country:SY")]),
        ("in Al\u200beppo, Syria", [("Al\u200beppo", ALEPPO), ("Syria", "country:SY")]),
    ],
)
def test_places_are_found_and_resolved(
    places: PlaceGazetteer, text: str, expected: list[tuple[str, str]]
) -> None:
    assert used(text, places) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The novelist Jack London wrote it.",  # persons: a first name before
        "Mr Homs and Mrs Paris left the court.",  # a title before
        "Paris Hilton met Jordan Peterson.",  # a surname after
        "Sergeant J. Lancaster was promoted.",  # an initial before
        "Moqtada al-Sadr spoke to his followers.",  # half of a hyphenated name
        "Miss Syria was crowned.",
        "Ali Idlib, a baker, said so.",
        "Karama, 12, was playing.",  # only people have ages
        "Operation Olive Branch began.",
        "They swam in the Jordan Sea.",  # another place of the country's name
        "The Idlib Health Directorate said ten died.",
        "The Washington Post reported it.",  # organisations: a head after
        "Students of the University of Manchester marched.",  # a head before
        "The Aleppo Media Center posted a video.",
        "Paris Saint-Germain lost again.",
        "The Barcelona striker scored twice.",  # a club by its town
        "Leaders of Hamas met.",  # a movement, and a spelling of Hamm
        "Reading books and going by Bus, he was Mobile again.",  # ordinary words at a capital
        "Of course. As it is, On Monday, Over there.",
        "On August 1 and in March",  # months
        "Cases of West Nile virus rose.",  # a disease
        "The thanksgiving turkey was large.",  # the bird
        "It cost US$5 in all.",  # a price
        "The Kremlin said five people died.",  # a seat of power that speaks
        "SANA said rockets fell.",  # an agency in capitals
        "See https://example.com/Paris or mail info@london.org, @Moscow",  # addresses
        "the A/California/7/2009 strain",  # a designation
        "Officials of Scott County met.",  # a county that is not known is not its namesake town
        "It was built around 1750 BC by farmers.",  # an abbreviation after a figure
        "He told us in the end.",
        "",
        "   \n\n ",
        "!!! ??? — …",
    ],
)
def test_what_is_no_place_is_not_marked(places: PlaceGazetteer, text: str) -> None:
    assert used(text, places) == []


def test_a_demonym_points_at_its_country_and_says_so(places: PlaceGazetteer) -> None:
    (found,) = find_toponyms("a Syrian pilot", places)

    assert (found.surface, found.place.id, found.role) == ("Syrian", "country:SY", Role.DEMONYM)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("BEIRUT (Reuters) - Shells fell.", Role.DATELINE),
        ("BEIRUT: Shells fell.", Role.DATELINE),
        ("BEIRUT — Shells fell.", Role.DATELINE),
        ("A helicopter was shot down over Beirut.", Role.HAPPENED),
        ("Two men were killed in a blast near Beirut.", Role.HAPPENED),
        ("A helicopter was brought down in the port city of Beirut.", Role.HAPPENED),
        ("A tower burned in Lebanon's Beirut.", Role.HAPPENED),
        ("A helicopter was shot down and five men were killed, officials in Beirut said.", Role.MENTIONED),
        ("Five men were killed, the party in Beirut said.", Role.MENTIONED),
        ("A helicopter crashed, said the embassy of Turkey in Beirut.", Role.MENTIONED),
        ("Ministers will talk in Beirut.", Role.MENTIONED),
        ("A plane crashed. Talks in Beirut go on.", Role.MENTIONED),  # the event stands in another sentence
        ("A helicopter crashed after taking off from Beirut.", Role.MENTIONED),
    ],
)
def test_a_place_has_its_role_in_the_report(places: PlaceGazetteer, text: str, role: Role) -> None:
    (found,) = (found for found in find_toponyms(text, places) if found.surface.lower() == "beirut")
    assert found.role is role


def test_a_dateline_the_caller_knows_is_taken_as_such(places: PlaceGazetteer) -> None:
    text = "August 1, 2016\n\nMOSCOW (AP) — He spoke in Syria."
    found = find_toponyms(text, places, dateline=Span(16, 22))

    assert [(place.surface, place.role) for place in found] == [
        ("MOSCOW", Role.DATELINE),
        ("Syria", Role.MENTIONED),
    ]


def test_a_town_far_from_all_else_in_the_text_is_left_to_an_editor(places: PlaceGazetteer) -> None:
    text = "Syrian troops left Damascus, Homs and Aleppo in Syria. They bombed the town of Mansoura."
    (found,) = (found for found in find_toponyms(text, places) if found.surface == "Mansoura")

    assert found.confidence < USED_FROM


def test_a_resolution_gives_its_reasons(places: PlaceGazetteer) -> None:
    (found, _) = find_toponyms("in Idlib province, Syria", places)

    assert "called a region" in found.reasons
    assert 0.0 < found.confidence <= 1.0
