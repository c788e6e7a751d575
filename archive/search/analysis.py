"""Text -> the words the index knows: what is one word, and which spellings of it are the same. Pure.

Haystack's default analyzer turns "Mi-8" into "mi" and "F-16" into "16"; here a designator is one word, however
it is hyphenated, a number is one word whatever its thousands separator, and case, accents and possessives fold.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from archive.gazetteer import find_designators

# A number with thousands separators or a decimal point; else letters and digits with apostrophes inside.
WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?(?![^\W_])|[^\W_]+(?:['’ʼ‘][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s$")
APOSTROPHES = str.maketrans("", "", "'’ʼ‘")

# Words too common to narrow a search by; only left out of a query, never out of the index (phrases need them).
STOP_WORDS = frozenset(
    "a about above after again against all also am an and any are as at be because been before being below between"
    " both but by can cannot could did do does doing down during each few for from further get had has have having"
    " he her here hers him his how i if in interested into is it its just me more most my no nor not now of off on"
    " once only or other our out over own same she should so some such than that the their them then there these"
    " they this those through to too under until up very want was we were what when where which while who whom why"
    " will with would you your".split()
)

_english = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, and the form under which it is looked up."""

    start: int
    end: int
    form: str


def find_tokens(text: str) -> Iterator[Token]:
    """Yield the words of ``text`` in order."""
    position = 0
    for start, end, form in find_designators(text):
        yield from _plain_tokens(text, position, start)
        yield Token(start, end, form)
        position = end
    yield from _plain_tokens(text, position, len(text))


def _plain_tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for match in WORD.finditer(text, start, end):
        form = fold_word(match[0])
        if form:
            yield Token(match.start(), match.end(), form)


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Return the form shared by a word's spellings: case, accents, apostrophes, thousands separators gone."""
    if word[0].isdigit():
        return word.replace(",", "")
    word = POSSESSIVE.sub("", word).translate(APOSTROPHES).casefold()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=200_000)
def stem(form: str) -> str:
    """Return the English stem of a form (Porter2); a form with a digit is its own stem."""
    if any(char.isdigit() for char in form):
        return form
    return str(_english.stemWord(form))
