"""Which reports stand side by side, what stands in one alone, and what could not be compared."""

import datetime as dt

import pytest

from archive.comparisons import compared

CRASH = "A Suderian plane crashed near the lake on Monday, killing {} people, officials said."
DAY = dt.date(2019, 5, 2)


@pytest.fixture(autouse=True)
def nothing_remembered():
    compared.cache_clear()


def crash_of(shelf, count, **fields):
    return shelf.event(
        *(shelf.article(CRASH.format(20 + n), outlet=f"Outlet {n}", **fields) for n in range(count))
    )


def test_an_event_of_fifty_reports_shows_twelve_and_lets_choose(read, shelf):
    event = crash_of(shelf, 50)
    page = read(event.get_absolute_url())
    assert page.status == 200
    assert "12 of the 50 reports are compared here." in page.html
    assert page.html.count('type="checkbox" name="id"') == 50
    assert page.html.count(" checked>") == 12
    assert page.html.count('<th scope="col"><a') == 12


def test_chosen_reports_are_compared_whichever_they_are(read, shelf):
    event = crash_of(shelf, 14)
    keys = list(event.articles.order_by("pk").values_list("pk", flat=True))
    html = read(f"{event.get_absolute_url()}?id={keys[12]}&id={keys[13]}").html
    assert html.count('<th scope="col"><a') == 2
    assert "32 people" in html
    assert "33 people" in html
    assert f"/events/{event.pk}/table.csv?id={keys[12]}&amp;id={keys[13]}" in html


@pytest.mark.parametrize("query", ["id=999999", "id=x", "id="])
def test_a_choice_of_no_report_of_the_event_shows_the_first(read, shelf, query):
    event = crash_of(shelf, 3)
    assert read(f"{event.get_absolute_url()}?{query}").html.count('<th scope="col"><a') == 3


def test_what_stands_in_one_report_alone_can_be_shown_alone(read, shelf):
    event = shelf.event(
        shelf.article(CRASH.format(21) + " The cannery owner keeps nine goats.", outlet="Post"),
        shelf.article(CRASH.format(21), outlet="Herald"),
    )
    html = read(f"{event.get_absolute_url()}?alone=1").html
    column = html[html.index('class="columns"') :]
    assert "The cannery owner keeps nine goats." in column
    assert "killing 21 people" not in column
    assert "Nothing that the others lack." in column
    assert "Show the whole reports" in html


def test_who_ran_shared_words_first_is_said_where_the_days_tell(read, shelf):
    text = "The ferry had been licensed to carry eighty people and two goats across the bay in fair weather."
    event = shelf.event(
        shelf.article(text, outlet="Post", published_on=DAY),
        shelf.article(text, outlet="Herald", published_on=DAY + dt.timedelta(days=1)),
    )
    assert (
        "Word for word also in Herald; Post ran it first, on 2 May 2019"
        in read(event.get_absolute_url()).html
    )


@pytest.mark.parametrize("days", [(DAY, DAY), (DAY, None)])
def test_nobody_is_said_to_be_first_where_the_days_do_not_tell(read, shelf, days):
    text = "The ferry had been licensed to carry eighty people and two goats across the bay in fair weather."
    event = shelf.event(
        *(shelf.article(text, outlet=f"Outlet {n}", published_on=day) for n, day in enumerate(days))
    )
    assert "ran it first" not in read(event.get_absolute_url()).html


def test_a_reports_own_contradiction_names_the_report(read, shelf):
    march = "Protesters marched in the capital on Monday. "
    event = shelf.event(
        shelf.article(
            march + "Organisers said 100,000 people had marched. Police put the crowd at 20,000.",
            outlet="Post",
        ),
        shelf.article(march + "Organisers said 90,000 people had joined the march.", outlet="Herald"),
    )
    assert "Post gives several, by several speakers." in read(event.get_absolute_url()).html


def test_words_that_other_wordings_of_a_quotation_lack_are_marked(read, shelf):
    event = shelf.event(
        shelf.article(
            '"They died heroically because they tried to lead it away," Ivan Pesk said.', outlet="Post"
        ),
        shelf.article(
            '"They died heroically as they tried to lead it off," said Ivan Pesk.', outlet="Herald"
        ),
    )
    html = read(event.get_absolute_url()).html
    assert '<em class="own">because</em>' in html
    assert '<em class="own">as</em>' in html
    assert '<em class="own">died</em>' not in html


LIMITS = [
    ([{"language": "ru"}, {}], "Outlet 0: in Russian."),
    ([{"language": "xx"}, {}], "the language “xx”"),
    ([{"published_on": DAY}, {}], "Outlet 1: no date;"),
    ([{}, {}], "No report has a date"),
]


@pytest.mark.parametrize(("fields", "words"), LIMITS)
def test_what_cannot_be_compared_is_said(read, shelf, fields, words):
    event = shelf.event(
        *(shelf.article(CRASH.format(20 + n), outlet=f"Outlet {n}", **f) for n, f in enumerate(fields))
    )
    assert words in read(event.get_absolute_url()).html


def test_a_very_long_report_is_compared_as_far_as_it_is_read(read, shelf):
    long = " ".join(f"Sentence {n} tells of a goat and a lamp." for n in range(6000))
    event = shelf.event(
        shelf.article(CRASH.format(21) + long, outlet="Post"), shelf.article(CRASH.format(22))
    )
    page = read(event.get_absolute_url())
    assert page.status == 200
    assert "Post: the first 40,000 characters are compared, the rest is not." in page.html


def test_identical_reports_are_said_to_be(read, shelf):
    event = shelf.event(
        shelf.article(CRASH.format(21), outlet="Post"), shelf.article(CRASH.format(21), outlet="Echo")
    )
    html = read(event.get_absolute_url()).html
    assert "Post and Echo: the same text, word for word." in html
    assert "2 reports, 1 independent text:" in html


def test_right_to_left_reports_stand_side_by_side(read, shelf):
    arabic = "تحطمت طائرة قرب البحيرة يوم الاثنين وقتل 21 شخصا."
    event = shelf.event(shelf.article(arabic, outlet="Post", language="ar"), shelf.article(CRASH.format(21)))
    page = read(event.get_absolute_url())
    assert page.status == 200
    assert arabic in page.html
    assert "Post: in Arabic." in page.html
