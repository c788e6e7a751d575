"""A report is found the moment it is published, whoever is searching meanwhile."""

import threading
import time

import pytest
from haystack import connections

from archive.models import Article
from archive.search.engine import Filters, Request
from archive.search.index import drain_jobs, queue_articles
from archive.search.nodes import All, Word
from archive.search.results import find_articles

pytestmark = pytest.mark.django_db

# A report must be found within so long (s) of the processor's time of who publishes it.
AT_ONCE = 1.0


@pytest.fixture
def readers(make_article):
    """Let four threads search without a pause; they must all have found something, and met no error."""
    make_article("A ferry sank in a storm off the harbour, officials told reporters.")
    found, stop = [0] * 4, threading.Event()

    def read(number):
        request = Request(All((Word("ferry"), Word("storm"))), nearly=5, fold=True)
        while not stop.is_set():
            found[number] += connections["default"].get_backend().find(request).count

    threads = [threading.Thread(target=read, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    yield
    stop.set()
    for thread in threads:
        thread.join()
    assert all(found)


def test_a_report_is_found_as_soon_as_it_is_published(readers, make_article):
    for word in ("zeppelin", "autogyro", "ekranoplan"):
        article = make_article(f"An {word} landed on the pier, officials told reporters.", publish=False)
        Article.objects.filter(pk=article.pk).update(status="published")
        began = time.thread_time()
        queue_articles([article.pk])
        drain_jobs()
        page = find_articles(word, Filters())

        assert [row.article.pk for row in page.rows] == [article.pk]
        assert time.thread_time() - began < AT_ONCE
