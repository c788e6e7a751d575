"""Readers can narrow a search to reports in an event, and to events whose reports give different figures."""

import pytest

from archive.desk import correct_article, withdraw_articles
from archive.linking import found_event, join_event
from archive.models import IndexJob
from archive.safekeeping.worker import Worker
from archive.search.engine import DIFFERS, IN_EVENT, Filters
from archive.search.rebuilding import find_differences
from archive.search.results import find_articles

pytestmark = pytest.mark.django_db

CRASH = "A Suderian An-26 plane crashed in Lake province on Monday, killing {} people, officials said."


@pytest.fixture
def event(make_article):
    """Have two reports of a crash put into one event, with a third report alone."""
    articles = [make_article(CRASH.format(dead), outlet=f"Outlet {dead}") for dead in (21, 54)]
    make_article("A plane landed on a pier.")
    event = found_event(articles, by=None)
    Worker().work()
    return event


def traits():
    found = find_articles("plane", Filters()).facets["trait"]
    return {value.id: value.count for value in found}


def test_reports_that_give_different_figures_are_found_by_that(event):
    assert traits() == {IN_EVENT: 2, DIFFERS: 2}


def test_figures_put_right_differ_no_more(event):
    wrong = event.articles.order_by("pk").last()
    wrong.body = CRASH.format(21)
    wrong.save()
    correct_article(wrong, headline="Crash", byline=None, outlet="Outlet 54", published_on=None, by=None)
    Worker().work()
    assert traits() == {IN_EVENT: 2}


def test_another_report_of_an_event_costs_its_own_entry_only(event, make_article):
    late = make_article(CRASH.format(54).replace("officials", "witnesses"), outlet="Late Outlet")
    join_event(late, event, by=None)
    assert {job.article_key for job in IndexJob.objects.all()} == {late.pk}
    Worker().work()
    assert traits() == {IN_EVENT: 3, DIFFERS: 3}
    assert find_differences().keys == ()


def test_who_is_left_alone_is_in_no_event(event):
    withdraw_articles([event.articles.first()], by=None)
    Worker().work()
    assert traits() == {}
    assert find_differences().keys == ()
