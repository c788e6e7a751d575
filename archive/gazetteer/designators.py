"""Designators such as Mi-8 and F-16C: however they are written, one folded key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.gazetteer.aircraft_cues import ENGLISH_STEMS, JOINED_PREFIXES
from archive.gazetteer.folding import SILENT_SIGNS

# Cyrillic designators are printed in Latin letters elsewhere: Ми-8 is Mi-8, Су-24М is Su-24M.
_CYRILLIC = dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziyklmnoprstufhye", strict=True)) | {
    "ж": "zh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
}
_TO_LATIN = {
    **{ord(letter): latin for letter, latin in _CYRILLIC.items()},
    **{ord(letter.upper()): latin.capitalize() for letter, latin in _CYRILLIC.items()},
}
_HYPHENS = "-‐‑‒–\u00ad"
_HYPHEN = re.escape(_HYPHENS)
_DROPPED = {ord(sign): None for sign in _HYPHENS + "/." + SILENT_SIGNS + " \u00a0\u202f\t\n\r"}

# Letters, then perhaps a hyphen or a space, then a number with its variant letters.
_LETTERS_FIRST = re.compile(
    rf"(?<![\w{_HYPHEN}./@#])(?P<stem>[^\W\d_]{{1,8}})(?P<gap>[{_HYPHEN} \u00a0\u202f]?)"
    rf"(?P<number>\d{{1,4}}[^\W\d_]{{0,6}}\d{{0,2}}[^\W\d_]{{0,2}})(?!\w)"
)
# A number, then a hyphen or a space, then a variant: "737 MAX", "777-300ER".
_NUMBER_FIRST = re.compile(
    rf"(?<![\w{_HYPHEN}./@#$€£])(?P<stem>\d{{3}})(?P<gap>[{_HYPHEN} \u00a0\u202f])"
    rf"(?P<number>(?:\d{{3}}[^\W\d_]{{0,3}}|[Mm][Aa][Xx]))(?!\w)"
)
# How far before its first digit a designator that begins with letters begins at most.
_REACH = 9
_DIGITS = re.compile(r"\d+")
LONGEST_PLAIN_STEM = 4
_LONGEST_PLAIN_NUMBER = 3


def designator_key(surface: str) -> str:
    """Return the key under which all written forms of a designator meet: "mi8" for "Ми-8" and "MI 8"."""
    return surface.translate(_DROPPED).translate(_TO_LATIN).lower()


def scan_designators(text: str, known: frozenset[str]) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, key) of designator-like words, ordered by start, none overlapping.

    Letters and digits that are joined or hyphenated always count; with a space between only when the key,
    or the key without its variant letters, is in ``known``. ``known`` holds keys of ``designator_key``.
    """
    found = []
    for pattern, reach in ((_LETTERS_FIRST, _REACH), (_NUMBER_FIRST, 0)):
        for match in _find_near_digits(pattern, text, reach):
            key = _key(match, known)
            if key is not None:
                found.append((match.start(), match.end(), key))
    found.sort()
    kept: list[tuple[int, int, str]] = []
    for start, end, key in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, key))
    return tuple(kept)


def _find_near_digits(pattern: re.Pattern[str], text: str, reach: int) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer`` does, tried only where a number is so near: at a few letters of a report."""
    end = 0
    for digits in _DIGITS.finditer(text):
        first = digits.start()
        for start in range(max(end, first - reach), first + 1):
            match = pattern.match(text, start)
            if match:
                yield match
                end = match.end()
                break


_VARIANT = re.compile(r"(?P<base>[a-z]{1,8}\d{1,4})[a-z]\w{0,8}\Z")
_PLURAL = re.compile(r"\w{0,16}\ds\Z")


def is_known(key: str, known: frozenset[str]) -> bool:
    """Say whether ``key``, or what is left without its variant letters, is in ``known``."""
    if key in known:
        return True
    variant = _VARIANT.match(key)
    return variant is not None and variant["base"] in known


def _key(match: re.Match[str], known: frozenset[str]) -> str | None:
    stem, gap, number = match["stem"], match["gap"], match["number"]
    key = _without_plural(designator_key(stem + number), number, known)
    if gap in _HYPHENS:
        if is_known(key, known):
            return key
        plain = len(stem) <= LONGEST_PLAIN_STEM and sum(map(str.isdigit, number)) <= _LONGEST_PLAIN_NUMBER
        return key if plain and not stem.isdigit() and stem.lower() not in JOINED_PREFIXES else None
    if not is_known(key, known) or (len(number) > 1 and number[-2:] in {"st", "nd", "rd", "th"}):
        return None
    return key if _may_stand_apart(stem, number) else None


def _may_stand_apart(stem: str, number: str) -> bool:
    """Say whether stem and number with a space between are a designator: "MI 8" is, "in 5" and "a 10" never."""
    if stem.lower() in ENGLISH_STEMS:
        return stem.isupper() and len(stem) > 1
    return not number.islower() or stem.isdigit() or not number[-1:].isalpha()


def _without_plural(key: str, number: str, known: frozenset[str]) -> str:
    if number.endswith("s") and key not in known and _PLURAL.match(key):
        return key[:-1]
    if number.endswith("s") and number[:-1].isupper() and number[:-1][-1:].isalpha():
        return key[:-1]
    return key
