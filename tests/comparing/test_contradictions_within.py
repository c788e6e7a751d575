"""One report that gives two totals in the words of two speakers."""

from __future__ import annotations

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
