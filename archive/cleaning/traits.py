"""What can be said of a line and of its neighbours: the traits by which the line classifier judges it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.cleaning.folding import fold_cue
from archive.cleaning.page_lines import AROUND, Line, Page, is_soft
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
END_BOUNDS = (0, 1, 3, 8)
TOLD_BOUNDS = (0.0, 0.2, 0.4, 0.6, 0.8)
SIZE_BOUNDS = (50, 150, 300, 600, 1200)
LINK_BOUNDS = (0.0, 0.2, 0.5, 0.8)
CAPITAL_BOUNDS = (0.05, 0.15, 0.3, 0.5, 0.8, 0.99)
DIGIT_BOUNDS = (0.0, 0.1, 0.25, 0.5)
COMMON_BOUNDS = (0.0, 0.1, 0.2, 0.3, 0.4)
SIGNED_BOUNDS = (0, 1, 2, 4, 8, 16)
# Lines before and after one whose running words tell how dense the text is there.
WINDOW = 8
# A line with all that is looked at on either side.
FRAMED = 2 * AROUND + 1
SIDES = {"a": "above", "b": "below"}
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
        f"link{bisect_left(LINK_BOUNDS, draft.block.link_share)}{length}",
        f"first{'a' if first.islower() else 'A' if first.isupper() else '0' if first.isdigit() else first}",
        f"cap{bisect_left(CAPITAL_BOUNDS, capitals)}{length}",
        f"digit{bisect_left(DIGIT_BOUNDS, digits)}{length}",
        f"stop{bisect_left(COMMON_BOUNDS, common)}{length}",
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
    words = page.words_before[-1]
    share = bisect_left(SHARE_BOUNDS, page.words_before[at] / max(1, words))
    if at < first:
        where = f"above{bisect_left(DISTANCE_BOUNDS, first - at)}"
    elif at > last:
        where = f"below{bisect_left(DISTANCE_BOUNDS, at - last)}"
    else:
        where = f"in{share}{bisect_left(END_BOUNDS, last - at)}"
    titled = len(line.long_words & page.title_words)
    return [
        where,
        f"{where}{prose}{state}",
        f"{where}{shape}",
        f"told{bisect_left(TOLD_BOUNDS, page.told_share(line))}{shape[0]}",
        f"titled{min(titled, 3)}{shape[0]}",
        f"size{bisect_left(SIZE_BOUNDS, words)}{prose}",
        *_landmarks(page, at, first, share),
    ]


def _landmarks(page: Page, at: int, first: int, share: int) -> list[str]:
    """Return where the line stands to the headline and to signed lines, and how dense the text round it is."""
    line, title, words = page.lines[at], page.title_at, page.words_before
    shape, prose, state = line.shape, int(line.draft.is_prose), line.state[0]
    if title is None:
        traits = [f"title?{prose}"]
        begin = min(first, at)
    else:
        far = bisect_left(DISTANCE_BOUNDS, abs(title - at))
        side = "a" if at < title else "b"
        traits = [f"title{SIDES[side]}{far}{prose}", f"title{side}{shape}{state}"]
        begin = min(max(title, min(first, at)), at)
    signed = bisect_left(SIGNED_BOUNDS, page.signed_before[at] - page.signed_before[begin])
    low, high = max(0, at - WINDOW), min(len(page.lines), at + WINDOW + 1)
    before = bisect_left(DENSITY_BOUNDS, words[at] - words[low])
    after = bisect_left(DENSITY_BOUNDS, words[high] - words[at + 1])
    traits += (
        f"signed{signed}{prose}{share}",
        f"signed{signed}{shape}",
        f"since{page.since_signed[at]}{prose}{signed > 1}",
        f"dense{before}{after}{shape[0]}",
        f"dense{before}{after}{prose}{state}",
    )
    return traits


def _neighbours(page: Page, at: int) -> list[str]:
    own, prose = page.lines[at], int(page.lines[at].draft.is_prose)
    shape, form, state = own.shape, own.form, own.state[0]
    third_before, second_before, before, _, after, second_after, third_after = page.framed[at : at + FRAMED]
    traits: list[str] = []
    for side, near, next_one, last in (
        ("<", before, second_before, third_before),
        (">", after, second_after, third_after),
    ):
        alike = (near.form == form) + (next_one.form == form) + (last.form == form)
        traits += (
            f"{side}{near.brief}{shape}{state}",
            f"{side}{near.shape}{shape[0]}{state}",
            f"{side}{near.state}{prose}",
            f"{side}{near.brief}{next_one.brief}{prose}",
            f"{side}alike{alike}{shape}",
        )
    around = before.is_running + second_before.is_running + third_before.is_running
    around += after.is_running + second_after.is_running + third_after.is_running
    traits.append(f"around{around}{shape}{state}")
    return traits


def _names(page: Page, line: Line) -> list[str]:
    """Return what the elements a line of a page stands in are called, and how much of the report they hold."""
    hints = line.draft.block.hints
    if not hints:
        return []
    kin = bisect_left(END_BOUNDS, page.kin[hints] - line.is_running)
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
    words = list(map(str.casefold, line.words[:MAX_WORDS]))
    if not words:
        return []
    size = "w" if len(line.words) <= SHORT_WORDS else "W"
    numbered = words
    if any(map(str.isdigit, words)):
        numbered = ["0" if word.isdigit() else word for word in words]
    two, last = " ".join(words[:2]), line.words[-1].casefold()
    last_two = " ".join(line.words[-2:]).casefold()
    named = f"{size}=".__add__
    return [
        *map(named, dict.fromkeys(numbered)),
        *map(named, dict.fromkeys(map(" ".join, pairwise(numbered)))),
        *dict.fromkeys((f"{size}f={words[0]}", f"{size}f={two}", f"{size}l={last}", f"{size}l={last_two}")),
    ]
