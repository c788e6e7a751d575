"""A run cut short anywhere leaves whole articles, and the next start makes up what was left undone."""

import pytest
from django.core.management import call_command

from archive.desk import SubmittedFile, catch_up, correcting, submit_files, submitting
from archive.models import Article, Batch, IndexJob
from archive.search.engine import Filters
from archive.search.results import find_articles
from tests.hostile.test_submissions import report

pytestmark = pytest.mark.django_db(transaction=True)


class KilledError(BaseException):
    """Stands for the end of the process."""


def die(*args, **kwargs):
    raise KilledError


def submit():
    with pytest.raises(KilledError):
        submit_files(
            [SubmittedFile(f"{word}.txt", report(word).encode()) for word in ("Two", "Three")],
            by=None,
            publish=True,
        )


# Where it ends, and how many articles are then stored: all of a submission or none.
ENDS = [
    (submitting, "store_names", 0),
    (submitting, "mark_published", 0),
    (submitting, "follow_up", 2),
    (correcting, "link_articles", 2),
    (correcting, "drain_jobs", 2),
]


@pytest.mark.parametrize(("room", "step", "stored"), ENDS, ids=[step for _, step, _ in ENDS])
def test_what_is_stored_is_found_and_linked_after_the_next_start(monkeypatch, room, step, stored):
    with monkeypatch.context() as cut_short:
        cut_short.setattr(room, step, die)
        submit()
    assert Article.objects.published().count() == Article.objects.count() == stored
    assert Batch.objects.count() == bool(stored)

    catch_up()

    assert find_articles("helicopter", Filters()).count == stored
    assert not Article.objects.filter(stored_profile=None).exists()
    assert not IndexJob.objects.exists()


def test_a_first_start_cut_short_begins_again(monkeypatch, settings, tmp_path, django_user_model):
    settings.STATIC_ROOT = tmp_path / "static"
    from archive.management.commands import load_samples

    submits = []

    def die_at_the_third(*args, **kwargs):
        submits.append(args)
        return die() if len(submits) == 3 else submit_files(*args, **kwargs)

    with monkeypatch.context() as cut_short:
        cut_short.setattr(load_samples, "submit_files", die_at_the_third)
        with pytest.raises(KilledError):
            call_command("prepare_archive")
    before = Article.objects.count()
    assert not django_user_model.objects.exists()

    call_command("prepare_archive")

    assert Article.objects.count() > before
    assert find_articles("", Filters()).count == Article.objects.published().count()
    assert django_user_model.objects.count() == 1
