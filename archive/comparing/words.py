"""Words of news text: where they stand, how they are folded so that spellings and inflections meet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Inner marks and letters share no character, so the pattern cannot backtrack on long input.
WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])|[^\W_]+(?:[.'’-][^\W_]+)*")

# A word longer than this is not a word of prose (an address, encoded data); stemming it would be waste.
LONGEST_WORD = 40
_KNOWN_WORDS = 20_000


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list written as prose."""
    return frozenset(words.split())


STOPWORDS = word_set(
    """a about above after again against all also although am an and another any are as at be because been before
    being below between both but by can cannot could did do does doing down during each else even ever every few for
    from further had has have having he her here hers him himself his how however i if in into is it its itself just
    may me might more most much must my neither no nor not now of off on once one only onto or other our out over own
    per quite rather same shall she should since so some such than that the their them themselves then there these
    they this those though through thus to together too toward towards under until up upon us very via was we were
    what when where whether which while who whom whose why will with within without would yet you
    your"""
)

# Words of reporting carry no matter of their own: two sentences that both say "said" say nothing alike.
REPORTING_STEMS = word_set(
    """said say saying told tell add announc statement accord report claim spokesman spokeswoman spokesperson
    confirm quot press newspaper media agenc"""
)

_SPELLINGS = (("defence", "defense"), ("licence", "license"), ("isation", "ization"), ("centre", "center"))
_OUR = re.compile(r"(?<=[bdlmnv])our(?=$|s$|ed$|ing$|ful|able|hood|ite)")
_ISE = re.compile(r"(?<=[a-z]{3})is(?=e$|es$|ed$|ing$)")
IRREGULAR = {
    "shot": "shoot",
    "fled": "flee",
    "lost": "lose",
    "sank": "sink",
    "sunk": "sink",
    "struck": "strike",
    "fought": "fight",
    "began": "begin",
    "begun": "begin",
    "held": "hold",
    "took": "take",
    "taken": "take",
    "left": "leave",
    "broke": "break",
    "broken": "break",
    "brought": "bring",
    "fell": "fall",
    "fallen": "fall",
    "found": "find",
    "came": "come",
    "went": "go",
    "died": "die",
    "dies": "die",
    "dying": "die",
    "women": "woman",
    "men": "man",
    "children": "child",
    "people": "people",
    "crewmembers": "crew",
    "crewmember": "crew",
    "crewmen": "crew",
    "airmen": "airman",
    "servicemen": "serviceman",
    "forces": "force",
    "police": "police",
    "won": "win",
    "flew": "fly",
    "flown": "fly",
    "hit": "hit",
    "risen": "rise",
    "rose": "rise",
    "injuries": "injure",
    "wounded": "wound",
    "us": "us",
    "news": "news",
    "this": "this",
}
_DOUBLED = re.compile(r"([bdfgklmnprt])\1$")


def stem_set(words: str) -> frozenset[str]:
    """Return the stems of a list written as prose."""
    return frozenset(stem(fold(word)) for word in words.split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed, ``body[start:end]``, with its folded form and its stem."""

    text: str
    start: int
    end: int
    lower: str
    stem: str


def fold(text: str) -> str:
    """Return ``text`` in lower case, possessive gone, British and dotted spellings folded."""
    if text in ("US", "U.S", "USA"):
        return "usa"
    word = text.lower().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'")
    if "." in word and all(len(part) == 1 and part.isalpha() for part in word.split(".")):
        word = word.replace(".", "")
    for british, american in _SPELLINGS:
        if british in word:
            word = word.replace(british, american)
    return _ISE.sub("iz", _OUR.sub("or", word))


def stem(word: str) -> str:
    """Return a light stem of a folded word: plural, -ed, -ing and final -e gone."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or len(word) > LONGEST_WORD or any(character.isdigit() for character in word):
        return word
    word = _without_plural(word)
    for suffix in ("ing", "ed"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = _DOUBLED.sub(r"\1", word[: -len(suffix)])
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def find_words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Return the words of ``text[start:end]`` in order; offsets count from the start of ``text``."""
    stop = len(text) if end is None else end
    return tuple(_word(match) for match in WORD.finditer(text, start, stop))


def _word(match: re.Match[str]) -> Word:
    text = match[0]
    lower, stemmed = _known(text) if len(text) <= LONGEST_WORD else _known.__wrapped__(text)
    return Word(text, match.start(), match.end(), lower, stemmed)


@lru_cache(maxsize=_KNOWN_WORDS)
def _known(text: str) -> tuple[str, str]:
    """Fold and stem; the same few thousand words make up most of any event's reports."""
    lower = fold(text)
    return lower, stem(lower)


def is_content(word: Word) -> bool:
    """Tell whether a word carries matter: no function word, no word of reporting."""
    return word.lower not in STOPWORDS and word.stem not in REPORTING_STEMS and len(word.lower) > 1
