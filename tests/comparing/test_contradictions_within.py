"""One report that gives two totals in the words of two speakers."""

from __future__ import annotations

import pytest

from archive.records import Relation
from tests.comparing.test_compare import row, rows, values

TOOK_PART = "How many people took part?"
MARCH = "Protesters marched in Moortown on Monday. "


def test_two_speakers_totals_of_one_report_both_stand_in_its_cell() -> None:
    found = rows(
        MARCH + "Organisers said 100,000 people had marched; police put the crowd at 20,000.",
        MARCH + "Organisers said 90,000 people had joined the march.",
    )
    both = row(found, TOOK_PART)
    assert both.relation is Relation.DIFFER
    assert values(both) == ["100,000 people", "20,000", "90,000 people"]
    assert [cell.attribution for cell in both.cells] == ["Organisers", "police", "Organisers"]


def test_a_report_can_contradict_itself_where_the_others_are_silent() -> None:
    found = rows(
        MARCH + "Organisers said 100,000 people had marched. Police put the crowd at 20,000.",
        MARCH + "They want cheaper fuel.",
    )
    alone = row(found, TOOK_PART)
    assert alone.relation is Relation.DIFFER
    assert {cell.article for cell in alone.cells} == {1}


def test_one_speakers_two_figures_are_no_contradiction() -> None:
    found = rows(
        MARCH + "Police said 100,000 people had marched. Police said 20,000 people had gathered by noon.",
        MARCH + "They want cheaper fuel.",
    )
    assert not [one for one in found if one.question == TOOK_PART]


QUAKE = "An earthquake struck Hill province on Saturday. "
KILLED = "How many people were killed?"


@pytest.mark.parametrize(
    "told",
    [
        "Officials withdrew an earlier report that 30 people were killed, and said 25 people had died.",
        "The quake killed 25 people, the army said; it had earlier said that 30 people were killed.",
        "Officials had earlier said the quake killed 30 people. On Sunday they said the quake killed 25 people.",
        # Given once, and nothing in its place: it is still what the report says.
        "Earlier, officials said that 25 people were killed.",
    ],
)
def test_a_total_that_was_given_once_gives_way_to_the_one_in_its_place(told: str) -> None:
    found = row(rows(QUAKE + told, QUAKE + "Twenty-five people died, officials said."), KILLED)
    assert (found.relation, values(found)) == (Relation.AGREE_VARIANT, ["25 people", "Twenty-five people"])


def test_a_total_taken_back_is_not_what_the_report_says() -> None:
    told = "The ministry initially said 30 people had died, but later withdrew the figure."
    found = rows(QUAKE + told, QUAKE + "Twenty-five people died, officials said.")
    assert not [one for one in found if one.question == KILLED]
