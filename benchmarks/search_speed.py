"""Measure how fast the engine answers, beside Tantivy and SQLite's FTS5, in one run.

``python -m benchmarks.search_speed --data FOLDER [--reports 20000] [--index FOLDER]`` indexes the folder's documents
(``*.docs.jsonl.gz``, over again until there are enough) through the application's engine and its peers, asks the
queries of ``perf_queries.json``, and prints the median and the 95th percentile of the processor's time in
milliseconds. Ours counts every facet and the exact total each time; the peers do only what the row says. With
``--index`` the indexes are kept there and used again.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import django
import tantivy

from benchmarks.figures import record
from benchmarks.search_quality import to_benchmark_entry

Ask = Callable[[Any], object]
AT_ONCE = 2000
PER_PAGE = 10


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
        print(f"{'kind':<12}" + "".join(f"{name:>10}{'95 %':>8}" for name in engines))
        for kind in engines["ours"]:
            figures = {
                name: _time(asks[kind], queries[kind]) for name, asks in engines.items() if kind in asks
            }
            print(
                f"{kind:<12}" + "".join(f"{median:>10.2f}{late:>8.2f}" for median, late in figures.values())
            )
            record(f"speed/{kind}/95th-ms", figures["ours"][1])
            if "tantivy" in figures:
                record(f"speed/{kind}/times-tantivy", figures["ours"][0] / figures["tantivy"][0])
    print(
        f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most, all engines together"
    )


def _time(ask: Ask, queries: list[Any]) -> tuple[float, float]:
    """Return the median and the 95th percentile over the queries, each the best of three after the first."""
    times = []
    for query in queries:
        ask(query)
        taken = []
        for _ in range(3):
            began = time.process_time()
            ask(query)
            taken.append((time.process_time() - began) * 1000)
        times.append(min(taken))
    return statistics.median(times), sorted(times)[int(len(times) * 0.95)]


def _reports(data: Path, count: int) -> Iterator[tuple[int, str, str, int, str]]:
    """Yield key, title, body, day (YYYYMMDD) and place of so many reports."""
    choose = random.Random(3)
    documents = []
    for path in sorted(data.glob("*.docs.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            documents += [json.loads(line) for line in lines]
    for key, row in enumerate(itertools.islice(itertools.cycle(documents), count), start=1):
        day = choose.randint(2010, 2019) * 10_000 + choose.randint(1, 12) * 100 + choose.randint(1, 28)
        yield (
            key,
            row.get("title") or "",
            row.get("text") or row.get("body") or "",
            day,
            f"p{int(choose.paretovariate(0.8))}",
        )


def open_ours(home: Path, data: Path, count: int) -> Mapping[str, Ask]:
    """Return a way to ask each kind of our own engine."""
    import datetime as dt

    from archive.search.backend import ArchiveBackend
    from archive.search.engine import Filters, Request
    from archive.search.nodes import Phrase, Word
    from archive.search.query import parse_query

    backend: Any = ArchiveBackend("default", PATH=str(home / "ours"))
    if backend.current() is None:
        backend.clear()
        began, rows = time.perf_counter(), _reports(data, count)
        while batch := list(itertools.islice(rows, AT_ONCE)):
            backend.write([to_benchmark_entry(k, t, b, day=d, place=p) for k, t, b, d, p in batch])
        print(f"ours: {count / (time.perf_counter() - began):.0f} reports a second indexed")

    def find(node: Any, **more: Any) -> object:
        return backend.find(Request(node, per_page=PER_PAGE, **more))

    def words(text: str) -> Any:
        return parse_query(text).node

    return {
        "term_common": lambda word: find(words(word)),
        "term_rare": lambda word: find(words(word)),
        "and3": lambda three: find(words(" ".join(three))),
        "or3": lambda three: find(words(" OR ".join(three))),
        "phrase": lambda pair: find(Phrase(" ".join(pair))),
        "prefix": lambda stump: find(Word(stump, is_prefix=True)),
        "daterange": lambda asked: find(
            words(asked[0]),
            filters=Filters(from_on=dt.date.fromisoformat(asked[1]), to_on=dt.date.fromisoformat(asked[2])),
        ),
        "sortdate": lambda word: find(words(word), sort="newest"),
        "page50": lambda word: find(words(word), page=50),
        "facet": lambda word: find(words(word)),
        "spell": lambda asked: backend.suggest(asked[0]),
    }


def open_tantivy(home: Path, data: Path, count: int) -> Mapping[str, Ask]:
    """Return a way to ask each kind of Tantivy, with its English stems."""
    folder = home / "tantivy"
    is_new = not folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="en_stem")
    builder.add_integer_field("key", stored=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    index = tantivy.Index(builder.build(), path=str(folder))
    if is_new:
        writer = index.writer(64_000_000)
        for key, title, body, day, _ in _reports(data, count):
            writer.add_document(tantivy.Document(text=f"{title}\n\n{body}", key=key, day=day))
        writer.commit()
        writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def find(query: str, **more: Any) -> object:
        found: Any = searcher.search(index.parse_query(query, ["text"]), PER_PAGE, count=True, **more)
        return [searcher.doc(address).get_first("key") for _, address in found.hits]

    return {
        "term_common": find,
        "term_rare": find,
        "and3": lambda three: find(" AND ".join(three)),
        "or3": lambda three: find(" OR ".join(three)),
        "phrase": lambda pair: find(f'"{" ".join(pair)}"'),
        "daterange": lambda asked: find(
            f"{asked[0]} AND day:[{asked[1].replace('-', '')} TO {asked[2].replace('-', '')}]"
        ),
        "sortdate": lambda word: find(word, order_by_field="day"),
        "page50": lambda word: find(word, offset=49 * PER_PAGE),
    }


def open_fts5(home: Path, data: Path, count: int) -> Mapping[str, Ask]:
    """Return a way to ask each kind of SQLite's FTS5, with Porter stems."""
    path = home / "fts.sqlite3"
    is_new = not path.exists()
    database = sqlite3.connect(path)
    if is_new:
        database.execute(
            "CREATE VIRTUAL TABLE docs USING fts5(text, day UNINDEXED, tokenize='porter unicode61')"
        )
        database.executemany(
            "INSERT INTO docs (rowid, text, day) VALUES (?, ?, ?)",
            ((key, f"{title}\n\n{body}", day) for key, title, body, day, _ in _reports(data, count)),
        )
        database.commit()

    def find(query: str, tail: str = "ORDER BY rank LIMIT 10") -> object:
        total = database.execute("SELECT count(*) FROM docs WHERE docs MATCH ?", (query,)).fetchone()
        select = f"SELECT rowid FROM docs WHERE docs MATCH ? {tail}"  # noqa: S608  (our own tails)
        return total, database.execute(select, (query,)).fetchall()

    return {
        "term_common": find,
        "term_rare": find,
        "and3": lambda three: find(" AND ".join(three)),
        "or3": lambda three: find(" OR ".join(three)),
        "phrase": lambda pair: find(f'"{" ".join(pair)}"'),
        "prefix": lambda stump: find(f"{stump}*"),
        "sortdate": lambda word: find(word, "ORDER BY day DESC LIMIT 10"),
        "page50": lambda word: find(word, "ORDER BY rank LIMIT 10 OFFSET 490"),
    }


if __name__ == "__main__":
    main()
