"""In whatever order reports arrive, nearly the same events are formed, from the first report of an archive on."""

import gzip
import json
import random

import pytest

from archive.linking import link_articles, relink_all
from archive.models import Article, Event, Link, StoredProfile, Term
from tests.linking_reports import published, store

pytestmark = pytest.mark.django_db

# Reports that may stand elsewhere, in an archive that begins with these: its words are weighed by what it holds when
# a report arrives, so the first ones count most. A rebuild weighs all alike.
TOLERANCE = 1 / 20
REPORTS = 40


@pytest.fixture
def articles(shared):
    """Return development reports of look-alike events and of events told by several outlets, stored unlinked."""
    rows = []
    for name in ("gvc", "wcl50"):
        with gzip.open(shared / f"data/related/events_{name}_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines][: REPORTS // 2]
    return [
        store((row["title"] or None, row["date"] or "2018-01-01", row["text"]), dated=bool(row["date"]))
        for row in rows
    ]


def forget():
    for model in (Link, StoredProfile, Term):
        model.objects.all().delete()
    Article.objects.update(event=None)
    Event.objects.all().delete()


def partition():
    """Return for each article those it stands with, itself included."""
    places = dict(Article.objects.values_list("pk", "event"))
    return {
        key: frozenset(other for other, at in places.items() if other == key or (event and at == event))
        for key, event in places.items()
    }


def standing_elsewhere(one, other):
    return sum(one[key] != other[key] for key in one) / len(one)


def test_the_order_of_arrival_changes_next_to_nothing(articles):
    formed = []
    for order in range(2):
        forget()
        arriving = random.Random(order).sample(articles, len(articles))  # noqa: S311  (not for secrets)
        for article in arriving:
            link_articles(published(article))
        formed.append(partition())

    relink_all()

    assert any(len(together) > 1 for together in formed[0].values())
    assert standing_elsewhere(*formed) <= TOLERANCE
    assert standing_elsewhere(formed[0], partition()) <= TOLERANCE
