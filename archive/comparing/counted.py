"""What a number counts: the noun after it, and figures that count nothing."""

from __future__ import annotations

from collections.abc import Sequence

from archive.comparing.lexicon import AFTER, MEASURE_UNITS, PEOPLE, THINGS, TIME_UNITS
from archive.comparing.numbers import Number, parse_number
from archive.comparing.words import STOPWORDS, Word, word_set

_SKIPPED_IN_PHRASE = word_set("other of the more")
# A counted noun stands within this many words of its number ("three senior Russian military officers").
_PHRASE_WORDS = 5
# "More than 100 others wounded": these count whoever was counted before.
_OTHERS = word_set("others")
# Marks the stem of a noun that no list knows.
UNKNOWN = "?"
# Ages end here; a higher figure between commas is no age.
_OLDEST = 115
_AGE_END = (",", ".", ";", ")")


def read_counted(
    body: str, words: Sequence[Word], index: int
) -> tuple[str | None, int, frozenset[str], bool]:
    """Read the counted noun after a number: its stem, where the phrase ends, its qualifiers, "N of the M"."""
    head: str | None = None
    last = index
    qualifiers: list[str] = []
    of_all = False
    position = index
    while position < len(words) and position - index < _PHRASE_WORDS + 2:
        word = words[position]
        gap = body[words[position - 1].end : word.start]
        if gap.strip(" \xa0") and not (gap == ". " and "." in words[position - 1].text):
            break
        if word.lower == "of" and head is None and position == index:
            position += 1
            continue
        if (
            position > index
            and words[index].lower == "of"
            and parse_number(words, position) is not None
            and head is None
        ):
            of_all = True
            position += 1
            continue
        if word.lower in ("whom", "them") and words[index].lower == "of":
            return None, position + 1, frozenset(), True
        kind = _noun_kind(word)
        if kind:
            if head is not None:
                qualifiers.append(head)
            head, last = word.stem, position + 1
        elif head is not None or (word.lower in STOPWORDS and word.lower not in _SKIPPED_IN_PHRASE):
            break
        elif word.lower not in _SKIPPED_IN_PHRASE:
            qualifiers.append(word.stem)
        position += 1
    if head is None:
        return _unknown_noun(body, words, index), index, frozenset(), False
    return head, last, frozenset(qualifiers), of_all


def _unknown_noun(body: str, words: Sequence[Word], index: int) -> str | None:
    """Return the stem of a noun that no list knows ("35 nations"), so that nobody takes its count for people."""
    if index >= len(words) or index == 0:
        return None
    word = words[index]
    is_joined = body[words[index - 1].end : word.start] == " "
    is_noun = word.lower not in STOPWORDS | _OTHERS and word.lower not in AFTER and word.text.islower()
    return UNKNOWN + word.stem if is_joined and is_noun and word.lower.endswith("s") else None


def people_class(head: str | None, qualifiers: frozenset[str]) -> str | None:
    """Return the class of counted people; "crew members" are crew, "rebel fighters" fighters."""
    kinds = [PEOPLE[word] for word in (head, *sorted(qualifiers)) if word in PEOPLE]
    return next((kind for kind in kinds if kind != "people"), kinds[0] if kinds else None)


def _noun_kind(word: Word) -> bool:
    stem = word.stem
    if stem in PEOPLE or stem in THINGS or stem in TIME_UNITS or stem in MEASURE_UNITS:
        return True
    # "Americans", "Syrians": people named by their country.
    return word.text[:1].isupper() and word.lower.endswith(("ans", "ese", "is", "ish", "ons"))


def is_age_in_commas(body: str, words: Sequence[Word], number: Number) -> bool:
    """Tell "Joseph Perkins, 24, was found": a figure between commas after a name."""
    first, last = words[number.first], words[number.last - 1]
    if number.first == 0 or not first.text.isdigit() or number.high > _OLDEST:
        return False
    before = words[number.first - 1]
    is_named = before.text[:1].isupper() or before.lower in ("sr", "jr")
    return (
        is_named
        and body[before.end : first.start].strip(". ") == ","
        and body[last.end : last.end + 1] in _AGE_END
    )


def is_no_count(body: str, words: Sequence[Word], number: Number) -> bool:
    """Tell decades ("in their 20's") and places in a series ("image 2 of 9")."""
    first = words[number.first]
    if first.text[:1].isdigit() and first.text[-1:].isalpha() and not number.is_ordinal:
        return True
    before = [word.lower for word in words[max(0, number.first - 2) : number.first]]
    is_after_number = len(before) == 2 and before[1] == "of" and before[0].isdigit()
    following = [word.lower for word in words[number.last : number.last + 2]]
    is_before_number = len(following) == 2 and following[0] == "of" and following[1].isdigit()
    return is_after_number or is_before_number
