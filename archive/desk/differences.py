"""What is different between two texts, readable: whole paragraphs first, then the words of those that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from archive.records import PARAGRAPH_BREAK

# Words with the blanks after them, so that joining them gives the text again.
_WORDS = re.compile(r"\S+\s*")
# Above this many words, two paragraphs are shown whole: finding their differences takes time that grows squared.
_MOST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one paragraph: ``change`` is "" where both texts have them, else "removed" or "added"."""

    text: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """A paragraph of either text, or of both: ``change`` is "", "removed", "added" or "changed"."""

    change: str
    stretches: tuple[Stretch, ...]

    @property
    def is_same(self) -> bool:
        """Whether both texts have it."""
        return not self.change


def compare_texts(before: str, after: str) -> tuple[Edit, ...]:
    """Return the paragraphs of two texts in reading order, with what was removed and what was added."""
    old, new = before.split(PARAGRAPH_BREAK), after.split(PARAGRAPH_BREAK)
    edits: list[Edit] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            edits += [Edit("", (Stretch(text),)) for text in old[i:j]]
            continue
        pairs = min(j - i, m - k)
        edits += [_changed(old[i + n], new[k + n]) for n in range(pairs)]
        edits += [Edit("removed", (Stretch(text, "removed"),)) for text in old[i + pairs : j]]
        edits += [Edit("added", (Stretch(text, "added"),)) for text in new[k + pairs : m]]
    return tuple(edits)


def _changed(before: str, after: str) -> Edit:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > _MOST_WORDS:
        return Edit("changed", (Stretch(before, "removed"), Stretch(after, "added")))
    return Edit("changed", tuple(_stretches(old, new)))


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Stretch("".join(old[i:j]))
            continue
        if i < j:
            yield Stretch("".join(old[i:j]), "removed")
        if k < m:
            yield Stretch("".join(new[k:m]), "added")
