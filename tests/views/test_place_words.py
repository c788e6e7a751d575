"""Places in the reader's language: countries by their names there, all others as the gazetteer has them."""

import pytest
from django.utils.translation import override

from archive.gazetteer import load_places
from archive.views.facet_links import value_in_words
from archive.views.place_words import country_in_words, describe, place_in_words


@pytest.mark.parametrize(
    ("place_id", "label", "german"),
    [
        ("country:SY", "Syria", "Syrien"),
        ("country:GB", "United Kingdom", "Vereinigtes Königreich"),
        ("country:??", "Nowhere", "Nowhere"),  # a code nobody knows
        ("geonames:SY", "Idlib", "Idlib"),  # not a country
    ],
)
def test_a_country_has_its_german_name(place_id, label, german):
    with override("de"):
        assert place_in_words(place_id, label) == german
    with override("en"):
        assert place_in_words(place_id, label) == label


def test_countries_that_are_no_more_are_named_too():
    with override("de"):
        assert country_in_words("Soviet Union/Russia") == "Sowjetunion/Russland"
        assert country_in_words("") == ""


def test_a_place_is_described_in_german():
    places = load_places()
    aleppo = next(place for place in places.find_places("Aleppo") if place.kind == "city")
    with override("de"):
        assert describe(aleppo, places).startswith("Stadt in ")
        assert describe(aleppo, places).endswith("Syrien")


def test_a_language_narrowed_to_is_named_in_german():
    with override("de"):
        assert value_in_words("language", "en", "English") == "Englisch"
        assert value_in_words("outlet", "7", "English") == "English"
