"""Datelines: where a report was filed from and for whom."""

import pytest

from archive.cleaning.datelines import split_dateline
from archive.records import Dateline
from tests.cleaning.reports import PROSE, clean, kinds


@pytest.mark.parametrize(
    ("text", "place", "agency", "rest"),
    [
        ("MOSCOW (AP) — Rebels shot", "Moscow", "AP", "Rebels shot"),
        ("MOSCOW, Aug 1 (Reuters) - Rebels shot", "Moscow", "Reuters", "Rebels shot"),
        ("BEIRUT: A helicopter fell", "Beirut", None, "A helicopter fell"),
        ("NEW YORK — The mayor", "New York", None, "The mayor"),
        ("PORT-AU-PRINCE, Haiti (AP) — The", "Port-au-Prince, Haiti", "AP", "The"),
        ("WASHINGTON, D.C. — The", "Washington, D.C.", None, "The"),
        ("BEIRUT/ANKARA (Reuters) - The", "Beirut/Ankara", "Reuters", "The"),
        ("Beirut (AFP) - The army", "Beirut", "AFP", "The army"),
        # an agency nobody has heard of, after a place in capitals
        ("HOMS, Syria (Levant Wire) — A man", "Homs, Syria", "Levant Wire", "A man"),
        ("MOSCOW, August 1. /TASS/. A helicopter", "Moscow", "TASS", "A helicopter"),
        ("UNITED NATIONS -- The council", "United Nations", None, "The council"),
        ("МОСКВА, 1 августа (Интерфакс) — Вертолёт", "Москва", "Интерфакс", "Вертолёт"),
    ],
)
def test_a_dateline_is_split_off(text, place, agency, rest):
    found = split_dateline(text)

    assert found is not None
    assert found.dateline == Dateline(place, agency)
    assert text[found.length :].strip() == rest


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING: A helicopter fell",  # a label
        "WATCH: The moment it fell",
        "EXCLUSIVE — The minister",
        "The army (SAA) — The biggest force",  # an abbreviation, explained
        "Russia — The country said",  # a place, but not as datelines are set
        "A Mi-8 - The helicopter",
        "Q: What happened?",
        "AP: The agency said",
        "MOSCOW",
        "U.S. Secretary of State John Kerry said the U.S. is focusing",
        "",
    ],
)
def test_what_is_no_dateline_is_left(text):
    assert split_dateline(text) is None


def test_speakers_of_a_transcript_are_no_datelines():
    turns = ("SMITH: What happened there?", "JONES: It fell.", "SMITH: When?")

    assert split_dateline(turns[0], turns) is None


def test_a_dateline_stays_in_front_of_its_paragraph():
    report = clean(f"MOSCOW (AP) — {PROSE[0]}\n\n{PROSE[1]}")

    assert report.dateline == Dateline("Moscow", "AP")
    assert report.body == f"MOSCOW (AP) — {PROSE[0]}\n\n{PROSE[1]}"
    assert kinds(report) == [
        ("dateline", "MOSCOW (AP) —"),
        ("paragraph", PROSE[0]),
        ("paragraph", PROSE[1]),
    ]
