"""Stretches of the decoded original to pieces of tidy text that remember where they stood."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from archive.records import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

# Soft hyphen, zero-width space and no-break space, word joiner, byte-order mark, direction marks, controls.
INVISIBLE = "\u00ad\u200b\u2060\ufeff\u180e\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1b\x7f"
ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
UNSEEN = re.compile(f"[{INVISIBLE}\u200c\u200d]")
# What needs a hand in text that is ASCII, or composed and seen: nearly all is, and this is many times faster.
PLAIN = re.compile(rf"(?P<gone>[\x00-\x08\x0e-\x1b\x7f]+)|(?P<space>\s{{2,}}|[^\S ])|(?P<entity>{ENTITY})")
# A base and its marks; more than this many marks on one letter are not writing (UAX 15, stream-safe text).
MAX_MARKS = 30


def read_stretch(text: str, start: int, end: int) -> list[Piece]:
    """Return the pieces of ``text[start:end]``, in order.

    White space is folded to single blanks, invisible characters are left out, entities are decoded and
    letters composed (NFC).
    """
    stretch = text[start:end]
    if stretch.isspace():
        return [Piece(" ", start, end)]
    if _is_tidy(stretch):
        return [Piece(stretch, start, end)] if stretch else []
    found: list[Piece] = []
    buffer: list[str] = []
    opened = cursor = start
    for match in (PLAIN if _is_plain(stretch) else _special()).finditer(text, start, end):
        at, after = match.span()
        tidy = _tidied(match)
        if len(tidy) == after - at:
            buffer += (text[cursor:at], tidy)
            cursor = after
            continue
        buffer.append(text[cursor:at])
        if at > opened:
            found.append(Piece("".join(buffer), opened, at))
        if tidy:
            found.append(Piece(tidy, at, after))
        buffer, opened, cursor = [], after, after
    buffer.append(text[cursor:end])
    if end > opened:
        found.append(Piece("".join(buffer), opened, end))
    return found


def _is_tidy(stretch: str) -> bool:
    """Say whether nothing in ``stretch`` needs a hand: most text is so, and this is several times faster."""
    return (
        stretch.isprintable()
        and "&" not in stretch
        and "  " not in stretch
        and (stretch.isascii() or unicodedata.is_normalized("NFC", stretch))
    )


def _is_plain(stretch: str) -> bool:
    """Say whether ``stretch`` holds no invisible characters but controls, and all letters are composed."""
    if stretch.isascii():
        return True
    return unicodedata.is_normalized("NFC", stretch) and UNSEEN.search(stretch) is None


def tidy_pieces(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return ``pieces`` without blanks at either end of the whole and without doubled blanks between two."""
    if len(pieces) == 1 and (only := pieces[0].text) and only[0] != " " != only[-1]:
        return (pieces[0],)
    kept: list[Piece] = []
    after_blank = True
    for piece in pieces:
        tidy = _without_first(piece) if after_blank and piece.text.startswith(" ") else piece
        if tidy.text:
            kept.append(tidy)
            after_blank = tidy.text.endswith(" ")
    while kept and kept[-1].text.endswith(" "):
        last = kept.pop()
        text = last.text[:-1]
        if text:
            exact = len(last.text) == last.end - last.start
            kept.append(Piece(text, last.start, last.end - 1 if exact else last.end))
    return tuple(kept)


def _without_first(piece: Piece) -> Piece:
    exact = len(piece.text) == piece.end - piece.start
    return Piece(piece.text[1:], piece.start + 1 if exact else piece.start, piece.end)


def _tidied(match: re.Match[str]) -> str:
    if match.lastgroup == "space":
        return " "
    if match.lastgroup == "gone":
        return ""
    if match.lastgroup == "entity":
        decoded = html.unescape(match[0])
        return " " if decoded.isspace() else re.sub(f"[{INVISIBLE}]", "", decoded)
    return unicodedata.normalize("NFC", match[0])


@cache
def _special() -> re.Pattern[str]:
    marks = _mark_class()
    return re.compile(
        rf"(?P<gone>[{INVISIBLE}]+|(?<=[\x00-\u024f])[\u200c\u200d]+)"
        r"|(?P<space>\s{2,}|[^\S ])"
        rf"|(?P<entity>{ENTITY})"
        rf"|(?P<compose>[^\s&{marks}][{marks}]{{1,{MAX_MARKS}}}"
        r"|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\u212a\u212b\u2126\uf900-\ufaff])"
    )


@cache
def _mark_class() -> str:
    """Return the combining marks as ranges of a regular expression's character class."""
    ranges: list[list[int]] = []
    for code in range(0x300, 0x1F000):
        if unicodedata.combining(chr(code)):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
