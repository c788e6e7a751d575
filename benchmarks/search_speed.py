"""Measure how fast the engine answers, beside Tantivy and SQLite's FTS5, in one run.

``python -m benchmarks.search_speed --data FOLDER [--reports 20000] [--index FOLDER]`` indexes the folder's documents
(``*.docs.jsonl.gz``, over again until there are enough) through the application's engine and its peers, asks the
queries of ``perf_queries.json``, and prints the median and the 95th percentile of the processor's time in
milliseconds. Every engine does the same: it parses the query, counts every hit, and fetches the ten best with their
headlines and texts (ours has them from the database, the peers from where they store them). ``and3`` and ``or3`` are
taken at their word; a ``question`` is the same three words as readers type them, ranked by more than their counts,
which no peer does. With ``--index`` the indexes are kept there and used again.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import gc
import itertools
import json
import os
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import django

from benchmarks.figures import record
from benchmarks.search_peers import PER_PAGE, Ask, benchmark_reports, open_fts5, open_tantivy
from benchmarks.search_quality import to_benchmark_entry

AT_ONCE = 2000
ROUNDS = 3


def main() -> None:
    """Build or open the indexes and time every kind of query."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--index", type=Path)
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    queries = json.loads((chosen.data / "perf_queries.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        home = chosen.index or Path(folder)
        engines = {
            name: make(home, chosen.data, chosen.reports)
            for name, make in (("ours", open_ours), ("tantivy", open_tantivy), ("fts5", open_fts5))
        }
        gc.freeze()  # as `serve` does
        print(f"{'kind':<12}" + "".join(f"{name:>10}{'95 %':>8}" for name in engines) + f"{'times':>8}")
        for kind in engines["ours"]:
            figures = {
                name: _time(asks[kind], queries.get(kind, queries["and3"]))
                if kind in asks
                else (float("nan"), float("nan"))
                for name, asks in engines.items()
            }
            times = figures["ours"][0] / figures["tantivy"][0]
            cells = "".join(f"{median:>10.2f}{late:>8.2f}" for median, late in figures.values())
            print(f"{kind:<12}{cells}{times:>8.1f}")
            record(f"speed/{kind}/95th-ms", figures["ours"][1])
            if kind in engines["tantivy"]:
                record(f"speed/{kind}/times-tantivy", times)
    print(
        f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most, all engines together"
    )


def _time(ask: Ask, queries: list[Any]) -> tuple[float, float]:
    """Return the median and the 95th percentile over the queries, each the best of three rounds after the first.

    All are asked in turn, and then again: nobody asks the same thing three times in a row.
    """
    best = [float("inf")] * len(queries)
    for number in range(1 + ROUNDS):
        for at, query in enumerate(queries):
            began = time.process_time()
            ask(query)
            if number:
                best[at] = min(best[at], (time.process_time() - began) * 1000)
    return statistics.median(best), sorted(best)[int(len(best) * 0.95)]


def open_ours(home: Path, data: Path, count: int) -> Mapping[str, Ask]:
    """Return a way to ask each kind of our own engine."""
    from archive.search.backend import ArchiveBackend
    from archive.search.engine import Filters, Request
    from archive.search.matching import find_hits, wanted_runs
    from archive.search.nodes import Node, Phrase, Word
    from archive.search.query import parse_query
    from archive.search.results import MAX_NEARLY
    from archive.search.snippets import make_snippet

    backend: Any = ArchiveBackend("default", PATH=str(home / "ours"))
    texts = _store_texts(home, data, count)
    if backend.current() is None:
        _index_reports(backend, data, count)

    def find(node: Node | None, *, facets: tuple[str, ...] = (), **more: Any) -> tuple[int, Sequence[Any]]:
        answer = backend.find(Request(node, per_page=PER_PAGE, facets=facets, **more))
        marks = ",".join("?" * len(answer.keys))
        select = f"SELECT key, title, body FROM reports WHERE key IN ({marks})"  # noqa: S608  (our own)
        return answer.count, texts.execute(select, answer.keys).fetchall()

    def words(text: str) -> Node | None:
        return parse_query(text).node

    def highlighted(two: list[str]) -> object:
        node = words(" ".join(f'"{word}"' for word in two))
        runs = wanted_runs(node)
        count, rows = find(node)
        return count, [make_snippet(body, find_hits(body, runs)) for _, _, body in rows]

    return {
        "term_common": lambda word: find(words(word)),
        "term_rare": lambda word: find(words(word)),
        "and3": lambda three: find(words(" ".join(f'"{word}"' for word in three))),
        "question": lambda three: find(words(" ".join(three)), nearly=MAX_NEARLY),
        "or3": lambda three: find(words(" OR ".join(three))),
        "phrase": lambda pair: find(Phrase(" ".join(pair))),
        "prefix": lambda stump: find(Word(stump, is_prefix=True)),
        "daterange": lambda asked: find(
            words(asked[0]),
            filters=Filters(from_on=dt.date.fromisoformat(asked[1]), to_on=dt.date.fromisoformat(asked[2])),
        ),
        "sortdate": lambda word: find(words(word), sort="newest"),
        "page50": lambda word: find(words(word), page=50),
        "facet": lambda word: find(words(word), facets=("place",)),
        "hilite": highlighted,
        "spell": lambda asked: backend.suggest(asked[0]),
    }


def _index_reports(backend: Any, data: Path, count: int) -> None:
    """Index the reports in large commits, and make few segments of many, as the worker does beside it."""
    from archive.search.merging import BESIDE

    backend.clear()
    began, rows = time.perf_counter(), benchmark_reports(data, count)
    while batch := list(itertools.islice(rows, AT_ONCE)):
        backend.write([to_benchmark_entry(k, t, b, day=d, place=p) for k, t, b, d, p in batch])
    while backend.opened().merge(BESIDE, lambda: contextlib.nullcontext(enter_result=True)):
        pass
    print(f"ours: {count / (time.perf_counter() - began):.0f} reports a second indexed")


def _store_texts(home: Path, data: Path, count: int) -> sqlite3.Connection:
    """Return a database of the reports' texts, as the application keeps them beside its index."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / "texts.sqlite3"
    is_new = not path.exists()
    database = sqlite3.connect(path)
    if is_new:
        database.execute("CREATE TABLE reports (key INTEGER PRIMARY KEY, title TEXT, body TEXT)")
        database.executemany(
            "INSERT INTO reports VALUES (?, ?, ?)",
            ((key, title, body) for key, title, body, _, _ in benchmark_reports(data, count)),
        )
        database.commit()
    return database


if __name__ == "__main__":
    main()
