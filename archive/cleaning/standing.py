"""How lines stand on their page: their shape, what the rules made of them, their place and their neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from archive.cleaning import reasons
from archive.cleaning.page_lines import FORMS, WORD_BOUNDS
from archive.cleaning.scales import Scale, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike

    from archive.cleaning.page_lines import Page
    from archive.cleaning.scales import Numbers, Part, Trait

# Bounds between classes of distances: roughly doubling, as their effect does.
DISTANCE_BOUNDS = (0, 1, 2, 4, 8, 16, 32)
SHARE_BOUNDS = (0.0, 0.1, 0.3, 0.6, 0.9)
END_BOUNDS = (0, 1, 3, 8)
TOLD_BOUNDS = (0.0, 0.2, 0.4, 0.6, 0.8)
SIZE_BOUNDS = (50, 150, 300, 600, 1200)
LINK_BOUNDS = (0.0, 0.2, 0.5, 0.8)
CAPITAL_BOUNDS = (0.05, 0.15, 0.3, 0.5, 0.8, 0.99)
DIGIT_BOUNDS = (0.0, 0.1, 0.25, 0.5)
COMMON_BOUNDS = (0.0, 0.1, 0.2, 0.3, 0.4)
SIGNED_BOUNDS = (0, 1, 2, 4, 8, 16)
DENSITY_BOUNDS = (0, 30, 80, 160, 320, 640)
# Of a line's words, those that are the headline's count up to so many.
MAX_TITLED = 3
# Lines before and after one whose running words tell how dense the text is there.
WINDOW = 8
# So many lines on either side of one are looked at for themselves.
AROUND = 3


def _numbered(bounds: Sequence[float]) -> tuple[str, ...]:
    """Return the numbers of the classes between ``bounds``, as they stand in names."""
    return tuple(map(str, range(len(bounds) + 1)))


def _joined(*parts: Iterable[str]) -> tuple[str, ...]:
    """Return all that can be put together of one of each."""
    return tuple(map("".join, product(*parts)))


# Beyond the page's ends stands nothing; it is the last value of what neighbours are told by.
NOTHING = "^"
NUMBER = Scale(tuple("0123456789"))
LENGTH = Scale(_numbered(WORD_BOUNDS))
SHAPE = Scale((*_joined(_numbered(WORD_BOUNDS), FORMS), NOTHING))
# Open, furniture, kept, and what a rule about places removed, by its reason; then by these letters alone.
STATE = Scale(
    ("o", "f", "k", *(f"s{reason}" for name, reason in vars(reasons).items() if name.isupper()), NOTHING)
)
STATES = {state: number for number, state in enumerate(STATE.values)}
LETTER = Scale(("o", "f", "k", "s", NOTHING))
BRIEF = Scale((*_joined("ofks", "01"), NOTHING))
WHERE = Scale(
    (
        *_joined(("above", "below"), _numbered(DISTANCE_BOUNDS)),
        *_joined(("in",), _numbered(SHARE_BOUNDS), _numbered(END_BOUNDS)),
    )
)
EITHER, TRUTH, LINKS = Scale(("0", "1")), Scale(("False", "True")), Scale(("t", "m"))
SIDE, SIDE_LETTER = Scale(("above", "below")), Scale(("a", "b"))
KIN = Scale((*_numbered(END_BOUNDS), None))


@dataclass(frozen=True, slots=True)
class Lines:
    """The judged lines, and all lines by number with nothing AROUND times before and after them.

    Of the others only the neighbours of judged ones are told of.
    """

    judged: Numbers
    shapes: Numbers
    states: Numbers
    letters: Numbers
    proses: Numbers
    running: Numbers
    # The same of the judged lines alone.
    shape: Part
    length: Part
    state: Part
    letter: Part
    prose: Part


def look_at(page: Page, places: Sequence[int]) -> Lines:
    """Return the lines at ``places`` (of which there is one at least) as those to be judged."""
    judged = np.array(places)
    count = len(page.lines) + 2 * AROUND
    is_near = np.zeros(count, dtype=bool)
    for step in range(2 * AROUND + 1):
        is_near[judged + step] = True
    is_near[:AROUND] = is_near[count - AROUND :] = False
    near = np.flatnonzero(is_near)
    lines = [page.lines[at - AROUND] for at in near.tolist()]
    shapes, states, letters = (np.full(count, len(scale.values) - 1) for scale in (SHAPE, STATE, LETTER))
    proses, running = np.zeros(count, dtype=np.intp), np.zeros(count, dtype=np.intp)
    shapes[near] = [line.shape for line in lines]
    states[near] = [STATES[line.state] for line in lines]
    letters[near] = np.minimum(states[near], LETTER.values.index("s"))
    proses[near] = [line.draft.is_prose for line in lines]
    running[near] = [line.is_running for line in lines]
    own = judged + AROUND
    return Lines(
        judged,
        shapes,
        states,
        letters,
        proses,
        running,
        (SHAPE, shapes[own]),
        (LENGTH, shapes[own] // len(FORMS)),
        (STATE, states[own]),
        (LETTER, letters[own]),
        (EITHER, proses[own]),
    )


def _class(bounds: Sequence[float], values: ArrayLike) -> Part:
    """Return for each value how many of ``bounds`` lie below it."""
    return NUMBER, np.searchsorted(bounds, np.asarray(values))


def tell_form(page: Page, lines: Lines) -> list[Trait]:
    """Return what lines look like, and what the rules made of them."""
    has_links = (LINKS, np.full(len(lines.judged), int(page.has_links)))
    links = [page.lines[at].draft.block.link_share for at in lines.judged.tolist()]
    return [
        tell("bias", has_links),
        tell("s", lines.shape),
        tell("s", lines.shape, lines.state),
        tell("state", lines.state, has_links),
        tell("link", _class(LINK_BOUNDS, links), lines.length),
    ]


def tell_words(page: Page, lines: Lines) -> list[Trait]:
    """Return of what kinds the words of lines are."""
    shares = np.array([page.lines[at].shares for at in lines.judged.tolist()])
    return [
        tell("cap", _class(CAPITAL_BOUNDS, shares[:, 0]), lines.length),
        tell("digit", _class(DIGIT_BOUNDS, shares[:, 1]), lines.length),
        tell("stop", _class(COMMON_BOUNDS, shares[:, 2]), lines.length),
    ]


def tell_place(page: Page, lines: Lines) -> list[Trait]:
    """Return where lines stand on the page, and what of them it tells elsewhere."""
    at = lines.judged
    judged = [page.lines[place] for place in at.tolist()]
    words = page.words_before[-1]
    share = _class(SHARE_BOUNDS, np.array(page.words_before)[at] / max(1, words))
    where = (WHERE, _where(page, at, share[1]))
    titled = np.array([min(len(line.long_words & page.title_words), MAX_TITLED) for line in judged])
    return [
        tell("", where),
        tell("", where, lines.prose, lines.letter),
        tell("", where, lines.shape),
        tell("told", _class(TOLD_BOUNDS, [page.told_share(line) for line in judged]), lines.length),
        tell("titled", (NUMBER, titled), lines.length),
        tell("size", _class(SIZE_BOUNDS, np.full(len(judged), words)), lines.prose),
        *_landmarks(page, lines, share),
    ]


def _where(page: Page, at: Numbers, share: Numbers) -> Numbers:
    """Return where lines stand to the running ones: above them, below, or among them, by the part that is told."""
    first, last = (page.running[0], page.running[-1]) if page.running else (0, len(page.lines))
    outside, ends = len(DISTANCE_BOUNDS) + 1, len(END_BOUNDS) + 1
    among = 2 * outside + share * ends + np.searchsorted(END_BOUNDS, last - at)
    above = np.searchsorted(DISTANCE_BOUNDS, first - at)
    below = outside + np.searchsorted(DISTANCE_BOUNDS, at - last)
    return np.where(at < first, above, np.where(at > last, below, among))


def _landmarks(page: Page, lines: Lines, share: Part) -> list[Trait]:
    """Return where lines stand to the headline and to signed lines, and how dense the text round them is."""
    at, title, prose, letter = lines.judged, page.title_at, lines.prose, lines.letter
    words, signed_before = np.array(page.words_before), np.array(page.signed_before)
    begin = np.minimum(page.running[0] if page.running else 0, at)
    traits = [tell("title?", prose)]
    if title is not None:
        begin = np.minimum(np.maximum(title, begin), at)
        below = (at >= title).astype(np.intp)
        traits = [
            tell("title", (SIDE, below), _class(DISTANCE_BOUNDS, np.abs(title - at)), prose),
            tell("title", (SIDE_LETTER, below), lines.shape, letter),
        ]
    signed = _class(SIGNED_BOUNDS, signed_before[at] - signed_before[begin])
    low, high = np.maximum(0, at - WINDOW), np.minimum(len(page.lines), at + WINDOW + 1)
    before = _class(DENSITY_BOUNDS, words[at] - words[low])
    after = _class(DENSITY_BOUNDS, words[high] - words[at + 1])
    since = (NUMBER, np.array(page.since_signed)[at])
    return [
        *traits,
        tell("signed", signed, prose, share),
        tell("signed", signed, lines.shape),
        tell("since", since, prose, (TRUTH, (signed[1] > 1).astype(np.intp))),
        tell("dense", before, after, lines.length),
        tell("dense", before, after, prose, letter),
    ]


def tell_neighbours(lines: Lines) -> list[Trait]:
    """Return what stands right above and below lines, how alike it is to them, and how much of it runs on."""
    forms = np.where(lines.shapes == len(SHAPE.values) - 1, -1, lines.shapes % len(FORMS))
    briefs = np.minimum(2 * lines.letters + lines.proses, len(BRIEF.values) - 1)
    own, shape, prose, letter = lines.judged + AROUND, lines.shape, lines.prose, lines.letter
    around = np.zeros(len(own), dtype=np.intp)
    traits = []
    for side, step in (("<", -1), (">", 1)):
        near, second, third = (own + step * far for far in (1, 2, 3))
        alike = sum((forms[other] == forms[own]).astype(np.intp) for other in (near, second, third))
        around += lines.running[near] + lines.running[second] + lines.running[third]
        brief = (BRIEF, briefs[near])
        traits += [
            tell(side, brief, shape, letter),
            tell(side, (SHAPE, lines.shapes[near]), lines.length, letter),
            tell(side, (STATE, lines.states[near]), prose),
            tell(side, brief, (BRIEF, briefs[second]), prose),
            tell(f"{side}alike", (NUMBER, np.asarray(alike)), shape),
        ]
    return [*traits, tell("around", (NUMBER, around), shape, letter)]


def tell_kin(page: Page, lines: Lines) -> list[Trait]:
    """Return how much of the report stands in elements of the same names, where a page tells its elements."""
    kin = np.array(
        [
            page.kin[hints] - line.is_running if (hints := line.draft.block.hints) else -1
            for line in [page.lines[at] for at in lines.judged.tolist()]
        ]
    )
    numbers = np.where(kin < 0, len(KIN.values) - 1, np.searchsorted(END_BOUNDS, kin))
    return [tell("kin", (KIN, numbers), lines.prose), tell("kin", (KIN, numbers), lines.state)]
