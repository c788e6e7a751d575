"""Spellings that differ only in how Arabic and Ukrainian are written in Latin letters."""

from __future__ import annotations

import itertools
import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Countries whose towns' names are Arabic.
ARABIC = _words("AE BH DJ DZ EG IQ JO KW LB LY MR OM PS QA SA SD SY TD TN YE")
# Words of place names that every desk writes its own way. No two groups share a word.
_WORD_GROUPS = (
    ("al", "el"),
    ("ad", "al", "el"),
    ("ar", "al", "el"),
    ("as", "al", "el"),
    ("ash", "al", "el"),
    ("at", "al", "el"),
    ("az", "al", "el"),
    ("an", "al", "el"),
    ("dayr", "deir"),
    ("bayt", "beit"),
    ("tall", "tel", "tell"),
    ("ayn", "ain", "ein"),
    ("kafr", "kafar", "kfar"),
    ("shaykh", "sheikh"),
    ("jabal", "jebel"),
    ("abu", "abou"),
    ("bani", "beni"),
    ("hamam", "hammam"),
    ("hammam", "hamam"),
    ("khirbat", "khirbet"),
    ("qal", "qalat"),
)
_WORDS = {group[0]: group for group in _WORD_GROUPS}
# Endings: Hodeida and Hodeidah, Latakiya and Latakia.
_ENDINGS = (
    (re.compile(r"iyy?ah?\Z"), ("ia", "iya", "iyah", "iyya", "iyyah")),
    (re.compile(r"(?<=[bdfhjklmnqrstwz])ah?\Z"), ("a", "ah", "eh")),
)
# Klishchiyivka and Klishchiivka.
_UKRAINIAN = (("iyi", "ii"), ("yi", "i"), ("iya", "ia"))
# Names of more words, each with several spellings, are phrases rather than names.
_LONGEST = 4
_SHORTEST_WORD = 5


def transcriptions(key: str, country: str) -> frozenset[str]:
    """Return other spellings of the folded name ``key`` of a town in ``country``; none for other scripts.

    Sound rules only, no distances: articles, the words towns are called after, and endings. Never joins names
    that differ in a consonant.
    """
    if country == "UA":
        return frozenset(_ukrainian(key)) - {key}
    words = key.split(" ")
    if country not in ARABIC or len(words) > _LONGEST:
        return frozenset()
    choices = [
        _WORDS.get(word, (word,)) if len(words) > 1 and number < len(words) - 1 else _endings(word)
        for number, word in enumerate(words)
    ]
    return frozenset(" ".join(spelling) for spelling in itertools.product(*choices)) - {key}


def _endings(word: str) -> tuple[str, ...]:
    if len(word) < _SHORTEST_WORD:
        return (word,)
    for pattern, endings in _ENDINGS:
        match = pattern.search(word)
        if match is not None:
            return (word, *(word[: match.start()] + ending for ending in endings))
    return (word,)


def _ukrainian(key: str) -> set[str]:
    found = {key}
    for old, new in _UKRAINIAN:
        found |= {name.replace(old, new) for name in found}

    return found
