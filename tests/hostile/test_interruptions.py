"""A run cut short anywhere leaves whole articles, and the next start makes up what was left undone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from archive.desk import SubmittedFile, batches, correcting, read_all, storing, submit_files
from archive.models import Article, BatchItem, IndexJob, WaitingFile
from archive.search.engine import Filters
from archive.search.results import find_articles
from tests.desk.test_desk import FERRY
from tests.hostile.test_submissions import report

pytestmark = pytest.mark.django_db(transaction=True)


class KilledError(BaseException):
    """Stands for the end of the process."""


def die(*args, **kwargs):
    raise KilledError


def submit():
    files = [SubmittedFile("ferry.txt", FERRY.encode()), SubmittedFile("landing.txt", report().encode())]
    with pytest.raises(KilledError):
        submit_files(files, by=None, publish=True)


# Where it ends, and how many articles are then stored.
ENDS = [
    (batches, "check_file", 0),
    (storing, "add_names", 0),
    (batches, "mark_published", 0),
    (batches, "follow_up", 2),
    (correcting, "link_articles", 2),
    (correcting, "drain_jobs", 2),
]


@pytest.mark.parametrize(("room", "step", "stored"), ENDS, ids=[step for _, step, _ in ENDS])
def test_what_is_sent_is_stored_found_and_linked_after_the_next_start(monkeypatch, room, step, stored):
    with monkeypatch.context() as cut_short:
        cut_short.setattr(room, step, die)
        submit()
    assert Article.objects.published().count() == Article.objects.count() == stored

    assert read_all()

    outcomes = BatchItem.objects.order_by("pk").values_list("filename", "outcome")
    assert list(outcomes) == [("ferry.txt", "stored"), ("landing.txt", "stored")]
    assert find_articles("helicopter OR ferry", Filters()).count == Article.objects.count() == 2
    assert not Article.objects.filter(stored_profile=None).exists()
    assert not IndexJob.objects.exists()
    assert not WaitingFile.objects.exists()


def test_a_file_that_ends_the_program_again_and_again_is_refused_and_the_others_are_stored(monkeypatch):
    check = batches.check_file

    def die_of_one(file, *args, **kwargs):
        return die() if file.name == "ferry.txt" else check(file, *args, **kwargs)

    monkeypatch.setattr(batches, "check_file", die_of_one)
    submit()
    for _ in range(4):
        with pytest.raises(KilledError):
            read_all()
    read_all()

    outcomes = dict(BatchItem.objects.values_list("filename", "outcome"))
    assert outcomes == {"ferry.txt": "refused", "landing.txt": "stored"}


def test_a_file_that_breaks_the_reading_is_refused_with_a_cure(monkeypatch):
    monkeypatch.setattr(batches, "check_file", lambda *_, **__: {}["deep inside"])
    item = submit_files([SubmittedFile("ferry.txt", FERRY.encode())], by=None).items.get()
    assert item.outcome == "refused"
    assert "KeyError" in item.reason
    assert "plain text" in item.reason


def test_a_reader_killed_twenty_times_stores_each_file_exactly_once(tmp_path):
    told = subprocess.run(
        [sys.executable, "-m", "tests.hostile.killed_reader"],
        env={**os.environ, "ARCHIVE_HOME": str(tmp_path), "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    result = json.loads(told.stdout)
    assert result["killed"] == 20, "the reading was over before it was killed often enough"
    assert result["files"] == result["articles"] == result["originals"] == result["found"] > 0
    assert result["outcomes"] == ["stored"]
    assert result["bytes_left"] == result["jobs_left"] == result["unlinked"] == 0


def test_a_first_start_cut_short_begins_again(monkeypatch, settings, tmp_path, django_user_model):
    settings.STATIC_ROOT = tmp_path / "static"
    from archive.desk import samples

    submits = []

    def die_at_the_third(*args, **kwargs):
        submits.append(args)
        return die() if len(submits) == 3 else submit_files(*args, **kwargs)

    with monkeypatch.context() as cut_short:
        cut_short.setattr(samples, "submit_files", die_at_the_third)
        with pytest.raises(KilledError):
            call_command("prepare_archive")
    before = Article.objects.count()
    assert not django_user_model.objects.exists()

    call_command("prepare_archive")

    assert Article.objects.count() > before
    assert find_articles("", Filters()).count == Article.objects.published().count()
    assert django_user_model.objects.count() == 1
