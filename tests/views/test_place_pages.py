"""Browsing places and aircraft types, and the page of one."""

import datetime as dt
import re

import pytest

pytestmark = pytest.mark.django_db

SYRIA, IDLIB, SARAQIB = "country:SY", "overlay:idlib-governorate", "geonames:164816"


@pytest.fixture
def stock(make_article):
    """Store four reports through the desk, so that the gazetteer names what they name."""
    return [
        make_article(
            "SARAQIB, Syria (AP) — A Russian Mi-8 helicopter was shot down in Saraqib in Idlib province on Monday, "
            "witnesses told reporters there.",
            headline="Helicopter shot down",
            published_on=dt.date(2016, 8, 1),
        ),
        make_article(
            "A convoy of trucks left Saraqeb for Idlib city on Tuesday, aid workers in Syria said in a statement.",
            headline="Convoy leaves",
            published_on=dt.date(2016, 8, 2),
        ),
        make_article(
            "Two Mi-24 helicopters and an Mi-25 were seen over Idlib province by residents of several villages.",
            headline="Helicopters seen",
            published_on=dt.date(2017, 1, 5),
        ),
        make_article(
            "Ministers met in Paris to speak about the price of bread, and went home without an agreement.",
            headline="Ministers meet",
            published_on=dt.date(2017, 2, 6),
        ),
    ]


def counted(html, url):
    """Return (address, count) of every line of a list that has a count."""
    return re.findall(
        rf'<a href="({url}[^"]*)">[^<]+</a> (?:<span class="note">[^<]*</span> )?<span class="n">(\d+)<', html
    )


@pytest.mark.parametrize("way", ["", "?by=letter", "?by=kind", "?by=happened", "?by=filed"])
def test_every_count_of_places_is_what_clicking_gives(read, stock, way):
    lines = counted(read(f"/places/{way}").html, "/")
    assert len(lines) >= 3
    for url, count in lines:
        page = read(url.replace("&amp;", "&")).html
        assert re.search(rf">{count} reports?\b", page), (url, count)


@pytest.mark.parametrize("way", ["", "?by=letter", "?by=kind", "?by=role", "?by=country"])
def test_every_count_of_types_and_groups_is_what_clicking_gives(read, stock, way):
    html = read(f"/aircraft/{way}").html
    lines = counted(html, "/aircraft/")
    lines += re.findall(r'<h2><a href="([^"]+)">[^<]+</a> <span class="n">(\d+)<', html)
    assert len(lines) >= 3
    for url, count in lines:
        page = read(url.replace("&amp;", "&").replace("%22", '"')).html
        assert re.search(rf">{count} reports?\b", page), (url, count)


def test_a_place_page_counts_what_lies_inside_and_says_where_it_happened(read, stock):
    html = read(f"/places/{IDLIB}/").html
    assert ">3 reports name it</a> or a place inside it" in html
    assert f'<a href="/places/{SYRIA}/">Syria</a>' in html
    assert f'<a href="/places/{SARAQIB}/">Saraqib</a>' in html
    assert "/?happened=overlay%3Aidlib-governorate" in html


def test_a_place_page_shows_spellings_as_printed_with_their_reports(read, stock):
    html = read(f"/places/{SARAQIB}/").html
    section = html.partition("<h2>Spellings</h2>")[2]
    assert re.search(r">Saraqib</span> <span class=\"n\">1<", section)
    assert re.search(r">Saraqeb</span> <span class=\"n\">1<", section)


def test_a_place_page_names_aircraft_seen_there_neighbours_and_time(read, stock):
    html = read(f"/places/{SARAQIB}/").html
    assert "aircraft=mi-8" in html.partition("Aircraft in its reports")[2]
    assert " km</span>" in html.partition("Nearby, in reports")[2]
    assert "August 2016" in html.partition("Over time")[2]
    assert "<svg" in html


def test_a_place_nobody_names_has_a_page_that_says_so(read, stock):
    html = read("/places/geonames:5128581/").html
    assert "No published report names New York" in html


@pytest.mark.parametrize("url", ["/places/geonames:0/", "/places/x/", "/aircraft/none-such/"])
def test_an_unknown_place_or_type_is_not_found(read, stock, url):
    assert read(url).status == 404


def test_an_aircraft_page_shows_the_family_with_counts(read, stock):
    html = read("/aircraft/mi-24/").html
    family = html.partition("Family Mi-24")[2].partition("</section>")[0]
    assert "<strong>Mi-24</strong>" in family
    assert '<a href="/aircraft/mi-25/">Mi-25</a> <span class="n">1<' in family
    assert ">1 report names it or a relative</a>" in html
    assert "overlay%3Aidlib-governorate" in html.partition("Places in its reports")[2]


def test_a_draft_is_in_no_count(read, make_article):
    make_article("A Mi-8 flew over Saraqib on Monday and came back safely to its base.", publish=False)
    assert "No published report names one yet" in read("/aircraft/").html
    assert "No published report names Saraqib yet" in read(f"/places/{SARAQIB}/").html
