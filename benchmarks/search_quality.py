"""Measure how well search ranks, on collections with human judgements.

``python -m benchmarks.search_quality --data FOLDER [--only NAME…]`` indexes each collection of the folder through the
application's own engine and prints MAP, nDCG@10, P@10 and R@100, beside Haystack's own Whoosh and SQLite's FTS5
(any word, BM25). A collection is ``NAME.docs.jsonl.gz`` with ``NAME.*queries.tsv`` and ``NAME.*qrels.txt`` (TREC).
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import os
import re
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import django
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import STORED, TEXT, Schema
from whoosh.index import create_in
from whoosh.qparser import AndGroup, OrGroup, QueryParser

from benchmarks.figures import record

# Rankings are judged to this depth.
DEPTH = 1000
# Where a collection's documents go by another name.
DOCUMENTS = {"reut": "reuters21578"}
LABEL = "archive.article"

Gains = Mapping[str, float]
Search = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Collection:
    """Documents as (id, title, body), queries by id, and the gain of each relevant document."""

    name: str
    documents: Sequence[tuple[str, str, str]]
    queries: Mapping[str, str]
    relevant: Mapping[str, Gains]


def main() -> None:
    """Measure every collection of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", nargs="*", default=[])
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    print(
        f"{'collection':<12}{'engine':<12}{'MAP':>8}{'nDCG@10':>9}{'P@10':>8}{'R@100':>8}{'none':>7}{'ms':>8}"
    )
    for queries in sorted(chosen.data.glob("*.queries.tsv")):
        name = queries.name.split(".")[0]
        if chosen.only and name not in chosen.only:
            continue
        collection = read_collection(chosen.data, name, queries)
        for make in (search_ours, search_haystack, search_fts5):
            with tempfile.TemporaryDirectory() as folder:
                for engine, search in make(collection, Path(folder)).items():
                    measure(collection, engine, search)


def read_collection(folder: Path, name: str, queries: Path) -> Collection:
    """Return one collection of the folder."""
    with gzip.open(folder / f"{DOCUMENTS.get(name, name)}.docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    relevant: dict[str, dict[str, float]] = defaultdict(dict)
    for path in folder.glob(f"{name}.*qrels.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            query, _, document, gain = line.split()
            relevant[query][document] = float(gain)
    asked = dict(
        line.split("\t", 1) for line in queries.read_text(encoding="utf-8").splitlines() if line.strip()
    )
    # Reuters: a story without topics was not judged.
    judged = [row for row in rows if "topics" not in row or row["topics"]]
    documents = [(str(r["id"]), r.get("title") or "", r.get("text") or r.get("body") or "") for r in judged]
    return Collection(name, documents, asked, relevant)


def measure(collection: Collection, engine: str, search: Search) -> None:
    """Ask every query and print the figures."""
    rows = []
    nothing = 0
    began = time.perf_counter()
    for query, text in collection.queries.items():
        if not (gains := collection.relevant.get(query)):
            continue
        ranking = search(text)
        nothing += not ranking
        rows.append(judge(ranking, gains))
    milliseconds = (time.perf_counter() - began) * 1000 / len(rows)
    figures = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    print(
        f"{collection.name:<12}{engine:<12}{figures[0]:>8.3f}{figures[1]:>9.3f}{figures[2]:>8.3f}{figures[3]:>8.3f}"
        f"{nothing:>7}{milliseconds:>8.1f}",
        flush=True,
    )
    if engine in ("ours", "any word"):
        record(f"search/{collection.name}/{'map' if engine == 'ours' else 'map-any-word'}", figures[0])


def judge(ranking: Sequence[str], gains: Gains) -> tuple[float, float, float, float]:
    """Return average precision, nDCG@10, precision@10 and recall@100 of one ranking."""
    hits = [number for number, document in enumerate(ranking, 1) if gains.get(document, 0) > 0]
    wanted = sum(gain > 0 for gain in gains.values())
    average = sum(count / number for count, number in enumerate(hits, 1)) / wanted
    discounted = sum(gains.get(d, 0) / math.log2(n + 1) for n, d in enumerate(ranking[:10], 1))
    ideal = sum(g / math.log2(n + 1) for n, g in enumerate(sorted(gains.values(), reverse=True)[:10], 1))
    return (
        average,
        discounted / ideal,
        sum(number <= 10 for number in hits) / 10,
        sum(number <= 100 for number in hits) / wanted,
    )


def search_ours(collection: Collection, folder: Path) -> Mapping[str, Search]:
    """Return searches through the application's engine and query language.

    "ours" is what a reader sees who turns the pages, those with all the words first on each, and then asks for any of
    the words; "any word" is that order alone.
    """
    from archive.search.backend import ArchiveBackend
    from archive.search.engine import Request
    from archive.search.query import parse_query
    from archive.search.results import MAX_NEARLY

    backend: Any = ArchiveBackend("default", PATH=str(folder / "index"))
    backend.clear()
    backend.write(
        [
            to_benchmark_entry(number, title, body)
            for number, (_, title, body) in enumerate(collection.documents)
        ]
    )
    names = [key for key, _, _ in collection.documents]

    def ranked(text: str) -> Iterator[int]:
        node = parse_query(text).node
        for page in itertools.count(1):
            answer = backend.find(Request(node, page=page, nearly=MAX_NEARLY, facets=()))
            yield from (*answer.keys, *answer.nearly)
            if answer.rows <= page * 20:
                break
        yield from backend.find(Request(node, per_page=DEPTH, any_word=True, facets=())).keys

    def as_paged(text: str) -> Sequence[str]:
        return [names[key] for key in list(dict.fromkeys(ranked(text)))[:DEPTH]]

    def any_word(text: str) -> Sequence[str]:
        request = Request(parse_query(text).node, per_page=DEPTH, any_word=True, facets=())
        return [names[key] for key in backend.find(request).keys]

    return {"ours": as_paged, "any word": any_word}


def to_benchmark_entry(
    number: int, title: str, body: str, *, day: int = 0, place: str = ""
) -> dict[str, Any]:
    """Return the index entry of a document of a collection."""
    from archive.search.entries import to_entry

    keywords = dict.fromkeys(("place", "named_place", "happened", "aircraft", "trait"), "")
    return to_entry(
        {
            **keywords,
            "id": f"{LABEL}.{number}",
            "django_ct": LABEL,
            "django_id": str(number),
            "text": f"{title}\n\n{body}",
            "headline": title,
            "byline": "",
            "outlet": "none",
            "language": "none",
            "event": "none",
            "day": day,
            "place": place,
        }
    )


def search_haystack(collection: Collection, folder: Path) -> Mapping[str, Search]:
    """Return searches as Haystack's Whoosh backend comes: its analysis and ranking, all words or any."""
    index = create_in(folder, Schema(key=STORED, text=TEXT(analyzer=StemmingAnalyzer())))
    writer = index.writer(limitmb=256)
    for key, title, body in collection.documents:
        writer.add_document(key=key, text=f"{title}\n\n{body}")
    writer.commit()
    searcher = index.searcher()

    def search(text: str, *, group: Any) -> Sequence[str]:
        query = QueryParser("text", index.schema, group=group).parse(" ".join(re.findall(r"\w+", text)))
        return [hit["key"] for hit in searcher.search(query, limit=DEPTH)]

    return {"haystack": partial(search, group=AndGroup), "whoosh any": partial(search, group=OrGroup)}


def search_fts5(collection: Collection, folder: Path) -> Mapping[str, Search]:
    """Return a search through SQLite's FTS5: Porter stems, any word, BM25."""
    database = sqlite3.connect(folder / "fts.sqlite3")
    database.execute("CREATE VIRTUAL TABLE docs USING fts5(key UNINDEXED, text, tokenize='porter unicode61')")
    database.executemany(
        "INSERT INTO docs VALUES (?, ?)",
        [(key, f"{title}\n\n{body}") for key, title, body in collection.documents],
    )

    def search(text: str) -> Sequence[str]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        rows = database.execute(
            "SELECT key FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT ?", (words, DEPTH)
        )
        return [key for (key,) in rows]

    return {"fts5": search}


if __name__ == "__main__":
    main()
