"""Who shares text with whom: the pairs of compared reports that carry the same passages, as arcs and as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from archive.comparing.words import WORD
from archive.comparisons.refreshing import MOST_COMPARED
from archive.models import Article
from archive.records import Comparison
from archive.views.side_by_side import SideBySide

# An event with more reports than are compared has no drawing, and so many pairs in its table.
_MOST_PAIRS = 20
# The drawing, in units: names on the left, arcs to the right of them; readable as wide as a phone.
WIDTH, _ROW, _NAMES, _DEEPEST = 520, 44, 296, 200
_LONGEST_NAME = 25
_THINNEST, _THICKEST = 2.0, 18.0


@dataclass(frozen=True, slots=True)
class Tie:
    """Two reports and the passages both carry: their words (on the side with fewer) and their part of each report."""

    one: Article
    other: Article
    one_name: str
    other_name: str
    words: int
    one_share: float
    other_share: float

    @property
    def share(self) -> float:
        """The larger part: that of the report which tells less besides."""
        return max(self.one_share, self.other_share)


@dataclass(frozen=True, slots=True)
class Knot:
    """A report in the drawing; ``shown`` is its name cut to the room there is."""

    name: str
    shown: str
    y: int


@dataclass(frozen=True, slots=True)
class Arc:
    """A pair in the drawing."""

    tie: Tie
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Ties:
    """The pairs that share text, the closest first; ``knots`` and ``arcs`` are empty where nothing is drawn."""

    pairs: tuple[Tie, ...]
    left_out: int
    knots: tuple[Knot, ...] = ()
    arcs: tuple[Arc, ...] = ()
    height: int = 0
    width: int = WIDTH
    names_end: int = _NAMES


def set_ties(side: SideBySide, reports_of_event: int) -> Ties | None:
    """Return who shares text with whom among the reports compared; ``None`` where none do."""
    ties = sorted(_ties(side), key=lambda tie: (-tie.share, -tie.words))
    if not ties:
        return None
    if reports_of_event > MOST_COMPARED:
        return Ties(tuple(ties[:_MOST_PAIRS]), max(0, len(ties) - _MOST_PAIRS))
    rows = {article.pk: _ROW // 2 + _ROW * number for number, article in enumerate(side.articles)}
    knots = tuple(Knot(side.names[key], _cut(side.names[key]), y) for key, y in rows.items())
    # The widest first, so that a thin one is drawn over it.
    return Ties(tuple(ties), 0, knots, tuple(_arc(tie, rows) for tie in ties), _ROW * len(rows))


def _ties(side: SideBySide) -> Iterator[Tie]:
    for one, other in combinations(side.articles, 2):
        in_one = _spans(side.comparison, one.pk, with_report=other.pk)
        in_other = _spans(side.comparison, other.pk, with_report=one.pk)
        words = min(_words(one.body, in_one), _words(other.body, in_other))
        if words:
            yield Tie(
                one,
                other,
                side.names[one.pk],
                side.names[other.pk],
                words,
                _share(side.comparison, one.pk, in_one),
                _share(side.comparison, other.pk, in_other),
            )


def _spans(comparison: Comparison, key: int, *, with_report: int | None = None) -> list[tuple[int, int]]:
    """Return the stretches of a report that others carry too, or that one other does, none overlapping."""
    held = [
        (span.start, span.end)
        for text in comparison.shared
        if with_report is None or any(span.article == with_report for span in text.spans)
        for span in text.spans
        if span.article == key
    ]
    return list(_merged(held))


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    reached = 0
    for start, end in sorted(spans):
        if end > reached:
            yield max(start, reached), end
            reached = end


def _words(body: str, spans: Sequence[tuple[int, int]]) -> int:
    return sum(sum(1 for _ in WORD.finditer(body, start, end)) for start, end in spans)


def _share(comparison: Comparison, key: int, spans: Sequence[tuple[int, int]]) -> float:
    """Return the part of a report that stretches make up: theirs of what is found in any other report."""
    found = sum(end - start for start, end in _spans(comparison, key))
    part = sum(end - start for start, end in spans) / found
    return comparison.shared_shares.get(key, 0.0) * part


def _arc(tie: Tie, rows: Mapping[int, int]) -> Arc:
    top, bottom = rows[tie.one.pk], rows[tie.other.pk]
    tall = (bottom - top) // 2
    deep = min(_DEEPEST, tall + _ROW // 2)
    width = round(_THINNEST + (_THICKEST - _THINNEST) * tie.share, 1)
    return Arc(tie, f"M{_NAMES + 12} {top}A{deep} {tall} 0 0 1 {_NAMES + 12} {bottom}", width)


def _cut(name: str) -> str:
    """Return a name short enough for the drawing, with the number it may end in."""
    if len(name) <= _LONGEST_NAME:
        return name
    number = "".join(re.findall(r" \(\d+\)$", name))
    return f"{name[: _LONGEST_NAME - 1 - len(number)].rstrip()}…{number}"
