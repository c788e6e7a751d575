"""Asking for a few reports reads a few: SQLite, left alone, looks through all that are published."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.linking import find_follow_ups, related_articles
from archive.models import Article, Event, Link
from archive.search.index import drain_jobs, queue_articles
from archive.views.digests import new_since

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite's plans"),
]

# What the plan says where every published article is looked at, or those of some days.
ALL_PUBLISHED = ("(status=?)", "(status=? AND published_on")


@pytest.fixture
def reports(make_article):
    """Return ten reports, the first two of one event, and the first linked to all others."""
    made = [make_article(f"Ferry number {number} sank off the harbour on Monday.") for number in range(10)]
    Link.objects.all().delete()
    event = Event.objects.create()
    Article.objects.filter(pk__in=[made[0].pk, made[1].pk]).update(event=event)
    Link.objects.bulk_create(
        Link(first=made[0], second=other, probability=0.4, follows=True) for other in made[1:]
    )
    return list(Article.objects.order_by("pk"))


@pytest.fixture
def plans():
    """Return a function that returns how the database finds articles in a call's queries."""

    def plan(ask):
        with CaptureQueriesContext(connection) as queries:
            ask()
        with connection.cursor() as cursor:
            steps = []
            for query in queries.captured_queries:
                if query["sql"].startswith("SELECT"):
                    cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                    steps += [row[3] for row in cursor.fetchall()]
        return [step for step in steps if "archive_art" in step]

    return plan


def test_no_report_that_is_not_asked_for_is_read(reports, plans, client):
    keys = [report.pk for report in reports]
    asked = {
        "by key": lambda: Article.objects.published_by_key(keys),
        "related": lambda: related_articles(reports[0]),
        "follow-ups": lambda: find_follow_ups(reports[:2]),
        "event": lambda: client.get(f"/events/{reports[0].event_id}/"),
        "feed of an event": lambda: client.get(f"/events/{reports[0].event_id}/feed.atom"),
        "comparison": lambda: client.get("/compare/", {"id": keys[:6]}),
        "article": lambda: client.get(f"/articles/{keys[0]}/"),
        "results": lambda: client.get("/", {"q": "ferry"}),
        "letters": lambda: new_since("q=ferry", dt.datetime(2016, 1, 1, tzinfo=dt.UTC)),
        "indexing": lambda: (queue_articles(keys), drain_jobs()),
    }
    for name, ask in asked.items():
        steps = plans(ask)
        assert steps, name
        assert not [step for step in steps if any(plan in step for plan in ALL_PUBLISHED)], name
