"""The best passages of a text for what was asked: whole words, hits marked. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from archive.records import Span
from archive.search.analysis import find_tokens, stem

# A snippet is one passage about this long (characters), or up to so many shorter ones where none has all that is hit.
SNIPPET_LENGTH = 240
MAX_PASSAGES = 3
PASSAGE_LENGTH = 130
# A passage begins so far before its first hit, or with the sentence that begins in between.
LEAD_IN = 60
# The first hits of a long report decide; the cost stays bounded.
MAX_HITS = 200
# A sentence begun with fewer characters than this at the end of a passage is left out.
STUB = 60
# Where a word is longer than this, it is cut: scripts without blanks.
LONGEST_WORD = 40
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+|\n+")
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class SnippetPart:
    """A stretch of a snippet, marked or not."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """Passages in their order; ``first_hit`` is the number of the first hit of the best one, from 1 (0: no hit)."""

    parts: tuple[SnippetPart, ...]
    first_hit: int = 0


def make_snippet(text: str, hits: Sequence[Span]) -> Snippet:
    """Return the passages of ``text`` that have most of what was hit; its beginning where nothing was."""
    best = list(_best_hits(text, hits[:MAX_HITS]))
    if not best:
        passages = [_stretch(text, 0, SNIPPET_LENGTH, 0)]
    else:
        length = SNIPPET_LENGTH if len(best) == 1 else PASSAGE_LENGTH
        passages = _joined(_passage(text, hits, number, length) for number in best)
    parts = [SnippetPart("… ", False)] if passages[0].start > 0 else []
    for number, passage in enumerate(passages):
        parts += [SnippetPart(" … ", False)] if number else []
        parts += _marked(text, passage, hits)
    if passages[-1].end < len(text):
        parts.append(SnippetPart(" …", False))
    return Snippet(tuple(part for part in parts if part.text), best[0] + 1 if best else 0)


def _best_hits(text: str, hits: Sequence[Span]) -> Iterator[int]:
    """Yield the hits that passages begin with: each shows words that none before does, the best first."""
    words = [_stems_of(text[hit.start : hit.end]) for hit in hits]
    best = _best_window(hits, words, SNIPPET_LENGTH - LEAD_IN, set())
    if best and best[1] == set(words):
        yield best[0]
        return
    seen: set[tuple[str, ...]] = set()
    for _ in range(MAX_PASSAGES):
        best = _best_window(hits, words, PASSAGE_LENGTH - LEAD_IN, seen)
        if best is None:
            return
        yield best[0]
        seen |= best[1]


@lru_cache(maxsize=10_000)
def _stems_of(words: str) -> tuple[str, ...]:
    """Return by what two hits are known to say the same."""
    return tuple(stem(token.form) for token in find_tokens(words))


def _best_window(
    hits: Sequence[Span], words: Sequence[tuple[str, ...]], reach: int, seen: set[tuple[str, ...]]
) -> tuple[int, set[tuple[str, ...]]] | None:
    """Return the hit from which on most unseen words, then most hits, are within reach, and the words there."""
    best, most = None, (0, 0)
    for number, hit in enumerate(hits):
        last = number + 1
        while last < len(hits) and hits[last].end <= hit.start + reach:
            last += 1
        there = set(words[number:last])
        worth = (len(there - seen), last - number)
        if worth[0] and worth > most:
            best, most = (number, there), worth
    return best


def _passage(text: str, hits: Sequence[Span], number: int, length: int) -> Span:
    """Return the passage that begins a little before a hit."""
    first = hits[number]
    start = max(0, first.start - LEAD_IN)
    begun = [match.end() for match in _SENTENCE_END.finditer(text, start, first.start)]
    start = begun[-1] if begun else _next_word(text, start, first.start)
    within = [hit.end for hit in hits[number:] if hit.end <= start + length]
    return _stretch(text, start, length, max(within, default=first.end))


def _stretch(text: str, start: int, length: int, kept: int) -> Span:
    """Return a passage about as long as that: at least up to ``kept``, without a word or a mere stub at its end."""
    end = max(start + length, kept)
    if end >= len(text):
        return Span(start, len(text))
    ends = [match.start() + 1 for match in _SENTENCE_END.finditer(text, max(kept - 1, start), end)]
    if ends and end - ends[-1] < STUB:
        return Span(start, max(kept, len(text[: ends[-1]].rstrip())))
    blanks = [match.start() for match in _BLANK.finditer(text, max(kept, end - LONGEST_WORD), end + 1)]
    return Span(start, blanks[-1] if blanks else end)


def _next_word(text: str, start: int, bound: int) -> int:
    if start == 0 or text[start - 1].isspace():
        return start
    blank = _BLANK.search(text, start, min(bound, start + LONGEST_WORD))
    return blank.end() if blank else start


def _joined(passages: Iterator[Span]) -> list[Span]:
    """Return the passages in their order, those that meet as one."""
    ordered = sorted(passages, key=lambda passage: passage.start)
    joined = ordered[:1]
    for _, passage in pairwise(ordered):
        if passage.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, passage.end))
        else:
            joined.append(passage)
    return joined


def _marked(text: str, passage: Span, hits: Sequence[Span]) -> Iterator[SnippetPart]:
    position = passage.start
    for hit in hits:
        if hit.start < position or hit.end > passage.end:
            continue
        yield SnippetPart(_on_one_line(text[position : hit.start]), False)
        yield SnippetPart(_on_one_line(text[hit.start : hit.end]), True)
        position = hit.end
    yield SnippetPart(_on_one_line(text[position : passage.end]), False)


def _on_one_line(text: str) -> str:
    return text.replace("\n\n", " · ").replace("\n", " ")
