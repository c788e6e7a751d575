"""What two reports tell by opposite words of one subject, and counted things of which nothing else is told."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.comparing.compare import compare_reports
from archive.records import ClaimRow, Relation
from tests.comparing.reports import DAY, make_report
from tests.comparing.test_compare import row, rows, values

TALE = "The council of Moortown met on Monday. Rain is expected."


def questions(found: list[ClaimRow]) -> set[str]:
    return {found_row.question for found_row in found}


@pytest.mark.parametrize(
    ("one", "other", "question", "relation"),
    [
        (
            "Peter Mohr will step down.",
            "Chief Peter Mohr will stay on.",
            "Does Mohr stay or go?",
            Relation.DIFFER,
        ),
        # one may have been read in the morning, the other at night
        (
            "Brent crude rose sharply.",
            "Brent fell a little.",
            "Did Brent rise or fall?",
            Relation.DIFFER_SCOPE,
        ),
        (
            "Harbour Council approved the tunnel to Brae island.",
            "The Council turned down the tunnel to Brae island.",
            "Does Council agree or refuse?",
            Relation.DIFFER,
        ),
    ],
)
def test_opposite_words_of_one_subject_are_a_difference(
    one: str, other: str, question: str, relation: Relation
) -> None:
    assert row(rows(f"{TALE} {one}", f"{TALE} {other}"), question).relation is relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peter Mohr will step down.", "Ada Holm will stay on."),  # two persons
        ("Peter Mohr did not step down.", "Peter Mohr will stay on."),  # not said by opposites
        ("Mohr rose early. Mohr fell ill.", "Mohr fell asleep."),  # one report tells both
        ("The Council approved a tunnel.", "The Council dismissed the mayor."),  # two matters
    ],
)
def test_what_may_be_true_together_is_no_difference(one: str, other: str) -> None:
    found = rows(f"{TALE} {one}", f"{TALE} {other}")
    assert not [r for r in found if " or " in r.question]


def test_prices_of_two_days_are_not_set_side_by_side() -> None:
    reports = [
        make_report(f"{TALE} Brent rose sharply.", key=1, published_on=DAY),
        make_report(f"{TALE} Brent fell a little.", key=2, published_on=DAY + dt.timedelta(days=1)),
    ]
    assert "Did Brent rise or fall?" not in questions(list(compare_reports(reports).rows))


def test_a_count_of_which_nothing_is_told_is_set_beside_one_that_may_be_it() -> None:
    one = f"{TALE} The attackers came from a crowd of about 1,000 men outside the railway station."
    other = f"{TALE} It was a crowd of 1,000 young men, outside the station. "
    assert values(row(rows(one, other), "How many men, as to the crowd?")) == [
        "about 1,000 men",
        "1,000 young men",
    ]


def test_counts_of_one_name_told_in_other_words_may_count_two_things() -> None:
    one = f"{TALE} The mayor opened 33 schools in spring."
    other = f"{TALE} Vandals broke windows at 12 schools in the hills."
    assert not any(question.startswith("How many schools") for question in questions(rows(one, other)))


def test_those_killed_on_the_ground_were_not_aboard() -> None:
    one = "A bomb went off in Moortown on Monday, killing two women and two soldiers."
    other = "A bomb went off in Moortown on Monday. Two women and two soldiers died in the blast."
    found = rows(one, other)
    assert row(found, "How many people were killed?").relation is Relation.AGREE
    assert "Who was aboard?" not in questions(found)


def test_families_are_no_people_and_a_year_s_dead_no_day_s() -> None:
    one = f"{TALE} Rebels shelled Fellhaven bakery, and eight people were killed in the old market street."
    families = (
        f"{TALE} Rebels shelled Fellhaven bakery, and six families were killed in the old market street."
    )
    year = f"{TALE} In the past year 313 people were killed when rebels shelled Fellhaven bakery and old market street."
    for other in (families, year):
        assert not [r for r in rows(one, other) if r.relation in (Relation.DIFFER, Relation.DIFFER_SCOPE)]


def test_towns_are_no_people() -> None:
    one = f"{TALE} The rebels trapped two besieged towns near Fellhaven bakery in the old valley."
    other = f"{TALE} The rebels trapped 5,000 people near Fellhaven bakery in the old valley."
    assert not [r for r in rows(one, other) if r.relation in (Relation.DIFFER, Relation.DIFFER_SCOPE)]


def test_of_what_people_villages_are_is_no_topic() -> None:
    one = f"{TALE} The long convoy left the Brannite villages by night with all its lorries."
    found = [r.question for r in rows(one, one.replace("long", "slow"))]
    assert "What is said about Brannite?" not in found


def test_the_dead_of_a_war_are_not_those_of_a_raid() -> None:
    one = "An air strike hit Fellhaven on Monday. One woman and 57 men died, 58 people killed in all, medics said."
    other = "An air strike hit Fellhaven on Monday. More than 320,000 people have been killed since the conflict began."
    assert not [r for r in rows(one, other) if r.relation in (Relation.DIFFER, Relation.DIFFER_SCOPE)]
