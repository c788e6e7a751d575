"""Who is said to speak: a name without when it was said, and no clause taken for a name."""

from __future__ import annotations

import pytest

from archive.comparing.attributions import find_attributions
from archive.comparing.reading import read_report
from tests.comparing.reports import DAY, make_report


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Meanwhile the Observatory said that it rained.", "Observatory"),
        ("Earlier state television reported a blast.", "state television"),
        ("It rained, according to an Observatory toll.", "Observatory"),
        ("The garage is small, Ahmed 24 said.", "Ahmed"),
        ("However, Ada Holm said that it rained.", "Ada Holm"),
    ],
)
def test_a_source_is_told_without_when_it_spoke(text: str, source: str) -> None:
    assert [cue.source for cue in find_attributions(read_report(make_report(text), DAY))] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "It rained more on Monday, said Sunday.",
        "According to the group they were the latest of more than seven thousand people killed there, it rained.",
        "Ten died when Norland forces executed six families of rebels a monitoring group said.",
    ],
)
def test_a_clause_is_nobody_s_name(text: str) -> None:
    assert find_attributions(read_report(make_report(text), DAY)) == ()
