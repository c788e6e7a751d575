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
    MOST_CANDIDATES,
    fade_with_days,
    find_terms,
    gather_shared_terms,
)
from archive.comparing.profiles import Profile, profile_report
from archive.comparing.weighing import WordWeights, count_frequencies
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
    """Return the reports of event files (``.jsonl`` or ``.jsonl.gz``) in order, numbered from ``first_id``."""
    rows = [json.loads(line) for path in paths for line in _lines(path)]
    return [_labelled(row, number) for number, row in enumerate(rows, first_id)]


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
        place: _best(place, found, profiles, gather_shared_terms(found, _uses_of(found, uses), weights))
        for place, found in enumerate(terms)
    }


def _uses_of(
    found: dict[str, bool], uses: dict[str, list[tuple[str, int, bool]]]
) -> Iterable[tuple[str, int, bool]]:
    return (use for word in found for use in uses[word])


def _best(
    place: int, found: dict[str, bool], profiles: Sequence[Profile], shared: dict[int, float]
) -> list[int]:
    day = profiles[place].published_on
    faded = {
        other: fade_with_days(weight, day, profiles[other].published_on)
        for other, weight in shared.items()
        if other != place
    }
    return sorted(faded, key=lambda other: (-faded[other], other))[:MOST_CANDIDATES]


def _lines(path: Path) -> list[str]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return [line for line in text.split("\n") if line.strip()]


def _labelled(row: dict[str, str], number: int) -> LabelledReport:
    outlet = row.get("source") or None
    day = (row.get("date") or "")[:10]
    report = Report(
        id=number,
        body=row["text"],
        headline=row.get("title") or None,
        outlet=None if outlet in _LEANINGS else outlet,
        published_on=dt.date.fromisoformat(day) if day else None,
    )
    return LabelledReport(row["id"], row.get("event"), report)
