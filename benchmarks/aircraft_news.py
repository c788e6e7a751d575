"""Measure what recognition marks as aircraft in thousands of news texts that it was not tuned on.

``python -m benchmarks.aircraft_news --shared FOLDER`` reads the news collections there, compares the marks with
the verdicts of ``aircraft_news.csv`` (a mark's collection, row, offsets and a digest of its text; no text itself) and
prints precision, the share of right ones kept, and the marks nobody has judged. ``--unjudged`` shows these.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from archive.gazetteer import find_aircraft, load_aircraft
from benchmarks.figures import record

if TYPE_CHECKING:
    from collections.abc import Iterator

VERDICTS = Path(__file__).parent / "aircraft_news.csv"
# Collections of news and where their rows keep the text.
COLLECTIONS = {
    "search/fakes.articles.jsonl.gz": "body",
    "search/wce.docs.jsonl.gz": "text",
    "search/reuters21578.docs.jsonl.gz": "body",
    "related/events_g5_dev.jsonl.gz": "text",
    "related/events_gvc_dev.jsonl.gz": "text",
    "related/events_wcl50_dev.jsonl.gz": "text",
    "cleaning/dev/text_aeb.jsonl.gz": "gold",
    "cleaning/dev/text_and.jsonl.gz": "gold",
    "cleaning/dev/text_wcxb.jsonl.gz": "gold",
    "places/dev/geovirus_dev.jsonl.gz": "text",
    "places/dev/re3d_locations.jsonl.gz": "text",
}
Mark = tuple[str, int, int]


def main() -> None:
    """Read the collections, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("PARALLAX_SHARED", "../shared")))
    parser.add_argument("--unjudged", action="store_true", help="print the marks without a verdict")
    arguments = parser.parse_args()
    verdicts = read_verdicts()
    catalogue = load_aircraft()
    counts: Counter[str] = Counter()
    texts = 0
    for text in read_news(arguments.shared / "data"):
        texts += 1
        for mention in find_aircraft(text, catalogue):
            verdict = verdicts.get((digest(text), mention.start, mention.end), "unjudged")
            counts[verdict] += 1
            if arguments.unjudged and verdict == "unjudged":
                before = text[max(0, mention.start - 60) : mention.start]
                print(
                    f"{digest(text)},{mention.start},{mention.end},{before!r} [{mention.surface}] {mention.type.id}"
                )
    _report(texts, counts, sum(verdict == "right" for verdict in verdicts.values()))


def read_verdicts() -> dict[Mark, str]:
    """Return what was judged of each mark by reading its sentence: right, wrong or unclear."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return {
            (row["text"], int(row["start"]), int(row["end"])): row["verdict"] for row in csv.DictReader(file)
        }


def read_news(data: Path) -> Iterator[str]:
    """Yield each text of the collections once."""
    seen = set()
    for name, column in COLLECTIONS.items():
        with gzip.open(data / name, "rt", encoding="utf-8") as file:
            for line in file:
                text = json.loads(line)[column]
                if (key := digest(text)) not in seen:
                    seen.add(key)
                    yield text


def digest(text: str) -> str:
    """Return a short digest that tells texts apart."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _report(texts: int, counts: Counter[str], right: int) -> None:
    judged = counts["right"] + counts["wrong"]
    precision, kept = counts["right"] / max(1, judged), counts["right"] / max(1, right)
    record("gazetteer/aircraft/news/precision", precision)
    record("gazetteer/aircraft/news/kept", kept)
    print(f"{texts} texts, {counts.total()} marks: {dict(counts)}")
    print(f"precision {precision:.3f} of {judged} judged; {kept:.3f} of the {right} right ones kept")


if __name__ == "__main__":
    main()
