"""Whole results as files, the search as JSON, and its feed."""

import csv
import io
import json
import re

import pytest

from archive.views import exporting

HIT = re.compile(r'name="id" value="(\d+)"')


@pytest.fixture
def ferries(shelf, monkeypatch):
    monkeypatch.setattr(exporting, "_AT_ONCE", 2)
    articles = [
        shelf.article(
            f"Ferry number {n} sank.", headline=f"Ferry {n}", outlet=f"Outlet {n % 2}", byline="By Mary Ford"
        )
        for n in range(5)
    ]
    shelf.event(*articles[:3])
    shelf.article("A train.")
    shelf.index()
    return articles


@pytest.fixture
def fetch(client):
    def get(url, **data):
        response = client.get(url, data)
        assert response.status_code == 200
        return b"".join(response.streaming_content if response.streaming else [response.content]).decode()

    return get


def test_a_table_holds_every_report_and_no_formula(fetch, ferries, shelf):
    shelf.article("Ferry of a formula.", headline='=HYPERLINK("x")')
    shelf.index()
    rows = list(csv.DictReader(io.StringIO(fetch("/export.csv", q="ferry"))))

    assert {int(row["id"]) for row in rows} >= {article.pk for article in ferries}
    assert len(rows) == 6
    assert '\'=HYPERLINK("x")' in {row["headline"] for row in rows}


def test_json_lines_hold_the_texts(fetch, ferries):
    records = [json.loads(line) for line in fetch("/export.jsonl", q="ferry").splitlines()]

    assert {record["body"] for record in records} == {article.body for article in ferries}
    assert all(record["address"].startswith("http://testserver/articles/") for record in records)


def test_reference_managers_get_a_record_a_report(fetch, ferries):
    assert fetch("/export.ris", q="ferry").count("TY  - NEWS") == 5
    assert len(re.findall(r"^@\w+\{", fetch("/export.bib", q="ferry"), re.MULTILINE)) == 5


def test_a_page_to_print_cites_every_report(fetch, ferries):
    html = fetch("/export.print", q="ferry")

    assert "<h1>5 reports for “ferry”</h1>" in html
    assert html.count("Mary Ford, “Ferry") == 5


def test_an_export_follows_the_filters_and_the_order(fetch, ferries):
    outlet = str(ferries[1].outlet_id)
    rows = list(csv.DictReader(io.StringIO(fetch("/export.csv", q="ferry", outlet=outlet, sort="newest"))))

    assert [int(row["id"]) for row in rows] == [ferries[3].pk, ferries[1].pk]


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "ferry"}, {"q": "ferry", "fold": "0"}, {"q": "ferry train", "any": "1"}, {"q": "ferrry"},
        {"sort": "oldest"}, {"q": "ferry", "page": "99999"}, {"q": '"number 3"'}, {"from": "soon", "q": "ferry"},
    ],
)  # fmt: skip
def test_the_page_and_the_interface_give_the_same(fetch, read, ferries, asked):
    answer = json.loads(fetch("/api/search/", **asked))
    html = read("/", asked).html

    shown = [result["id"] for result in (*answer["results"], *answer["nearly"])]
    assert shown == [int(key) for key in HIT.findall(html)]
    assert f"{answer['count']} report" in html
    for notice in answer["notices"]:
        assert notice in html


def test_the_description_describes_what_is_answered(fetch, ferries):
    described = json.loads(fetch("/api/search/openapi.json"))
    schemas = described["components"]["schemas"]
    answer = json.loads(fetch("/api/search/", q="ferry"))

    assert set(answer) == set(schemas["Results"]["properties"])
    assert set(answer["results"][0]) == set(schemas["Report"]["properties"])
    assert set(answer["facets"]) == set(schemas["Results"]["properties"]["facets"]["properties"])
    names = {parameter["name"] for parameter in described["paths"]["/api/search/"]["get"]["parameters"]}
    assert {"q", "page", "place", "not_place", "fold", "any"} <= names


def test_a_feed_holds_the_latest_reports_first(fetch, ferries):
    feed = fetch("/feed.atom", q="ferry")

    titles = re.findall(r"<entry><title>(Ferry \d)</title>", feed)
    assert titles == ["Ferry 4", "Ferry 3", "Ferry 2", "Ferry 1", "Ferry 0"]
    assert "A train" not in feed
