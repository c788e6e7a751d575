"""Markup inside a line of Markdown, or of plain text that carries some: what to leave out of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from archive.intake.pieces import read_stretch, tidy_pieces
from archive.records import Piece, Span

LINK = re.compile(
    r"(?P<image>!)?\[(?P<text>(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,600}+)\]"
    r"\((?P<target>[^()\s]{0,2000}(?:\([^()\s]{0,300}\)[^()\s]{0,300})?)(?:\s+\"[^\"]{0,300}\")?\)"
)
STARS = re.compile(r"\*+")
MARKS = re.compile(r"\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|~~|`+")
# What emphasis and escapes are made of.
SIGN = re.compile(r"[*_~`\\]")
ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!>|~-])")
# html2text and the like leave runs of empty emphasis; nobody writes four stars for stress.
EMPTY_EMPHASIS = 4
# A paragraph with more marks than this is not emphasised but a drawing or a table of code.
MAX_MARKS = 10_000


@dataclass(frozen=True, slots=True)
class Inline:
    """The text of a stretch without its markup, and how many of its characters are link text."""

    pieces: tuple[Piece, ...]
    linked: int


def read_inline(text: str, stretches: list[Span], *, markdown: bool) -> Inline:
    """Return the pieces of a block made of ``stretches`` of ``text`` (one per line), joined by blanks.

    In plain text only links and paired stars count as markup; in Markdown also underscores, back-ticks,
    strikes and escapes.
    """
    pieces: list[Piece] = []
    linked = 0
    for number, stretch in enumerate(stretches):
        if number and stretches[number - 1].end < stretch.start:
            gap = Span(stretches[number - 1].end, stretch.start)
            pieces.append(Piece(" ", gap.start, gap.end))
        cuts, link_text = _markup(text, stretch, markdown=markdown)
        linked += link_text
        cursor = stretch.start
        for cut in cuts:
            pieces.extend(read_stretch(text, cursor, cut.start))
            cursor = max(cursor, cut.end)
        pieces.extend(read_stretch(text, cursor, stretch.end))
    return Inline(tidy_pieces(pieces), linked)


def _markup(text: str, stretch: Span, *, markdown: bool) -> tuple[list[Span], int]:
    """Return the stretches of markup in order, none overlapping, and the number of link characters."""
    held = text[stretch.start : stretch.end]
    has_links = "](" in held
    if not has_links and (SIGN.search(held) is None if markdown else "*" not in held):
        return [], 0
    links = list(LINK.finditer(text, stretch.start, stretch.end)) if has_links else []
    cuts: list[Span] = []
    linked = 0
    for link in links:
        if link["image"]:
            cuts.append(Span(*link.span()))
        else:
            cuts += (Span(link.start(), link.start("text")), Span(link.end("text"), link.end()))
            linked += len(link["text"].strip())
    cuts += _emphasis(text, stretch, cuts, markdown=markdown)
    if markdown and "\\" in held:
        cuts += [Span(*match.span()) for match in ESCAPE.finditer(text, stretch.start, stretch.end)]
    return _in_order(cuts), linked


def _in_order(cuts: list[Span]) -> list[Span]:
    ordered = sorted(cuts, key=lambda cut: (cut.start, -cut.end))
    kept: list[Span] = []
    for cut in ordered:
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
    return kept


def _is_inside(offset: int, cuts: list[Span], starts: list[int]) -> bool:
    nearest = bisect_right(starts, offset) - 1
    return nearest >= 0 and offset < cuts[nearest].end


def _emphasis(text: str, stretch: Span, cuts: list[Span], *, markdown: bool) -> list[Span]:
    """Return the emphasis marks that come in pairs: an opening run and a closing run of the same kind."""
    marks = "*_~`" if markdown else "*"
    if not 0 < sum(text.count(mark, stretch.start, stretch.end) for mark in marks) <= MAX_MARKS:
        return []
    taken: list[Span] = []
    opened: list[tuple[str, Span]] = []
    starts = [cut.start for cut in cuts]
    for match in (MARKS if markdown else STARS).finditer(text, stretch.start, stretch.end):
        run, span = match[0], Span(*match.span())
        if _is_inside(span.start, cuts, starts) or (match.start() and text[match.start() - 1] == "\\"):
            continue
        if markdown and run[0] == "*" and len(run) >= EMPTY_EMPHASIS:
            taken.append(span)
            continue
        before = text[span.start - 1] if span.start > stretch.start else " "
        after = text[span.end] if span.end < stretch.end else " "
        if opened and opened[-1][0] == run and not before.isspace():
            taken += (opened.pop()[1], span)
        elif not after.isspace() and not before.isalnum():
            opened.append((run, span))
    return taken
