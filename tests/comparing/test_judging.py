"""How the claims of one question stand to each other."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.comparing.alignment import event_weights, likeness, tells
from archive.comparing.claims.claim import Claim
from archive.comparing.claims.clocks import judge_clocks
from archive.comparing.claims.counting import judge_counts, judge_loose_counts
from archive.comparing.claims.dates import judge_dates
from archive.comparing.claims.persons import edit_distance
from archive.comparing.claims.sources import judge_sources
from archive.comparing.claims.spots import Spot, judge_places
from archive.comparing.claims.vehicles import judge_types, judge_uses
from archive.comparing.numbers import Bound
from archive.comparing.times import Grain, Time
from archive.records import Relation
from tests.comparing.reports import (
    BRAE_BASE,
    FELLHAVEN,
    HILL_PROVINCE,
    LAKE_PROVINCE,
    MOORTOWN,
    NORLAND,
    TYPES,
)


def claims(*keys: object, values: tuple[str, ...] = ()) -> list[Claim]:
    shown = values or tuple(f"value {number}" for number in range(len(keys)))
    return [Claim(number, 0, 0, 1, shown[number], key) for number, key in enumerate(keys)]


def exact(value: float) -> tuple[float, float, Bound]:
    return (value, value, Bound.EXACT)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (exact(5), exact(5), Relation.AGREE_VARIANT),  # in other words
        (exact(5), exact(6), Relation.DIFFER),
        ((40, 40, Bound.AT_LEAST), exact(43), Relation.COMPATIBLE),
        ((40, 40, Bound.AT_LEAST), exact(39), Relation.DIFFER),
        ((100, 100, Bound.ABOUT), exact(95), Relation.COMPATIBLE),
        ((100, 100, Bound.ABOUT), exact(50), Relation.DIFFER),
        ((24, 24, Bound.VAGUE), exact(60), Relation.COMPATIBLE),  # dozens
        ((24, 24, Bound.VAGUE), exact(324), Relation.DIFFER),
        ((20, 30, Bound.EXACT), exact(25), Relation.COMPATIBLE),
        ((50, 50, Bound.AT_MOST), exact(60), Relation.DIFFER),
    ],
)
def test_numbers_agree_when_they_can_be_one_number(one: object, other: object, relation: Relation) -> None:
    assert judge_counts(claims(one, other)) is relation


def test_loose_counts_differ_in_scope_only() -> None:
    assert judge_loose_counts(claims(exact(28), exact(4))) is Relation.DIFFER_SCOPE


def day(first: str, last: str | None = None, weekday: int | None = None) -> Time:
    start = dt.date.fromisoformat(first)
    end = dt.date.fromisoformat(last or first)
    return Time(0, 1, start, end, Grain.DAY if start == end else Grain.MONTH, weekday)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (day("2021-06-14"), day("2021-06-14"), Relation.AGREE_VARIANT),
        (day("2021-06-14"), day("2021-06-13"), Relation.DIFFER),
        (day("2021-05-08"), day("2021-05-01", "2021-05-31"), Relation.AGREE_VARIANT),  # told more finely
        (day("2021-05-08"), day("2021-04-01", "2021-04-30"), Relation.DIFFER),
        # One day's name, counted from two days of publication: the name is what was printed.
        (day("2021-06-14", weekday=0), day("2021-06-21", weekday=0), Relation.AGREE),
    ],
)
def test_dates_agree_when_one_day_fits_both(one: Time, other: Time, relation: Relation) -> None:
    assert judge_dates(claims(one, other)) is relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ((740, True, 0, 0), (740, True, 0, 0), Relation.AGREE),
        ((740, True, 0, 0), (733, True, 0, 0), Relation.DIFFER),
        ((740, True, 5, 5), (737, True, 0, 0), Relation.AGREE_VARIANT),  # "around"
        ((352, False, 0, 0), (1072, True, 0, 0), Relation.AGREE),  # 5:52, 5:52 p.m.
    ],
)
def test_times_of_day_agree_to_the_minute_unless_hedged(
    one: object, other: object, relation: Relation
) -> None:
    assert judge_clocks(claims(one, other)) is relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (Spot(MOORTOWN), Spot(MOORTOWN), Relation.AGREE_VARIANT),
        (Spot(MOORTOWN), Spot(LAKE_PROVINCE), Relation.COMPATIBLE),  # within
        (Spot(MOORTOWN), Spot(NORLAND), Relation.COMPATIBLE),
        (Spot(LAKE_PROVINCE), Spot(HILL_PROVINCE), Relation.DIFFER),
        (Spot(MOORTOWN, False), Spot(FELLHAVEN, False), None),  # near one, near the other
        (Spot(MOORTOWN), Spot(BRAE_BASE), Relation.COMPATIBLE),  # a town and the base beside it
        (Spot(LAKE_PROVINCE), Spot(LAKE_PROVINCE, False, "region:hill"), Relation.DIFFER),  # on its border
        (Spot(NORLAND), Spot(LAKE_PROVINCE, False, "region:hill"), Relation.COMPATIBLE),
    ],
)
def test_places_agree_contain_or_lie_apart(one: Spot, other: Spot, relation: Relation | None) -> None:
    assert judge_places(claims(one, other)) is relation


def test_one_name_is_one_place_whatever_it_was_resolved_to() -> None:
    assert (
        judge_places(claims(Spot(MOORTOWN), Spot(FELLHAVEN), values=("San Juan", "San Juan")))
        is Relation.AGREE
    )


def test_types_of_two_families_differ_and_a_bare_noun_says_less() -> None:
    assert judge_types(claims(TYPES["Ka-52"], TYPES["Mi-17"])) is Relation.DIFFER
    assert judge_types(claims(TYPES["An-26"], "plane")) is Relation.COMPATIBLE
    assert judge_types(claims(TYPES["An-26"], "helicopter")) is None


def test_uses_that_go_together_make_no_row() -> None:
    assert judge_uses(claims(frozenset({"fighting"}), frozenset({"carrying"}))) is Relation.DIFFER
    assert judge_uses(claims(frozenset({"fighting"}), frozenset())) is None


def test_sources_without_a_name_are_not_set_against_others() -> None:
    def judge(one: str, other: str) -> Relation | None:
        return judge_sources(claims(one, other, values=(one, other)))

    assert judge("Kremlin", "Defense Ministry") is Relation.DIFFER
    assert judge("Peskov", "Kremlin spokesman Dmitry Peskov") is Relation.AGREE_VARIANT
    assert judge("officials", "Kremlin") is None


@pytest.mark.parametrize(
    ("one", "other", "edits"), [("rudskoi", "rudskoy", 1), ("ruiz", "ruiz", 0), ("ab", "xyzzy", 3)]
)
def test_edits_are_counted_up_to_a_bound(one: str, other: str, edits: int) -> None:
    assert edit_distance(one, other, 2) == edits


def test_rare_words_weigh_more_than_common_ones() -> None:
    weights = event_weights(
        {1: [frozenset({"ferry", "buoy"}), frozenset({"ferry"})], 2: [frozenset({"ferry"})]}
    )
    assert weights["buoy"] > weights["ferry"]


def test_sentences_of_two_events_never_align() -> None:
    weights = {"helicopter": 1.0, "crash": 1.0, tells("event"): 1.0, tells("Mi-17"): 1.0}
    one = frozenset({"helicopter", "crash", tells("event")})
    other = frozenset({"helicopter", "crash", tells("Mi-17")})
    assert likeness(one, one, weights) > 0.9
    assert likeness(one, other, weights) == 0.0
