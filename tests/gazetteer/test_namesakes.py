"""Towns that share their name with others: which is meant, by the places named beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive.gazetteer import find_toponyms

if TYPE_CHECKING:
    from archive.gazetteer import PlaceGazetteer

# A text; names in it, and what each of their mentions lies in or is.
MEANT = [
    (
        "PARIS, Texas — The Paris school board hired a coach. Clarksville and Bonham play in Paris on Friday.",
        {"Paris": "Texas", "Clarksville": "Texas"},
    ),
    (
        "Athens-Clarke County police said he fled from Athens to Watkinsville, Ga., and then to Madison.",
        {"Athens": "Georgia", "Madison": "Georgia"},
    ),
    (
        "LEBANON, Pa. — A fire in Lebanon displaced three families. Crews came from Palmyra and Annville.",
        {"Lebanon": "Pennsylvania", "Palmyra": "Pennsylvania"},
    ),
    (
        "The Salem police said he lived in Keizer and worked in Dallas and Independence, Oregon.",
        {"Salem": "Oregon", "Dallas": "Oregon"},
    ),
    (
        "Kentucky State Police said the crash in Washington County happened near Springfield; he was from Bardstown.",
        {"Washington County": "Kentucky", "Springfield": "Kentucky"},
    ),
    (
        "The Ontario Provincial Police charged a man from London, who drove to Windsor and Sarnia, Ontario.",
        {"London": "Ontario", "Windsor": "Ontario"},
    ),
    ("Perth police, in Scotland, said the car was found near Crieff.", {"Perth": "Scotland"}),
    ("Moscow, Idaho, police said the students lived near Pullman, Washington.", {"Moscow": "Idaho"}),
    ("Washington County officials met in Washington, Pennsylvania.", {"Washington": "Pennsylvania"}),
    (
        "San Jose police and the Santa Clara County sheriff in California arrested him in Milpitas.",
        {"San Jose": "California"},
    ),
    ("Valencia and Maracay, in Venezuela, saw protests; Barcelona was calm.", {"Barcelona": "Venezuela"}),
    # A country's name: the state's where the text plays there, else the country's.
    ("Gov. Kemp said Georgia would sue; Savannah and Florida too.", {"Georgia": "United States"}),
    ("Georgia's parliament in Tbilisi passed the law; Batumi saw protests.", {"Batumi": "Georgia"}),
    ("It started in Mexico. Mexican officials in Mexico City said so.", {"Mexico": "Mexico"}),
    # The region after a list holds its towns, but no famous city.
    ("Voters in Kenton, Lebanon and Van Wert, Ohio, approved it.", {"Kenton": "Ohio", "Lebanon": "Ohio"}),
    (
        "Talks in London and Springfield, Illinois, failed.",
        {"London": "United Kingdom", "Springfield": "Illinois"},
    ),
    # A famous city is meant alone, a government by its capital.
    ("Gov. Abbott of Texas flew to Paris; Dallas and Houston businessmen joined him.", {"Paris": "France"}),
    ("An Alabama charity from Birmingham sent aid to Damascus.", {"Birmingham": "Alabama"}),
    ("Pennsylvania soldiers from Harrisburg died in Lebanon.", {"Lebanon": "Lebanon"}),
    ("Palmyra fell on Thursday. The militants blew up the temple.", {"Palmyra": "Syria"}),
    # A city's own name, before a capital's other spelling and before its region.
    ("A shot was heard, Philadelphia police said.", {"Philadelphia": "Pennsylvania"}),
    ("In New York, the Security Council met; Albany agreed.", {"New York": "New York City"}),
    # A noun further on.
    ("Air strikes on Idlib, the last rebel-held province, killed nine.", {"Idlib": "Idlib Governorate"}),
    ("Idlib's southern countryside was bombed.", {"Idlib": "Idlib Governorate"}),
]


@pytest.mark.parametrize(("text", "meant"), MEANT)
def test_a_namesake_is_told_by_its_neighbours(
    places: PlaceGazetteer, text: str, meant: dict[str, str]
) -> None:
    for name, holder in meant.items():
        found = [toponym.place for toponym in find_toponyms(text, places) if toponym.surface == name]
        assert found
        for place in found:
            assert holder in {places.place(place_id).name for place_id in (place.id, *place.within)}


def test_a_capital_that_speaks_is_its_government(places: PlaceGazetteer) -> None:
    said, _ = find_toponyms("Washington said so; in Washington state, fires spread.", places)

    assert said.place.name == "Washington"
    assert said.place.kind == "city"


def test_a_county_whose_state_is_not_named_is_left_to_an_editor(places: PlaceGazetteer) -> None:
    (county,) = find_toponyms("Officials of Scott County met.", places)

    assert county.confidence < 0.5
