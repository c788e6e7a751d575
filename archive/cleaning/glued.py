"""Furniture glued into a paragraph: a caption's name after the full stop, an advertisement in mid-line."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from archive.cleaning import reasons
from archive.cleaning.drafts import ABBREVIATIONS, Cut
from archive.cleaning.folding import fold_cue
from archive.cleaning.wordlists import load_cues, load_lines
from archive.records import Kind

if TYPE_CHECKING:
    from archive.cleaning.drafts import Draft

# A name left over from a caption: two to four words, each with a capital, no stop after them.
LEFTOVER = re.compile(
    r"(?P<before>(?<![^\W\d_])[^\W\d_]{2,}+|(?<!\d)\d++|[\"”’»)])[.!?][\"”’»)]{0,2}\s+"
    r"(?P<name>[^\W\d_a-zа-яё][\w'’-]*"
    r"(?:\s(?:(?:al|el|de|van|von|bin|der|la)[ -])?[^\W\d_a-zа-яё][\w'’-]*){1,3})$"
)
AGENCY = re.compile(r"[.!?][\"”’»)]{0,2}\s+(?P<name>[(\[]?[\w -]{2,25}[)\]]?)$")
# After one of these, nothing is left over.
SENTENCE_ENDS = frozenset('.!?…"”»:;,')
# Only the end of a paragraph of some length can carry a leftover; a short line is judged whole.
MIN_PARAGRAPH = 80
# A line longer than this is a whole text without line ends, not a paragraph with something glued in.
MAX_PARAGRAPH = 50_000
TAIL = 120
# "READ MORE: Two killed near the border" inside a paragraph: capitals and a colon, up to the next full stop.
READ_MORE = re.compile(
    r"(?:(?<=[.!?\"”’»)]\s)|^)"
    r"(?:READ MORE|READ ALSO|ALSO READ|SEE ALSO|RELATED|WATCH|Read more|Also read|See also|Read also)"
    r":\s[^.!?\n]{3,200}(?:[.!?]|$)"
)


def find_glued(draft: Draft) -> tuple[Cut, ...]:
    """Return what is to be cut from a paragraph, in order, none overlapping; the sentences stay whole."""
    text = draft.text
    if len(text) > MAX_PARAGRAPH:
        return ()
    cuts = [
        Cut(match.start(), match.end(), Kind.FURNITURE, reasons.READ_MORE)
        for match in (READ_MORE.finditer(text) if ":" in text else ())
        if match.end() - match.start() < len(text)
    ]
    small = text.casefold()
    if any(map(small.__contains__, load_cues().inline)):
        cuts += [
            Cut(match.start(1), match.end(1), Kind.FURNITURE, reasons.ADVERTISEMENT)
            for match in _inline().finditer(text)
        ]
    leftover = _leftover(text)
    if leftover is not None:
        cuts.append(leftover)
    ordered: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: cut.start):
        if not ordered or cut.start >= ordered[-1].end:
            ordered.append(cut)
    return tuple(ordered)


@cache
def _inline() -> re.Pattern[str]:
    """Match an inline cue between two sentences, or at either end of the paragraph."""
    phrases = sorted(load_cues().inline, key=len, reverse=True)
    spelled = "|".join(f"{phrase.capitalize()}|{phrase.upper()}" for phrase in phrases)
    return re.compile(rf"(?:^|(?<=[.!?\"”’»)]\s))({spelled})(?=\s[\"“‘«]?[A-ZА-Я]|$)")


def _leftover(text: str) -> Cut | None:
    if len(text) < MIN_PARAGRAPH or text[-1] in SENTENCE_ENDS:
        return None
    offset = max(0, len(text) - TAIL)
    tail = text[offset:]
    match = AGENCY.search(tail)
    if match is not None and fold_cue(match["name"]) in load_lines("agencies.txt"):
        return Cut(offset + match.start("name"), len(text), Kind.FURNITURE, reasons.AGENCY_CREDIT)
    match = LEFTOVER.search(tail)
    if match is None or match["before"].casefold() in ABBREVIATIONS or match["before"][0].isupper():
        return None
    return Cut(offset + match.start("name"), len(text), Kind.FURNITURE, reasons.CAPTION_LEFTOVER)
