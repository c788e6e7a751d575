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
SHARE_BOUNDS = (0.0, 0.1, 0.3, 0.6, 0.9)
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
        own, place, round_it = _own(page, line), _place(page, at), _neighbours(page, at)
        yield at, [*own, *place, *round_it, *_names(page, line), *_wording(line)]


def _judged(lines: Sequence[Line], reach: int) -> list[int]:
    """Return the places of the lines that are open, and of those near them that a rule about places removed."""
    near = [False] * len(lines)
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        left = 0
        for at in order:
            left = reach if lines[at].draft.is_open else left - 1
            near[at] = near[at] or (left > 0 and (lines[at].draft.is_open or is_soft(lines[at].draft)))
    return [at for at, is_near in enumerate(near) if is_near]


def _own(page: Page, line: Line) -> list[str]:
    draft, shape, state = line.draft, line.shape, line.state
    capitals, digits, common = line.shares
    length, prose, text = shape[0], int(draft.is_prose), draft.text
    first = text[:1]
    traits = [
        f"bias{page.has_links}",
        f"s{shape}",
        f"s{shape}{state}",
        f"state{state}{page.has_links}",
        f"link{band(draft.block.link_share, (0.0, 0.2, 0.5, 0.8))}{length}",
        f"first{'a' if first.islower() else 'A' if first.isupper() else '0' if first.isdigit() else first}",
        f"cap{band(capitals, (0.05, 0.15, 0.3, 0.5, 0.8, 0.99))}{length}",
        f"digit{band(digits, (0.0, 0.1, 0.25, 0.5))}{length}",
        f"stop{band(common, (0.0, 0.1, 0.2, 0.3, 0.4))}{length}",
        *[f"m{mark}{prose}" for mark in MARKS if mark in text],
    ]
    if text.isupper():
        traits.append(f"upper{length}")
    if page.folded[draft.folded] > 1:
        traits.append(f"again{prose}")
    if draft.has_inner_end:
        traits.append(f"inner{length}")
    if _is_credited(text):
        traits.append(f"credited{length}")
    return traits


def _is_credited(text: str) -> bool:
    """Say whether ``text`` ends with a name and an outlet, or with an agency."""
    credit = CREDITED.search(text[-40:])
    if credit is None:
        return False
    return credit["agency"] is None or fold_cue(credit["agency"]) in load_lines("agencies.txt")


def _place(page: Page, at: int) -> list[str]:
    line, running = page.lines[at], page.running
    shape, prose, state = line.shape, int(line.draft.is_prose), line.state[0]
    first, last = (running[0], running[-1]) if running else (0, len(page.lines))
    share = page.words_before[at] / max(1, page.words_before[-1])
    if at < first:
        where = f"above{band(first - at, DISTANCE_BOUNDS)}"
    elif at > last:
        where = f"below{band(at - last, DISTANCE_BOUNDS)}"
    else:
        where = f"in{band(share, SHARE_BOUNDS)}{band(last - at, (0, 1, 3, 8))}"
    titled = len(line.long_words & page.title_words)
    return [
        where,
        f"{where}{prose}{state}",
        f"{where}{shape}",
        f"told{band(page.told_share(line), (0.0, 0.2, 0.4, 0.6, 0.8))}{shape[0]}",
        f"titled{min(titled, 3)}{shape[0]}",
        f"size{band(page.words_before[-1], (50, 150, 300, 600, 1200))}{prose}",
        *_landmarks(page, at, first, band(share, SHARE_BOUNDS)),
    ]


def _landmarks(page: Page, at: int, first: int, share: int) -> list[str]:
    """Return where the line stands to the headline and to signed lines, and how dense the text round it is."""
    line = page.lines[at]
    shape, prose, state = line.shape, int(line.draft.is_prose), line.state[0]
    title = page.title_at
    if title is None:
        traits = [f"title?{prose}"]
    else:
        far = band(abs(title - at), DISTANCE_BOUNDS)
        side = f"above{far}" if at < title else f"below{far}"
        traits = [f"title{side}{prose}", f"title{side[0]}{shape}{state}"]
    begin = first if title is None else max(title, min(first, at))
    signed = band(page.signed_before[at] - page.signed_before[min(begin, at)], SIGNED_BOUNDS)
    low, high = max(0, at - WINDOW), min(len(page.lines), at + WINDOW + 1)
    before = band(page.words_before[at] - page.words_before[low], DENSITY_BOUNDS)
    after = band(page.words_before[high] - page.words_before[at + 1], DENSITY_BOUNDS)
    traits += (
        f"signed{signed}{prose}{share}",
        f"signed{signed}{shape}",
        f"since{page.since_signed[at]}{prose}{signed > 1}",
        f"dense{before}{after}{shape[0]}",
        f"dense{before}{after}{prose}{state}",
    )
    return traits


def _neighbours(page: Page, at: int) -> list[str]:
    lines = page.lines
    own, count = lines[at], len(lines)
    shape, form, prose = own.shape, own.shape[1:], int(own.draft.is_prose)
    mine, short = f"{shape}{own.state[0]}", f"{shape[0]}{own.state[0]}"
    before = [lines[at - step] if at >= step else None for step in (1, 2, 3)]
    after = [lines[at + step] if at + step < count else None for step in (1, 2, 3)]
    traits: list[str] = []
    for side, others in (("<", before), (">", after)):
        near, next_one = others[0], others[1]
        brief = near.brief if near is not None else "^"
        alike = sum([other is not None and other.shape[1:] == form for other in others])
        traits += (
            f"{side}{brief}{mine}",
            f"{side}{near.shape if near is not None else '^'}{short}",
            f"{side}{near.state if near is not None else '^'}{prose}",
            f"{side}{brief}{next_one.brief if next_one is not None else '^'}{prose}",
            f"{side}alike{alike}{shape}",
        )
    around = sum([line.is_running for line in (*before, *after) if line is not None])
    traits.append(f"around{around}{mine}")
    return traits


def _names(page: Page, line: Line) -> list[str]:
    """Return what the elements a line of a page stands in are called, and how much of the report they hold."""
    hints = line.draft.block.hints
    if not hints:
        return []
    kin = band(page.kin[hints] - line.is_running, (0, 1, 3, 8))
    return [
        f"kin{kin}{int(line.draft.is_prose)}",
        f"kin{kin}{line.state}",
        f"in={hints[-1]}{line.shape[0]}",
        *_name_parts(hints[-MAX_NAMES:]),
    ]


@lru_cache(maxsize=MAX_NAMES_KNOWN)
def _name_parts(names: tuple[str, ...]) -> tuple[str, ...]:
    parts = {part for name in names for part in NAME_PART.findall(name)}
    return tuple(f"in:{part}" for part in sorted(parts))


def _wording(line: Line) -> list[str]:
    words = [word.casefold() for word in line.words[:MAX_WORDS]]
    if not words:
        return []
    size = "w" if len(line.words) <= SHORT_WORDS else "W"
    numbered = ["0" if word.isdigit() else word for word in words]
    last = [word.casefold() for word in line.words[-2:]]
    return [
        *[f"{size}={word}" for word in dict.fromkeys(numbered)],
        *[f"{size}={one} {other}" for one, other in dict.fromkeys(pairwise(numbered))],
        f"{size}f={words[0]}",
        f"{size}f={' '.join(words[:2])}",
        f"{size}l={last[-1]}",
        f"{size}l={' '.join(last)}",
    ]
