"""The development sets: figures that may rise and never fall."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.gazetteer import Tally, aircraft_finder, measure, place_finder

DATA = Path(os.environ.get("PARALLAX_SHARED", Path(__file__).parents[3] / "shared")) / "data"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the development sets are not here; name their folder in PARALLAX_SHARED"
)


def places_of(path: str) -> Tally:
    return measure(DATA / path, place_finder(), [], "places", errors=False)


def test_conflict_passages_are_read_without_a_slip() -> None:
    tally = places_of("places/dev/conflict_dev.jsonl")

    assert tally.f1(tally.right) >= 0.97
    assert tally.f1(tally.same) >= 0.95
    assert tally.traps_hit <= 1


def test_general_news_keeps_its_floor() -> None:
    tally = places_of("places/dev/geovirus_dev.jsonl.gz")

    assert tally.f1(tally.right) >= 0.95
    assert tally.f1(tally.near) >= 0.86


def test_aircraft_passages_keep_their_floor() -> None:
    tally = measure(DATA / "aircraft/dev.jsonl", aircraft_finder(), [], "aircraft", errors=False)

    assert tally.f1(tally.right) >= 0.99
    assert tally.traps_hit <= 1
