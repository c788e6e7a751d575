"""What an outlet's articles and its editors teach of its lines: which are furniture, and which are not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.cleaning.folding import count_words
from archive.records import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

# A line is furniture to an article when so many others of the outlet carry it.
MIN_OTHERS = 2
# Judgement: longer than the usual newsletter pitch, shorter than a paragraph that explains who is who.
MAX_LINE_WORDS = 20
# Two texts with more than this part of their paragraphs in common are one story, filed again; they count as one.
MAX_SHARED = 0.5
MIN_PARAGRAPH_WORDS = 12
# Headlines, bylines and dates are never learned: a columnist's name stands above every column.
UNLEARNED = frozenset({Kind.HEADLINE, Kind.BYLINE, Kind.DATE, Kind.DATELINE})


@dataclass(frozen=True, slots=True)
class OutletMemory:
    """Lines of an outlet, folded by ``fold_line``: what is furniture, and what is the report's by an editor's word."""

    furniture: frozenset[str] = frozenset()
    content: frozenset[str] = frozenset()


# Nothing is known of the outlet.
NO_MEMORY = OutletMemory()


@dataclass(frozen=True, slots=True)
class SharedLines:
    """How many of an outlet's articles carry each line; articles that are much the same text count once."""

    counts: Mapping[str, int]
    lines: Mapping[int, frozenset[str]]
    # Each article's key, and the key of the article that is counted for it and for its likes.
    counted_as: Mapping[int, int]

    def furniture(self, article: int | None = None) -> frozenset[str]:
        """Return the lines that MIN_OTHERS or more articles carry, ``article`` and its likes not counted.

        A line of more than MAX_LINE_WORDS is left alone: papers reuse a paragraph of background, too.
        """
        counted_as = self.counted_as.get(article) if article is not None else None
        own = self.lines[counted_as] if counted_as is not None else frozenset()
        return frozenset(
            line
            for line, count in self.counts.items()
            if count - (line in own) >= MIN_OTHERS and count_words(line) <= MAX_LINE_WORDS
        )


def count_shared_lines(lines: Mapping[int, frozenset[str]]) -> SharedLines:
    """Return what articles share, given each one's folded lines by its key, kept and removed ones alike."""
    paragraphs = {key: _paragraphs(lines[key]) for key in lines}
    counted_as: dict[int, int] = {}
    taken: list[int] = []
    for key in sorted(lines):
        same = next((other for other in taken if _is_same(paragraphs[key], paragraphs[other])), None)
        counted_as[key] = key if same is None else same
        if same is None:
            taken.append(key)
    counts = Counter(line for key in taken for line in lines[key])
    return SharedLines(counts, lines, counted_as)


def _paragraphs(lines: frozenset[str]) -> frozenset[str]:
    return frozenset(line for line in lines if count_words(line) >= MIN_PARAGRAPH_WORDS)


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two articles tell their story in the same paragraphs; furniture in common does not count."""
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) > MAX_SHARED * shorter
