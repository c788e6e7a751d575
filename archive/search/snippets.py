"""Where a query's words stand in a text, and the best stretch to show of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.gazetteer import find_designators
from archive.records import Span
from archive.search.analysis import find_tokens, fold_word, stem
from archive.search.nodes import All, AnyOf, Near, Node, Not, Phrase, Word

# A snippet is about this long (characters), and begins so far before its first hit.
SNIPPET_LENGTH = 240
LEAD_IN = 60
# Words past this point of a text are not looked through for hits; a news report is a tenth as long.
MAX_SCANNED = 60_000
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class SnippetPart:
    """A stretch of a snippet, marked or not."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to mark: runs of forms, each ``(forms, stemmed, is_prefix)``."""

    runs: tuple[tuple[tuple[str, ...], bool, bool], ...]

    @classmethod
    def by(cls, node: Node | None) -> Wanted:
        """Collect what a query asks to be present (not what it excludes)."""
        return cls(tuple(_runs(node)) if node is not None else ())


def _runs(node: Node) -> Iterator[tuple[tuple[str, ...], bool, bool]]:
    match node:
        case Word(text, is_prefix):
            forms = [token.form for token in find_tokens(text)]
            if forms:
                yield tuple(forms if is_prefix else map(stem, forms)), not is_prefix, is_prefix
        case Phrase(text):
            forms = [token.form for token in find_tokens(text)]
            if forms:
                yield tuple(forms), False, False
        case Near(text):
            for token in find_tokens(text):
                yield (token.form,), False, False
        case All(nodes) | AnyOf(nodes):
            for part in nodes:
                yield from _runs(part)
        case Not():
            return


def find_hits(text: str, wanted: Wanted) -> tuple[Span, ...]:
    """Return the spans of ``text`` that the query's words match, in order, none overlapping."""
    text = text[:MAX_SCANNED]
    if all(
        len(run) == 1 and run[0].isascii() and run[0].isalpha() and not is_prefix
        for run, _, is_prefix in wanted.runs
    ):
        return merge_spans(_hits_of_words(text, wanted))
    return merge_spans(_hits_of_runs(text, wanted))


def _hits_of_words(text: str, wanted: Wanted) -> list[Span]:
    """Return the same as ``_hits_of_runs`` for words of Latin letters, without looking at all other words.

    Only a word glued to a designator by an apostrophe may be marked otherwise.
    """
    stems = {run[0] for run, stemmed, _ in wanted.runs if stemmed}
    printed = {run[0] for run, stemmed, _ in wanted.runs if not stemmed}
    spans = []
    for match in _words_beginning("".join(sorted({run[0][0] for run, _, _ in wanted.runs}))).finditer(text):
        form = fold_word(match[0])
        if stem(form) in stems or form in printed:
            spans.append(Span(*match.span()))
    if any(_DIGIT.search(text, max(0, span.start - 2), span.end + 2) for span in spans):
        named = find_designators(text)
        spans = [
            span
            for span in spans
            if not any(start < span.end and span.start < end for start, end, _ in named)
        ]
    return spans


@lru_cache(maxsize=1000)
def _words_beginning(letters: str) -> re.Pattern[str]:
    """Return the pattern of the words that begin with one of these letters, or one that may be folded to them.

    Neither folding nor stemming changes an ASCII letter that a word begins with.
    """
    return re.compile(
        rf"(?<![^\W_])(?<![^\W_]['’ʼ‘])(?=[^\W_])[{letters}{letters.upper()}\u0080-\U0010ffff]"
        r"[^\W_]*(?:['’ʼ‘][^\W_]+)*"
    )


def _hits_of_runs(text: str, wanted: Wanted) -> list[Span]:
    tokens = list(find_tokens(text))
    printed = [token.form for token in tokens]
    stems = list(map(stem, printed))
    spans: list[Span] = []
    for run, stemmed, is_prefix in wanted.runs:
        forms = stems if stemmed else printed
        spans += [
            Span(tokens[first].start, tokens[first + len(run) - 1].end)
            for first in (_begin_so(forms, run) if is_prefix else _are_so(forms, run))
        ]
    return spans


def _are_so(forms: list[str], run: tuple[str, ...]) -> Iterator[int]:
    """Yield where the forms are those of the run."""
    whole, position = list(run), -1
    for _ in range(forms.count(run[0])):
        position = forms.index(run[0], position + 1)
        if forms[position : position + len(run)] == whole:
            yield position


def _begin_so(forms: list[str], run: tuple[str, ...]) -> Iterator[int]:
    """Yield where the forms are those of the run but the last, which begins as the run's last does."""
    before, beginning = list(run[:-1]), run[-1]
    for position, form in enumerate(forms[len(before) :]):
        if form.startswith(beginning) and forms[position : position + len(before)] == before:
            yield position


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, overlapping ones joined."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def make_snippet(text: str, hits: Sequence[Span]) -> tuple[SnippetPart, ...]:
    """Return the stretch of ``text`` with most hits in it, whole words, hits marked; the beginning if none."""
    start = _best_start(hits)
    start, end = _whole_words(text, max(0, start - LEAD_IN), start - LEAD_IN + SNIPPET_LENGTH)
    parts = [SnippetPart("… ", False)] if start > 0 else []
    position = start
    for hit in hits:
        if hit.start < position or hit.end > end:
            continue
        parts.append(SnippetPart(_on_one_line(text[position : hit.start]), False))
        parts.append(SnippetPart(_on_one_line(text[hit.start : hit.end]), True))
        position = hit.end
    parts.append(SnippetPart(_on_one_line(text[position:end]), False))
    if end < len(text):
        parts.append(SnippetPart(" …", False))
    return tuple(part for part in parts if part.text)


def _best_start(hits: Sequence[Span]) -> int:
    best, most = 0, 0
    for number, hit in enumerate(hits):
        within = sum(1 for other in hits[number:] if other.end <= hit.start + SNIPPET_LENGTH - LEAD_IN)
        if within > most:
            best, most = hit.start, within
        if number > 200:  # the first hits of a long report decide; the cost stays bounded
            break
    return best


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    end = min(len(text), max(end, start + SNIPPET_LENGTH))
    if start > 0:
        blank = text.find(" ", start, start + 30)
        start = blank + 1 if blank >= 0 else start
    if end < len(text):
        blank = text.rfind(" ", start, end)
        end = blank if blank > start else end
    return start, end


def _on_one_line(text: str) -> str:
    return text.replace("\n\n", " · ").replace("\n", " ")
