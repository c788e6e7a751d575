"""What reports say of all who were killed, aboard, missing, saved or arrested."""

from __future__ import annotations

import pytest

from archive.records import Relation
from tests.comparing.test_compare import row, rows, values

KILLED, ABOARD = "How many people aboard were killed?", "How many people were aboard?"
CRASH = "A Suderian An-26 plane crashed in Lake province on Monday"


@pytest.mark.parametrize(
    ("one", "other", "question", "relation"),
    [
        # A toll that rose is a difference worth showing.
        ("killing at least 21 people", "killing at least 54 people", KILLED, Relation.DIFFER),
        # "More than" a round number promises up to the next one as round.
        ("killing more than 60 people", "killing 62 people", KILLED, Relation.COMPATIBLE),
        ("killing more than 60 people", "killing 97 people", KILLED, Relation.DIFFER),
        # Lives are people.
        ("with the loss of 15 lives", "killing all 15 people on board", KILLED, Relation.AGREE_VARIANT),
        # All who were killed aboard were aboard.
        ("with 14 people on board", "killing all 15 people on board", ABOARD, Relation.DIFFER),
        # So are passengers and crew together.
        ("with 92 people on board", "with 84 passengers and a crew of eight", ABOARD, Relation.AGREE_VARIANT),
    ],
)  # fmt: skip
def test_totals_of_one_crash_are_compared(one: str, other: str, question: str, relation: Relation) -> None:
    assert row(rows(f"{CRASH}, {one}.", f"{CRASH}, {other}."), question).relation is relation


def test_the_latest_of_two_numbers_is_the_toll() -> None:
    found = rows(
        f"{CRASH} with 295 people on board.",
        f"{CRASH}. The number of people who died on the flight rose on Tuesday from 295 to 298.",
    )
    assert values(row(found, ABOARD)) == ["295 people on board", "298"]


FIRE = "A fire swept through a factory in Moortown on Monday, killing 31 people."


@pytest.mark.parametrize(
    ("one", "other", "question", "shown"),
    [
        ("About 40 people are missing.", "Thirty people are still missing.", "How many people are missing?",
         ["About 40 people", "Thirty people"]),
        ("Fishermen pulled 61 people from the water.", "In all 61 people were rescued.",
         "How many people were rescued?",
         ["61 people", "all 61 people"]),
        ("Police arrested 40 people.", "Police said that 62 people were arrested.", "How many people were arrested?",
         ["40 people", "62 people"]),
        ("Fifty-two people were treated in hospital.", "More than 60 people were injured.",
         "How many people were wounded?", ["Fifty-two people", "More than 60 people"]),
    ],
)  # fmt: skip
def test_the_missing_and_the_saved_are_of_the_event_wherever_they_are_told(
    one: str, other: str, question: str, shown: list[str]
) -> None:
    filler = " The mayor spoke on the radio. Rain is expected."
    assert values(row(rows(FIRE + filler + " " + one, FIRE + filler + " " + other), question)) == shown


def test_the_dead_of_an_earlier_event_are_not_those_of_this_one() -> None:
    one = FIRE + " In 2012 a fire at the Tazreen factory killed 112 people."
    other = FIRE + " It was the worst since 2012, when 112 people died at the Tazreen factory."
    for found in rows(one, other):
        assert not {"31 people", "112 people"} <= set(values(found))


def test_who_was_hurt_in_another_place_is_counted_apart() -> None:
    one = "An earthquake struck Hill province on Saturday, injuring 300 people."
    other = one + " Two people died in Suderia and 45 people were hurt in Moortown. Rain is expected."
    found = row(rows(one, other), "How many people were wounded?")
    assert found.relation is Relation.AGREE


def test_a_few_of_those_aboard_are_not_all() -> None:
    found = rows(
        f"{CRASH}. Rain is expected. Four members of his congregation were also on the plane.",
        f"{CRASH}, killing all 12 people on board.",
    )
    assert not [r for r in found if r.question == ABOARD]


def test_losses_so_far_are_no_toll_of_the_crash() -> None:
    found = rows(
        f"{CRASH}, killing all five people on board. At least 18 Suderian servicemen have now died in Lake province.",
        f"{CRASH}, killing all five people on board. The deaths raise Suderian losses to 19.",
    )
    assert values(row(found, "How many Suderian losses so far?")) == ["At least 18 Suderian servicemen", "19"]
    assert row(found, KILLED).relation is Relation.AGREE


ATTACK = "An attack on a hotel in Moortown on Monday killed {} people. "


@pytest.mark.parametrize(
    "other",
    [
        # What the attack answers.
        ATTACK.format("two") + "It was revenge for air strikes that killed 32 people.",
        # Another town's dead.
        ATTACK.format("two") + "In Fellhaven 32 people were killed.",
        # Last week's dead, in a report of this week.
        ATTACK.format("two") + "Last week in a raid on a village 32 people were killed.",
    ],
)
def test_the_dead_of_another_attack_are_not_set_against_this_ones(other: str) -> None:
    told = row(rows(ATTACK.format("two"), other), "How many people were killed?")
    assert told.relation is Relation.AGREE
    assert values(told) == ["two people", "two people"]


def test_a_noun_says_what_happened_to_whom_it_counts() -> None:
    found = rows(
        FIRE + " There were two fatalities and 84 people were taken to hospital.",
        FIRE + " More than 100 wounded people were seen.",
    )
    wounded = row(found, "How many people were wounded?")
    assert values(wounded) == ["84 people", "More than 100 wounded people"]


def test_people_named_right_after_their_number_are_counted_by_their_nation() -> None:
    told = "A bomb blast in Moortown killed six Norlandian state TV said on Monday. The blast {} a market."
    found = row(rows(told.format("hit"), told.format("tore")), "How many Norland nationals were among them?")
    assert values(found) == ["six", "six"]
