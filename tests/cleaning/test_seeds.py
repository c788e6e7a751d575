"""The four reports the project began with: every sentence kept, all furniture gone."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from archive.cleaning import clean_document
from archive.intake import read_document
from archive.records import CleanReport, Dateline, PublishedHow, Verdict

SHARED = Path(os.environ.get("PARALLAX_SHARED", Path(__file__).parents[3] / "shared"))
GOLD = SHARED / "data" / "related" / "seed_gold.json"

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason=f"no seeds under {SHARED}; set PARALLAX_SHARED")


def read_seed(number: str) -> str:
    return next((SHARED / "seeds").glob(f"{number}_*.txt")).read_text(encoding="utf-8")


def clean_seed(number: str) -> CleanReport:
    return clean_document(read_document(read_seed(number).encode(), f"{number}.txt"))


def removed(report: CleanReport) -> list[tuple[str | None, str]]:
    return [(block.reason, block.text) for block in report.blocks if block.verdict is Verdict.REMOVED]


def test_000_loses_its_furniture_and_its_stray_headline():
    report = clean_seed("000")

    assert report.headline == "Russian helicopter downed in rebel-held Idlib province"
    assert report.published_on is None
    assert removed(report) == [
        ("share line", "Share"),
        ("advertisement", "Advertisement"),
        ("advertisement", "Advertisement"),
        ("stray headline", "Russian military helicopter downed in N. Syria 5 killed"),
    ]


def test_002_has_its_date_and_dateline_and_no_headline():
    report = clean_seed("002")

    assert report.headline is None
    assert report.dateline == Dateline("Moscow", "AP")
    assert report.published_on == dt.date(2016, 8, 1)
    assert report.published_how is PublishedHow.PRINTED
    assert report.body.startswith("MOSCOW (AP) — Rebels in Syria shot down")


def test_002_loses_its_caption_leftover_and_its_comments():
    taken = removed(clean_seed("002"))

    assert taken[0] == ("caption leftover", "Sergei Rudskoi")
    assert taken[1] == ("comment section", "One Comment")
    assert taken[-1] == ("comment section", "togel singapore")
    assert len(taken) == 8


def test_003_is_dated_by_the_day_its_text_names():
    report = clean_seed("003")

    assert report.headline == "Russian helicopter on Aleppo aid mission shot down, all 5 aboard dead"
    assert report.published_on == dt.date(2016, 8, 1)
    assert report.published_how is PublishedHow.PRINTED
    assert [reason for reason, _ in removed(report)] == ["rule", "rule", "read-more link", "read-more link"]
    assert "*" not in report.body
    assert "as [the crew] tried" in report.body


def test_004_keeps_its_subheadings_and_has_no_date():
    report = clean_seed("004")

    assert report.dateline == Dateline("Beirut", None)
    assert [block.text for block in report.blocks if block.kind == "subheading"] == [
        "Aleppo rebel assault",
        "'Humanitarian corridors'",
    ]
    assert report.published_on is None
    assert report.published_how is PublishedHow.UNKNOWN
    assert removed(report) == []


@pytest.mark.parametrize("number", ["000", "002", "003", "004"])
def test_no_sentence_is_lost_and_no_furniture_is_left(number):
    document = json.loads(GOLD.read_text(encoding="utf-8"))["docs"][number]
    text = read_seed(number)
    report = clean_seed(number)
    lines = text.split("\n")
    furniture = {lines[line - 1] for line in document["junk_lines"]}
    head = {report.headline, "Russian military helicopter downed in N. Syria 5 killed"}
    for start, end in document["sentences"]:
        sentence = text[start:end].strip().strip("*").strip()
        if sentence in head or any(sentence in line for line in furniture) or "](#)" in sentence:
            continue
        assert sentence.removesuffix(" Sergei Rudskoi") in report.body
    body_lines = set(report.body.split("\n"))
    assert not {line.strip() for line in furniture} & body_lines - {""}
