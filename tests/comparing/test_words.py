"""Words, stems, concepts."""

from __future__ import annotations

import pytest

from archive.comparing.concepts import concept, sentence_concepts
from archive.comparing.words import find_words, fold, is_content, stem
from tests.comparing.reports import read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5,000 people", ["5,000", "people"]),  # a thousands comma stays
        ("the Mi-8’s tail", ["the", "Mi-8’s", "tail"]),  # hyphens and apostrophes inside
        ("U.S. forces", ["U.S", "forces"]),  # the last stop is not the word's
        ("one, two", ["one", "two"]),  # a comma between words is
    ],
)
def test_words_are_found_as_printed(text: str, words: list[str]) -> None:
    assert [word.text for word in find_words(text)] == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("defence", "defense"),
        ("neighbours", "neighbors"),
        ("organised", "organized"),
        ("Russia’s", "Russia"),
        ("U.N", "UN"),
        ("U.S", "USA"),
    ],
)
def test_spellings_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_an_hour_is_not_british() -> None:
    assert fold("hours") == "hours"


@pytest.mark.parametrize(
    ("one", "other"),
    [("killed", "killing"), ("cities", "city"), ("crashes", "crashed"), ("shot", "shoot"), ("sank", "sunk")],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_the_pronoun_us_is_not_the_country() -> None:
    assert fold("us") != fold("US")


def test_synonyms_of_the_news_are_one_concept() -> None:
    chopper, helicopter = find_words("chopper helicopters")
    assert concept(chopper) == concept(helicopter)


def test_words_of_reporting_carry_no_matter() -> None:
    assert [word.text for word in find_words("officials said the ferry sank") if is_content(word)] == [
        "officials",
        "ferry",
        "sank",
    ]


def test_places_stand_for_themselves_under_any_name() -> None:
    one, other = read("A storm hit Norland."), read("A Norlandian storm.")
    assert "country:NO" in sentence_concepts(one, 0) & sentence_concepts(other, 0)


def test_words_that_name_the_speaker_can_be_left_out() -> None:
    reading = read("Harbour police said the ferry sank.")
    assert "police" not in sentence_concepts(reading, 0, [(0, 19)])
