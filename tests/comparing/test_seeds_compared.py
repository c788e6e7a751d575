"""The four real reports of one event, through every room up to this one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.cleaning import clean_document
from archive.comparing.compare import compare_reports
from archive.gazetteer import find_aircraft, find_toponyms, load_aircraft, load_places
from archive.intake import read_document
from archive.records import BodyBlock, ClaimRow, Comparison, Relation, Report, SharedKind

SEEDS = Path(os.environ.get("PARALLAX_SHARED", Path(__file__).parents[3] / "shared")) / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no seed reports in {SEEDS}")


def read_seed(key: int, path: Path) -> Report:
    clean = clean_document(read_document(path.read_bytes(), path.name))
    blocks = tuple(
        BodyBlock(block.body_start, block.body_end, block.kind)
        for block in clean.blocks
        if block.body_start is not None and block.body_end is not None
    )
    return Report(
        id=key,
        body=clean.body,
        headline=clean.headline,
        published_on=clean.published_on,
        blocks=blocks,
        toponyms=find_toponyms(clean.body, load_places()),
        aircraft=find_aircraft(clean.body, load_aircraft()),
    )


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    paths = sorted(SEEDS.glob("*.txt"))
    return compare_reports([read_seed(key, path) for key, path in enumerate(paths, start=1)])


def find_row(comparison: Comparison, question: str, group: str = "event") -> ClaimRow:
    (found,) = (row for row in comparison.rows if (row.question, row.group) == (question, group))
    return found


@pytest.mark.parametrize(
    ("question", "group", "relation", "values"),
    [
        (  # five = five = three crew and two officers
            "How many people aboard were killed?",
            "event",
            Relation.AGREE_VARIANT,
            [
                "Five people on board",
                "all five people on board",
                "Three crew and two officers",
                "all five people on board",
            ],
        ),
        ("How many Russian losses so far?", "event", Relation.DIFFER, ["14", "19", "18"]),
        ("Which aircraft?", "event", Relation.AGREE, ["Mi-8"] * 4),
        ("When was it shot down?", "event", Relation.AGREE_VARIANT, ["Monday", "August 1", "Monday"]),
        ("Who did it?", "event", Relation.DIFFER, None),  # rebels; nobody knows
        ("What kind of helicopter is it called?", "event", Relation.DIFFER, None),  # combat; transport
        (
            "When was it shot down?",
            "Mi-25, July",
            Relation.AGREE_VARIANT,
            ["July 8", "Last month", "In July"],
        ),
    ],
)
def test_the_table_says_what_the_reports_say(
    comparison: Comparison, question: str, group: str, relation: Relation, values: list[str] | None
) -> None:
    row = find_row(comparison, question, group)
    assert row.relation is relation
    if values is not None:
        assert [cell.value for cell in row.cells] == values


def test_one_base_has_two_spellings(comparison: Comparison) -> None:
    row = find_row(comparison, "Where was it going?")
    assert row.relation is Relation.AGREE_VARIANT
    assert [cell.article for cell in row.cells] == [1, 2, 3]


def test_three_reports_put_it_in_one_province_and_one_on_its_border(comparison: Comparison) -> None:
    row = find_row(comparison, "Where was it shot down?")
    assert row.relation is Relation.DIFFER
    assert all("Idlib" in cell.value for cell in row.cells)


def test_the_palace_is_surer_in_one_report_than_in_another(comparison: Comparison) -> None:
    rows = [row for row in comparison.rows if row.kind == "certainty"]
    assert [row.relation for row in rows] == [Relation.DIFFER] * len(rows)
    assert any("assumed dead" in [cell.value for cell in row.cells] for row in rows)


def test_shared_sentences_and_quotations_are_told_apart(comparison: Comparison) -> None:
    kinds = [text.kind for text in comparison.shared]
    assert {SharedKind.VERBATIM, SharedKind.NEAR, SharedKind.QUOTE} == set(kinds)


def test_the_four_are_four_texts(comparison: Comparison) -> None:
    assert comparison.independent_texts == 4
    assert all(0.0 < share < 0.5 for share in comparison.shared_shares.values())
