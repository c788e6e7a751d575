"""A rebuild goes in steps, can be broken off at any of them, and ends where an unbroken one ends."""

import pytest

from archive.linking import is_rebuilding as is_going_on
from archive.linking import link_articles, name_event, rebuilding, relink_all, split_from_event
from archive.models import Link, Stage, StoredProfile, Term
from tests.linking_reports import events_of, fresh, published, state, store, store_all

pytestmark = pytest.mark.django_db


class BrokenOffError(Exception):
    """Somebody pulled the plug."""


@pytest.fixture
def archive(monkeypatch):
    monkeypatch.setattr(rebuilding, "_BATCH", 2)
    articles = store_all()
    link_articles(published(*articles.values()))
    return fresh(articles)


def break_off_after(steps):
    def progress(done, total):
        nonlocal steps
        steps -= 1
        if steps == 0:
            raise BrokenOffError

    return progress


def words():
    return sorted(Term.objects.exclude(articles=0).values_list("word", "articles"))


# Six articles are read in three steps and linked in three.
@pytest.mark.parametrize("steps", range(1, 6))
def test_a_rebuild_that_was_broken_off_goes_on_where_it_was(archive, steps):
    relink_all()
    unbroken, counted = state(), words()

    with pytest.raises(BrokenOffError):
        relink_all(progress=break_off_after(steps))
    assert is_going_on()
    told = []
    relink_all(progress=lambda done, total: told.append(done))

    assert told[0] == 2 * (steps + 1)  # nothing was done twice
    assert not is_going_on()
    assert (state(), words()) == (unbroken, counted)


def test_readers_see_the_events_as_they_were_until_the_end(archive):
    before = events_of(archive)

    with pytest.raises(BrokenOffError):
        relink_all(progress=break_off_after(4))

    assert events_of(archive) == before


def test_a_report_that_arrives_meanwhile_is_linked_once_more_with_the_others(archive):
    with pytest.raises(BrokenOffError):
        relink_all(progress=break_off_after(2))
    council = archive["council"]
    twin = store((council.headline, "2019-05-04", council.body), "wire")
    link_articles(published(twin))

    relink_all()

    assert sorted(["council", "twin"]) in events_of({**archive, "twin": twin})


def test_a_report_withdrawn_meanwhile_takes_no_words_that_were_not_counted(archive):
    with pytest.raises(BrokenOffError):
        relink_all(progress=break_off_after(1))
    unread = archive["council"]
    assert StoredProfile.objects.get(pk=unread.pk).stage == Stage.TO_READ
    unread.delete()

    relink_all()

    assert not is_going_on()


def test_a_rebuild_forgets_links_that_no_longer_hold(archive):
    pair = sorted([archive["council"].pk, archive["reef harbour"].pk])
    Link.objects.create(first_id=pair[0], second_id=pair[1], probability=0.99)

    relink_all()

    assert not Link.objects.filter(first_id=pair[0], second_id=pair[1]).exists()


def test_what_editors_did_survives_a_rebuild_that_was_broken_off(archive, editor):
    name_event(archive["reef harbour"].event, "The Odelia", by=editor)
    split_from_event(archive["fire wire"], by=editor)

    with pytest.raises(BrokenOffError):
        relink_all(progress=break_off_after(5))
    relink_all()

    now = fresh(archive)
    assert now["reef tribune"].event.name == "The Odelia"
    assert now["fire wire"].event is None
