"""Where a query's words stand in a text, and the best stretch to show of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.records import Span
from archive.search.analysis import find_tokens, stem
from archive.search.nodes import All, AnyOf, Near, Node, Not, Phrase, Word

# A snippet is about this long (characters), and begins so far before its first hit.
SNIPPET_LENGTH = 240
LEAD_IN = 60
# Words past this point of a text are not looked through for hits; a news report is a tenth as long.
MAX_SCANNED = 60_000


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
    tokens = list(find_tokens(text[:MAX_SCANNED]))
    printed = [token.form for token in tokens]
    stems = [stem(form) for form in printed]
    spans: list[Span] = []
    for run, stemmed, is_prefix in wanted.runs:
        forms = stems if stemmed else printed
        for position in range(len(tokens) - len(run) + 1):
            if is_prefix:
                found = printed[position : position + len(run) - 1] == list(run[:-1]) and printed[
                    position + len(run) - 1
                ].startswith(run[-1])
            else:
                found = forms[position] == run[0] and forms[position : position + len(run)] == list(run)
            if found:
                spans.append(Span(tokens[position].start, tokens[position + len(run) - 1].end))
    return merge_spans(spans)


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
