"""Boosted trees read from plain numbers."""

import numpy as np
import pytest

from archive.cleaning.trees import build_trees, score_lines

HEAD = ("tree", "measure", "bound", "below", "above", "value")
# Two trees: words at most 3, then links at most 0.5; and a tree that is one leaf.
ROWS = [
    dict(zip(HEAD, row, strict=True))
    for row in (
        ("0", "words", "3", "1", "4", ""),
        ("0", "links", "0.5", "2", "3", ""),
        ("0", "", "", "", "", "-0.25"),
        ("0", "", "", "", "", "-2"),
        ("0", "", "", "", "", "1.5"),
        ("1", "", "", "", "", "0.5"),
    )
]


@pytest.mark.parametrize(
    ("words", "links", "score"),
    [
        (3, 0.5, 0.25),  # a bound belongs to the side below it
        (3, 0.6, -1.5),
        (3.1, 0.6, 2.0),
    ],
)
def test_a_line_falls_into_one_leaf_of_each_tree(words, links, score):
    measures = {"words": np.array([words]), "links": np.array([links]), "unasked": np.array([9.0])}
    assert score_lines(build_trees(ROWS), measures).tolist() == [score]


def test_many_lines_are_scored_as_one_by_one():
    trees = build_trees(ROWS)
    words, links = np.array([1.0, 2.0, 5.0, 9.0]), np.array([0.0, 1.0, 0.0, 1.0])
    alone = [
        score_lines(trees, {"words": words[at : at + 1], "links": links[at : at + 1]})[0] for at in range(4)
    ]
    assert score_lines(trees, {"words": words, "links": links}).tolist() == alone


def test_a_page_without_lines_has_no_scores():
    empty = np.array([])
    assert score_lines(build_trees(ROWS), {"words": empty, "links": empty}).tolist() == []
