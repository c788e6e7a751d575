"""Cut a body into sentences, each a span of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.comparing.words import word_set
from archive.records import Kind, Report

# Titles and the like: a stop after one of these never ends a sentence.
_NEVER_LAST = word_set(
    """mr mrs ms dr prof lt gen col maj capt cpl sgt pvt cmdr adm brig gov sen rep rev hon pres st vs no nos fr sr
    messrs mme mlle supt insp det cf viz approx est dept al"""
)
# These may end a sentence; they do so only when the next word opens one.
_MAYBE_LAST = word_set(
    """jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun a.m p.m am pm u.s u.n
    u.k e.u inc co corp ltd bros jr etc e.g i.e d.c n s e w km mph ft in ind wis calif fla ga mass mich minn pa tenn
    tex va wash ariz ark colo conn ill la md miss mo mont neb nev okla ore"""
)
_OPENERS = word_set(
    """the a an in on at it he she they we i this that these those but and however after before when while with as for
    officials authorities police there its his her their last"""
)
_STOP = re.compile(r"[.!?…]{1,6}[\"'”’»)\]*_]{0,4}(?=\s)")
_OPENING = re.compile(r"\s{1,8}[\"'“‘«(\[*_]{0,4}([^\W_])")
_LAST_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[.])*$")
# A stop further back than this from its word is not an abbreviation's.
_ABBREVIATION_WINDOW = 12
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, ``body[start:end]``; ``paragraph`` counts paragraphs from 0."""

    start: int
    end: int
    paragraph: int
    is_prose: bool = True


def split_sentences(report: Report) -> tuple[Sentence, ...]:
    """Return the sentences of a report's body in order, none overlapping, white space at the ends left out.

    Sub-headings are sentences of their own with ``is_prose`` false.
    """
    headings = {(block.start, block.end) for block in report.blocks if block.kind is Kind.SUBHEADING}
    found: list[Sentence] = []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(report.body)):
        start, end = paragraph.span()
        is_prose = not any(s <= start and end <= e for s, e in headings)
        found.extend(
            Sentence(s, e, number, is_prose)
            for s, e in _cut(report.body, start, end)
            if not report.body[s:e].isspace()
        )
    return tuple(found)


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        opening = _OPENING.match(text, stop.end(), end)
        if opening is not None and _ends_here(text, begin, stop, opening):
            spans.append(_trimmed(text, begin, stop.end()))
            begin = stop.end()
    spans.append(_trimmed(text, begin, end))
    return [span for span in spans if span[0] < span[1]]


def _ends_here(text: str, begin: int, stop: re.Match[str], opening: re.Match[str]) -> bool:
    following = opening[1]
    if following.islower():
        return False
    if not stop[0].startswith(".") or stop[0].startswith(".."):
        return True
    before = _LAST_WORD.search(text, max(begin, stop.start() - _ABBREVIATION_WINDOW), stop.start())
    if before is None:
        return True
    word = before[0].lower()
    if word in _NEVER_LAST or (len(word) == 1 and before[0].isupper() and word != "i"):
        return False
    if word in _MAYBE_LAST or re.fullmatch(r"(?:[a-z]\.){1,4}[a-z]", word):
        return _next_word(text, opening.start(1)) in _OPENERS
    return True


def _next_word(text: str, start: int) -> str:
    end = start
    while end < len(text) and end - start < _ABBREVIATION_WINDOW and text[end].isalpha():
        end += 1
    return text[start:end].lower()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
