"""Traits put together from values on scales: what they are called, and what they weigh."""

import numpy as np
import pytest

from archive.cleaning.drafts import Draft
from archive.cleaning.lines import PAGE, TEXT, find_scores
from archive.cleaning.scales import Scale, Wording, tell
from archive.cleaning.traits import find_traits, read_page
from archive.cleaning.wordlists import load_weights
from archive.intake import read_document
from tests.cleaning.reports import STORY

COLOUR, SIZE = Scale(("red", "green")), Scale(("small", "big", None))
WEB_PAGE = (
    "<html><body><ul><li><a href='/'>Home</a><li><a href='/n'>News</a></ul><h1>Ferry sinks off the coast</h1>"
    + "".join(f"<div class='story'><p>{paragraph}</p></div>" for paragraph in STORY.split("\n\n"))
    + "<p>Jane Doe, Reuters</p></body></html>"
)


def page_of(source, filename):
    return read_page([Draft(block) for block in read_document(source.encode(), filename).blocks], None)


def test_a_traits_name_is_its_beginning_and_its_values_and_without_a_value_it_is_none():
    trait = tell("a ", (COLOUR, np.array([1, 0, 1])), (SIZE, np.array([0, 1, 2])))
    assert trait.names() == [["a greensmall"], ["a redbig"], []]


def test_words_are_named_by_what_they_begin_with():
    assert Wording([[("w=", ("one", "two")), ("", ["upper1"])], []]).names() == [
        ["w=one", "w=two", "upper1"],
        [],
    ]


@pytest.mark.parametrize("bounds", [TEXT, PAGE])
@pytest.mark.parametrize(
    ("source", "filename"), [(STORY, "report.txt"), (WEB_PAGE, "report.html"), ("One line", "one.txt")]
)
def test_a_lines_score_is_the_sum_of_the_weights_of_its_traits(bounds, source, filename):
    page = page_of(source, filename)
    groups = load_weights(bounds.weights).items()
    weights = {group + rest: weight for group, rests in groups for rest, weight in rests.items()}
    summed = {
        at: sum(weights.get(trait, 0.0) for trait in traits) for at, traits in find_traits(page, bounds.reach)
    }
    assert find_scores(page, bounds) == summed
    assert len(summed) == len(page.lines)
    assert all(summed.values())


def test_a_page_without_lines_has_no_traits_and_no_scores():
    page = read_page([], None)
    assert list(find_traits(page, TEXT.reach)) == []
    assert find_scores(page, TEXT) == {}
