import pytest

from archive.records import Alignment, Passage
from archive.views.numbering import number_passages


def passage(name):
    """Return the passage called "2b": the second of report 2."""
    at = "abcdef".index(name[1]) * 10
    return Passage(int(name[0]), at, at + 9)


def numbered(*pairs):
    alignment = [Alignment(passage(one), passage(other), score) for one, other, score in pairs]
    numbers = number_passages(alignment, lambda p: (p.article, p.start))
    return {f"{p.article}{'abcdef'[p.start // 10]}": number for p, number in numbers.items()}


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], {}),
        # Two pairs, numbered as the first report tells them.
        ([("1b", "2a", 0.9), ("1a", "2b", 0.5)], {"1a": 1, "2b": 1, "1b": 2, "2a": 2}),
        # Three reports of one thing.
        ([("1a", "2a", 0.9), ("2a", "3a", 0.8), ("1a", "3a", 0.7)], {"1a": 1, "2a": 1, "3a": 1}),
        # A weak alignment does not chain two strong groups into one.
        (
            [("1a", "2a", 0.9), ("1a", "2b", 0.4), ("2b", "3b", 0.8)],
            {"1a": 1, "2a": 1, "2b": 2, "3b": 2},
        ),
        # A sentence split in two: both halves tell what the whole does.
        ([("1a", "2a", 0.9), ("1a", "2b", 0.6)], {"1a": 1, "2a": 1, "2b": 1}),
        # A fourth that only one of three knows hangs by a thread: no number, the link alone.
        (
            [("1a", "2a", 0.9), ("2a", "3a", 0.9), ("1a", "3a", 0.9), ("3a", "4a", 0.5)],
            {"1a": 1, "2a": 1, "3a": 1},
        ),
    ],
)
def test_a_number_is_shared_only_by_what_tells_the_same(pairs, expected):
    assert numbered(*pairs) == expected


def test_the_order_the_pairs_come_in_does_not_matter():
    pairs = [("1a", "2a", 0.5), ("1a", "3a", 0.5), ("2b", "3a", 0.5), ("2a", "3b", 0.5)]
    assert numbered(*pairs) == numbered(*reversed(pairs))
