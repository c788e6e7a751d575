"""The queue: nothing queued is lost, one failing article holds up no other, a lock held elsewhere is waited for."""

import datetime as dt
import threading
import time

import pytest
from django.contrib.auth.models import User
from django.db import connections as databases
from django.utils import timezone
from haystack import connections

from archive.models import IndexJob, jobs_put_off
from archive.models.batch import MAX_ATTEMPTS
from archive.safekeeping.worker import Worker
from archive.search.index import ArticleIndex, drain_jobs, queue_articles, search_backend

pytestmark = pytest.mark.django_db


@pytest.fixture
def poison(monkeypatch):
    """Return a set of keys whose articles cannot be prepared for the index."""
    keys = set()
    prepare = ArticleIndex.full_prepare

    def full_prepare(self, article):
        if article.pk in keys:
            raise ValueError(f"poison in {article.pk}")
        return prepare(self, article)

    monkeypatch.setattr(ArticleIndex, "full_prepare", full_prepare)
    return keys


def make_due():
    IndexJob.objects.update(due_at=timezone.now())


def test_jobs_put_off_are_left_to_who_made_them(shelf):
    article = shelf.article("A ferry ran aground.")
    shelf.index()
    with jobs_put_off(dt.timedelta(hours=1)):
        queue_articles([article.pk])

    assert drain_jobs() == 0
    assert drain_jobs(early=True) == 1
    assert not IndexJob.objects.exists()


def test_what_others_queue_meanwhile_is_theirs_to_do(shelf, monkeypatch):
    article = shelf.article("A ferry ran aground.")
    shelf.index()
    prepare = ArticleIndex.full_prepare

    def prepare_while_another_queues(self, article):
        queue_articles([article.pk])
        return prepare(self, article)

    monkeypatch.setattr(ArticleIndex, "full_prepare", prepare_while_another_queues)
    queue_articles([article.pk])

    assert drain_jobs() == 1
    assert IndexJob.objects.count() == 1


def test_one_poisoned_article_holds_up_no_other(shelf, poison):
    articles = [shelf.article(f"A ferry ran aground, day {number}.") for number in range(7)]
    poison.add(articles[3].pk)

    shelf.index()

    assert search_backend().size() == 6
    job = IndexJob.objects.get()
    assert (job.article_key, job.attempts) == (articles[3].pk, 1)
    assert job.last_error == f"ValueError: poison in {articles[3].pk}"


def test_a_failed_article_is_tried_later_each_time_and_parked_in_the_end(shelf, poison):
    article = shelf.article("A ferry ran aground.")
    poison.add(article.pk)
    shelf.index()
    waits = []
    for _ in range(MAX_ATTEMPTS - 1):
        assert drain_jobs() == 0  # not due yet
        waits.append((IndexJob.objects.get().due_at - timezone.now()).total_seconds())
        make_due()
        drain_jobs()

    assert waits == sorted(waits)
    assert waits[-1] > 4 * waits[0]
    assert IndexJob.objects.parked().count() == 1
    assert not IndexJob.objects.due().exists()


def test_a_parked_article_comes_in_with_its_next_change(shelf, poison):
    article = shelf.article("A ferry ran aground.")
    IndexJob.objects.create(article_key=article.pk, attempts=MAX_ATTEMPTS, last_error="once")

    queue_articles([article.pk])
    drain_jobs()

    assert not IndexJob.objects.exists()
    assert search_backend().size() == 1


def test_an_administrator_sees_what_is_parked_and_tries_again(client, shelf, poison):
    article = shelf.article("A ferry ran aground.")
    IndexJob.objects.create(article_key=article.pk, attempts=MAX_ATTEMPTS, last_error="ValueError: poison")
    client.force_login(User.objects.create_superuser("admin-in-test"))
    assert "ValueError: poison" in client.get("/admin/archive/indexjob/?state=parked").content.decode()
    assert "ValueError: poison" not in client.get("/admin/archive/indexjob/?state=waiting").content.decode()

    form = {"action": "try_again", "_selected_action": [IndexJob.objects.get().pk]}
    page = client.post("/admin/archive/indexjob/", form, follow=True).content.decode()

    assert "1 articles are in the search now" in page
    assert search_backend().size() == 1


def test_trouble_with_the_whole_index_counts_against_no_article(shelf, monkeypatch):
    shelf.article("A ferry ran aground.")

    def is_full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("archive.search.backend.ArchiveBackend.write", is_full)
        shelf.index()
        job = IndexJob.objects.get()
        assert (job.attempts, "No space left" in job.last_error) == (0, True)
        assert not Worker().work()

    assert Worker().work()
    assert search_backend().size() == 1


@pytest.mark.django_db(transaction=True)
def test_a_writer_elsewhere_is_waited_for(shelf):
    article = shelf.article("A ferry ran aground.")
    held, done = threading.Event(), threading.Event()

    def hold():
        with connections["default"].get_backend().folder.writing(1.0):
            held.set()
            done.wait(5)
        databases.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(5)
    queue_articles([article.pk])
    assert drain_jobs(wait=0.05) == 0
    threading.Timer(0.3, done.set).start()
    assert drain_jobs(wait=10.0) >= 1
    thread.join()


def test_the_worker_makes_up_what_was_left_and_ends_when_told(make_article, monkeypatch):
    with monkeypatch.context() as cut_short:
        cut_short.setattr("archive.desk.correcting.drain_jobs", lambda wait: 0)
        make_article("A ferry ran aground off Lowick, and all aboard were taken ashore by boat.")
    assert IndexJob.objects.exists()
    worker = Worker()

    assert worker.work()
    worker.stop()
    began = time.monotonic()
    worker.run()

    assert not IndexJob.objects.exists()
    assert time.monotonic() - began < 5
