"""Plain text and Markdown to blocks: which lines are paragraphs of their own, which were only wrapped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.intake.inline import read_inline
from archive.intake.pieces import tidy_pieces
from archive.records import Block, Markup, Piece, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(?=\S)")
QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
BULLET = re.compile(r"[ \t]*[-*+•‣▪·][ \t]+(?=\S)")
NUMBER = re.compile(r"[ \t]*\d{1,3}[.)][ \t]+(?=\S)")
RULE_CHARACTERS = frozenset("-*_=~–—•·#+")
# A rule is made of one character, three times at least.
MIN_RULE = 3
MAX_RULE = 200
MAX_UNDERLINED = 200

# Text wrapped by a program or a person is 45 to 120 characters wide; wider lines are whole paragraphs.
MIN_WRAP = 45
MAX_WRAP = 120
# Ragged wrapping: a line may stop this much before the first word of the next would have fitted.
WRAP_SLACK = 8
# The least part of line ends that a wrapped text's sentences run over; lines that are paragraphs have few.
MIN_RUNNING = 0.35
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]{0,3}$")
# Words begun with these keep the hyphen they were divided at (anti-aircraft, not antiaircraft).
HYPHENATED = re.compile(
    r"(?:all|anti|co|counter|cross|ex|far|half|high|left|long|low|mid|multi|non|post|pre|pro|quasi|re|right"
    r"|self|semi|short|so|sub|well)$",
    re.I,
)
DIVIDED = re.compile(r"(?:^|[\s(“\"'])([^\W\d_]{2,30})[-\u2010]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: where its words stand without markers and margins, and its markup."""

    start: int
    end: int
    markup: Markup = Markup.PLAIN
    level: int = 0
    indent: int = 0


def read_plaintext(text: str, *, markdown: bool, start: int = 0) -> tuple[Block, ...]:
    """Return the blocks of ``text`` from ``start``, in reading order."""
    groups = _groups(_lines(text, start, markdown=markdown))
    width = _wrap_width(text, groups)
    blocks = []
    for group in groups:
        for paragraph in _paragraphs(text, group, width):
            block = _block(text, paragraph, markdown=markdown)
            if block is not None:
                blocks.append(block)
    return tuple(blocks)


def _lines(text: str, offset: int, *, markdown: bool) -> Iterator[Line | None]:
    """Yield each line, ``None`` for an empty one."""
    for raw in text[offset:].splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = offset + len(raw) - len(raw.lstrip())
            yield _marked(raw, offset, start, start + len(stripped), markdown=markdown)
        else:
            yield None
        offset += len(raw)


def _marked(raw: str, offset: int, start: int, end: int, *, markdown: bool) -> Line:
    """Return the line ``raw`` at ``offset``, whose words stand from ``start`` to ``end``."""
    indent = start - offset
    if raw[indent].isalpha():  # most lines: a mark begins with none
        return Line(start, end, indent=indent)
    if _is_rule(raw):
        return Line(start, end, Markup.RULE)
    if (heading := HEADING.match(raw)) is not None:
        end = offset + len(raw.rstrip().rstrip("#").rstrip())
        return Line(offset + heading.end(), max(end, offset + heading.end()), Markup.HEADING, len(heading[1]))
    if (quote := QUOTE.match(raw)) is not None and offset + quote.end() < end:
        return Line(offset + quote.end(), end, Markup.QUOTE)
    if (bullet := BULLET.match(raw)) is not None:
        return Line(offset + bullet.end(), end, Markup.LIST_ITEM, indent=indent)
    if NUMBER.match(raw) is not None:
        return Line(start, end, Markup.LIST_ITEM, indent=indent)
    if markdown and raw.lstrip().startswith("|") and raw.rstrip().endswith("|"):
        return Line(start, end, Markup.TABLE_ROW)
    return Line(start, end, indent=indent)


def _is_rule(raw: str) -> bool:
    if len(raw) > MAX_RULE:
        return False
    marks = set("".join(raw.split()).replace("|", "").replace(":", ""))
    return len(marks) == 1 and marks <= RULE_CHARACTERS and len(raw.strip()) >= MIN_RULE


def _groups(lines: Iterable[Line | None]) -> list[list[Line]]:
    """Return the runs of lines between empty ones; a short line underlined by a rule becomes a heading."""
    groups: list[list[Line]] = []
    run: list[Line] = []
    for line in lines:
        if line is None:
            if run:
                groups.append(run)
            run = []
        elif line.markup is Markup.RULE and len(run) == 1 and _can_be_underlined(run[0]):
            run[0] = Line(run[0].start, run[0].end, Markup.HEADING, 2)
            run.append(line)
        else:
            run.append(line)
    return [*groups, run] if run else groups


def _can_be_underlined(line: Line) -> bool:
    return line.markup is Markup.PLAIN and line.end - line.start <= MAX_UNDERLINED


def _wrap_width(text: str, groups: list[list[Line]]) -> int | None:
    """Return the width the text was wrapped to, or ``None`` when its lines are paragraphs."""
    lengths = [line.end - line.start for group in groups for line in group if line.markup is not Markup.RULE]
    narrow = [length for length in lengths if length <= MAX_WRAP]
    if not narrow or sum(narrow) * 2 < sum(lengths):
        return None
    width = max(narrow)
    return width if width >= MIN_WRAP and _runs_on(text, groups) else None


def _runs_on(text: str, groups: list[list[Line]]) -> bool:
    """Say whether sentences run on over the ends of lines, as they do in wrapped text."""
    breaks = [pair for group in groups for pair in pairwise(group)]
    running = sum(not _ends(text, line) and not text[following.start].isupper() for line, following in breaks)
    return running >= MIN_RUNNING * len(breaks)


def _ends(text: str, line: Line) -> bool:
    return SENTENCE_END.search(text, max(line.start, line.end - 5), line.end) is not None


def _paragraphs(text: str, group: list[Line], width: int | None) -> Iterator[list[Line]]:
    paragraph = [group[0]]
    for line in group[1:]:
        if width is not None and _continues(text, paragraph[-1], line, width):
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


def _continues(text: str, line: Line, following: Line, width: int) -> bool:
    """Say whether ``following`` goes on with the paragraph of ``line``: its first word did not fit there."""
    if following.markup is Markup.QUOTE:
        if line.markup is not Markup.QUOTE:
            return False
    elif following.markup is not Markup.PLAIN or line.markup not in {
        Markup.PLAIN,
        Markup.LIST_ITEM,
        Markup.QUOTE,
    }:
        return False
    if line.markup is Markup.PLAIN and following.indent > line.indent + 1:
        return False
    first_word = text[following.start : min(following.end, following.start + width)].split(maxsplit=1)[0]
    room = width - (line.end - line.start) - 1 - len(first_word)
    if room < 0:
        return True
    return room < WRAP_SLACK and not _ends(text, line) and first_word[0].islower()


def _block(text: str, lines: list[Line], *, markdown: bool) -> Block | None:
    first = lines[0]
    end = lines[-1].end
    if first.markup is Markup.RULE:
        return Block((Piece(text[first.start : end], first.start, end),), first.start, end, Markup.RULE)
    inline = read_inline(text, [Span(line.start, line.end) for line in lines], markdown=markdown)
    pieces = _undivided(text, inline.pieces, lines) if len(lines) > 1 else inline.pieces
    if not pieces:
        return None
    share = min(1.0, inline.linked / sum(len(piece.text) for piece in pieces)) if inline.linked else 0.0
    return Block(pieces, pieces[0].start, pieces[-1].end, first.markup, first.level, share)


def _undivided(text: str, pieces: tuple[Piece, ...], lines: list[Line]) -> tuple[Piece, ...]:
    """Return ``pieces`` with words that were divided at a line's end put together again."""
    ends = {line.end for line in lines[:-1]}
    joined: list[Piece] = []
    for piece in pieces:
        if piece.start in ends and text[piece.start - 1] == "\u00ad":
            continue
        if piece.start in ends and joined and piece.text == " ":
            hyphen = DIVIDED.search(joined[-1].text)
            if hyphen is not None and text[piece.end : piece.end + 1].islower():
                if not _keeps_hyphen(text, hyphen[1], piece):
                    last = joined.pop()
                    exact = len(last.text) == last.end - last.start
                    joined.append(Piece(last.text[:-1], last.start, last.end - 1 if exact else last.end))
                continue
        joined.append(piece)
    return tidy_pieces(joined)


def _keeps_hyphen(text: str, first_part: str, gap: Piece) -> bool:
    if HYPHENATED.match(first_part) is not None:
        return True
    second_part = re.match(r"\w{1,40}", text[gap.end : gap.end + 40])
    return second_part is not None and f"{first_part}-{second_part[0]}" in text
