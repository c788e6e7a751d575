"""The segments of the index are merged little by little, and never many for an editor who publishes one report."""

import math
import random

import pytest
from haystack import connections

from archive.search.index import merge_segments
from archive.search.merging import AT_LEAST, BESIDE, FACTOR, choose_segments
from tests.views.conftest import shelf  # noqa: F401  (a fixture)

FEW = 8 * FACTOR


def test_segments_alike_are_merged_the_smallest_first():
    assert choose_segments([500, 1, 2, 500, 3, 1, 500, 1, 500, 500], AT_LEAST) == (1, 5, 7, 2, 4)
    assert choose_segments([500] * 5, 5_000) == (0, 1, 2, 3, 4)


@pytest.mark.parametrize("sizes", [(), (1, 1, 1, 1), (500,) * 17, (1, 6, 30, 200, 900, 5_000)])
def test_nothing_is_merged_that_is_not_alike_or_too_much_for_who_waits(sizes):
    assert choose_segments(sizes, AT_LEAST) == ()


def test_there_are_never_many_however_long_reports_come_one_by_one():
    sizes, most_at_once = [], 0

    def merge(most):
        chosen = choose_segments(sizes, most)
        merged = sum(sizes[place] for place in chosen)
        sizes[:] = [size for place, size in enumerate(sizes) if place not in chosen]
        return merged

    for number in range(20_000):
        merged = merge(AT_LEAST)
        most_at_once = max(most_at_once, merged)
        sizes.append(1 + merged)
        while number % 30 == 0 and (merged := merge(BESIDE)):  # the worker's round
            sizes.append(merged)
    assert sum(sizes) == 20_000
    assert most_at_once <= AT_LEAST
    assert len(sizes) < FEW + 20_000 / (BESIDE / FACTOR)  # as large ones are left as they are


@pytest.mark.django_db
def test_what_is_merged_is_found_and_what_is_gone_is_not(shelf):  # noqa: F811
    choose = random.Random(2)  # noqa: S311  (no secret)
    kept = []
    for number in range(60):
        article = shelf.article(f"A ferry ran aground, day {number}, near mile {choose.random()}.")
        shelf.index()
        kept.append(article.pk)
    backend = connections["default"].get_backend()
    gone = kept[::7]
    backend.write([], replacing=[f"archive.article.{key}" for key in gone])
    merge_segments()

    segments = backend.opened().index._segments()
    assert len(segments) < FACTOR * (1 + math.log(60, FACTOR))
    assert backend.entries().keys() == set(kept) - set(gone)
