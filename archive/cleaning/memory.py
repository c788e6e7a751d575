"""What an outlet prints on page after page: lines that several of its articles share are furniture."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from archive.cleaning.folding import count_words
from archive.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# A line is furniture to an article when so many others of the outlet carry it.
MIN_OTHERS = 2
# Judgement: longer than the usual newsletter pitch, shorter than a paragraph that explains who is who.
MAX_LINE_WORDS = 20
# Two texts with more than this part of their paragraphs in common are one story, filed again; they count as one.
MAX_SHARED = 0.5
MIN_PARAGRAPH_WORDS = 12
# Headlines, bylines and dates are never learned: a columnist's name stands above every column.
UNLEARNED = frozenset({Kind.HEADLINE, Kind.BYLINE, Kind.DATE, Kind.DATELINE})


def learn_furniture(
    lines: Mapping[int, frozenset[str]], restored: Iterable[str] = (), *, article: int | None = None
) -> frozenset[str]:
    """Return the lines that MIN_OTHERS or more of an outlet's articles carry, ``article`` itself not counted.

    A line of more than MAX_LINE_WORDS is left alone: papers reuse a paragraph of background, too. ``lines`` give each
    article's folded lines by its key, kept and removed ones alike; ``restored`` are folded lines that an editor has put
    back, which are never furniture again. Articles that are much the same text count once.
    """
    counted: Counter[str] = Counter()
    for key in _distinct(lines, article):
        counted.update(lines[key])
    shared = (line for line, count in counted.items() if count >= MIN_OTHERS)
    return frozenset(line for line in shared if count_words(line) <= MAX_LINE_WORDS).difference(restored)


def _distinct(lines: Mapping[int, frozenset[str]], article: int | None) -> Sequence[int]:
    """Return the keys of the articles, in order, without ``article`` and without those that repeat another."""
    own = lines.get(article, frozenset()) if article is not None else frozenset()
    taken: list[frozenset[str]] = [own] if own else []
    keys: list[int] = []
    for key in sorted(lines):
        if key != article and not any(_is_same(lines[key], other) for other in taken):
            keys.append(key)
            taken.append(lines[key])
    return keys


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two articles tell their story in the same paragraphs; furniture in common does not count."""
    paragraphs, others = (
        frozenset(line for line in lines if count_words(line) >= MIN_PARAGRAPH_WORDS)
        for lines in (one, other)
    )
    shorter = min(len(paragraphs), len(others))
    return shorter > 0 and len(paragraphs & others) > MAX_SHARED * shorter
