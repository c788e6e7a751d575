"""Development events as reports: one JSON object a line, see the README beside the data."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive.comparing.candidates import (
    choose_candidates,
    find_terms,
    gather_shared_terms,
    keep_rarest,
    nearest_by_terms,
)
from archive.comparing.profiles import Profile, profile_report
from archive.comparing.weighing import WordWeights, count_frequencies
from archive.gazetteer import find_aircraft, find_toponyms, load_aircraft, load_places
from archive.records import Report

# Outlets of a file that names them by their leaning only: not names of outlets.
_LEANINGS = frozenset({"L", "LL", "M", "R", "RR"})


@dataclass(frozen=True)
class LabelledReport:
    """A report, its id in the file, and the event it tells (``None`` in a pool file)."""

    key: str
    event: str | None
    report: Report


def load_reports(paths: Iterable[Path], first_id: int = 0) -> list[LabelledReport]:
    """Return the reports of event files (``.jsonl`` or ``.jsonl.gz``) in order, numbered from ``first_id``.

    Their places and aircraft types are read, as when a report arrives.
    """
    rows = [json.loads(line) for path in paths for line in _lines(path)]
    return [read_names(_labelled(row, number)) for number, row in enumerate(rows, first_id)]


def read_names(labelled: LabelledReport) -> LabelledReport:
    """Return the report with its places and aircraft types read."""
    body = labelled.report.body
    toponyms = tuple(find_toponyms(body, load_places()))
    aircraft = tuple(find_aircraft(body, load_aircraft()))
    return replace(labelled, report=replace(labelled.report, toponyms=toponyms, aircraft=aircraft))


def without_date(labelled: LabelledReport) -> LabelledReport:
    """Return the report as if it carried no date."""
    return replace(labelled, report=replace(labelled.report, published_on=None))


def weigh_words(profiles: Sequence[Profile]) -> WordWeights:
    """Return the word weights of an archive of these reports."""
    return WordWeights(len(profiles), count_frequencies(profiles))


def profile_all(reports: Iterable[LabelledReport]) -> list[Profile]:
    """Return each report's profile, in order."""
    return [profile_report(labelled.report) for labelled in reports]


def find_candidates(profiles: Sequence[Profile], weights: WordWeights) -> dict[int, list[int]]:
    """Return for each profile, by its place in the sequence, the places of its candidates, best first."""
    terms = [find_terms(profile, weights) for profile in profiles]
    uses: defaultdict[str, list[tuple[str, int, bool]]] = defaultdict(list)
    for place, found in enumerate(terms):
        for word, in_lede in found.items():
            uses[word].append((word, place, in_lede))
    return {
        place: _best(place, profiles, gather_shared_terms(found, _uses_of(found, uses, weights), weights))
        for place, found in enumerate(terms)
    }


def _uses_of(
    found: dict[str, bool], uses: dict[str, list[tuple[str, int, bool]]], weights: WordWeights
) -> Iterable[tuple[str, int, bool]]:
    return (use for word in keep_rarest(found, weights.frequencies) for use in uses[word])


def _best(place: int, profiles: Sequence[Profile], shared: dict[int, float]) -> list[int]:
    shared.pop(place, None)
    days = {other: profiles[other].published_on for other in nearest_by_terms(shared)}
    return choose_candidates(shared, profiles[place].published_on, days)


def _lines(path: Path) -> list[str]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return [line for line in text.split("\n") if line.strip()]


def _labelled(row: dict[str, str], number: int) -> LabelledReport:
    outlet = row.get("source") or None
    day = (row.get("date") or "")[:10]
    report = Report(
        id=number,
        body=row.get("text") or row["body"],
        headline=row.get("title") or None,
        outlet=None if outlet in _LEANINGS else outlet,
        published_on=dt.date.fromisoformat(day) if day else None,
    )
    return LabelledReport(row["id"], row.get("event"), report)
