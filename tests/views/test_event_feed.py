"""The Atom feed of an event."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from django.utils import timezone

from archive.records import Cell, ClaimRow, Comparison, Relation
from archive.views.event_news import find_news

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NOW = timezone.now()


@pytest.fixture
def three(shelf):
    """Three reports that came in an hour apart, the one published last before the others."""
    return [
        shelf.article(
            f"{word} are dead.",
            headline=f"Ferry lost, {word}",
            outlet=outlet,
            published_on=dt.date(2019, 5, 4 - hours),
        )
        for hours, (word, outlet) in enumerate([("14", "Post"), ("20", "Herald"), ("nobody", "Wire")])
    ]


@pytest.fixture(autouse=True)
def hours(three):
    for number, article in enumerate(three):
        article.published_at = NOW + dt.timedelta(hours=number)
        article.save(update_fields=["published_at"])


def parse(response):
    return ET.fromstring(response.content)  # noqa: S314  (our own feed)


def row(articles, *values, relation=Relation.DIFFER, group="event"):
    cells = tuple(
        Cell(article.pk, value, 0, len(value), f"{value} are dead.")
        for article, value in zip(articles, values, strict=False)
        if value is not None
    )
    return ClaimRow("How many were killed?", "number", relation, group, cells)


def headlines(articles, *rows):
    return [news.headline for news in find_news(articles, rows) if news.row]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("14", "20"), ["How many were killed? Now 14–20."]),
        (("14 people", "at least 1,200"), ["How many were killed? Now 14–1,200."]),
        (("14", "14"), []),
        ((None, "20"), []),  # the first answer is no change
        (("14", "Twenty people"), ["How many were killed? Now 14–20."]),
        (
            ("14", "20", "17"),
            ["How many were killed? Now 14–20.", "How many were killed? “17”, until now “14”, “20”."],
        ),
        (("14", "three of 20"), ["How many were killed? “three of 20”, until now “14”."]),
        (
            ("91 people", "84 passengers and eight crew"),
            ["How many were killed? “84 passengers and eight crew”, until now “91 people”."],
        ),
        (("14", "dozens"), ["How many were killed? “dozens”, until now “14”."]),
    ],
)
def test_an_answer_not_given_before_is_news(three, values, expected):
    assert headlines(three, row(three, *values)) == expected


@pytest.mark.parametrize(
    "fields", [{"relation": Relation.AGREE_VARIANT}, {"relation": Relation.COMPATIBLE}, {"group": "earlier"}]
)
def test_other_words_for_the_same_and_other_events_are_no_news(three, fields):
    assert headlines(three, row(three, "14", "20", **fields)) == []


def test_reports_are_news_in_the_order_in_which_they_came_in(three):
    news = find_news(list(reversed(three)), [])

    assert [item.article for item in news] == three
    assert news[0].headline == "A new report: Ferry lost, 14"


@pytest.fixture
def event(shelf, three, monkeypatch):
    def compare(reports):
        return Comparison((), (), (row(three, "14", "20"),))

    monkeypatch.setattr("archive.views.event_feed.compared", compare)
    return shelf.event(*three)


def test_the_feed_is_atom_with_the_latest_first(client, event, three):
    response = client.get(f"/events/{event.pk}/feed.atom")
    feed = parse(response)

    assert response["Content-Type"].startswith("application/atom+xml")
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)] == [
        "A new report: Ferry lost, nobody",
        "How many were killed? Now 14–20.",
        "A new report: Ferry lost, 20",
        "A new report: Ferry lost, 14",
    ]
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert len(set(ids)) == 4
    assert feed.find("a:entry/a:link", ATOM).get("href") == f"http://testserver/articles/{three[2].pk}/"
    assert feed.find("a:entry/a:author/a:name", ATOM).text == "Wire"


def test_the_ids_stay_when_a_report_comes_in(client, event, shelf):
    def ids():
        feed = parse(client.get(f"/events/{event.pk}/feed.atom"))
        return {entry.findtext("a:id", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)}

    before = ids()
    shelf.article("More.", outlet="Star", event=event)

    assert before < ids()


def test_the_event_page_names_its_feed(client, event):
    html = client.get(event.get_absolute_url()).content.decode()

    assert f'type="application/atom+xml" href="/events/{event.pk}/feed.atom"' in html


def test_an_event_that_is_none_has_no_feed(client, event, three):
    for article in three[1:]:
        article.event = None
        article.save(update_fields=["event"])

    assert client.get(f"/events/{event.pk}/feed.atom").status_code == 404
    assert client.get("/events/999/feed.atom").status_code == 404


def test_markup_in_a_headline_stays_text_and_what_xml_cannot_hold_is_left_out(client, event, three):
    three[0].headline = "<b>Lost</b> \x0b& found"
    three[0].save(update_fields=["headline"])

    feed = parse(client.get(f"/events/{event.pk}/feed.atom"))

    assert "A new report: <b>Lost</b> & found" in [
        entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)
    ]


def test_a_feed_speaks_the_language_its_address_asks_for(client, event):
    feed = parse(client.get(f"/events/{event.pk}/feed.atom?lang=de"))
    titles = [entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert titles[1:3] == [
        "Wie viele „were killed“? Nun 14–20.",
        "Ein neuer Bericht: Ferry lost, 20",
    ]
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    page = client.get(event.get_absolute_url(), headers={"accept-language": "de"}).content.decode()
    assert f'href="/events/{event.pk}/feed.atom?lang=de"' in page
    # No language of ours: the reader's own.
    assert (
        parse(client.get(f"/events/{event.pk}/feed.atom?lang=xx")).get(
            "{http://www.w3.org/XML/1998/namespace}lang"
        )
        == "en"
    )
