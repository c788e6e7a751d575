"""Other days than the event's: what is set side by side by its verb, and what is not."""

from __future__ import annotations

import time

import pytest

from archive.records import ClaimRow, Relation
from tests.comparing.test_compare import rows, values

# Words weigh what they are rare in reports of a common length.
FILLER = (
    "The mayor of the town spoke on the radio. Rain is expected. Schools stayed quiet. Buses ran late. A choir sang. "
    "Markets opened early. Nobody minded. Traffic was light. Birds flew south. "
)


def dated(one: str, other: str) -> list[ClaimRow]:
    return [row for row in rows(FILLER + one, FILLER.upper() + other) if "“" in row.question]


@pytest.mark.parametrize(
    ("one", "other", "told", "relation"),
    [
        (
            "Kalu resigned in March.",
            "Mr Kalu resigned in March 2021.",
            ["March", "March 2021"],
            Relation.AGREE_VARIANT,
        ),
        ("Kalu resigned in March.", "Kalu resigned in April.", ["March", "April"], Relation.DIFFER),
        # What the firm is, both reports are about.
        (
            "It was founded in 2016.",
            "The company, founded in 2015, has no debts.",
            ["2016", "2015"],
            Relation.DIFFER,
        ),
        # Closed until a day and to open on it are one.
        (
            "The line stays closed until Thursday.",
            "The line is to reopen on Friday.",
            ["Thursday", "Friday"],
            Relation.DIFFER,
        ),
        (
            "The border was closed since 1999.",
            "A frontier closed since 1999 opens.",
            ["1999", "1999"],
            Relation.AGREE,
        ),
    ],
)
def test_one_deed_dated_twice_is_a_row(one: str, other: str, told: list[str], relation: Relation) -> None:
    (row,) = dated(one, other)
    assert [value.split()[-1] for value in values(row)] == [value.split()[-1] for value in told]
    assert row.relation is relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kalu resigned in March.", "Musa was arrested in April."),  # two deeds
        ("Kalu resigned in March.", "Musa resigned in April."),  # two persons
        ("Kalu sang there in 2001.", "Kalu also sang there in 2004."),  # one of several
        ("The bill was signed this month.", "The bill was signed last month."),  # counted from two days
        (
            "Photographs were released on May 3.",
            "They released photographs of a May 9 meeting.",
        ),  # day of a thing
        ("Kalu spoke on May 3.", "Kalu said on May 4 that it rained."),  # day of the saying
        ("A dried well smelt in May.", "A dried river smelt in June."),  # no verb
    ],
)
def test_days_of_two_things_never_differ(one: str, other: str) -> None:
    assert not [row for row in dated(one, other) if row.relation is Relation.DIFFER]


def test_days_that_hold_one_another_need_more_in_common_than_a_verb() -> None:
    told = ("Insurgents opened an offensive in March.", "The ministry opened a corridor in March 2021.")
    assert not [row for row in dated(*told) if "opened" in row.question]


@pytest.mark.parametrize(
    "text",
    [
        "Peter Kalu resigned in March. " * 250,  # a list
        "He resigned in March " * 300,
        "on May 3 " * 600,
        "until " * 5_000,
    ],
)
def test_long_texts_are_read_in_no_time(text: str) -> None:
    before = time.process_time()
    rows(text, text)
    # Some 2 seconds here; a machine three times as slow is still in time.
    assert time.process_time() - before < 10


def test_a_background_events_date_is_that_of_its_own_clause() -> None:
    told = "An Mi-17 came down near Moortown in April. "
    one = "A Ka-52 was shot down near Fellhaven on Monday. Rain is expected. Schools stayed quiet. "
    text = "Two men died in May near Moortown, and two more in April when an Mi-17 came down there."
    found = [row for row in rows(one + text, one.lower().capitalize() + told) if row.kind == "date"]
    assert not [row for row in found if row.relation is Relation.DIFFER]


def test_nobody_hurt_is_told_in_two_ways() -> None:
    found = {
        row.question: row.relation
        for row in rows(FILLER + "Nobody was hurt.", FILLER + "There were no injuries.")
    }
    assert found["Was anybody hurt?"] is Relation.AGREE_VARIANT


def test_one_day_told_by_two_verbs_is_one_deed_s_where_the_sentences_share_enough() -> None:
    one = "The hostages and peacekeepers crossed the old Brae bridge on June 10."
    other = "The peacekeepers picked up hostages beside the old Brae bridge on June 10."
    found = dated(one, other)
    assert [(row.relation, values(row)) for row in found] == [(Relation.AGREE, ["June 10", "June 10"])]


def test_one_day_is_not_enough_to_make_two_deeds_one() -> None:
    assert not dated("The baker sold his van on June 10.", "The queen danced at a ball on June 10.")


def test_one_year_holds_too_much() -> None:
    one = "He moved to the Brae bridge house with Norland friends in 2013."
    other = "He painted the Brae bridge house for Norland friends in 2013."
    assert not dated(one, other)
