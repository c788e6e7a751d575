"""How the line classifier's figures and files are made."""

import csv

import numpy as np
import pytest

from archive.cleaning.trees import build_trees, score_lines
from benchmarks.cautious import Cautious
from benchmarks.cleaning_peers import find_peers, keep_by_c4
from benchmarks.line_models import write_trees
from benchmarks.odd_pages import judge_unseen, leave_out_odd


class Grown:
    """A model as LightGBM spells it out: one tree of one question, and one leaf."""

    def dump_model(self):
        question = {
            "split_feature": 1,
            "threshold": 2.5,
            "left_child": {"leaf_value": -1.25},
            "right_child": {"leaf_value": 0.75},
        }
        return {"tree_info": [{"tree_structure": question}, {"tree_structure": {"leaf_value": 0.5}}]}


def node(tree, measure="", bound="", *, below="", above="", value=""):
    return {"tree": tree, "measure": measure, "bound": bound, "below": below, "above": above, "value": value}


def test_trees_are_read_as_they_were_written(tmp_path):
    path = tmp_path / "trees.csv"
    write_trees(Grown(), ["words", "links"], path)
    with path.open(encoding="utf-8", newline="") as file:
        trees = build_trees(list(csv.DictReader(file)))
    assert trees.measures == ("links",)
    assert trees.bound.ravel().tolist()[0] == 2.5
    assert trees.value.tolist() == [-1.25, 0.75, 0.5]
    assert score_lines(trees, {"links": np.array([2.5, 2.6])}).tolist() == [-0.75, 1.25]


def test_a_line_falls_through_shallow_and_deep_trees_alike():
    rows = [
        node("0", "words", "5", below="1", above="4"),
        node("0", "links", "0.5", below="2", above="3"),
        node("0", value="1"),
        node("0", value="10"),
        node("0", value="100"),
        node("1", "links", "0.2", below="6", above="7"),
        node("1", value="0.25"),
        node("1", value="0.5"),
    ]
    measures = {"words": np.array([3.0, 5.0, 6.0]), "links": np.array([0.5, 0.6, 0.2])}
    assert score_lines(build_trees(rows), measures).tolist() == [1.5, 10.5, 100.25]


def test_the_cautious_threshold_loses_no_more_than_it_may():
    cautious = Cautious()
    for chance in (0.1, 0.3, 0.9):
        cautious.add(chance, 0, is_content=False)
    cautious.add(0.2, 1, is_content=True)
    cautious.add(0.5, 2, is_content=True)
    cautious.add(0.95, 197, is_content=True)
    bound, lost, left = cautious.best()
    assert bound == pytest.approx(0.5)
    assert lost == pytest.approx(0.005)
    assert left == pytest.approx(1 / 3)


class Remembering:
    """A model that gives every line the mean number of the lines it was fitted on."""

    def __init__(self, rows):
        self.mean = rows.mean()

    def predict(self, measures):
        return np.full(len(measures), self.mean)


def test_lines_are_judged_without_their_own_fold():
    folds = np.array([0, 0, 1, 1, 2])
    rows = np.array([0, 1, 2, 3])
    chances = judge_unseen(Remembering, np.zeros((5, 1)), folds, rows)
    assert chances.tolist() == [2.5, 2.5, 0.5, 0.5, 0.5]


def test_the_page_marked_oddest_is_left_out():
    pages = np.repeat(np.arange(20), 2)
    labels = np.tile([1, 0], 20)
    chances = np.where(labels == 1, 0.9, 0.1)
    shares = np.full(40, 0.1)
    # One line of page 7 is a little unlikely but long, one of page 3 most unlikely but short.
    chances[14], shares[14] = 0.3, 0.9
    chances[6], shares[6] = 0.0, 0.05
    rows = np.arange(40)
    kept = leave_out_odd(rows, chances, labels, shares, pages)
    assert set(rows) - set(kept) == {14, 15}


def test_a_peer_is_installed_or_named_as_missing():
    found, missing = find_peers()
    assert "trafilatura precision" in found
    assert not set(found) & set(missing)
    assert len(found) + len(missing) == 8


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("The ferry sank off the coast.", True),
        ("The ferry sank off the coast", False),
        ("Read it all.", False),
        ("By going on you accept our privacy policy.", False),
    ],
)
def test_c4_keeps_sentences_that_speak_of_no_rules(line, is_kept):
    assert keep_by_c4([line]) == [is_kept]
