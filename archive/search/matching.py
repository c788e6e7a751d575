"""Where a query's words stand in a text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from archive.gazetteer import find_designators
from archive.records import Span
from archive.search.analysis import (
    ELIDED_BEFORE,
    ENGLISH,
    WORD_TAIL,
    find_compounds,
    find_tokens,
    fold_word,
    stem,
)
from archive.search.nodes import All, AnyOf, Near, Node, Not, Phrase, Word
from archive.search.plain import telling

# Words past this point of a text are not looked through for hits; a news report is a tenth as long.
MAX_SCANNED = 60_000
_DIGIT = re.compile(r"\d")
# What is looked for stands first: a pattern that begins with a look behind is tried at every character.
_HYPHEN = re.compile(r"[-‐‑](?<=[^\W_].)(?=[^\W_])")
_SECOND = re.compile(rf"[^\W_]+{WORD_TAIL}")


@dataclass(frozen=True, slots=True)
class Run:
    """Words to mark where they follow one another: by their stems or as printed, the last perhaps only begun."""

    forms: tuple[str, ...]
    by_stem: bool = False
    is_prefix: bool = False


def wanted_runs(node: Node | None) -> tuple[Run, ...]:
    """Return what a query asks to be present: not what it excludes, nor words like "the" beside others."""
    return tuple(dict.fromkeys(_runs(node))) if node is not None else ()


def _runs(node: Node) -> Iterator[Run]:
    match node:
        case Word(text, is_prefix):
            tokens = list(find_tokens(text))
            if tokens:
                yield Run(tuple(token.form for token in tokens), not is_prefix, is_prefix)
            if len(tokens) == 2 and not is_prefix:
                yield from (Run((joined.form,), by_stem=True) for _, joined in find_compounds(text, tokens))
        case Phrase(text):
            forms = tuple(token.form for token in find_tokens(text))
            if forms:
                yield Run(forms)
        case Near(text):
            for token in find_tokens(text):
                yield Run((token.form,))
        case All(nodes):
            for part in telling(nodes):
                yield from _runs(part)
        case AnyOf(nodes):
            for part in nodes:
                yield from _runs(part)
        case Not():
            return


def find_hits(text: str, runs: Iterable[Run], language: str | None = None) -> tuple[Span, ...]:
    """Return the spans of ``text``, a report in ``language``, that the runs match, in order, none overlapping."""
    text, runs, language = text[:MAX_SCANNED], tuple(runs), language or ENGLISH
    if all(
        len(run.forms) == 1 and run.forms[0].isascii() and run.forms[0].isalpha() and not run.is_prefix
        for run in runs
    ):
        return merge_spans(_hits_of_words(text, runs, language))
    return merge_spans(_hits_of_runs(text, runs, language))


def _hits_of_words(text: str, runs: tuple[Run, ...], language: str) -> list[Span]:
    """Return the same as ``_hits_of_runs`` for words of Latin letters, without looking at all other words.

    Only a word glued to a designator by an apostrophe may be marked otherwise.
    """
    if not runs:
        return []
    stems = {stem(run.forms[0], language) for run in runs if run.by_stem}
    printed = {run.forms[0] for run in runs if not run.by_stem}
    spans = []
    firsts = {run.forms[0][0] for run in runs}
    if not text.isascii():
        firsts.add("")
    for match in chain.from_iterable(_words_beginning(first).finditer(text) for first in firsts):
        form = fold_word(match[0])
        if form in printed or (stems and stem(form, language) in stems):
            spans.append(Span(*match.span()))
    for match in _HYPHEN.finditer(text):
        start = match.start()
        while start and text[start - 1].isalnum():
            start -= 1
        second = _SECOND.match(text, match.end())
        joined = fold_word(text[start : match.start()]) + (fold_word(second[0]) if second else "")
        if second and joined.isalpha() and (joined in printed or stem(joined, language) in stems):
            spans.append(Span(start, second.end()))
    if any(_DIGIT.search(text, max(0, span.start - 2), span.end + 2) for span in spans):
        named = find_designators(text)
        spans = [
            span
            for span in spans
            if not any(start < span.end and span.start < end for start, end, _ in named)
        ]
    return spans


@cache
def _words_beginning(letter: str) -> re.Pattern[str]:
    """Return the pattern of the words that begin with this ASCII letter; of those that begin with another for ``""``.

    Neither folding nor stemming changes an ASCII letter that a word begins with. A pattern for several letters at once
    would be another for each query, and takes longer to compile than to use.
    """
    begins = f"[{letter}{letter.upper()}]" if letter else r"[\u0080-\U0010ffff]"
    return re.compile(
        rf"{begins}(?<=[^\W_])(?<![^\W_].)(?:(?<![^\W_]['’ʼ‘].)|{ELIDED_BEFORE})[^\W_]*{WORD_TAIL}"
    )


def _hits_of_runs(text: str, runs: tuple[Run, ...], language: str) -> list[Span]:
    tokens = list(find_tokens(text))
    joined = [token for _, token in find_compounds(text, tokens)]
    printed = [token.form for token in tokens]
    stems = [stem(form, language) for form in printed]
    spans: list[Span] = []
    for run in runs:
        wanted = tuple(stem(form, language) for form in run.forms) if run.by_stem else run.forms
        forms = stems if run.by_stem else printed
        spans += [
            Span(tokens[first].start, tokens[first + len(wanted) - 1].end)
            for first in (_begin_so(forms, wanted) if run.is_prefix else _are_so(forms, wanted))
        ]
        for token in joined:
            form = stem(token.form, language) if run.by_stem else token.form
            if (form,) == wanted or (run.is_prefix and len(wanted) == 1 and form.startswith(wanted[0])):
                spans.append(Span(token.start, token.end))
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
