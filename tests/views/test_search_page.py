import datetime as dt
import re
from html import unescape

import pytest

from archive.search.engine import SearchUnavailableError

FACET_LINK = re.compile(
    r'<li class="depth-\d"><a href="(?P<url>[^"]+)"[^>]*>.*?</a> <span class="n">(?P<count>\d+)</span>'
)
HIT = re.compile(r'name="id" value="(\d+)"')


@pytest.fixture
def harbour(shelf):
    """Return three reports: two of Port Vell, one of them by an unknown outlet; one of Lowick, undated."""
    one = shelf.article(
        "A ferry ran aground off Port Vell.", headline="Ferry aground", published_on=dt.date(2019, 5, 2)
    )
    two = shelf.article(
        "The ferry Osprey lies off Port Vell. A Lynx lifted nine people.",
        headline="Nine lifted from ferry",
        outlet=None,
        published_on=dt.date(2020, 1, 9),
    )
    three = shelf.article("Fog closed the ferry pier at Lowick.", outlet="Lowick Echo")
    for article in (one, two):
        shelf.place(article, "Port Vell")
    shelf.place(three, "Lowick")
    shelf.aircraft(two, "Lynx")
    shelf.index()
    return one, two, three


def sentence(html):
    words = re.search(r'<div role="status" class="count">\s*<h2>(.*?)</h2>', html, re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", "", unescape(words)).split())


def test_nothing_asked_shows_every_report_newest_first(read, harbour):
    one, two, three = harbour
    page = read("/?sort=newest")
    assert sentence(page.html) == "All 3 reports, newest first"
    assert HIT.findall(page.html) == [str(two.pk), str(one.pk), str(three.pk)]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=lynx", "1 report for “lynx”"),
        ("q=ferry&place=test:port+vell", "2 reports for “ferry” · Port Vell"),
        ("outlet=none", "1 report · Unknown outlet"),
        ("q=ferry&not_outlet=none", "2 reports for “ferry” · not Unknown outlet"),
        ("q=ferry&from=2020-01-01&to=2020-12-31", "1 report for “ferry” · 2020"),
        ("q=ferry&from=2020-01-01", "1 report for “ferry” · since 1 January 2020"),
        ("q=zeppelin", "0 reports for “zeppelin”"),
    ],
)  # fmt: skip
def test_the_result_is_said_in_one_sentence(read, harbour, query, said):
    assert sentence(read(f"/?{query}").html) == said


@pytest.mark.parametrize("query", ["", "q=ferry", "q=ferry&place=test:port+vell", "q=nine"])
def test_every_facet_count_is_what_clicking_gives(read, harbour, query):
    query = query or "sort=newest"
    links = FACET_LINK.findall(read(f"/?{query}").html)
    chosen = set(re.findall(r'href="([^"]+)" aria-current="true"><span>', read(f"/?{query}").html))
    assert links
    for url, count in links:
        if url not in chosen:
            assert int(sentence(read(unescape(url)).html).removeprefix("All ").split()[0]) == int(count), url


def test_a_chip_takes_off_its_own_filter_and_no_other(read, harbour):
    html = read("/?q=ferry&place=test:port+vell&outlet=none").html
    url = re.search(r'<li><a href="([^"]+)"><span class="sr">Remove the filter </span>Place:', html)[1]
    assert unescape(url) == "/?q=ferry&outlet=none"


def test_the_dates_can_be_narrowed_to_both_ends_included(read, harbour):
    one, _, _ = harbour
    html = read("/?from=2019-05-02&to=2019-05-02").html
    assert HIT.findall(html) == [str(one.pk)]


def test_a_date_that_is_none_is_said_and_left_out(read, harbour):
    page = read("/?from=tomorrow")
    assert page.status == 200
    assert "“tomorrow” is not a date" in page.html
    assert len(HIT.findall(page.html)) == 3


def test_hits_are_marked_and_everything_else_is_escaped(read, shelf):
    shelf.article("The <script>alert(1)</script> ferry & crew.", headline="<b>Bold</b> ferry")
    shelf.index()
    html = read("/", {"q": "ferry"}).html
    snippet = re.search(r'<p class="snippet" dir="auto">(.*?)</p>', html, re.DOTALL)[1]
    assert "<mark>ferry</mark>" in snippet
    assert set(re.findall(r"</?(\w+)", snippet)) == {"mark"}
    assert "&lt;b&gt;Bold&lt;/b&gt;" in html


def test_a_query_of_markup_comes_back_as_text(read, harbour):
    html = read("/", {"q": '"><script>alert(1)</script>', "place": "<img src=x>"}).html
    assert "<script>alert" not in html
    assert "<img" not in html


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"q": "the and of"}, "Only words that nearly every report has were asked for"),
        ({"q": "ferry", "place": "nowhere:1"}, "Nothing of this archive is known as “nowhere:1”"),
        ({"q": "ferry", "not_outlet": "9999"}, "Nothing of this archive is known as “9999”"),
    ],
)
def test_what_cannot_narrow_is_said(read, harbour, asked, said):
    assert f'<p class="notice">{said}' in read("/", asked).html


def test_control_characters_do_not_come_back(read, harbour):
    html = read("/", {"q": "\x07fer\u202ery\x1b ferry"}).html
    assert not re.search("[\x07\x1b\u202e]", html)
    assert sentence(html) == "0 reports for “fer ry ferry”"


def test_pages_hold_every_hit_once(read, shelf):
    made = {str(shelf.article(f"Ferry number {n}.", headline=f"Ferry {n}").pk) for n in range(45)}
    shelf.index()
    pages = [HIT.findall(read("/", {"q": "ferry", "page": n}).html) for n in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert {key for page in pages for key in page} == made


def test_a_page_past_the_last_is_the_last(read, harbour):
    assert len(HIT.findall(read("/?page=40").html)) == 3


def test_a_search_that_finds_nothing_offers_ways_out_that_find_something(read, harbour):
    html = read("/?q=ferry+zeppelin&place=test:port+vell").html
    ways = re.findall(r'<li><a href="([^"]+)">[^<]+</a>: (\d+) reports?</li>', html)
    assert len(ways) >= 2
    for url, count in ways:
        assert int(sentence(read(unescape(url)).html).split()[0]) == int(count)


def test_a_name_of_a_type_that_no_report_prints_leads_to_the_type(read, shelf):
    gunship = shelf.article("A Mi-24 came down behind Port Vell.")
    shelf.aircraft(gunship, "Mi-24")
    shelf.index()

    html = read("/?q=behind+hind").html
    (url,) = re.findall(r'<a href="([^"]+)">with hind as an aircraft type</a>: 1 report<', html)
    assert HIT.findall(read(unescape(url)).html) == [str(gunship.pk)]


def test_a_report_of_an_event_links_to_its_siblings(read, shelf, harbour):
    one, two, _ = harbour
    event = shelf.event(one, two)
    html = read("/?q=lynx").html
    assert f'<a href="/events/{event.pk}/">In an event of 2 reports' in html


def test_a_report_without_a_headline_says_so(read, harbour):
    assert "no headline in the file" in read("/?q=fog").html


def test_a_search_that_cannot_answer_says_so_and_loses_nothing(read, db, monkeypatch):
    def fail(*args, **kwargs):
        raise SearchUnavailableError("no index")

    monkeypatch.setattr("archive.views.searching.find_articles", fail)
    page = read("/?q=ferry")
    assert page.status == 503
    assert "The search is being rebuilt" in page.html
    assert 'href="/?q=ferry"' in page.html


def test_a_result_page_costs_the_same_for_5_rows_and_for_50(
    shelf, read, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr("archive.views.searching.PER_PAGE", 50)

    def cost():
        with django_assert_max_num_queries(40) as queries:
            read("/", {"q": "ferry"})
        return len(queries)

    articles = [shelf.article(f"Ferry {n} at Port Vell.", outlet=f"Outlet {n}") for n in range(5)]
    for article in articles:
        shelf.place(article, "Port Vell")
    shelf.event(*articles)
    shelf.index()
    few = cost()
    for n in range(5, 50):
        article = shelf.article(f"Ferry {n} at Port Vell.", outlet=f"Outlet {n}")
        shelf.place(article, "Port Vell")
    shelf.index()
    assert cost() == few


def test_reports_with_some_of_the_words_stand_apart_and_uncounted(read, shelf):
    shelf.article("A ferry sank in a storm.", headline="Both words")
    shelf.article("A ferry sailed.", headline="One word")
    shelf.index()

    html = read("/", {"q": "ferry storm"}).html
    assert "<h2>1 report for “ferry storm”</h2>" in html
    assert html.index("Both words") < html.index("These have only some of the words") < html.index("One word")

    html = read("/", {"q": "ferry zeppelin"}).html
    assert "Nothing says all of that" in html
    assert "These have some of the words" in html


def test_a_value_can_be_kept_out_and_let_in_again(read, harbour):
    three = harbour[2]
    html = read("/", {"q": "ferry"}).html
    url = unescape(re.search(r'<a class="not" href="([^"]+)" aria-label="Without Port Vell"', html)[1])
    without = read(url).html
    assert HIT.findall(without) == [str(three.pk)]
    back = re.search(
        r'<a href="([^"]+)"><span class="sr">Remove the filter </span>Not place: Port Vell', without
    )[1]
    assert unescape(back) == "/?q=ferry"


def test_a_second_outlet_says_what_it_adds(read, shelf):
    for number, outlet in enumerate(["Echo", "Echo", "Post"]):
        shelf.article(f"Ferry {number}.", outlet=outlet)
    shelf.index()
    first = unescape(re.search(r'<a href="([^"]+)"><span>Echo</span>', read("/", {"q": "ferry"}).html)[1])
    html = read(first).html
    link = re.search(r'<a href="([^"]+)"><span>Post</span></a> <span class="n">\+1</span>', html)
    assert len(HIT.findall(read(unescape(link[1])).html)) == 3


def test_dates_open_from_year_to_month_to_day(read, shelf):
    for day in (dt.date(2019, 5, 2), dt.date(2019, 5, 9), dt.date(2019, 7, 1), dt.date(2020, 1, 1)):
        shelf.article(f"Ferry of {day}.", published_on=day)
    shelf.index()

    def follow(html, name, count):
        link = re.search(rf'<a href="([^"]+)"><span>{name}</span></a> <span class="n">{count}</span>', html)
        return read(unescape(link[1])).html

    year = follow(read("/", {"q": "ferry"}).html, "2019", 3)
    month = follow(year, "May 2019", 2)
    day = follow(month, "9 May 2019", 1)
    assert len(HIT.findall(day)) == 1
    assert "<span>July 2019</span>" in day
    assert "<span>1 July 2019</span>" not in day


def test_reports_of_an_event_share_a_row_until_unfolded(read, shelf):
    articles = [shelf.article(f"Ferry {n} sank.", headline=f"Ferry {n}", outlet=f"O{n}") for n in range(3)]
    shelf.event(*articles)
    shelf.article("A ferry sailed.")
    shelf.index()
    html = read("/", {"q": "ferry"}).html
    assert sentence(html) == "4 reports for “ferry”"
    assert len(HIT.findall(html)) == 2
    assert "<summary>3 reports, 3 outlets</summary>" in html
    unfold = unescape(re.search(r'<a href="([^"]+)">Every report in a row of its own', html)[1])
    assert len(HIT.findall(read(unfold).html)) == 4


def test_a_row_counts_all_that_stands_behind_it_and_leads_there(read, shelf):
    articles = [shelf.article(f"Ferry {n} sank.", headline=f"Ferry {n}", outlet=f"O{n}") for n in range(8)]
    shelf.event(*articles)
    shelf.article("A ferry sailed.")
    shelf.index()
    html = read("/", {"q": "ferry"}).html
    assert "<summary>8 reports, 8 outlets</summary>" in html
    url = unescape(re.search(r'<a href="([^"]+)">All of them, each in a row of its own', html)[1])
    assert sentence(read(url).html).startswith("8 reports for")
    assert len(HIT.findall(read(url).html)) == 8


def test_a_report_opens_at_the_passage_shown_and_marks_every_spelling(read, shelf):
    filler = "Much else was said at length that day. " * 20
    one = shelf.article(
        f"The defence spoke. {filler} A cease-fire, and Defense, Defense again.", headline="One"
    )
    shelf.index()
    html = read("/", {"q": "defense"}).html
    assert re.search(r'<h3[^>]*><a href="([^"]+)">', html)[1] == f"{one.get_absolute_url()}?q=defense#hit-2"
    page = read(one.get_absolute_url(), {"q": "defense ceasefire"}).html
    assert re.findall(r'id="hit-\d">([^<]+)<', page) == ["defence", "cease-fire", "Defense", "Defense"]


def test_a_slip_of_the_keyboard_is_asked_about_and_not_searched(read, harbour):
    html = read("/", {"q": "ferrry -fog"}).html
    assert sentence(html) == "0 reports for “ferrry -fog”"
    assert 'Did you mean <a href="/?q=ferry+-fog">ferry -fog</a>?' in html


def test_any_of_the_words_can_be_asked_for(read, harbour):
    html = read("/", {"q": "lynx fog"}).html
    assert "Nothing says all of that" in html
    assert re.search(r'<a href="/\?q=lynx\+fog&amp;any=1">with any of the words</a>: 2 reports', html)


def test_a_report_opens_at_its_first_hit_with_all_of_them_marked(read, harbour):
    one, _, _ = harbour
    html = read("/", {"q": "ferry -lynx -fog"}).html
    url = unescape(re.search(r'<h3[^>]*><a href="([^"]+)">', html)[1])
    assert url == f"{one.get_absolute_url()}?q=ferry+-lynx+-fog#hit-1"
    assert '<mark class="target" id="hit-1">ferry</mark>' in read(url.partition("#")[0]).html


def test_outlets_can_be_the_order(read, shelf):
    for outlet in ("Zephyr", "Argus", "Echo"):
        shelf.article(f"Ferry of the {outlet}.", outlet=outlet)
    shelf.index()
    html = read("/", {"q": "ferry", "sort": "outlet"}).html
    assert html.index("the Argus") < html.index("the Echo") < html.index("the Zephyr")
