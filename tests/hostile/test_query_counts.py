"""A page of many rows costs the database no more queries than a page of few."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.desk import SubmittedFile, submit_files
from archive.models import Batch, Change, EventChange, IndexJob, Withdrawal
from tests.hostile.test_submissions import report

pytestmark = pytest.mark.django_db


def stock(shelf, count):
    """Store ``count`` more reports, each with its outlet, place, type, removed block and batch item."""
    articles = []
    for number in range(count):
        article = shelf.article(
            f"A Mi-8 came down near Homs on day {number}.",
            removed=[("Share", "share line")],
            outlet=f"Outlet {number}",
            headline=f"Report {number}",
            published_on=dt.date(2018, 3, 3),
        )
        shelf.place(article, "Homs")
        shelf.aircraft(article, "Mi-8")
        articles.append(article)
    event = shelf.event(*articles)
    EventChange.objects.create(article=articles[0], before=event, after=event, was_settled=False)
    batch = Batch.objects.create()
    for article in articles:
        Change.objects.create(act="corrected", what="dated", article_key=article.pk, by=User.objects.first())
        Withdrawal.objects.create(article_key=article.pk, article=article, title="Gone", was="draft")
        batch.items.create(filename="report.txt", outcome="stored", article=article)
    type(articles[0]).objects.filter(pk__in=[a.pk for a in articles]).update(batch=batch)
    shelf.index()
    return articles, batch


def cost(client, address):
    client.get(address)  # what is read once per process, or per content type, is read now
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


READERS = ["/", "/?sort=newest", "/?q=Mi-8", "/?q=day&sort=oldest", "/events/"]
BROWSING = [
    *("/places/", "/places/?by=happened", "/places/?by=filed", "/places/test:homs/"),
    *("/aircraft/", "/aircraft/?by=kind", "/aircraft/mi-8/"),
]
DESK = ["/desk/", "/desk/trash/", "/desk/audit/", "/desk/outlets/"]
ADMINS = [
    "article",
    "original",
    "outlet",
    "event",
    "eventchange",
    "batch",
    "indexjob",
    "token",
    "change",
    "withdrawal",
    "signinfailure",
]


@pytest.mark.parametrize(
    "address", [*READERS, *BROWSING, *DESK, *(f"/admin/archive/{name}/" for name in ADMINS)]
)
def test_a_list_costs_the_same_for_three_rows_and_for_eighteen(admin_client, shelf, address):
    stock(shelf, 3)
    IndexJob.objects.create(article_key=1)
    few = cost(admin_client, address)
    for number in range(3):
        stock(shelf, 5)
        IndexJob.objects.create(article_key=number)
    assert cost(admin_client, address) == few


@pytest.mark.parametrize("page", ["event", "batch", "batch_admin", "article", "article_admin", "preview"])
def test_a_page_of_much_costs_the_same_as_a_page_of_little(admin_client, shelf, page):
    def address(articles, batch):
        return {
            "event": f"/events/{type(articles[0]).objects.get(pk=articles[0].pk).event_id}/",
            "batch": f"/desk/batches/{batch.pk}/",
            "batch_admin": f"/admin/archive/batch/{batch.pk}/change/",
            "article": f"/articles/{articles[0].pk}/",
            "article_admin": f"/admin/archive/article/{articles[0].pk}/change/",
            "preview": f"/desk/articles/{articles[0].pk}/",
        }[page]

    little = address(*stock(shelf, 2))
    much = address(*stock(shelf, 9))
    assert cost(admin_client, little) == cost(admin_client, much)


def test_a_report_of_many_blocks_and_names_costs_the_same(admin_client, shelf):
    counts = []
    for many in (1, 30):
        article = shelf.article(
            *[f"A Mi-8 flew over Homs on day {n}." for n in range(many)], removed=[("Ad", "ad")] * many
        )
        for _ in range(many):
            shelf.place(article, "Homs")
            shelf.aircraft(article, "Mi-8")
        tails = (f"articles/{article.pk}/", f"articles/{article.pk}/removed/", f"desk/articles/{article.pk}/")
        admin = f"/admin/archive/article/{article.pk}/change/"
        counts.append([cost(admin_client, address) for address in (*(f"/{tail}" for tail in tails), admin)])
    assert counts[0] == counts[1]


def test_the_page_of_two_hundred_files_is_read_in_few_queries(admin_client):
    files = [SubmittedFile(f"{number}.txt", b"") for number in range(199)]
    batch = submit_files([*files, SubmittedFile("good.txt", report().encode())], by=None, publish=True)
    assert cost(admin_client, f"/desk/batches/{batch.pk}/") <= 8
    assert cost(admin_client, f"/admin/archive/batch/{batch.pk}/change/") <= 10
    call_command("check")
