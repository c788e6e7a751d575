"""Which outlet reported which event: rows, columns, numbers, and where they lead."""

import html as markup
import re

import pytest


@pytest.fixture
def two(shelf):
    """Two events: the Post tells both, one of them twice; the Herald one; one report has no outlet."""
    lake = shelf.event(
        *(shelf.article("L.", outlet=name) for name in ("Post", "Post", "Herald")), name="Lake"
    )
    pier = shelf.event(*(shelf.article("P.", outlet=name) for name in ("Post", None)), name="Pier")
    shelf.index()
    return lake, pier


def table_of(read, **extra):
    html = read("/events/", **extra).html
    return html[html.index('class="matrix"') : html.index("</details>")]


def numbers(row):
    return [int(re.search(r"\d+", re.sub(r"<[^>]+>", "", cell))[0]) for cell in row.split("<td>")[1:]]


def test_each_event_has_a_number_for_each_outlet_the_busiest_first(read, two):
    table = table_of(read)

    heads = re.findall(r'<th scope="col">([^<]+)</th>', table)
    assert heads == ["Event", "Post", "Herald", "Unknown outlet"]
    rows = dict(re.findall(r'<th scope="row"><a[^>]*>([^<]+)</a></th>(.*?)</tr>', table, re.DOTALL))
    assert {title: numbers(row) for title, row in rows.items()} == {"Lake": [2, 1, 0], "Pier": [1, 0, 1]}


def test_a_number_leads_to_so_many_reports(read, two):
    links = re.findall(r'<td><a href="([^"]+)">(\d+)<', table_of(read))

    assert len(links) == 4
    for address, count in links:
        found = read(markup.unescape(address)).html
        assert len(re.findall(r'<li class="hit', found)) == int(count), address


def test_a_link_says_what_it_leads_to_in_either_language(read, two):
    assert "reports: Post, Lake" in table_of(read)
    assert "Berichte: Post, Lake" in table_of(read, headers={"accept-language": "de"})


def test_without_an_event_there_is_no_table(read, db):
    assert 'class="matrix"' not in read("/events/").html


def test_a_title_of_markup_stays_text(read, shelf):
    shelf.event(shelf.article("A."), shelf.article("B."), name="<script>alert(1)</script>")

    assert "<script>alert" not in table_of(read)
