"""What can be said of a line and of its neighbours: the traits by which the line classifier judges it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.cleaning.folding import fold_cue
from archive.cleaning.page_lines import Line, Page, band, is_soft
from archive.cleaning.wordlists import load_lines
from archive.records import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.cleaning.drafts import Draft

# Bounds between classes of distances: roughly doubling, as their effect does.
DISTANCE_BOUNDS = (0, 1, 2, 4, 8, 16, 32)
# Only as many words of a line are looked at one by one.
MAX_WORDS = 40
SHORT_WORDS = 20
# The innermost names of the elements a line stands in, and the parts of them that count as words.
MAX_NAMES = 12
# The same few names stand round most lines of a page, and of a site's pages.
MAX_NAMES_KNOWN = 1024
NAME_PART = re.compile(r"[a-z]{2,20}")
# "Jane Doe/Outlet", "... in the rain. AFP", "(Outlet)" at a caption's end.
CREDITED = re.compile(r"(?:[\w.]/[A-Z][\w. ]{0,20}|[.!?\"”]\s[(]?(?P<agency>[\w ]{2,25})[)]?)$")
SIGNED_BOUNDS = (0, 1, 2, 4, 8, 16)
# Lines before and after one whose running words tell how dense the text is there.
WINDOW = 8
DENSITY_BOUNDS = (0, 30, 80, 160, 320, 640)
MARKS = ("|", "/", "…", "?", "!", ":", '"', "@", "©", "http", "$", "»", "·", "(")


def read_page(drafts: Sequence[Draft], headline: str | None) -> Page:
    """Return the lines of ``drafts`` that carry text, as the classifier sees them."""
    lines = [Line(draft) for draft in drafts if draft.block.pieces and draft.block.markup is not Markup.RULE]
    return Page(lines, headline)


def find_traits(page: Page, reach: int) -> Iterator[tuple[int, list[str]]]:
    """Yield, in order, the place of each line the classifier may judge, with its traits.

    Those are the open ones, and what a rule about places removed at most ``reach`` lines from an open one.
    """
    for at in _judged(page.lines, reach):
        line = page.lines[at]
        traits = (
            _own(page, line),
            _place(page, at),
            _neighbours(page, at),
            _names(page, line),
            _wording(line),
        )
        yield at, [trait for group in traits for trait in group]


def _judged(lines: Sequence[Line], reach: int) -> list[int]:
    """Return the places of the lines that are open, and of those near them that a rule about places removed."""
    near = [False] * len(lines)
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        left = 0
        for at in order:
            left = reach if lines[at].draft.is_open else left - 1
            near[at] = near[at] or (left > 0 and (lines[at].draft.is_open or is_soft(lines[at].draft)))
    return [at for at, is_near in enumerate(near) if is_near]


def _own(page: Page, line: Line) -> Iterator[str]:
    draft, shape = line.draft, line.shape
    capitals, digits, common = line.shares
    length = shape[0]
    yield f"bias{page.has_links}"
    yield f"s{shape}"
    yield f"s{shape}{line.state}"
    yield f"state{line.state}{page.has_links}"
    yield f"link{band(draft.block.link_share, (0.0, 0.2, 0.5, 0.8))}{length}"
    first = draft.text[:1]
    yield f"first{'a' if first.islower() else 'A' if first.isupper() else '0' if first.isdigit() else first}"
    yield f"cap{band(capitals, (0.05, 0.15, 0.3, 0.5, 0.8, 0.99))}{length}"
    if draft.text.isupper():
        yield f"upper{length}"
    yield f"digit{band(digits, (0.0, 0.1, 0.25, 0.5))}{length}"
    yield f"stop{band(common, (0.0, 0.1, 0.2, 0.3, 0.4))}{length}"
    for mark in MARKS:
        if mark in draft.text:
            yield f"m{mark}{int(draft.is_prose)}"
    if page.folded[draft.folded] > 1:
        yield f"again{int(draft.is_prose)}"
    if draft.has_inner_end:
        yield f"inner{length}"
    credit = CREDITED.search(draft.text[-40:])
    if credit is not None and (
        credit["agency"] is None or fold_cue(credit["agency"]) in load_lines("agencies.txt")
    ):
        yield f"credited{length}"


def _place(page: Page, at: int) -> Iterator[str]:
    line, running = page.lines[at], page.running
    first, last = (running[0], running[-1]) if running else (0, len(page.lines))
    if at < first:
        where = f"above{band(first - at, DISTANCE_BOUNDS)}"
    elif at > last:
        where = f"below{band(at - last, DISTANCE_BOUNDS)}"
    else:
        share = page.words_before[at] / max(1, page.words_before[-1])
        where = f"in{band(share, (0.0, 0.1, 0.3, 0.6, 0.9))}{band(last - at, (0, 1, 3, 8))}"
    yield where
    yield f"{where}{int(line.draft.is_prose)}{line.state[0]}"
    yield f"{where}{line.shape}"
    yield f"told{band(page.told_share(line), (0.0, 0.2, 0.4, 0.6, 0.8))}{line.shape[0]}"
    titled = len(line.long_words & page.title_words)
    yield f"titled{min(titled, 3)}{line.shape[0]}"
    yield f"size{band(page.words_before[-1], (50, 150, 300, 600, 1200))}{int(line.draft.is_prose)}"
    yield from _landmarks(page, at, first)


def _landmarks(page: Page, at: int, first: int) -> Iterator[str]:
    """Yield where the line stands to the headline and to signed lines, and how dense the text round it is."""
    line, prose = page.lines[at], int(page.lines[at].draft.is_prose)
    title = page.title_at
    if title is None:
        yield f"title?{prose}"
    else:
        side = (
            f"above{band(title - at, DISTANCE_BOUNDS)}"
            if at < title
            else f"below{band(at - title, DISTANCE_BOUNDS)}"
        )
        yield f"title{side}{prose}"
        yield f"title{side[0]}{line.shape}{line.state[0]}"
    begin = first if title is None else max(title, min(first, at))
    signed = band(page.signed_before[at] - page.signed_before[min(begin, at)], SIGNED_BOUNDS)
    share = band(page.words_before[at] / max(1, page.words_before[-1]), (0.0, 0.1, 0.3, 0.6, 0.9))
    yield f"signed{signed}{prose}{share}"
    yield f"signed{signed}{line.shape}"
    last = next((step for step in range(1, 6) if at >= step and page.lines[at - step].is_signed), 6)
    yield f"since{last}{prose}{signed > 1}"
    low, high = max(0, at - WINDOW), min(len(page.lines), at + WINDOW + 1)
    before = band(page.words_before[at] - page.words_before[low], DENSITY_BOUNDS)
    after = band(page.words_before[high] - page.words_before[at + 1], DENSITY_BOUNDS)
    yield f"dense{before}{after}{line.shape[0]}"
    yield f"dense{before}{after}{prose}{line.state[0]}"


def _neighbours(page: Page, at: int) -> Iterator[str]:
    lines = page.lines
    own = lines[at]
    mine = f"{own.shape}{own.state[0]}"
    before = [lines[at - step] if at >= step else None for step in (1, 2, 3)]
    after = [lines[at + step] if at + step < len(lines) else None for step in (1, 2, 3)]
    for side, others in (("<", before), (">", after)):
        near, next_one = others[0], others[1]
        brief = near.brief if near is not None else "^"
        yield f"{side}{brief}{mine}"
        yield f"{side}{near.shape if near is not None else '^'}{own.shape[0]}{own.state[0]}"
        yield f"{side}{near.state if near is not None else '^'}{int(own.draft.is_prose)}"
        yield f"{side}{brief}{next_one.brief if next_one is not None else '^'}{int(own.draft.is_prose)}"
        alike = sum(other is not None and other.shape[1:] == own.shape[1:] for other in others)
        yield f"{side}alike{alike}{own.shape}"
    around = sum(line.is_running for line in (*before, *after) if line is not None)
    yield f"around{around}{mine}"


def _names(page: Page, line: Line) -> Iterator[str]:
    """Yield what the elements a line of a page stands in are called, and how much of the report they hold."""
    hints = line.draft.block.hints
    if not hints:
        return
    kin = band(page.kin[hints] - line.is_running, (0, 1, 3, 8))
    yield f"kin{kin}{int(line.draft.is_prose)}"
    yield f"kin{kin}{line.state}"
    yield f"in={hints[-1]}{line.shape[0]}"
    yield from _name_parts(hints[-MAX_NAMES:])


@lru_cache(maxsize=MAX_NAMES_KNOWN)
def _name_parts(names: tuple[str, ...]) -> tuple[str, ...]:
    parts = {part for name in names for part in NAME_PART.findall(name)}
    return tuple(f"in:{part}" for part in sorted(parts))


def _wording(line: Line) -> Iterator[str]:
    words = [word.casefold() for word in line.words[:MAX_WORDS]]
    if not words:
        return
    size = "w" if len(line.words) <= SHORT_WORDS else "W"
    numbered = ["0" if word.isdigit() else word for word in words]
    for word in dict.fromkeys(numbered):
        yield f"{size}={word}"
    for pair in dict.fromkeys(pairwise(numbered)):
        yield f"{size}={' '.join(pair)}"
    yield f"{size}f={words[0]}"
    yield f"{size}f={' '.join(words[:2])}"
    last = [word.casefold() for word in line.words[-2:]]
    yield f"{size}l={last[-1]}"
    yield f"{size}l={' '.join(last)}"
