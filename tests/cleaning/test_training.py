"""How the line classifier's figures and files are made."""

import csv

import numpy as np
import pytest

from archive.cleaning.trees import build_trees, score_lines
from benchmarks.cautious import Cautious
from benchmarks.cleaning_peers import find_peers, keep_by_c4
from benchmarks.line_models import write_trees


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
