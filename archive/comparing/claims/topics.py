"""What a statement is about, in a few words that its report prints: "the humanitarian mission", "Doug Parker"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.comparing.concepts import concept
from archive.comparing.numbers import parse_number
from archive.comparing.words import IRREGULAR, STOPWORDS, Word, is_content, word_set

_VERBAL = ("ed", "ing", "ly")
# "Medium-sized", "long-term": compounds that say of what kind something is.
_ADJECTIVAL = ("ed", "ing", "-term", "-wide", "-old", "-long", "-scale", "-free", "-like")
# Before a phrase stands a word that only nouns follow.
_OPENERS = word_set(
    """the a an his her its their our this that these those some any no of in on for with by from at about against
    between over under into after before during"""
)
_POSSESSIVE = ("'s", "’s", "s'", "s’")
# "A bid to ease", "an effort to": the noun says nothing without its verb.
_OF_VERBS = word_set("bid effort attempt decision plan order move chance right way ability need able")
# Words that every report holds, whatever it is about.
_EMPTY = word_set(
    """minute minutes hour hours time times day days week weeks month months year years night morning afternoon
    evening people person man woman men women official officials statement part number area thing things way
    case monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december today yesterday least most elsewhere altogether across south
    north east west back further ahead together others one lot old deep wide high long tall like alive able
    likely available onboard name later away ago moment mile metre meter foot inch metres meters feet inches
    miles kilometres kilometers dollars euros pounds percent end start side place everything something nothing
    herself himself itself themselves among amid despite past latest along earlier thanks jan
    feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun"""
)
_LONGEST = 4


def find_topic(
    body: str, words: Sequence[Word], shared: frozenset[str], weights: Mapping[str, float]
) -> str | None:
    """Return the weightiest noun phrase of a sentence whose last word is ``shared``, with its article.

    ``None`` when no phrase is surely one: a question about half a thought is worse than none.
    """
    found: list[tuple[bool, float, int, str]] = []
    for last in range(len(words)):
        if not _ends_phrase(body, words, last) or concept(words[last]) not in shared:
            continue
        first = _first_of(body, words, last)
        held = words[first : last + 1]
        is_name = all(word.text[:1].isupper() for word in held) and last > 0
        is_sure = is_name or _is_opened(body, words, first)
        while not is_sure and first < last and not _is_plain(words[first]):
            first += 1  # "caused massive damage"
        held = words[first : last + 1]
        is_pair = last > first and all(_is_plain(word) and concept(word) in shared for word in held)
        if not (is_sure or is_pair):
            continue
        weight = sum(weights.get(concept(word), 0.0) for word in held if concept(word) in shared)
        text = " ".join(body[held[0].start : held[-1].end].split())
        found.append((is_sure, weight, -last, text if is_name else f"the {text}"))
    return max(found)[3] if found else None


def _first_of(body: str, words: Sequence[Word], last: int) -> int:
    """Return where the phrase that ends at ``last`` begins: its adjectives, or the rest of the name."""
    first = last
    is_name = words[last].text[:1].isupper()
    while first > 0 and last - first + 1 < _LONGEST:
        before = words[first - 1]
        is_next = body[before.end : words[first].start] == " "
        if not is_next or before.lower in STOPWORDS or before.text.endswith(_POSSESSIVE):
            break
        if is_name != before.text[:1].isupper() or parse_number(words, first - 1) is not None:
            break
        is_verbal = before.lower in IRREGULAR or before.lower.endswith(("ing", "n't"))
        if not is_name and (is_verbal or not is_content(before)):
            break
        first -= 1
    return first


# "Shiite villages": of what people or faith something is.
_OF_A_PEOPLE = ("ite", "ish", "ese", "ian", "nni")


def _is_before_noun(body: str, words: Sequence[Word], index: int) -> bool:
    if index + 1 == len(words) or body[words[index].end : words[index + 1].start] != " ":
        return False
    following = words[index + 1]
    return following.text.islower() and is_content(following) and following.lower not in IRREGULAR


def _ends_phrase(body: str, words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if not is_content(word) or not word.text.replace("-", "").replace("’", "").replace("'", "").isalpha():
        return False
    if word.lower == "board" and index and words[index - 1].lower == "on":
        return False
    if "-" in word.text and word.lower.endswith(_ADJECTIVAL):
        return False
    if word.lower in _EMPTY or word.text.endswith(_POSSESSIVE) or parse_number(words, index) is not None:
        return False
    is_name = word.text[:1].isupper()
    if is_name and word.lower.endswith(_OF_A_PEOPLE) and _is_before_noun(body, words, index):
        return False
    if not is_name and (word.lower.endswith(_VERBAL) or word.lower in IRREGULAR):
        return False
    if index + 1 == len(words):
        return True
    following, gap = words[index + 1], body[word.end : words[index + 1].start]
    if word.lower in _OF_VERBS and following.lower == "to":
        return False
    is_stop = following.lower in STOPWORDS and following.text.islower()  # "Theresa May" goes on
    is_verb = following.lower in IRREGULAR or following.lower.endswith("ed")
    return gap != " " or is_stop or is_verb or (is_name and not following.text[:1].isupper())


def _is_plain(word: Word) -> bool:
    """Tell a word that is surely no verb from others, as far as its form tells."""
    return word.text.isalpha() and not word.lower.endswith((*_VERBAL, "s"))


def _is_opened(body: str, words: Sequence[Word], first: int) -> bool:
    if first == 0:
        return False
    before = words[first - 1]
    is_counted = parse_number(words, first - 1) is not None
    return is_counted or before.lower in _OPENERS or before.text.endswith(_POSSESSIVE)
