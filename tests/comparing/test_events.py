"""Which reports tell one event, given how surely each pair does."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.comparing.events import ONE_EVENT, assign_events, find_components, group_reports

PAIRS = list(combinations(range(1, 7), 2))
SCORES = st.dictionaries(st.sampled_from(PAIRS), st.integers(0, 100).map(lambda share: share / 100))


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({}, ((1,), (2,), (3,))),
        ({(1, 2): 0.9}, ((1, 2), (3,))),
        ({(1, 2): 0.9, (2, 3): 0.9, (1, 3): 0.9}, ((1, 2, 3),)),
        # a chain: 3 is like 2 but not like 1, and the mean decides
        ({(1, 2): 0.9, (2, 3): 0.8, (1, 3): 0.3}, ((1, 2, 3),)),
        ({(1, 2): 0.9, (2, 3): 0.6, (1, 3): 0.1}, ((1, 2), (3,))),
        # a pair that was never scored counts as nothing
        ({(1, 2): 0.9, (2, 3): 0.8}, ((1, 2), (3,))),
        ({(1, 2): 0.4, (2, 3): 0.4, (1, 3): 0.4}, ((1,), (2,), (3,))),
    ],
)
def test_reports_are_grouped_by_the_mean_of_their_pairs(scores, expected):
    assert group_reports([1, 2, 3], scores) == expected


def test_the_surest_pair_is_joined_first():
    scores = {(1, 2): 0.6, (2, 3): 0.9, (1, 3): 0.1}

    assert group_reports([1, 2, 3], scores) == ((1,), (2, 3))


def test_a_mean_at_the_threshold_is_enough():
    assert group_reports([1, 2], {(1, 2): ONE_EVENT}) == ((1, 2),)


def test_reports_pinned_together_stay_together_without_any_score():
    assert group_reports([1, 2, 3], {}, {1: "event", 3: "event"}) == ((1, 3), (2,))


def test_reports_pinned_apart_never_meet():
    scores = {(1, 2): 1.0, (1, 3): 1.0, (2, 3): 1.0}

    groups = group_reports([1, 2, 3], scores, {1: "one", 2: "other"})

    assert all(not {1, 2} <= set(group) for group in groups)


def test_pairs_of_reports_outside_are_passed_over():
    assert group_reports([1, 2], {(1, 2): 0.9, (2, 9): 1.0}) == ((1, 2),)


@given(SCORES, st.permutations(range(1, 7)), st.permutations(PAIRS))
def test_neither_the_order_of_reports_nor_of_scores_matters(scores, reports, pairs):
    shuffled = {pair: scores[pair] for pair in pairs if pair in scores}

    assert group_reports(reports, shuffled) == group_reports(range(1, 7), scores)


@given(SCORES)
def test_every_report_is_in_one_group(scores):
    groups = group_reports(range(1, 7), scores)

    assert sorted(report for group in groups for report in group) == list(range(1, 7))


@given(SCORES)
def test_grouping_the_parts_gives_what_grouping_the_whole_gives(scores):
    links = [pair for pair, score in scores.items() if score >= ONE_EVENT]

    parts = find_components(range(1, 7), links)

    by_parts = sorted(group for part in parts for group in group_reports(part, scores))
    assert tuple(by_parts) == group_reports(range(1, 7), scores)


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([], ((1,), (2,), (3,), (4,))),
        ([(1, 2), (3, 4)], ((1, 2), (3, 4))),
        ([(4, 3), (3, 2), (2, 1)], ((1, 2, 3, 4),)),
        ([(1, 4), (4, 1), (1, 1)], ((1, 4), (2,), (3,))),
    ],
)
def test_components_are_what_links_reach(links, expected):
    assert find_components([4, 3, 2, 1], links) == expected


@pytest.mark.parametrize(
    ("groups", "events", "pinned", "expected"),
    [
        ([(1, 2)], {}, {}, {1: None}),  # a new event
        ([(1, 2)], {1: 10, 2: 10}, {}, {1: 10}),
        ([(1, 2, 3)], {1: 10, 2: 11, 3: 11}, {}, {1: 11}),  # most of its reports
        ([(1, 2)], {1: 10, 2: 11}, {}, {1: 10}),  # a tie: the older event
        ([(1, 2, 3), (4, 5)], {1: 10, 2: 10, 4: 10, 5: None}, {}, {1: 10, 4: None}),  # an event torn in two
        ([(1, 2, 3)], {1: 10, 2: 11, 3: 11}, {1: 10}, {1: 10}),  # an editor's word before numbers
        ([(1, 2), (3, 4, 5)], {1: 10, 2: 10, 3: 10, 4: 10, 5: 10}, {1: 10}, {1: 10, 3: None}),
    ],
)
def test_an_event_goes_on_where_most_of_its_reports_are(groups, events, pinned, expected):
    present = {report: event for report, event in events.items() if event is not None}

    assert assign_events(groups, present, pinned) == expected
