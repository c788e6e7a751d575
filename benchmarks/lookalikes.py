"""Measure related reports among look-alikes: ``python -m benchmarks.lookalikes --data FILE --labels CSV [--size N]``.

Real reports of one kind of happening (``--data``) are looked for in a pool of ``--size`` made-up ones: sentences of
five other reports each, their names, days and figures exchanged, under the place, date and outlet of a row of
``--labels``. The events are cut in two; each half is measured in a pool made of the other half's sentences, so that no
made-up report carries words of the event looked for.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import datetime as dt
import gzip
import random
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from archive.comparing.events import ONE_EVENT
from archive.comparing.sentences import split_sentences
from archive.comparing.words import STOPWORDS, WORD
from archive.records import Report
from benchmarks.event_data import LabelledReport, load_reports, profile_all, read_names, weigh_words
from benchmarks.event_peers import score_cosine
from benchmarks.events import (
    Found,
    group,
    measure_found,
    rank,
    rank_ours,
    report_line,
    score_ours,
)

SEED = 1
# Reports whose sentences make up one, and how long it may get (in sentences).
SOURCES = 5
LENGTHS = (6, 8, 10, 12, 16, 20)
# Share of names that become the place of the made-up report.
PLACE_NAMES = 0.3
_DAYS, _MONTHS = list(calendar.day_name), list(calendar.month_name)[1:]

Label = dict[str, str]


def half_of(event: str | None) -> int:
    """Return which half an event is in, 0 or 1."""
    return zlib.crc32((event or "").encode()) % 2


class Maker:
    """Makes reports of happenings that never were."""

    def __init__(
        self, sources: Sequence[Report], everything: Sequence[Report], labels: Sequence[Label]
    ) -> None:
        self._random = random.Random(SEED)
        self._labels = labels
        self._names = _count_names(everything)
        self._figures = [word for report in everything for word in _words(report.body) if word.isdecimal()]
        cut = [[report.body[s.start : s.end] for s in split_sentences(report)] for report in sources]
        self._sentences = [
            long for long in ([s for s in some if 20 < len(s) < 400] for some in cut) if len(long) >= SOURCES
        ]
        self._headlines = [report.headline for report in sources if report.headline]

    def make(self, number: int) -> LabelledReport:
        """Return a made-up report."""
        label = self._random.choice(self._labels)
        exchange = self._exchanger(label)
        share = max(1, self._random.choice(LENGTHS) // SOURCES)
        body: list[str] = []
        for place, sentences in enumerate(self._random.sample(self._sentences, SOURCES)):
            start = self._random.randrange(max(1, len(sentences) - share)) if place else 0
            body += sentences[start : start + share]
        report = Report(
            id=0,
            body="\n\n".join(map(exchange, body)),
            headline=exchange(self._random.choice(self._headlines)),
            outlet=label["source"],
            published_on=dt.date.fromisoformat(label["date"][:10]),
        )
        return LabelledReport(f"made-{number}", None, report)

    def _exchanger(self, label: Label) -> Callable[[str], str]:
        """Return a function that exchanges names, days and figures, the same for the same."""
        known: dict[str, str] = {}
        places = (label["city"].split("(")[0].strip(), label["state"])
        names, weights = list(self._names), list(self._names.values())

        def choose(word: str) -> str:
            for kind in (_DAYS, _MONTHS):
                if word in kind:
                    return self._random.choice(kind)
            if word in self._names:
                by_place = self._random.random() < PLACE_NAMES
                return self._random.choice(places) if by_place else self._random.choices(names, weights)[0]
            return self._random.choice(self._figures) if word.isdecimal() and len(word) < 5 else word

        def exchange(text: str) -> str:
            return WORD.sub(lambda match: known.setdefault(match[0], choose(match[0])), text)

        return exchange


def _words(text: str) -> list[str]:
    return [match[0] for match in WORD.finditer(text)]


def _count_names(reports: Sequence[Report]) -> Counter[str]:
    """Return how many reports have each word that is never written small."""
    small = {word.lower() for report in reports for word in _words(report.body) if word[0].islower()}
    counts = Counter(word for report in reports for word in set(_words(report.body)) if word[0].isupper())
    kept = small | STOPWORDS | {name.lower() for name in (*_DAYS, *_MONTHS)}
    return Counter({word: n for word, n in counts.items() if len(word) > 2 and word.lower() not in kept})


def measure_half(
    reports: Sequence[LabelledReport], labels: Sequence[Label], half: int, size: int
) -> list[Found]:
    """Return the figures of the TF-IDF cosine and ours for the reports of a half, in a pool of look-alikes."""
    asked = [labelled for labelled in reports if half_of(labelled.event) == half]
    others = [replace(labelled, event=None) for labelled in reports if half_of(labelled.event) != half]
    maker = Maker([o.report for o in others], [labelled.report for labelled in reports], labels)
    pool = [read_names(maker.make(number)) for number in range(size)]
    numbered = enumerate([*asked, *others, *pool])
    archive = [replace(one, report=replace(one.report, id=number)) for number, one in numbered]
    profiles = profile_all(archive)
    weights = weigh_words(profiles)
    queries = range(len(asked))
    cosine = rank(score_cosine(profiles, queries, weights))
    scores = score_ours(profiles, weights)
    ours = rank_ours(scores, group(scores, len(archive), ONE_EVENT))
    return [measure_found(archive, ranking, queries) for ranking in (cosine, ours)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--size", type=int, default=10_000)
    chosen = parser.parse_args()
    reports = load_reports([chosen.data])
    with gzip.open(chosen.labels, "rt", encoding="utf-8") as lines:
        labels = list(csv.DictReader(lines))
    print(f"{'':<24}" + "".join(f"{name:>8}" for name in ("P@1", "R@5", "MAP")))
    for half in (0, 1):
        for name, found in zip(
            ("TF-IDF cosine", "Parallax"), measure_half(reports, labels, half, chosen.size), strict=True
        ):
            print(report_line(f"{name}, half {half + 1}", found), flush=True)


if __name__ == "__main__":
    main()
