"""The samples hold what their README and manifest declare, before any stage of the archive reads them."""

import csv
import datetime as dt
import functools
import html
import itertools
import json
import os
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SAMPLES = CHECKOUT / "samples"
SHARED = Path(os.environ.get("PARALLAX_SHARED", CHECKOUT.parent / "shared"))
MANIFEST: list[dict[str, Any]] = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))

# A run this long in two reports is agency copy, not chance.
WIRE_COPY_WORDS = 40
# Shorter runs than this are names of offices and stock phrases that any two reports may have in common.
COPIED_WORDS = 10

HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"\w+")

entries = pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: Path(entry["file"]).name)


@functools.cache
def original(file: str) -> str:
    document = (SAMPLES / file).read_bytes()
    return document.decode("windows-1252" if b'charset="windows-1252"' in document else "utf-8-sig")


@functools.cache
def visible(file: str) -> str:
    """Return a report's words as a reader of the page sees them, furniture and all."""
    text = original(file)
    return html.unescape(TAG.sub("", HIDDEN.sub("", text))) if file.endswith(".html") else text


def words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def by_event() -> dict[str, list[dict[str, Any]]]:
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in MANIFEST:
        events[entry["event"]].append(entry)
    return events


def outlets() -> list[dict[str, str]]:
    with (SAMPLES / "outlets.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def events_naming(designator: str) -> set[str]:
    return {
        entry["event"] for entry in MANIFEST if re.search(designator, visible(entry["file"]), re.IGNORECASE)
    }


def test_every_report_is_in_the_manifest_once():
    assert sorted(entry["file"] for entry in MANIFEST) == sorted(
        f"reports/{path.name}" for path in (SAMPLES / "reports").iterdir()
    )


def test_there_are_enough_reports_events_and_outlets():
    assert len(MANIFEST) >= 28
    assert len(by_event()) >= 8
    assert len({entry["outlet"] for entry in MANIFEST}) >= 6


@pytest.mark.parametrize(("suffix", "least"), [(".txt", 12), (".md", 6), (".html", 10)])
def test_every_format_is_well_represented(suffix, least):
    assert sum(entry["file"].endswith(suffix) for entry in MANIFEST) >= least


def test_every_outlet_is_declared_invented_and_has_an_address_that_cannot_exist():
    declared = outlets()

    assert {row["name"] for row in declared} == {entry["outlet"] for entry in MANIFEST}
    assert {row["invented"] for row in declared} == {"yes"}
    assert all(row["domain"].endswith(".example") for row in declared)


def test_no_page_links_to_a_real_host():
    links = [
        link for entry in MANIFEST for link in re.findall(r"https?://([^/\s\"']+)", original(entry["file"]))
    ]

    assert {link for link in links if not link.endswith((".example", "schema.org"))} == set()


@entries
def test_a_report_has_the_length_of_a_news_story(entry):
    assert 180 <= len(words(visible(entry["file"]))) <= 600


@entries
def test_what_is_declared_furniture_or_report_is_in_the_file_and_not_in_both(entry):
    for stretch in entry["must_not_contain"]:
        assert stretch in html.unescape(original(entry["file"]))
        assert not any(stretch in kept for kept in entry["must_contain"])
    for stretch in entry["must_contain"]:
        assert stretch in visible(entry["file"])


@entries
def test_a_declared_headline_is_a_line_of_its_own(entry):
    if entry["headline"] is None:
        return
    lines = {line.strip().removeprefix("# ") for line in visible(entry["file"]).splitlines()}
    assert entry["headline"] in lines


@entries
def test_a_declared_date_falls_in_the_month_of_its_event(entry):
    printed, given = entry["published_on"], entry.get("given_published_on")

    assert printed is None or given is None
    for published_on in filter(None, (printed, given)):
        year, month = map(int, entry["event"].rsplit("-", 2)[1:])
        assert dt.date.fromisoformat(published_on).replace(day=1) == dt.date(year, month, 1)
        assert Path(entry["file"]).name.startswith(f"{year}-{month:02}-")


def test_an_undated_file_prints_no_date_of_publication():
    undated = [entry for entry in MANIFEST if entry["published_on"] is None]

    assert len(undated) == 2
    for entry in undated:
        assert not re.search(
            r"\b20\d\d-\d\d|\d/\d\d/\d|\d \w+ 20\d\d|\w+ \d+, 20\d\d", original(entry["file"])
        )


def test_one_report_has_no_headline_and_begins_with_its_dateline():
    (entry,) = (entry for entry in MANIFEST if entry["headline"] is None)

    assert original(entry["file"]).startswith("LATAKIA, Syria (Levant Wire) - ")


@pytest.mark.parametrize(
    ("file", "printed", "told"),
    [
        ("reports/2017-04-shayrat-strike-gazette.md", "07/04/2017", "April 7"),
        ("reports/2018-03-khmeimim-an26-levant-wire.txt", "06/03/2018", "March 6"),
    ],
)
def test_a_numeric_date_that_could_be_read_two_ways_is_settled_by_the_text(file, printed, told):
    assert printed in original(file)
    assert told in original(file)


def test_most_events_have_two_reports_and_one_event_has_a_single_one():
    sizes = sorted(len(reports) for reports in by_event().values())

    assert sizes[0] == 1
    assert sizes[1] >= 2
    assert sizes[-1] == 4


@pytest.mark.parametrize(
    "event",
    [
        "mh17-2014-07",
        "idlib-mi8-2016-08",
        "sochi-tu154-2016-12",
        "latakia-il20-2018-09",
        "beirut-port-2020-08",
    ],
)
def test_two_outlets_print_the_same_wire_copy_word_for_word(event):
    texts = [visible(entry["file"]) for entry in by_event()[event]]

    assert any(
        runs(one, WIRE_COPY_WORDS) & runs(other, WIRE_COPY_WORDS)
        for one, other in itertools.combinations(texts, 2)
    )


def test_reports_of_different_events_share_no_wire_copy():
    seen: dict[tuple[str, ...], str] = {}
    for entry in MANIFEST:
        for run in runs(visible(entry["file"]), WIRE_COPY_WORDS):
            assert seen.setdefault(run, entry["event"]) == entry["event"]


@pytest.mark.parametrize(
    ("designator", "events"),
    [
        # the shoot-down itself, and the rescue of the Su-24's crew
        (r"\bMi-8", {"idlib-mi8-2016-08", "su24-turkey-2015-11"}),
        # Palmyra, and the Idlib reports that look back on it
        (r"\bMi-25\b", {"palmyra-mi25-2016-07", "idlib-mi8-2016-08"}),
        # Palmyra's reports explain what a Mi-25 is
        (r"\bMi-24", {"yeraskh-mi24-2020-11", "palmyra-mi25-2016-07"}),
        # "8 people" and no helicopter
        (r"\b8 people\b", {"baltimore-bridge-2024-03"}),
        # an 8 that belongs to an airliner
        (r"\bMAX 8\b", {"bishoftu-737max-2019-03"}),
        (r"\bF-16", {"su24-turkey-2015-11", "latakia-il20-2018-09"}),
        (r"\bTu-154", {"sochi-tu154-2016-12", "khmeimim-an26-2018-03"}),
        # two events of one week, one type of helicopter
        (r"\bMi-17", {"nayrab-mi17-2020-02", "urum-mi17-2020-02"}),
    ],
)
def test_an_aircraft_is_named_only_where_it_belongs(designator, events):
    assert events_naming(designator) == events


@pytest.mark.parametrize(
    ("event", "spellings"),
    [
        ("idlib-mi8-2016-08", ["Khmeimim", "Hmeimim", "Hemeimeem", "Idlib", "Idleb", "Saraqeb", "Saraqib"]),
        ("mh17-2014-07", ["Kiev", "Kyiv", "Grabovo", "Hrabove"]),
        ("latakia-il20-2018-09", ["Khmeimim", "Hmeimim", "Latakia", "Lattakia"]),
    ],
)
def test_outlets_spell_one_place_in_different_ways(event, spellings):
    told = " ".join(visible(entry["file"]) for entry in by_event()[event])

    assert [name for name in spellings if not re.search(rf"\b{name}\b", told)] == []


def test_one_file_is_written_with_a_byte_order_mark_and_crlf_and_one_in_windows_1252():
    marked = (SAMPLES / "reports/2018-09-latakia-il20-courier.txt").read_bytes()
    western = (SAMPLES / "reports/2020-02-nayrab-mi17-northline.html").read_bytes()

    assert marked.startswith(b"\xef\xbb\xbf")
    assert marked.count(b"\r\n") == marked.count(b"\n")
    with pytest.raises(UnicodeDecodeError):
        western.decode("utf-8")


def test_the_readme_counts_and_names_every_event():
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")

    for event, reports in by_event().items():
        assert f"| `{event}` | {len(reports)} |" in readme


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the real inputs are not beside this checkout")
def test_no_sentence_is_taken_from_the_real_reports():
    taken = set().union(
        *(runs(path.read_text("utf-8"), COPIED_WORDS) for path in (SHARED / "seeds").glob("*.txt"))
    )

    assert [entry["file"] for entry in MANIFEST if runs(visible(entry["file"]), COPIED_WORDS) & taken] == []
