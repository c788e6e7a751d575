"""The lines of a page as the line classifier sees them: each with what its neighbours need to know of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from archive.cleaning.folding import WORD
from archive.cleaning.once import once
from archive.cleaning.wordlists import load_stopwords
from archive.records import Kind, Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.cleaning.drafts import Draft

# A removal that is no more sure than this is the opinion of a rule about places, which the classifier may
# overrule; surer ones (an advertisement, a comment) stand.
SOFT = 0.9
LONG_WORD = 4
# What stands above a remark or another story: a time of day, "2 hours ago", a year, a name after "by".
SIGNED = re.compile(
    r"\b(?:\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\b)?|(?:\d+|an?)\s?(?:m|h|d|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)"
    r"\sago\b|(?:19|20)\d\d\b)|^(?:by|от|par|von|por)\s",
    re.I,
)
MAX_SIGNED = 90


@dataclass
class Line:
    """A draft with what its neighbours need to know of it, computed once."""

    draft: Draft

    @property
    def words(self) -> list[str]:
        """Its words as printed."""
        return self.draft.read_words

    @once
    def long_words(self) -> frozenset[str]:
        """Its longer words, in small letters."""
        return frozenset([word.casefold() for word in self.words if len(word) >= LONG_WORD])

    @once
    def shares(self) -> tuple[float, float, float]:
        """The parts of its words that have a capital, begin with a digit, and are among the language's commonest."""
        words, count = self.words, max(1, len(self.words))
        firsts = [word[0] for word in words]
        return (
            sum(map(str.isupper, firsts)) / count,
            sum(map(str.isdigit, firsts)) / count,
            sum(map(load_stopwords()["en"].__contains__, words)) / count,
        )

    @once
    def is_running(self) -> bool:
        """Whether it is prose that is still taken for the report."""
        return self.draft.is_open and self.draft.is_prose

    @once
    def is_signed(self) -> bool:
        """Whether it is a short line that dates or signs what follows."""
        text = self.draft.text
        return len(text) <= MAX_SIGNED and SIGNED.search(text) is not None


def is_soft(draft: Draft) -> bool:
    """Say whether a rule about places removed the draft, so that the classifier may overrule it."""
    return draft.kind is Kind.FURNITURE and draft.confidence <= SOFT


@dataclass
class Page:
    """The lines of a page that carry text, in order, and what they have in common."""

    lines: Sequence[Line]
    headline: str | None

    @once
    def told(self) -> Counter[str]:
        """In how many running lines each longer word stands."""
        return Counter(chain.from_iterable(line.long_words for line in self.lines if line.is_running))

    @once
    def told_often(self) -> frozenset[str]:
        """The longer words that stand in two running lines or more."""
        return frozenset([word for word, count in self.told.items() if count > 1])

    def told_share(self, line: Line) -> float:
        """Return the part (0.0 to 1.0) of the line's longer words that other running lines tell too."""
        told = self.told_often if line.is_running else self.told.keys()
        return len(line.long_words & told) / max(1, len(line.long_words))

    @once
    def folded(self) -> Counter[str]:
        """How often each line stands on the page."""
        return Counter(line.draft.folded for line in self.lines)

    @once
    def title_words(self) -> frozenset[str]:
        """The longer words of the headline."""
        return frozenset(
            word.casefold() for word in WORD.findall(self.headline or "") if len(word) >= LONG_WORD
        )

    @once
    def title_at(self) -> int | None:
        """The place of the headline, where it is one of the lines."""
        return next((at for at, line in enumerate(self.lines) if line.draft.kind is Kind.HEADLINE), None)

    @once
    def signed_before(self) -> list[int]:
        """Before each line, how many lines date or sign something; the last entry is their number."""
        sums = [0]
        for line in self.lines:
            sums.append(sums[-1] + line.is_signed)
        return sums


def read_page(drafts: Sequence[Draft], headline: str | None) -> Page:
    """Return the lines of ``drafts`` that carry text, as the classifier sees them."""
    lines = [Line(draft) for draft in drafts if draft.block.pieces and draft.block.markup is not Markup.RULE]
    return Page(lines, headline)
