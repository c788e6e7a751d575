"""Bars of dates: several at once, by dragging or from the keyboard."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from archive.models import Article
from archive.search.index import drain_jobs, queue_articles

pytestmark = pytest.mark.browser


@pytest.fixture
def four_years(make_article):
    for year in (2014, 2015, 2016, 2017):
        article = make_article(
            f"The ferry of the year {year} was late, officials told reporters on the pier."
        )
        Article.objects.filter(pk=article.pk).update(published_on=dt.date(year, 5, 1))
    queue_articles(Article.objects.values_list("pk", flat=True))
    drain_jobs()


def test_years_dragged_over_narrow_to_all_of_them(watched, live_server, four_years):
    watched.goto(f"{live_server.url}/?q=ferry&sort=oldest")
    watched.locator("[data-since^='2016']").hover()
    watched.mouse.down()
    watched.locator("[data-since^='2015']").hover()
    expect(watched.locator(".range-hint")).to_have_text("2015 – 2016")
    watched.mouse.up()

    expect(watched).to_have_url(re.compile(r"q=ferry.*sort=oldest.*from=2015-01-01&to=2016-12-31"))
    expect(watched.get_by_role("heading", level=2).first).to_contain_text("2 reports")


def test_a_drag_let_go_beside_the_bars_changes_nothing(watched, live_server, four_years):
    watched.goto(f"{live_server.url}/?q=ferry")
    watched.locator("[data-since^='2016']").hover()
    watched.mouse.down()
    watched.locator("[data-since^='2015']").hover()
    watched.locator("h1").hover()
    watched.mouse.up()

    expect(watched.locator(".in-range")).to_have_count(0)
    expect(watched).to_have_url(f"{live_server.url}/?q=ferry")


def test_shift_and_the_arrows_do_the_same(watched, live_server, four_years):
    watched.goto(f"{live_server.url}/?q=ferry")
    watched.locator("[data-since^='2017'] a").focus()
    watched.keyboard.press("Shift+ArrowDown")
    watched.keyboard.press("Shift+ArrowDown")
    expect(watched.locator(".in-range")).to_have_count(3)
    watched.keyboard.press("Enter")

    expect(watched).to_have_url(re.compile("from=2015-01-01&to=2017-12-31"))
    expect(watched.get_by_role("heading", level=2).first).to_contain_text("3 reports")
