"""The table as CSV, JSON and a page that prints."""

import csv
import io
import json

import pytest

from archive.comparisons import compared
from archive.models import Article, Event
from archive.views.sheets import SheetCell, to_csv

CRASH = "A Suderian plane crashed near the lake on Monday, killing {} people, officials said."


@pytest.fixture(autouse=True)
def nothing_remembered():
    compared.cache_clear()


@pytest.fixture
def crash(shelf):
    return shelf.event(
        shelf.article(CRASH.format(21), outlet="Post"),
        shelf.article(CRASH.format(54), outlet="Herald"),
        shelf.article("The plane was old.", outlet="Echo"),
    )


def sheet(client, url):
    response = client.get(url)
    assert response.status_code == 200
    text = response.content.decode("utf-8-sig")
    return response, list(csv.DictReader(io.StringIO(text)))


def test_every_question_has_a_line_for_every_report(client, crash):
    response, lines = sheet(client, f"/events/{crash.pk}/table.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="event-{crash.pk}.csv"'
    dead = [line for line in lines if line["question"] == "How many people aboard were killed?"]
    assert [(line["outlet"], line["value"], line["standing"]) for line in dead] == [
        ("Post", "21 people", "differ"),
        ("Herald", "54 people", "differ"),
        ("Echo", "does not say", "differ"),
    ]


def test_a_line_leads_back_to_the_words_of_the_text(client, crash):
    _, lines = sheet(client, f"/events/{crash.pk}/table.csv")
    for line in lines:
        article = Article.objects.get(outlet__name=line["outlet"])
        assert line["text_sha256"] == article.body_sha256
        if line["value"] != "does not say":
            assert article.body[int(line["sentence_start"]) : int(line["sentence_end"])] == line["sentence"]
            assert article.body[int(line["value_start"]) : int(line["value_end"])] in line["sentence"]
            assert client.get(line["permalink"]).status_code == 200


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+31", "'+31"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "'  =1+1"),  # a spreadsheet trims
        ("\t=1", "'\t=1"),
        ("21 people", "21 people"),
        ("two, or three", "two, or three"),
        ('he said "no"', 'he said "no"'),
    ],
)
def test_no_cell_is_a_formula(text, written):
    cell = SheetCell(text, "", "", "", "", None, text, None, None, None, None, None, None, "", "", None)
    (line,) = csv.DictReader(io.StringIO(to_csv([cell]).removeprefix("\ufeff")))
    assert line["question"] == line["value"] == written


def test_json_has_the_same_cells(client, crash):
    _, lines = sheet(client, f"/events/{crash.pk}/table.csv")
    held = json.loads(client.get(f"/events/{crash.pk}/table.json").content)
    assert [cell["value"] for cell in held["cells"]] == [line["value"] for line in lines]
    assert held["cells"][0]["permalink"].startswith("http://testserver/articles/")


def test_ticked_reports_can_be_taken_away_too(client, crash):
    keys = list(crash.articles.order_by("pk").values_list("pk", flat=True))[:2]
    _, lines = sheet(client, f"/compare/table.csv?id={keys[1]}&id={keys[0]}")
    assert [line["outlet"] for line in lines[:2]] == ["Herald", "Post"]
    assert client.get("/compare/table.csv?id=1").status_code == 404
    assert client.get("/compare/table.json").status_code == 404


def test_the_page_to_print_has_each_answer_with_its_sentence_and_its_place(read, crash):
    html = read(f"/events/{crash.pk}/print/").html
    assert "<strong>21 people</strong>" in html
    assert "<mark>21 people</mark> , officials" in html.replace("</mark>,", "</mark> ,")
    assert Article.objects.first().body_sha256 in html
    assert html.count("does not say") >= 1


def test_more_reports_than_a_sheet_is_wide_make_further_tables(read, shelf):
    event = shelf.event(*(shelf.article(CRASH.format(20 + n), outlet=f"Outlet {n}") for n in range(8)))
    html = read(f"/events/{event.pk}/print/").html
    assert "Reports 1 to 6 of 8" in html
    assert "Reports 7 to 8 of 8" in html


def test_an_event_that_is_gone_has_no_table(client, db):
    assert client.get(f"/events/{Event.objects.create().pk}/table.csv").status_code == 404
