"""Other spellings of a name: by rule of romanisation, where the archive has them, and prints them as names."""

import pytest

from archive.search.engine import Filters
from archive.search.results import find_articles
from archive.search.romanised import MAX_SPELLINGS, other_spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rudenkoi", "rudenkoy"),
        ("zelensky", "zelenskiy"),
        ("houthi", "huthi"),
        ("qassem", "kasem"),
        ("mohammed", "mohamed"),
        ("aliyev", "aliev"),
        ("hadithi", "khadithi"),
        ("saleem", "salim"),
    ],
)
def test_spellings_of_one_name_meet(one, other):
    assert other in other_spellings(one)
    assert one in other_spellings(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hamid", "hamad"),  # another vowel is another name
        ("petrov", "petrova"),
        ("ali", "aly"),  # too short to tell
        ("smith", "smikth"),  # "th" is no "h"
    ],
)
def test_different_names_stay_apart(one, other):
    assert other not in other_spellings(one)


def test_a_word_without_end_has_a_bounded_number_of_spellings():
    assert len(other_spellings("hikhou" * 300)) <= MAX_SPELLINGS


pytestmark = pytest.mark.django_db


@pytest.fixture
def stock(make_article):
    make_article("The general, Oleg Rudenkoi, told reporters at the base in Latakia that a pilot had died.")
    make_article("Reporters in Latakia heard from Oleg Rudenkoy that the pilot of the jet was dead.")
    make_article("The ferry Osprey and its khaki sails: a walk by the sea, past the willow and the vallow.")
    make_article("A wallow in the mud is what the hippopotamus at the zoo in Latakia likes, its keeper said.")


def offered(query, **more):
    return [(other.spelling, other.count) for other in find_articles(query, Filters(), **more).alike]


def test_another_spelling_of_a_name_is_offered_and_not_searched(stock):
    page = find_articles("rudenkoy pilot", Filters())

    assert page.count == 1
    assert [(other.spelling, other.count) for other in page.alike] == [("Rudenkoi", 1)]
    assert find_articles(page.alike[0].text, Filters()).count == 2


def test_a_name_the_archive_has_in_another_spelling_alone_is_offered(stock):
    assert offered("Rudenkoii") == [("Rudenkoi", 1), ("Rudenkoy", 1)]


@pytest.mark.parametrize(
    "query", ["vallow", '"Rudenkoi"', "(Rudenkoi OR Rudenkoy)", "byline:Rudenkoi", "", "-Rudenkoi"]
)
def test_words_that_are_no_names_and_queries_taken_at_their_word_are_left_alone(stock, query):
    assert offered(query) == []


def test_only_the_spelling_typed_is_that(stock):
    assert offered("Rudenkoi", exact=True) == []
