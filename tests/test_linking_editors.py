"""An editor has the last word on events, and can take it back."""

import pytest

from archive.linking import (
    ChangeOvertakenError,
    EventGoneError,
    found_event,
    join_event,
    join_events,
    link_articles,
    name_event,
    relink_all,
    split_from_event,
    undo_change,
    undo_naming,
    unlink_article,
)
from archive.models import Event, EventChange, Link
from tests.linking_reports import (
    FIRE,
    FIRE_NAMES,
    REEF,
    REEF_NAMES,
    events_of,
    fresh,
    published,
    state,
    store,
    store_all,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    articles = store_all()
    link_articles(published(*articles.values()))
    return fresh(articles)


def test_an_editors_join_survives_new_reports_and_a_rebuild(archive, editor):
    join_event(archive["council"], archive["reef harbour"].event, by=editor)

    link_articles(published(archive["council"], archive["reef tribune"]))
    relink_all()

    assert sorted([*REEF_NAMES, "council"]) in events_of(archive)


def test_an_editors_split_survives_new_reports_and_a_rebuild(archive, editor):
    split_from_event(archive["fire wire"], by=editor)

    link_articles(published(archive["fire wire"], archive["fire harbour"]))
    relink_all()

    assert fresh(archive)["fire wire"].event is None
    assert ["fire harbour", "fire tribune"] in events_of(archive)


def test_an_event_keeps_its_key_and_its_name_through_a_rebuild(archive, editor):
    event = archive["fire wire"].event
    name_event(event, "  The Marenka   fire ", by=editor)

    relink_all()

    event.refresh_from_db()
    assert event.title == "The Marenka fire"
    assert event.namings.get().by == editor
    assert fresh(archive)["fire wire"].event == event


def test_an_empty_name_gives_the_first_headline_back(archive, editor):
    event = archive["fire wire"].event
    name_event(event, "Something", by=editor)
    name_event(event, " ", by=editor)

    assert event.title == FIRE["harbour"][0]


@pytest.mark.parametrize("name", ["fire wire", "reef tribune"])
def test_undoing_a_split_restores_everything(archive, editor, name):
    before = state()

    change = split_from_event(archive[name], by=editor)
    assert state() != before
    undo_change(change, by=editor)

    assert state() == before


def test_undoing_a_move_restores_the_event_it_dissolved(archive, editor):
    before = state()

    change = join_event(archive["reef tribune"], archive["fire wire"].event, by=editor)
    assert events_of(archive) == [sorted([*FIRE_NAMES, "reef tribune"])]
    undo_change(change, by=editor)

    assert state() == before


def test_a_change_says_who_and_when_and_from_where_to_where(archive, editor):
    change = join_event(archive["council"], archive["reef harbour"].event, by=editor)
    undo_change(change, by=editor)

    stored = EventChange.objects.get()
    assert (stored.article, stored.before, stored.after) == (
        archive["council"],
        None,
        archive["reef harbour"].event,
    )
    assert stored.by == stored.undone_by == editor
    assert stored.made_at <= stored.undone_at


def test_a_change_is_undone_once_and_in_turn(archive, editor):
    first = join_event(archive["council"], archive["reef harbour"].event, by=editor)
    second = join_event(archive["council"], archive["fire wire"].event, by=editor)

    with pytest.raises(ChangeOvertakenError, match="undo the later change first"):
        undo_change(first, by=editor)
    undo_change(second, by=editor)
    undo_change(first, by=editor)
    with pytest.raises(ChangeOvertakenError):
        undo_change(first, by=editor)

    assert fresh(archive)["council"].event is None


def test_a_report_left_alone_that_found_another_event_is_brought_back_by_undo(archive, editor):
    change = split_from_event(archive["reef tribune"], by=editor)
    twin = store(REEF["harbour"], "wire")
    link_articles(published(twin))
    assert fresh(archive)["reef harbour"].event is not None

    undo_change(change, by=editor)

    assert sorted(REEF_NAMES) in events_of(archive)


def test_nothing_joins_an_event_that_has_dissolved(archive, editor):
    event = archive["reef harbour"].event
    split_from_event(archive["reef harbour"], by=editor)

    with pytest.raises(EventGoneError):
        join_event(archive["council"], event, by=editor)
    assert event not in Event.objects.standing()


def test_an_editor_makes_one_event_of_reports_that_had_none(archive, editor):
    lone = split_from_event(archive["fire wire"], by=editor).article

    event = found_event([archive["council"], lone], by=editor)

    assert sorted(["council", "fire wire"]) in events_of(archive)
    assert EventChange.objects.filter(after=event, by=editor).count() == 2
    relink_all()
    assert {"council", "fire wire"} <= set(max(events_of(archive), key=lambda names: "council" in names))


def test_two_events_are_joined_and_stay_one(archive, editor):
    fire, reef = archive["fire wire"].event, archive["reef harbour"].event

    changes = join_events(fire, reef, by=editor)
    relink_all()

    assert events_of(archive) == [sorted([*FIRE_NAMES, *REEF_NAMES])]
    assert fresh(archive)["reef tribune"].event == fire
    for change in reversed(changes):
        undo_change(change, by=editor)
    assert events_of(archive) == sorted(map(sorted, [FIRE_NAMES, REEF_NAMES]))


def test_an_event_is_not_joined_to_itself(archive, editor):
    event = archive["fire wire"].event

    with pytest.raises(EventGoneError):
        join_events(event, event, by=editor)


def test_a_name_is_undone_with_who_and_when(archive, editor):
    event = archive["fire wire"].event
    first = name_event(event, "One", by=editor)
    second = name_event(event, "Two", by=editor)

    with pytest.raises(ChangeOvertakenError, match="named again"):
        undo_naming(first, by=editor)
    undo_naming(second, by=editor)
    event.refresh_from_db()
    assert event.name == "One"
    undo_naming(first, by=editor)
    with pytest.raises(ChangeOvertakenError):
        undo_naming(first, by=editor)

    event.refresh_from_db()
    assert event.name is None
    assert [naming.undone_by for naming in event.namings.all()] == [editor, editor]
    assert all(naming.made_at <= naming.undone_at for naming in event.namings.all())


def test_an_event_an_editor_named_is_not_taken_apart(archive, editor):
    event = archive["reef harbour"].event
    name_event(event, "The Odelia", by=editor)
    Link.objects.all().delete()

    link_articles(published(archive["council"]))
    relink_all()

    assert {name for name, article in fresh(archive).items() if article.event == event} >= REEF_NAMES


def test_where_an_editor_put_a_report_is_kept_while_it_is_withdrawn(archive, editor):
    event = archive["fire wire"].event
    join_event(archive["council"], event, by=editor)
    council = fresh(archive)["council"]

    unlink_article(council)
    link_articles(published(council))

    assert fresh(archive)["council"].event == event
