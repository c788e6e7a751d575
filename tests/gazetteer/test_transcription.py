"""Spellings that follow by rule, and those that must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive.gazetteer.folding import name_key
from archive.gazetteer.transcription import transcriptions

if TYPE_CHECKING:
    from archive.gazetteer import PlaceGazetteer


@pytest.mark.parametrize(
    ("name", "country", "other"),
    [
        ("Al Hudaydah", "YE", "Al Hudayda"),  # an ending
        ("Hodeida", "YE", "Hodeidah"),
        ("Dayr al Balah", "PS", "Deir al-Balah"),  # a word that towns are called after, and an article
        ("Bayt Lahiya", "PS", "Beit Lahia"),
        ("Ash Shaykh Zuwayd", "EG", "El Sheikh Zuwayd"),
        ("Klishchiyivka", "UA", "Klishchiivka"),
    ],
)
def test_spellings_of_one_town_meet(name: str, country: str, other: str) -> None:
    assert name_key(other) in transcriptions(name_key(name), country)


@pytest.mark.parametrize(
    ("name", "country", "other"),
    [
        ("Homs", "SY", "Hama"),
        ("Al Bab", "SY", "Bab"),  # an article may be written another way, not left out
        ("Tartus", "SY", "Tarsus"),
        ("Balad", "IQ", "Baled"),
        ("Dayr Hafir", "FR", "Deir Hafir"),  # no Arabic name
    ],
)
def test_different_names_stay_apart(name: str, country: str, other: str) -> None:
    assert name_key(other) not in transcriptions(name_key(name), country)


@pytest.mark.parametrize(
    ("spelling", "place_id"),
    [
        ("El Shayrat air base", "overlay:shayrat-air-base"),
        ("Abou al-Duhur", "overlay:abu-al-duhur-air-base"),
        ("Deir az-Zour", "geonames:170794"),
    ],
)
def test_curated_names_are_read_in_spellings_that_follow_by_rule(
    places: PlaceGazetteer, spelling: str, place_id: str
) -> None:
    assert place_id in [place.id for place in places.find_places(spelling)]


def test_a_spelling_by_rule_takes_no_other_places_name(places: PlaceGazetteer) -> None:
    assert places.find_places("jira") == ()  # Jirah's air base, but for the rule, and a program
