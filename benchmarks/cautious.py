"""The furniture that must be left so that hardly a word of reports is lost: one threshold for every line."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.cleaning.judging import judge_by_rules
from archive.cleaning.lines import TEXT, choose_bounds, find_chances

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archive.cleaning.drafts import Draft
    from archive.records import Document

# Words of reports that may be lost, of all their words; and the steps in which the threshold is looked for.
MAX_LOST = 0.01
STEPS = 200


@dataclass
class Cautious:
    """Lines with their chances of being the report's, gathered page by page."""

    lost: Counter[int] = field(default_factory=Counter)
    left: Counter[int] = field(default_factory=Counter)
    words: int = 0
    lines: int = 0

    def add_page(self, text: str, labels: str, drafts: Sequence[Draft], chances: Mapping[int, float]) -> None:
        """Count the lines of a page; ``chances`` are by a draft's identity.

        What has none is lost or left whatever the threshold, as the rules settled it.
        """
        lines = text.split("\n")
        counted: set[int] = set()
        for draft, numbers in zip(drafts, find_numbers(text, drafts), strict=True):
            chance = chances.get(id(draft), float(draft.is_open))
            for number in numbers:
                if labels[number] in "cb" and number not in counted:
                    counted.add(number)
                    self.add(chance, len(lines[number].split()), is_content=labels[number] == "c")

    def add(self, chance: float, words: int, *, is_content: bool) -> None:
        """Count a line: its words are lost where the threshold lies above its chance, else it is left."""
        step = int(chance * STEPS)
        if is_content:
            self.words += words
            self.lost[step] += words
        else:
            self.lines += 1
            self.left[step] += 1

    def best(self) -> tuple[float, float, float]:
        """Return the highest threshold that loses at most MAX_LOST, what it loses, and the lines it leaves (shares)."""
        lost, left = 0, self.lines
        found = (0.0, 0.0, 1.0)
        for step in range(STEPS + 1):
            lost += self.lost[step]
            left -= self.left[step]
            if lost > MAX_LOST * self.words:
                break
            found = ((step + 1) / STEPS, lost / max(1, self.words), left / max(1, self.lines))
        return found


def add_document(cautious: Cautious, document: Document, labels: str) -> None:
    """Count the lines of a text as the application's own models judge them."""
    ruled = judge_by_rules(document)
    bounds = choose_bounds(ruled.drafts, TEXT)
    judged = find_chances(ruled.drafts, ruled.headline, bounds) if bounds is not None else []
    cautious.add_page(document.text, labels, ruled.drafts, {id(draft): chance for draft, chance in judged})


def find_numbers(text: str, drafts: Sequence[Draft]) -> list[list[int]]:
    """Return for each draft the numbers of the lines of ``text`` it was read from."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return [
        list(
            range(
                bisect_right(starts, draft.block.start) - 1,
                bisect_right(starts, max(draft.block.start, draft.block.end - 1)),
            )
        )
        for draft in drafts
    ]
