"""Text -> the words the index knows: what is one word, and which spellings of it are the same. Pure.

Haystack's default analyzer turns "Mi-8" into "mi" and "F-16" into "16"; here a designator is one word, however
it is hyphenated, a number is one word whatever its thousands separator, and case, accents and possessives fold.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from heapq import nsmallest
from itertools import accumulate, pairwise
from typing import Any, NamedTuple
from zlib import crc32

import Stemmer

from archive.gazetteer import find_designators
from archive.search.british import to_american

# French and Italian articles and particles that a vowel shortens: "l'appareil" and "dell'aereo" are two words.
_VOWEL = "[aeiouyhàâäæèéêëîïôöœùúûüAEIOUYHÀÂÄÆÈÉÊËÎÏÔÖŒÙÚÛÜ]"
_SHORTENED = [
    rf"\b(?i:{word})['’]" for word in ("[cdjlmnst]", "qu", "jusqu", "lorsqu", "puisqu", "[dns]ell", "[ds]all")
]
_ELIDED = "|".join(f"(?<={shortened}){_VOWEL}" for shortened in _SHORTENED)
ELIDED_BEFORE = "|".join(f"(?<={shortened}{_VOWEL})" for shortened in _SHORTENED)
# What follows the first letters of a word: an apostrophe and more.
WORD_TAIL = rf"(?:['’ʼ‘](?!{_ELIDED})[^\W_]+)*"
# A number with thousands separators or a decimal point; else letters and digits with apostrophes inside.
WORD = re.compile(rf"\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?(?![^\W_])|[^\W_]+{WORD_TAIL}")
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

# Words of these scripts are stemmed by the rules of the language they are mostly read in here.
_BY_SCRIPT = ((re.compile(r"[\u0400-\u04ff]"), "russian"), (re.compile(r"[\u0600-\u06ff]"), "arabic"))
# Words in Latin letters by those of their report's language, by its code; English where that is none of these.
_BY_LANGUAGE = {
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
    "tr": "turkish",
}
# Whose stems carry its code: a German "war" is not an English one.
OTHER_LANGUAGES = frozenset(_BY_LANGUAGE)
ENGLISH = "en"
# Near copies are known by runs of so many words, in texts of at least so many runs.
RUN_WORDS = 5
MIN_RUNS = 30
# Words whose form and stem are remembered, some 10 MB; rarer ones are mostly slips and numbers.
WORDS_KEPT = 50_000
# A stemmer works in variables of its own: two threads in one at a time make stems that no word has.
_one_at_a_time = threading.Lock()
# "Cease-fire" is also looked up as "ceasefire": words of letters alone, joined by one of these.
_HYPHENS = frozenset("-‐‑")
_WORD_OR_HYPHEN = re.compile(rf"{WORD.pattern}|(?<=[^\W_])[-‐‑](?=[^\W_])")


class Token(NamedTuple):
    """A word of a text: where it stands, and the form under which it is looked up."""

    start: int
    end: int
    form: str


def find_compounds(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Yield each two words that a hyphen joins as one word, with the number of the first."""
    for number, (first, second) in enumerate(pairwise(tokens)):
        if second.start - first.end == 1 and text[first.end] in _HYPHENS:
            joined = first.form + second.form
            if joined.isalpha():
                yield number, Token(first.start, second.end, joined)


def find_tokens(text: str) -> Iterator[Token]:
    """Yield the words of ``text`` in order."""
    if text.isascii() and text.isalpha():  # as most words of a query are
        yield Token(0, len(text), fold_word(text))
        return
    position = 0
    for start, end, form in find_designators(text):
        yield from _plain_tokens(text, position, start)
        yield Token(start, end, form)
        position = end
    yield from _plain_tokens(text, position, len(text))


def _plain_tokens(text: str, start: int, end: int) -> Iterator[Token]:
    return (
        Token(*match.span(), form)
        for match in WORD.finditer(text, start, end)
        if (form := fold_word(match[0]))
    )


class Words(NamedTuple):
    """The words of a text in order; two that a hyphen joins as one word, by the number of the first."""

    forms: tuple[str, ...]
    joined: Mapping[int, str]


@lru_cache(maxsize=16)
def words_of(text: str) -> Words:
    """Return what ``find_tokens`` and ``find_compounds`` do, but where: in a third of the time, and kept a while."""
    forms: list[str] = []
    joined: dict[int, str] = {}
    position = 0
    for start, end, designator in (*find_designators(text), (len(text), len(text), "")):
        found = _WORD_OR_HYPHEN.findall(text, position, start)
        folded = list(map(fold_word, found))
        hyphens = [at for at, word in enumerate(found) if word in _HYPHENS]
        for number, at in enumerate(hyphens):
            first, second = folded[at - 1] if at else "", folded[at + 1]
            if first and second and (first + second).isalpha():
                joined[len(forms) + at - 1 - number - folded[:at].count("")] = first + second
        for at in reversed(hyphens):
            del folded[at]
        forms += filter(None, (*folded, designator))
        position = end
    return Words(tuple(forms), joined)


@lru_cache(maxsize=WORDS_KEPT)
def fold_word(word: str) -> str:
    """Return the form shared by a word's spellings: case, accents, apostrophes, thousands separators gone."""
    if word.isascii() and word.isalpha():  # as most are
        return word.lower()
    if word[0].isdigit():
        return word.replace(",", "")
    word = POSSESSIVE.sub("", word).translate(APOSTROPHES).casefold()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=WORDS_KEPT)
def stem(form: str, language: str = ENGLISH) -> str:
    """Return the stem of a form in a report of some language; a form with a digit is its own stem.

    English forms are Porter2's, British spellings taken for American ones. Those of another language in Latin letters
    end in "~" and its code.
    """
    if not form.isalpha() and any(char.isdigit() for char in form):
        return form
    if not form.isascii():
        script = next((name for letters, name in _BY_SCRIPT if letters.match(form)), None)
        if script:
            return _stem_by(script, form)
    if language in OTHER_LANGUAGES:
        return f"{_stem_by(_BY_LANGUAGE[language], form)}~{language}"
    return _stem_by("english", to_american(form))


def _stem_by(name: str, form: str) -> str:
    with _one_at_a_time:
        return str(_stemmer(name).stemWord(form))


@cache
def _stemmer(name: str) -> Any:
    return Stemmer.Stemmer(name)


def copy_mark(forms: Sequence[str]) -> int:
    """Return a number that near copies of a text share and other texts do not: of its two least runs of words.

    Two texts that share nine runs in ten share it with a chance of four in five; short texts have none (0).
    """
    text = memoryview(" ".join(forms).encode())
    is_ascii = len(text) == sum(map(len, forms)) + len(forms) - 1
    ends = list(accumulate([len(form) + 1 for form in (forms if is_ascii else map(str.encode, forms))]))
    starts = [0, *ends]
    runs = {crc32(text[start : end - 1]) for start, end in zip(starts, ends[RUN_WORDS - 1 :], strict=False)}
    if len(runs) < MIN_RUNS:
        return 0
    first, second = nsmallest(2, runs)
    return (first << 31) ^ second
