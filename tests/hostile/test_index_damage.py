"""What befalls the index folder: reading goes on, the search says so and never lies, a rebuild heals."""

import os
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from haystack import connections
from whoosh.index import open_dir

from archive.models import Article, IndexJob
from archive.safekeeping.worker import Worker
from archive.search.index import drain_jobs, queue_articles
from archive.search.rebuilding import heal_index

pytestmark = [
    pytest.mark.django_db,
    # Whoosh leaves a file open where its table of contents is damaged.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def index_folder():
    return Path(connections.connections_info["default"]["PATH"])


def engine_files(folder):
    return [path for path in folder.rglob("*") if path.is_file() and path.parent != folder]


def forget_what_is_open():
    """Begin as a process just started does: nothing of the index is open or kept."""
    connections.reload("default")


def delete(folder):
    shutil.rmtree(folder)


def empty_the_folder(folder):
    for path in engine_files(folder):
        path.unlink()


def truncate(folder):
    for path in engine_files(folder):
        os.truncate(path, path.stat().st_size // 2)


def truncate_to_nothing(folder):
    for path in engine_files(folder):
        os.truncate(path, 0)


def overwrite(folder):
    for path in engine_files(folder):
        path.write_bytes(b"\xff" * path.stat().st_size)


def drop_the_segments(folder):
    for path in folder.rglob("*.seg"):
        path.unlink()


def drop_the_pointer(folder):
    (folder / "current").unlink()


def garble_the_pointer(folder):
    (folder / "current").write_bytes(b"\xff../../etc")


def take_for_another_version(folder):
    (folder / "current").write_text("0123456789ab.1")


def drop_the_contents(folder):
    for path in folder.rglob("*.toc"):
        path.unlink()


# Files cut short under a running process are not here: they are mapped, and the system ends who reads them (SIGBUS).
WHILE_SERVING = [
    delete,
    empty_the_folder,
    drop_the_segments,
    drop_the_contents,
    drop_the_pointer,
    garble_the_pointer,
    take_for_another_version,
]
BETWEEN_STARTS = [*WHILE_SERVING, truncate, truncate_to_nothing, overwrite]
DAMAGES = [(damage, False) for damage in WHILE_SERVING] + [(damage, True) for damage in BETWEEN_STARTS]


@pytest.fixture
def stored(make_article):
    return [
        make_article(f"A ferry ran aground off Lowick on day {number}, and all aboard were taken ashore.")
        for number in range(3)
    ]


@pytest.mark.parametrize(("damage", "is_restarted"), DAMAGES)
def test_a_damaged_index_is_said_and_healed(client, stored, tmp_path, damage, is_restarted):
    assert "3 reports" in client.get("/?q=ferry").content.decode()
    damage(index_folder())
    if is_restarted:
        forget_what_is_open()

    pages = [client.get(f"/{query}") for query in ("?q=ferry", "?q=fer*&sort=oldest", "?sort=newest")]
    for page in pages:
        # What is open and mapped already may go on answering in full; nothing may answer in part.
        assert page.status_code == 503 or (page.status_code == 200 and b"3 reports" in page.content)
        assert page.status_code == 503 or not is_restarted
    assert client.get(stored[0].get_absolute_url()).status_code == 200
    assert client.get(f"{stored[0].get_absolute_url()}removed/").status_code == 200

    if is_restarted:
        assert heal_index() is not None
    else:
        call_command("rebuild_search")

    assert "3 reports" in client.get("/?q=ferry").content.decode()
    assert heal_index() is None


def test_nothing_is_indexed_beside_a_deleted_index(client, stored, make_article):
    delete(index_folder())
    forget_what_is_open()

    make_article("A train ran off the rails near Seaton, and all aboard were taken to the town.")

    assert IndexJob.objects.count() == 1
    assert client.get("/?q=train").status_code == 503
    call_command("rebuild_search")
    assert "1 report" in client.get("/?q=train").content.decode()
    assert not IndexJob.objects.exists()


def test_a_start_heals_an_index_that_is_gone(client, stored, django_user_model):
    django_user_model.objects.create_user("somebody")
    delete(index_folder())
    forget_what_is_open()

    call_command("prepare_archive")
    assert Worker().work()

    assert "3 reports" in client.get("/?q=ferry").content.decode()


def test_a_lock_that_is_held_leaves_the_job_for_later(client, stored, monkeypatch):
    from archive.search import backend

    monkeypatch.setattr(backend, "LOCK_TIMEOUT", 0.05)
    other = open_dir(connections["default"].get_backend().current()).writer()
    queue_articles([stored[0].pk])
    drain_jobs()
    job = IndexJob.objects.get()
    assert (job.attempts, "writing the search index" in job.last_error) == (0, True)
    other.cancel()

    drain_jobs()

    assert not IndexJob.objects.exists()
    assert Article.objects.count() == 3
