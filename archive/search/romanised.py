"""Other spellings in Latin letters of one name from another script. Pure.

Zelensky and Zelenskiy, Qasem and Kasem, Houthi and Huthi: agencies romanise alike in most letters, and differ in these.
"""

from __future__ import annotations

import re

# A shorter name sounds like too many others.
MIN_LETTERS = 5
# So many places of a name may be written otherwise at once.
MAX_CHANGES = 2
MAX_SPELLINGS = 150
# What stands for one sound. A vowel for another is none of them: Hamid is not Hamad.
_SOUNDS = (
    r"(?:iy|yi|ii|ij|yy|y|i)\Z",  # Zelensky, Zelenskiy, Zelenskii
    r"(?<![cgkpstz])(?:kh|h)(?=[a-z])",
    r"ou|oo|u",
    r"ee|i",
    r"q|k",
    r"w|v",
    r"dj|j",
    r"(?<=.)(?:iya|ya|ia)",
    r"(?<=.)(?:iyu|yu|iu)",
    r"(?<=[aeiou])y?e",
    r"ks|x",
    r"(?<=o)(?:v|ff)\Z",
)
_SPELLINGS = (
    ("y", "i", "iy", "ii"),
    ("kh", "h"),
    ("ou", "oo", "u"),
    ("ee", "i"),
    ("q", "k"),
    ("w", "v"),
    ("dj", "j"),
    ("iya", "ya", "ia"),
    ("iyu", "yu", "iu"),
    ("ye", "e"),
    ("ks", "x"),
    ("v", "ff"),
)
_RULES = tuple(zip(map(re.compile, _SOUNDS), _SPELLINGS, strict=True))
_DOUBLED = re.compile(r"(?<=[aeiouy])([bcdfghjklmnpqrstvwxz])\1?(?=[aeiouy])")


def other_spellings(word: str) -> frozenset[str]:
    """Return how else the folded ``word`` may be written if it is a name; nothing for a short one."""
    if len(word) < MIN_LETTERS or not (word.isascii() and word.isalpha()):
        return frozenset()
    found = newest = {word}
    for _ in range(MAX_CHANGES):
        newest = {other for spelling in sorted(newest) for other in _changed_once(spelling)} - found
        found = found | newest
        if len(found) > MAX_SPELLINGS:
            break
    return frozenset(sorted(found)[:MAX_SPELLINGS]) - {word}


def _changed_once(word: str) -> set[str]:
    changed = {
        word[: match.start()] + other + word[match.end() :]
        for sound, spellings in _RULES
        for match in sound.finditer(word)
        for other in spellings
    }
    for match in _DOUBLED.finditer(word):
        letter = match[1]
        changed.add(
            word[: match.start()] + (letter if len(match[0]) > 1 else letter * 2) + word[match.end() :]
        )
    return changed
