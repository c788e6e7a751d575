"""Names in a query: which places and types they stand for, and how many questions that costs the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.search.engine import Filters
from archive.search.names import resolve_names
from archive.search.query import parse_query
from archive.search.results import find_articles

pytestmark = pytest.mark.django_db


@pytest.fixture
def stock(make_article):
    for text in (
        "Jets took off from Khmeimim air base in Syria on Monday, an officer told reporters there.",
        "Jets came back to Hmeimim air base in Syria on Tuesday, an officer told reporters there.",
        "A plane flew from Saraqib, 20 km from Idlib city, on Friday, residents of the town said.",
        "A fair opened in Paris, Texas, on Friday; the mayor of the town in Texas gave a speech.",
        "A strike closed schools in Versailles, near Paris, on Friday, the French ministry said.",
    ):
        make_article(text)


def count(query, **more):
    return find_articles(query, Filters(), **more).count


def test_a_place_is_found_in_every_spelling_or_only_in_the_one_typed(stock):
    assert count("place:Khmeimim") == 2
    assert count("place:Khmeimim", exact=True) == 1
    assert count("place:Hmeimim", exact=True) == 1


def test_near_a_place_is_near_the_one_a_reader_means(stock):
    assert count("near:Idlib~50") == 1
    assert count("near:Paris~40") == 1


def test_the_us_is_not_us(make_article):
    make_article("The US said on Monday that its jets had left the base in Qatar for the Gulf of Oman.")
    make_article("They told us on Tuesday that the ferry was late, passengers said at the pier in Oban.")

    assert [count("US"), count("us"), count("US jets"), count("US ferry")] == [1, 2, 1, 0]
    assert count("US", exact=True) == 1


def test_the_words_of_a_name_stand_together(make_article):
    make_article("The United States sent a ship to the Gulf of Oman on Monday, an officer in Doha said.")
    make_article("The United Nations states in a paper that the ferry was late, a clerk said in Oban.")

    page = find_articles("United States", Filters())
    assert (page.count, len(page.nearly)) == (1, 0)
    assert count("United States", exact=True) == 1
    page = find_articles("United States ferry", Filters())
    assert (page.count, len(page.nearly)) == (0, 2)


def test_words_after_a_type_narrow_by_what_they_say(make_article):
    make_article("A Mi-8 helicopter crashed near the town of Saraqib in Syria on Monday, residents said.")
    make_article("A Mi-8 helicopter landed at the port of Latakia in Syria on Tuesday, an officer said.")

    assert [count(f"Mi-8 {words}") for words in ("", "landed", "in Latakia", "of Sochi")] == [2, 1, 1, 0]
    assert count("Mi-8s landed") == 1


def test_a_long_question_asks_the_database_no_more_than_a_short_one(stock):
    def cost(query):
        with CaptureQueriesContext(connection) as queries:
            resolve_names(parse_query(query).node, exact=False)
        return len(queries)

    short = cost("helicopter near Idlib Mi-8")
    assert cost(" ".join(f"helicopter{n} near Idlib Mi-8" for n in range(20))) == short
