"""What stands round a line, in numbers."""

import numpy as np
import pytest

from archive.cleaning.drafts import Draft
from archive.cleaning.page_lines import read_page
from archive.cleaning.surroundings import FAR, NO_SCORE, UNJUDGED, measure_lines
from archive.intake import read_document
from tests.cleaning.reports import PROSE

PAGE = "\n\n".join(("Menu", "Sport", *PROSE, "More stories", "Menu"))


def measures_of(text, scores):
    page = read_page([Draft(block) for block in read_document(text.encode(), "page.txt").blocks], None)
    return measure_lines(page, scores)


@pytest.fixture
def measures():
    sure = [4.0] * len(PROSE)
    return measures_of(PAGE, [UNJUDGED, -2.0, *sure, -2.0, UNJUDGED])


def test_every_measure_has_one_number_a_line(measures):
    count = len(PROSE) + 4
    assert {len(values) for values in measures.values()} == {count}
    assert all(np.isfinite(values).all() for values in measures.values())


def test_a_line_knows_what_was_said_of_its_neighbours(measures):
    assert measures["score-1"][:3].tolist() == [NO_SCORE, UNJUDGED, -2.0]
    assert measures["score+1"][-2:].tolist() == [UNJUDGED, NO_SCORE]


def test_a_line_knows_how_far_the_report_is(measures):
    assert measures["sure above"][:2].tolist() == [FAR, FAR]
    assert measures["sure above"][-2:].tolist() == [1, 2]
    assert measures["sure below"][:2].tolist() == [2, 1]
    assert measures["sure before"].max() == len(PROSE)


def test_the_best_segment_is_the_report(measures):
    after, before = measures["after segment's first"], measures["before segment's last"]
    assert [int(value) for value in after] == list(range(-2, len(PROSE) + 2))
    assert [int(value) for value in before] == list(range(len(PROSE) + 1, -3, -1))


def test_a_line_printed_twice_is_known(measures):
    assert measures["again"][[0, 1, -1]].tolist() == [2, 1, 2]


@pytest.mark.parametrize("count", [1, 2])
def test_a_page_of_a_line_or_two_has_neighbours_nowhere(count):
    measures = measures_of("\n\n".join(PROSE[:count]), [1.0] * count)
    assert measures["score-3"].tolist() == measures["score+3"].tolist() == [NO_SCORE] * count
