"""What others make of related reports: TF-IDF cosine, BM25, and Whoosh's more-like-this as Haystack asks it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import NUMERIC, TEXT, Schema
from whoosh.filedb.filestore import RamStorage

from archive.comparing.pairs import weigh_profile
from archive.comparing.profiles import Profile
from archive.comparing.weighing import WordWeights
from benchmarks.event_data import LabelledReport

Scores = dict[tuple[int, int], float]

# As published: the saturation of a word's count, and how much a long text counts against it.
BM25_K, BM25_B = 1.2, 0.75
MOST_FOUND = 100


def score_cosine(profiles: Sequence[Profile], queries: Sequence[int], weights: WordWeights) -> Scores:
    """Return the TF-IDF cosine of each query with each report that shares a word, by place, lower first."""
    uses: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    vectors = [weigh_profile(profile, weights).vector for profile in profiles]
    for place, vector in enumerate(vectors):
        for word, value in vector.items():
            uses[word].append((place, value))
    scores: Scores = {}
    for query in queries:
        found: defaultdict[int, float] = defaultdict(float)
        for word, value in vectors[query].items():
            for place, other in uses[word]:
                found[place] += value * other
        found.pop(query)
        scores |= {(min(query, place), max(query, place)): score for place, score in found.items()}
    return scores


def rank_by_bm25(profiles: Sequence[Profile], queries: Sequence[int]) -> dict[int, list[int]]:
    """Return for each query the reports found by all its words, best first."""
    uses: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, profile in enumerate(profiles):
        for word, count in profile.words.items():
            uses[word].append((place, count))
    lengths = [sum(profile.words.values()) for profile in profiles]
    mean = sum(lengths) / len(lengths)
    return {query: _by_bm25(query, profiles[query], uses, lengths, mean) for query in queries}


def _by_bm25(
    query: int, profile: Profile, uses: dict[str, list[tuple[int, int]]], lengths: Sequence[int], mean: float
) -> list[int]:
    found: defaultdict[int, float] = defaultdict(float)
    for word in profile.words:
        weight = math.log(1 + (len(lengths) - len(uses[word]) + 0.5) / (len(uses[word]) + 0.5))
        for place, count in uses[word]:
            held = BM25_K * (1 - BM25_B + BM25_B * lengths[place] / mean)
            found[place] += weight * count * (BM25_K + 1) / (count + held)
    found.pop(query, None)
    return sorted(found, key=lambda place: (-found[place], place))[:MOST_FOUND]


def rank_by_whoosh(
    reports: Sequence[LabelledReport], queries: Sequence[int], terms: Sequence[int]
) -> Iterator[dict[int, list[int]]]:
    """Yield, for each number of terms, for each query what more-like-this finds, best first."""
    schema = Schema(
        place=NUMERIC(stored=True, unique=True), text=TEXT(stored=True, analyzer=StemmingAnalyzer())
    )
    index = RamStorage().create_index(schema)
    with index.writer() as writer:
        for place, labelled in enumerate(reports):
            text = f"{labelled.report.headline or ''}\n{labelled.report.body}"
            writer.add_document(place=place, text=text)
    with index.searcher() as searcher:
        for number in terms:
            yield {query: _like(searcher, query, number) for query in queries}


def _like(searcher, query: int, terms: int) -> list[int]:  # type: ignore[no-untyped-def]  # Whoosh is untyped
    document = searcher.document_number(place=query)
    hits = searcher.more_like(document, "text", top=MOST_FOUND, numterms=terms)
    return [hit["place"] for hit in hits]


def spread(queries: Sequence[int], most: int) -> list[int]:
    """Return at most ``most`` of the queries, evenly spread."""
    step = max(1, math.ceil(len(queries) / most))
    return list(queries[::step])


def sizes_of(reports: Sequence[LabelledReport]) -> Counter[str | None]:
    """Return the number of reports of each event."""
    return Counter(labelled.event for labelled in reports if labelled.event is not None)
