"""Did you mean: the word of the archive nearest to one that is not in it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

# A shorter word has too many neighbours to be a slip of one.
MIN_LENGTH = 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def nearest_word(word: str, counts: Sequence[Mapping[str, int]]) -> str | None:
    """Return the commonest word one slip away (a letter more, less, other, or two swapped); None if there is none.

    ``counts`` hold how many reports have each word, in any number of parts.
    """
    if len(word) < MIN_LENGTH or not word.isalpha():
        return None
    near = set(slips(word))
    held = Counter[str]()
    for part in counts:
        held.update({candidate: part[candidate] for candidate in near & part.keys()})
    # Of two as common, the one first in the alphabet: the answer does not depend on the order of a set.
    return min(held, key=lambda candidate: (-held[candidate], candidate), default=None)


def slips(word: str) -> Iterator[str]:
    """Yield the words one slip away, some twice."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail and letter != tail[0]:
                yield head + letter + tail[1:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]
