"""In which order the reports near one report stand."""

import pytest

from archive.comparing.candidates import MOST_USES, keep_rarest
from archive.comparing.ranking import rank_related


@pytest.mark.parametrize(
    ("scores", "events", "expected"),
    [
        ({}, {}, ()),
        ({1: 0.2, 2: 0.9, 3: 0.5}, {}, (2, 3, 1)),
        ({2: 0.5, 1: 0.5}, {}, (1, 2)),  # the lowest id breaks a tie
        ({1: 0.9, 2: 0.4, 3: 0.01}, {1: 7, 3: 7}, (1, 3, 2)),  # 3 comes up with the surest of its event
        ({1: 0.9, 2: 0.4}, {1: 7, 5: 7}, (1, 5, 2)),  # … as does one that was never scored
        ({1: 0.9, 2: 0.88, 3: 0.01}, {1: 7, 3: 7}, (1, 2, 3)),  # but below what is about as sure by itself
        ({1: 1.0, 2: 0.0}, {}, (1, 2)),
    ],
)
def test_a_report_stands_with_the_surest_of_its_event(scores, events, expected):
    assert rank_related(scores, events) == expected


def test_the_rarest_terms_are_kept_within_the_budget():
    frequencies = {"the": MOST_USES, "helicopter": 40, "marenka": 3}

    assert keep_rarest(["the", "helicopter", "marenka"], frequencies) == ("marenka", "helicopter")


def test_at_least_one_term_is_kept_however_common():
    assert keep_rarest(["the"], {"the": 10 * MOST_USES}) == ("the",)
