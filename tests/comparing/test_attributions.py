"""Who says so, and what is quoted."""

from __future__ import annotations

import pytest

from archive.comparing.attributions import attribution_at, find_attributions
from archive.comparing.claims.speakers import is_anonymous, same_speaker
from archive.comparing.quotations import find_quotations, sentences_within
from tests.comparing.reports import read


def cues(text: str) -> list[tuple[str, str]]:
    return [(text[cue.start : cue.end], cue.source) for cue in find_attributions(read(text))]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The ferry sank, the coastguard said.", "the coastguard said", "coastguard"),
        ("Mayor Ana Ruiz said it sank.", "Mayor Ana Ruiz said", "Mayor Ana Ruiz"),
        ("It sank, according to the navy.", "according to the navy", "navy"),
        ("“It sank,” said Captain Ole Berg.", "said Captain Ole Berg", "Captain Ole Berg"),  # turned round
        (
            "Ole Berg, a harbour pilot, said it sank.",
            "Ole Berg, a harbour pilot, said",
            "Ole Berg",
        ),  # apposition
        (
            "The ministry’s spokesman, Ole Berg, warned of fog.",
            "The ministry’s spokesman, Ole Berg, warned",
            "Ole Berg",
        ),
        ("The U.N. estimates 300 are trapped.", "The U.N. estimates", "U.N"),
        ("Lt. Gen. Ana Ruiz announced a search.", "Lt. Gen. Ana Ruiz announced", "Lt. Gen. Ana Ruiz"),
        (
            "The harbour office has denied it.",
            "The harbour office has denied",
            "harbour office",
        ),  # with auxiliary
        ("The mayor put the toll at six.", "The mayor put the toll", "mayor"),
        ("It was engine failure, cited by Moortown.", "cited by Moortown", "Moortown"),
        ("Police and a witness said it sank.", "Police and a witness said", "Police and a witness"),
    ],
)
def test_a_cue_names_its_source(text: str, cue: str, source: str) -> None:
    assert (cue, source) in cues(text)


@pytest.mark.parametrize(
    "text",
    [
        "The so-called safe zone was empty.",
        "His claims could not be independently confirmed.",  # passive
        "The reported losses rose.",  # a participle
        "The group is part of a front called Dawn.",  # a name
        "Officials received reports of a crash.",  # a noun
    ],
)
def test_other_uses_of_these_words_are_no_cues(text: str) -> None:
    assert cues(text) == []


def test_he_said_carries_the_last_speaker_over() -> None:
    text = "Ana Ruiz said it sank. He said all lived. The statement added nothing."
    assert [source for _, source in cues(text)] == ["Ana Ruiz", "Ana Ruiz", "Ana Ruiz"]


def test_adding_goes_with_whoever_spoke() -> None:
    assert cues("It sank, Ana Ruiz said, adding that all lived.")[1] == ("adding", "Ana Ruiz")


def test_a_cue_answers_for_what_it_governs() -> None:
    text = "The navy said nine died, but the mayor said seven died."
    reading = read(text)
    found = find_attributions(reading)
    nine, seven = text.index("nine"), text.index("seven")
    first, second = (
        attribution_at(reading, found, nine, nine + 4),
        attribution_at(reading, found, seven, seven + 5),
    )
    assert first is not None
    assert second is not None
    assert (first.source, second.source) == ("navy", "mayor")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kremlin spokesman Dmitry Peskov", "Peskov", True),
        ("Russian Defense Ministry", "Russia's defence ministry", True),
        ("Russian Defense Ministry", "Russian military", False),  # one nation, two offices
        ("President Ana Ruiz", "President Ole Berg", False),  # one office, two people
    ],
)
def test_speakers_are_known_by_name_before_office(one: str, other: str, same: bool) -> None:
    assert same_speaker(one, other) is same


def test_officials_are_nobody_in_particular() -> None:
    assert is_anonymous("officials")
    assert not is_anonymous("Ole Berg")


def test_a_quotation_over_two_sentences_has_one_speaker() -> None:
    text = "“We saw smoke. Then it sank,” Ole Berg said."
    reading = read(text)
    (quotation,) = find_quotations(reading, find_attributions(reading))
    assert quotation.speaker == "Ole Berg"
    assert [text[start:end] for start, end in sentences_within(reading, quotation)] == [
        "We saw smoke.",
        "Then it sank,",
    ]


def test_a_quotation_nobody_is_named_for_has_no_speaker() -> None:
    reading = read("A sign read “beware of the dog today”.")
    assert [quotation.speaker for quotation in find_quotations(reading, ())] == [None]
