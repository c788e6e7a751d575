"""What holds for any text: spans read back, order is kept, time grows with length."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.gazetteer import find_aircraft, find_designators, find_toponyms, load_aircraft, load_places

if TYPE_CHECKING:
    from archive.gazetteer import AircraftCatalogue, PlaceGazetteer

PIECES = [
    *(
        "Aleppo",
        "Idlib province",
        "U.S.",
        "Khmeimim air base",
        "Syria's",
        "St. Louis",
        "Paris, Texas",
        "the Gulf",
    ),
    *(
        "Mi-8",
        "Mi‑8s",
        "F/A-18",
        "737 MAX",
        "Hip",
        "Ми-8",
        "A 10",
        "An-26",
        "Apache attack helicopters",
        "MH17",
    ),
    *(
        " ",
        "\n",
        "\n\n",
        ", ",
        ". ",
        "-",
        "’",
        "\u200b",
        "\u00ad",
        "é",
        "\u0301",
        "中",
        "حلب",
        "Ş",
        "İ",
        "ß",
        "—",
    ),
    *("and", "in", "Mr.", "of", "said", "(", ")", "“", "@", "http://", "1", "٣", "\ufeff", "\U0001f681"),
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=25).map("".join)


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_every_mention_reads_back_as_its_surface(text: str) -> None:
    for found in (find_toponyms(text, load_places()), find_aircraft(text, load_aircraft())):
        assert all(text[mention.start : mention.end] == mention.surface for mention in found)
        assert all(mention.start < mention.end and 0.0 < mention.confidence <= 1.0 for mention in found)
        assert all(one.end <= other.start for one, other in pairwise(found))


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_designators_stand_in_order_and_apart(text: str) -> None:
    found = find_designators(text)

    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert all(start < end and key and key == key.lower() and " " not in key for start, end, key in found)


# Three times what the slowest of them takes on a loaded machine with two cores; a quadratic path takes hours.
SECONDS_FOR_A_MEGABYTE = 60.0


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "1",
        "a-",
        "A.",
        "Al-",
        "O'",
        "x@",
        "-",
        " ",
        "(",
        "Mr. ",
        "Syria, ",
        "Mi-8 ",
        "the ",
        "\n",
        "é\u0301",
    ],
)
def test_a_megabyte_of_one_thing_takes_no_slow_path(
    places: PlaceGazetteer, catalogue: AircraftCatalogue, piece: str
) -> None:
    # A tenth of a megabyte must take a tenth of the time.
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    find_toponyms(text, places)
    find_aircraft(text, catalogue)
    find_designators(text)

    assert time.process_time() - started < SECONDS_FOR_A_MEGABYTE / 10


def test_a_report_of_nothing_but_names_is_read(places: PlaceGazetteer) -> None:
    text = "Aleppo, Homs, Hama, Damascus, Palmyra, Latakia, Raqqa"
    assert len(find_toponyms(text, places)) == 7
