"""Numbers, typed: how many, of what, and what happened to them."""

from __future__ import annotations

import pytest

from archive.comparing.lexicon import State
from archive.comparing.numbers import Bound, parse_number
from archive.comparing.quantities import Quantity, find_quantities
from archive.comparing.words import find_words
from tests.comparing.reports import read


def quantities(text: str) -> list[Quantity]:
    return list(find_quantities(read(text)))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("forty-two", 42, 42),
        ("5,000", 5000, 5000),
        ("two hundred", 200, 200),
        ("1.5 million", 1_500_000, 1_500_000),
        ("a dozen", 12, 12),
        ("20 to 30", 20, 30),
        ("20-30", 20, 30),
        ("both", 2, 2),
        ("third", 3, 3),
        ("21st", 21, 21),
    ],
)
def test_numbers_are_read_in_figures_and_words(text: str, low: float, high: float) -> None:
    number = parse_number(find_words(text), 0)
    assert number is not None
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize("text", ["the", "Mi-8", "30-20", "someone", "a ferry"])
def test_other_words_are_no_numbers(text: str) -> None:
    assert parse_number(find_words(text), 0) is None


@pytest.mark.parametrize(
    ("text", "value", "people", "state"),
    [
        ("The blast killed four people.", 4, "people", State.KILLED),  # before
        ("Two airmen were killed.", 2, "crew", State.KILLED),  # after, passive
        ("The raid left 28 civilians dead.", 28, "civilian", State.KILLED),  # after, adjective
        ("It crashed, killing both crew members.", 2, "crew", State.KILLED),  # both
        ("The ferry was carrying 310 passengers.", 310, "people", State.ABOARD),
        ("There were 12 sailors aboard.", 12, "crew", State.ABOARD),
        ("Some 300 residents fled the town.", 300, "people", State.FLED),
        ("He said 82 rebels had laid down their weapons.", 82, "fighter", State.SURRENDERED),  # a phrase
        ("Nine miners are still trapped.", 9, "people", State.TRAPPED),
        ("Six are missing.", 6, None, State.MISSING),  # no noun at all
        ("The army lost 14 tanks.", 14, None, State.LOST),
        ("The rebels lost 40 fighters.", 40, "fighter", State.KILLED),  # people lost are dead
        ("Scores of people, mostly women, rushed to leave.", 40, "people", State.FLED),  # over an aside
        ("Police arrested 30 protesters.", 30, "protester", State.ARRESTED),
    ],
)
def test_a_count_is_typed_by_what_happened(text: str, value: float, people: str | None, state: State) -> None:
    first = quantities(text)[0]
    assert (first.low, first.people, first.state) == (value, people, state)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("About 40 people died.", Bound.ABOUT),
        ("More than 40 people died.", Bound.AT_LEAST),
        ("At least 40 people died.", Bound.AT_LEAST),
        ("Up to 40 people died.", Bound.AT_MOST),
        ("Dozens of people died.", Bound.VAGUE),
        ("All 40 people died.", Bound.EXACT),
    ],
)
def test_hedges_are_kept(text: str, bound: Bound) -> None:
    assert quantities(text)[0].bound is bound


@pytest.mark.parametrize(
    "text",
    [
        "A Mi-17 and an An-26 flew by.",  # figures of type names
        "It sank on June 14, 2021.",  # dates
        "It sank at 5:30 p.m.",  # times of day
        "In one video, men were seen.",  # an article in disguise
        "It is the country’s second city.",  # an ordinal that counts nothing
        "A man in his 20's was there.",  # decades
        "Image 2 of 9",  # series
    ],
)
def test_other_figures_are_not_counted(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("It began 10 months ago.", State.TIME),
        ("A 32-year-old pharmacist spoke.", State.AGE),
        ("Joseph Perkins, 24, was found dead.", State.AGE),  # between commas after a name
        ("It cost $40.", State.MEASURE),
        ("Turnout was 61 percent.", State.MEASURE),
    ],
)
def test_times_ages_and_measures_are_types_of_their_own(text: str, state: State) -> None:
    assert [quantity.state for quantity in quantities(text)] == [state]


def test_what_happened_carries_over_a_list() -> None:
    text = (
        "They lost more than 800 fighters, as well as 14 tanks, 10 other armored vehicles and over 60 trucks."
    )
    assert [quantity.state for quantity in quantities(text)] == [
        State.KILLED,
        State.LOST,
        State.LOST,
        State.LOST,
    ]


def test_three_crew_and_two_officers_share_their_fate() -> None:
    assert [q.state for q in quantities("Three crew and two officers from the base died.")] == [
        State.KILLED
    ] * 2


def test_included_people_are_a_part() -> None:
    whole, part = quantities("The fire killed four people, including three women.")
    assert not whole.is_subset
    assert part.is_subset


@pytest.mark.parametrize(
    ("text", "is_toll"),
    [
        ("It brought the toll to 19.", True),
        ("Casualties have risen to 14.", True),
        ("The toll stands at 30.", True),
        ("The mayor put the toll at six dead.", False),  # of one happening
        ("He walked to 14 houses.", False),
    ],
)
def test_running_totals_are_told_apart(text: str, is_toll: bool) -> None:
    assert quantities(text)[0].is_toll is is_toll


def test_who_acts_is_not_who_suffers() -> None:
    rebels, soldiers = quantities("Twenty rebels killed five soldiers.")
    assert rebels.state is None
    assert soldiers.state is State.KILLED


def test_what_is_only_meant_has_not_happened() -> None:
    assert quantities("He wanted to kill two people.")[0].state is None


def test_every_count_points_at_its_own_words() -> None:
    text = "The blast killed four people and wounded at least nine others."
    for quantity in quantities(text):
        assert text[quantity.start : quantity.end] in text
        assert quantity.start < quantity.end
