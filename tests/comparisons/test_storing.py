"""A comparison is worked out once, kept, and worked out again only as far as something changed."""

import pytest

from archive.comparing.compare import compare_reports
from archive.comparing.comparison_json import comparison_from_json, comparison_to_json
from archive.comparing.shared import find_pair_text
from archive.comparisons import compared, refresh_events, refreshing, storing
from archive.models import Article, Event, StoredComparison, StoredPair
from archive.safekeeping.worker import Worker
from tests.comparing.reports import make_reports

CRASH = "A Suderian An-26 plane crashed in Lake province on Monday, killing {} people, officials said. "
SHARED = "The plane had taken off from a gravel strip near the old cannery in heavy rain that morning."


@pytest.fixture(autouse=True)
def nothing_remembered():
    compared.cache_clear()
    yield
    compared.cache_clear()


@pytest.fixture
def count_pairs(monkeypatch):
    """Return the list of pairs whose shared text is worked out from now on."""
    found = []

    def find(one, other):
        found.append((one.id, other.id))
        return find_pair_text(one, other)

    monkeypatch.setattr(storing, "find_pair_text", find)
    return found


@pytest.fixture
def crash(make_article):
    articles = [make_article(CRASH.format(dead) + SHARED, outlet=f"Outlet {dead}") for dead in (21, 54, 60)]
    event = Event.objects.create()
    Article.objects.update(event=event)
    return event, articles


def reports_of(event):
    return tuple(
        a.to_report() for a in Article.objects.published().in_event(event).oldest_first().with_reading()
    )


def test_a_comparison_survives_being_written_down():
    reports = make_reports(CRASH.format(21) + SHARED, CRASH.format(54) + SHARED)
    comparison = compare_reports(reports)
    assert comparison.rows
    assert comparison.shared
    assert comparison.alignment
    assert comparison_from_json(comparison_to_json(comparison)) == comparison


def test_what_is_kept_is_what_was_worked_out(crash):
    event, _ = crash
    first = compared(reports_of(event))
    compared.cache_clear()
    assert StoredComparison.objects.count() == 1
    assert compared(reports_of(event)) == first == compare_reports(reports_of(event))


def test_a_kept_comparison_is_not_worked_out_again(crash, monkeypatch):
    event, _ = crash
    compared(reports_of(event))
    compared.cache_clear()
    monkeypatch.setattr(storing, "compare_reports", None)
    assert compared(reports_of(event)).rows


def test_other_words_or_other_rules_are_another_comparison_but_not_another_order(crash, monkeypatch):
    event, articles = crash
    reports = reports_of(event)
    key = storing.key_of(reports)
    assert storing.key_of(reports[::-1]) == key
    assert compare_reports(reports[::-1]) == compare_reports(reports)
    Article.objects.filter(pk=articles[0].pk).update(body=CRASH.format(22) + SHARED)
    assert storing.key_of(reports_of(event)) != key
    monkeypatch.setattr(storing, "rules_key", lambda: "other rules")
    assert storing.key_of(reports) != key


def test_another_report_costs_its_own_pairs_only(crash, make_article, count_pairs):
    event, articles = crash
    compared(reports_of(event))
    assert len(count_pairs) == 3
    late = make_article(CRASH.format(61) + SHARED, outlet="Late Outlet")
    Article.objects.filter(pk=late.pk).update(event=event)
    count_pairs.clear()
    both = compared(reports_of(event))
    assert sorted(count_pairs) == [(article.pk, late.pk) for article in articles]
    assert both == compare_reports(reports_of(event))
    assert StoredPair.objects.count() == 6


def test_a_changed_report_costs_its_own_pairs_only(crash, count_pairs):
    event, articles = crash
    compared(reports_of(event))
    Article.objects.filter(pk=articles[0].pk).update(body=CRASH.format(22) + SHARED)
    count_pairs.clear()
    compared(reports_of(event))
    assert sorted(count_pairs) == [(articles[0].pk, article.pk) for article in articles[1:]]


def test_the_worker_has_the_comparison_ready_before_anybody_asks(crash, monkeypatch):
    event, _ = crash
    worker = Worker()
    worker.work()
    assert event.comparison.content["rows"]
    monkeypatch.setattr(storing, "compare_reports", None)
    assert compared(reports_of(event)).rows
    worker.work()  # nothing changed: nothing to do
    assert list(refresh_events()) == []


def test_the_worker_follows_a_correction(crash):
    event, articles = crash
    list(refresh_events())
    Article.objects.filter(pk=articles[0].pk).update(headline="Another headline")
    assert list(refresh_events()) == [event.pk]
    assert list(refresh_events()) == []
    assert StoredComparison.objects.filter(event=event).count() == 1


def test_an_event_that_is_taken_apart_while_it_is_compared_is_passed_over(crash, monkeypatch):
    event, _ = crash
    keep = refreshing.keep_compared

    def take_apart(reports):
        Article.objects.filter(event=event).update(event=None)
        Event.objects.filter(pk=event.pk).delete()
        return keep(reports)

    monkeypatch.setattr(refreshing, "keep_compared", take_apart)
    list(refresh_events())
    assert not StoredComparison.objects.exclude(event=None).exists()


def test_a_comparison_that_cannot_be_kept_is_still_shown(crash, monkeypatch):
    event, _ = crash

    def refuse(*args, **kwargs):
        raise storing.DatabaseError("locked")

    monkeypatch.setattr(StoredComparison.objects, "get_or_create", refuse)
    assert compared(reports_of(event)).rows
    assert list(refresh_events()) == []
