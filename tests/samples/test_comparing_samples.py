"""The samples, set side by side: figures that differ on purpose are shown so, and nothing of another event is."""

import json
from pathlib import Path

import pytest

from archive.cleaning import clean_document
from archive.comparing.compare import compare_reports
from archive.gazetteer import find_aircraft, find_toponyms, load_aircraft, load_places
from archive.intake import read_document
from archive.records import BodyBlock, Relation, Report

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
MANIFEST = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))


def report(number, entry):
    cleaned = clean_document(read_document((SAMPLES / entry["file"]).read_bytes(), entry["file"]))
    return Report(
        id=number,
        body=cleaned.body,
        headline=cleaned.headline,
        outlet=entry["outlet"],
        published_on=cleaned.published_on,
        blocks=tuple(
            BodyBlock(block.body_start, block.body_end, block.kind)
            for block in cleaned.blocks
            if block.body_start is not None
        ),
        toponyms=find_toponyms(cleaned.body, load_places()),
        aircraft=find_aircraft(cleaned.body, load_aircraft()),
        dateline=cleaned.dateline,
    )


@pytest.fixture
def rows(request):
    entries = [entry for entry in MANIFEST if entry["event"] == request.param]
    return compare_reports([report(number, entry) for number, entry in enumerate(entries, 1)]).rows


def differing(rows):
    return {
        row.question: [cell.value for cell in row.cells] for row in rows if row.relation is Relation.DIFFER
    }


@pytest.mark.parametrize("rows", ["idlib-mi8-2016-08"], indirect=True)
def test_losses_differ_and_the_crew_lost_earlier_is_background(rows):
    assert differing(rows) == {"How many Russian losses so far?": ["At least 18 Russian servicemen", "19"]}
    assert [row.group for row in rows if row.question == "How many crew were killed?"] == ["earlier events"]


@pytest.mark.parametrize(
    ("rows", "figures"),
    [
        ("mh17-2014-07", {"295", "298"}),
        ("sochi-tu154-2016-12", {"91", "92"}),
        ("khmeimim-an26-2018-03", {"32", "39"}),
        ("latakia-il20-2018-09", {"14", "15"}),
    ],
    indirect=["rows"],
)
def test_figures_that_differ_are_called_so(rows, figures):
    shown = " ".join(value for values in differing(rows).values() for value in values).lower()
    words = {"14": "fourteen", "15": "fifteen", "32": "thirty-two", "39": "thirty-nine", "84": "eighty-four"}

    assert {figure for figure in figures if figure in shown or words.get(figure, figure) in shown} == figures
