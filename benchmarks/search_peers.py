"""Tantivy and SQLite's FTS5 over the same reports, asked for the same: the total, and the ten hits with their texts."""

from __future__ import annotations

import gzip
import itertools
import json
import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import tantivy

# What a query costs is asked of these: a query of its kind -> the total and the hits' keys, headlines and texts.
Ask = Callable[[Any], object]
PER_PAGE = 10


def benchmark_reports(data: Path, count: int) -> Iterator[tuple[int, str, str, int, str]]:
    """Yield key, title, body, day (YYYYMMDD) and place of so many reports: the folder's, over again until enough."""
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


def _tantivy_index(home: Path, data: Path, count: int) -> tuple[Any, Any]:
    """Return Tantivy's index of the reports and its schema; made where there is none."""
    folder = home / "tantivy"
    is_new = not folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
    builder.add_integer_field("key", stored=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_text_field("place", fast=True, tokenizer_name="raw")
    schema = builder.build()
    index = tantivy.Index(schema, path=str(folder))
    if is_new:
        writer = index.writer(64_000_000)
        for key, title, body, day, place in benchmark_reports(data, count):
            text = f"{title}\n\n{body}"
            writer.add_document(tantivy.Document(title=title, text=text, key=key, day=day, place=place))
        writer.commit()
        writer.wait_merging_threads()
    index.reload()
    return index, schema


def open_tantivy(home: Path, data: Path, count: int) -> Mapping[str, Ask]:
    """Return a way to ask each kind of Tantivy, with its English stems; it stores the texts itself."""
    index, schema = _tantivy_index(home, data, count)
    searcher = index.searcher()

    def hits(query: Any, **more: Any) -> Any:
        found: Any = searcher.search(query, PER_PAGE, count=True, **more)
        return found.count, [searcher.doc(address) for _, address in found.hits]

    def texts(query: Any, **more: Any) -> object:
        count, documents = hits(query, **more)
        return count, [[doc.get_first(name) for name in ("key", "title", "text")] for doc in documents]

    def find(query: str, **more: Any) -> object:
        return texts(index.parse_query(query, ["text"]), **more)

    def facet(word: str) -> object:
        by_place = {"places": {"terms": {"field": "place", "size": 1000}}}
        return find(word), searcher.aggregate(index.parse_query(word, ["text"]), by_place)

    def highlighted(words: list[str]) -> object:
        query = index.parse_query(" AND ".join(words), ["text"])
        maker = tantivy.SnippetGenerator.create(searcher, query, schema, "text")
        count, documents = hits(query)
        return count, [maker.snippet_from_doc(document).to_html() for document in documents]

    return {
        "term_common": find,
        "term_rare": find,
        "and3": lambda three: find(" AND ".join(three)),
        "or3": lambda three: find(" OR ".join(three)),
        "phrase": lambda pair: find(f'"{" ".join(pair)}"'),
        "prefix": lambda stump: texts(tantivy.Query.regex_query(schema, "text", f"{stump}.*")),
        "daterange": lambda asked: find(
            f"{asked[0]} AND day:[{asked[1].replace('-', '')} TO {asked[2].replace('-', '')}]"
        ),
        "sortdate": lambda word: find(word, order_by_field="day"),
        "page50": lambda word: find(word, offset=49 * PER_PAGE),
        "facet": facet,
        "hilite": highlighted,
    }


def open_fts5(home: Path, data: Path, count: int) -> Mapping[str, Ask]:
    """Return a way to ask each kind of SQLite's FTS5, with Porter stems; it stores the texts itself."""
    path = home / "fts.sqlite3"
    is_new = not path.exists()
    database = sqlite3.connect(path)
    if is_new:
        database.execute(
            "CREATE VIRTUAL TABLE docs USING fts5"
            "(text, title UNINDEXED, day UNINDEXED, tokenize='porter unicode61')"
        )
        database.executemany(
            "INSERT INTO docs (rowid, text, title, day) VALUES (?, ?, ?, ?)",
            (
                (key, f"{title}\n\n{body}", title, day)
                for key, title, body, day, _ in benchmark_reports(data, count)
            ),
        )
        database.commit()

    def find(query: str, tail: str = "ORDER BY rank LIMIT 10", shown: str = "text") -> object:
        total = database.execute("SELECT count(*) FROM docs WHERE docs MATCH ?", (query,)).fetchone()
        select = f"SELECT rowid, title, {shown} FROM docs WHERE docs MATCH ? {tail}"  # noqa: S608  (our own)
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
        "hilite": lambda two: find(" AND ".join(two), shown="snippet(docs, 0, '<b>', '</b>', '…', 40)"),
    }
