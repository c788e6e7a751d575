"""What can be said of a line and of its neighbours: the traits by which the line classifier judges it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from archive.cleaning.folding import WORD, fold_cue
from archive.cleaning.wordlists import load_lines, load_stopwords
from archive.records import Kind, Markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.cleaning.drafts import Draft

# A removal that is no more sure than this is the opinion of a rule about places, which the classifier may
# overrule; surer ones (an advertisement, a comment) stand.
SOFT = 0.8
# Bounds between classes of lengths, distances and shares: roughly doubling, as their effect does.
WORD_BOUNDS = (1, 2, 3, 5, 8, 12, 20, 40, 80)
DISTANCE_BOUNDS = (0, 1, 2, 4, 8, 16, 32)
# Only as many words of a line are looked at one by one.
MAX_WORDS = 40
SHORT_WORDS = 20
LONG_WORD = 4
MARKUPS = {
    Markup.PLAIN: "p",
    Markup.HEADING: "h",
    Markup.QUOTE: "q",
    Markup.LIST_ITEM: "l",
    Markup.CAPTION: "c",
    Markup.TABLE_ROW: "t",
    Markup.RULE: "r",
}
# Only lines this near to one that stays can be overlooked parts of the report.
REACH = 20
# The innermost names of the elements a line stands in, and the parts of them that count as words.
MAX_NAMES = 12
NAME_PART = re.compile(r"[a-z]{2,20}")
# "Jane Doe/Outlet", "... in the rain. AFP", "(Outlet)" at a caption's end.
CREDITED = re.compile(r"(?:[\w.]/[A-Z][\w. ]{0,20}|[.!?\"”]\s[(]?(?P<agency>[\w ]{2,25})[)]?)$")
MARKS = ("|", "/", "…", "?", "!", ":", '"', "@", "©", "http", "$", "»", "·", "(")


def band(value: float, bounds: Sequence[float]) -> int:
    """Return the class of ``value``: how many of the ``bounds`` lie below it."""
    return bisect_left(bounds, value)


@dataclass
class Line:
    """A draft with what its neighbours need to know of it, computed once."""

    draft: Draft

    @cached_property
    def words(self) -> list[str]:
        """Its words as printed."""
        return WORD.findall(self.draft.text[:4000])

    @cached_property
    def long_words(self) -> frozenset[str]:
        """Its longer words, in small letters."""
        return frozenset(word.casefold() for word in self.words if len(word) >= LONG_WORD)

    @cached_property
    def shape(self) -> str:
        """Its length, end and markup in three characters."""
        text = self.draft.text
        end = "." if self.draft.ends_sentence else text[-1:] if text[-1:] in {":", ","} else "-"
        return f"{band(self.draft.words, WORD_BOUNDS)}{end}{MARKUPS[self.draft.block.markup]}"

    @cached_property
    def is_running(self) -> bool:
        """Whether it is prose that is still taken for the report."""
        return self.draft.is_open and self.draft.is_prose

    @cached_property
    def state(self) -> str:
        """What the rules made of it: a letter for a kept or open line, the reason where one was removed."""
        draft = self.draft
        if draft.is_open:
            return "o"
        if is_soft(draft):
            return f"s{draft.reason}"
        return "f" if draft.is_removed else "k"

    @cached_property
    def brief(self) -> str:
        """Its state in one letter, and whether it is prose."""
        return f"{self.state[0]}{int(self.draft.is_prose)}"


def is_soft(draft: Draft) -> bool:
    """Say whether a rule about places removed the draft, so that the classifier may overrule it."""
    return draft.kind is Kind.FURNITURE and draft.confidence <= SOFT


@dataclass
class Page:
    """The lines of a page that carry text, in order, and what they have in common."""

    lines: Sequence[Line]
    headline: str | None

    @cached_property
    def told(self) -> Counter[str]:
        """In how many running lines each longer word stands."""
        return Counter(word for line in self.lines if line.is_running for word in line.long_words)

    @cached_property
    def folded(self) -> Counter[str]:
        """How often each line stands on the page."""
        return Counter(line.draft.folded for line in self.lines)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The longer words of the headline."""
        return frozenset(
            word.casefold() for word in WORD.findall(self.headline or "") if len(word) >= LONG_WORD
        )

    @cached_property
    def running(self) -> list[int]:
        """The places of the running lines."""
        return [at for at, line in enumerate(self.lines) if line.is_running]

    @cached_property
    def kin(self) -> Counter[tuple[str, ...]]:
        """How many running lines stand in elements of the same names."""
        return Counter(line.draft.block.hints for line in self.lines if line.is_running)

    @cached_property
    def has_links(self) -> str:
        """``m`` where the page tells its links, else ``t``."""
        return "m" if any(line.draft.block.link_share > 0 for line in self.lines) else "t"

    @cached_property
    def words_before(self) -> list[int]:
        """Before each line, the words of running lines; the last entry is their sum."""
        sums = [0]
        for line in self.lines:
            sums.append(sums[-1] + (line.draft.words if line.is_running else 0))
        return sums


def find_traits(drafts: Sequence[Draft], headline: str | None) -> Iterator[tuple[Draft, list[str]]]:
    """Yield, in order, each draft the classifier may judge, with its traits."""
    lines = [Line(draft) for draft in drafts if draft.block.pieces and draft.block.markup is not Markup.RULE]
    page = Page(lines, headline)
    for at in _judged(lines):
        line = lines[at]
        traits = (
            _own(page, line),
            _place(page, at),
            _neighbours(page, at),
            _names(page, line),
            _wording(line),
        )
        yield line.draft, [trait for group in traits for trait in group]


def _judged(lines: Sequence[Line]) -> list[int]:
    """Return the places of the lines that are open, and of those near them that a rule about places removed."""
    near = [False] * len(lines)
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        left = 0
        for at in order:
            left = REACH if lines[at].draft.is_open else left - 1
            near[at] = near[at] or (left > 0 and (lines[at].draft.is_open or is_soft(lines[at].draft)))
    return [at for at, is_near in enumerate(near) if is_near]


def _own(page: Page, line: Line) -> Iterator[str]:
    draft, words, shape = line.draft, line.words, line.shape
    length = shape[0]
    yield f"bias{page.has_links}"
    yield f"s{shape}"
    yield f"s{shape}{line.state}"
    yield f"state{line.state}{page.has_links}"
    yield f"link{band(draft.block.link_share, (0.0, 0.2, 0.5, 0.8))}{length}"
    first = draft.text[:1]
    yield f"first{'a' if first.islower() else 'A' if first.isupper() else '0' if first.isdigit() else first}"
    total = max(1, len(words))
    capitals = sum(word[0].isupper() for word in words) / total
    yield f"cap{band(capitals, (0.05, 0.15, 0.3, 0.5, 0.8, 0.99))}{length}"
    if draft.text.isupper():
        yield f"upper{length}"
    yield f"digit{band(sum(word[0].isdigit() for word in words) / total, (0.0, 0.1, 0.25, 0.5))}{length}"
    common = load_stopwords()["en"]
    stops = sum(word in common for word in words) / total
    yield f"stop{band(stops, (0.0, 0.1, 0.2, 0.3, 0.4))}{length}"
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
    long_words = line.long_words
    told = sum(page.told[word] > line.is_running for word in long_words) / max(1, len(long_words))
    yield f"told{band(told, (0.0, 0.2, 0.4, 0.6, 0.8))}{line.shape[0]}"
    titled = len(long_words & page.title_words)
    yield f"titled{min(titled, 3)}{line.shape[0]}"
    yield f"size{band(page.words_before[-1], (50, 150, 300, 600, 1200))}{int(line.draft.is_prose)}"


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
    parts = {part for hint in hints[-MAX_NAMES:] for part in NAME_PART.findall(hint)}
    for part in sorted(parts):
        yield f"in:{part}"


def _wording(line: Line) -> Iterator[str]:
    words = [word.casefold() for word in line.words[:MAX_WORDS]]
    if not words:
        return
    size = "w" if len(line.words) <= SHORT_WORDS else "W"
    for word in dict.fromkeys(words):
        yield f"{size}={'0' if word.isdigit() else word}"
    yield f"{size}f={words[0]}"
    yield f"{size}f={' '.join(words[:2])}"
    last = [word.casefold() for word in line.words[-2:]]
    yield f"{size}l={last[-1]}"
    yield f"{size}l={' '.join(last)}"
