"""What the search box suggests while a reader types."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.search import suggestions
from archive.search.index import search_backend

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client, make_article):
    make_article("A Russian Mi-8 helicopter was shot down near Saraqib in Idlib province, Syria, on Monday.")
    make_article("Jets took off from Hmeimim air base in Syria on Tuesday, an officer told reporters.")

    def get(text):
        return client.get("/suggest/", {"q": text}).json()

    return get


def named(answer):
    return {each["name"]: each for each in answer["found"]}


def test_a_spelling_suggests_the_place_with_what_it_is_and_its_reports(ask):
    base = named(ask("hmei"))["Khmeimim Air Base"]
    assert (base["kind"], base["what"], base["count"]) == ("place", "air base, Syria", 1)
    assert "Hmeimim" in base["spellings"]


def test_a_place_counts_what_lies_inside_it_as_the_search_does(ask, client):
    syria = named(ask("syr"))["Syria"]
    assert syria["count"] == 2
    assert "2 reports" in client.get("/", {"place": syria["id"]}).content.decode()


@pytest.mark.parametrize("text", ["mi-", "MI 8", "mi8"])
def test_a_type_is_suggested_in_any_written_form(ask, text):
    found = named(ask(text))["Mi-8"]
    assert (found["kind"], found["id"], found["count"]) == ("aircraft", "mi-8", 1)


def test_the_end_of_the_text_is_looked_up_and_where_it_begins_is_said(ask):
    answer = ask("convoy near sara")
    assert answer["start"] == len("convoy near ")
    assert list(named(answer)) == ["Saraqib"]


@pytest.mark.parametrize("text", ["", " ", "x", "zzzz", "\0", '"', "a" * 5000, "%", "_", "Idlib\x00' OR 1=1"])
def test_what_begins_no_name_suggests_nothing(ask, text):
    assert ask(text)["found"] == []


def test_only_what_reports_name_is_suggested(ask):
    assert "Paris" not in named(ask("paris"))
    assert "F-16 Fighting Falcon" not in named(ask("f-16"))


def test_counts_come_from_the_index_not_from_every_mention(ask):
    with CaptureQueriesContext(connection) as queries:
        assert ask("syr")["found"]
    assert not [query for query in queries.captured_queries if "archive_mention" in query["sql"]]


def test_counts_are_printed_with_their_thousands_apart(ask, monkeypatch):
    syria = next(each["id"] for each in ask("syr")["found"] if each["name"] == "Syria")
    counts = {"place": Counter({syria: 36325}), "aircraft": Counter()}
    monkeypatch.setattr(suggestions, "count_named", lambda: counts)

    assert "36,325 reports" in named(ask("syr"))["Syria"]["note"]


def test_without_an_index_nothing_is_suggested(ask):
    (search_backend().folder.root / "current").unlink()

    assert ask("syr")["found"] == []


def test_suggestions_are_said_in_german(ask, client):
    answer = client.get("/suggest/", {"q": "hmei"}, headers={"accept-language": "de"}).json()
    assert answer["said"] == "1 Vorschlag"
    assert named(answer)["Khmeimim Air Base"]["note"].startswith(
        "Luftwaffenstützpunkt, Syrien, 1 Bericht; auch Hmeimim"
    )
