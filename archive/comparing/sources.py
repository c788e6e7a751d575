"""Names of those who speak: where a subject begins and ends, and what to call it."""

from __future__ import annotations

import re

from archive.comparing.words import word_set

PRONOUNS = word_set("he she it they")
NOT_SPEAKERS = word_set(
    "which that what this these those there who as and but or when while where if how why whether because after before"
)
_BREAK = re.compile(r"[.;:!?\"“”\n()]|—|–|\s-\s")


def subject_start(body: str, start: int, verb: int) -> int:
    """Return where the noun phrase that ends at ``verb`` begins, an apposition between commas included."""
    head = body[start:verb]
    trimmed = head.rstrip()
    begin = 0
    if trimmed.endswith(","):
        opening = trimmed[:-1].rfind(",")
        if opening < 0:
            return start + len(head)
        begin = _after_break(trimmed[:opening])
    else:
        begin = _after_break(trimmed)
    while begin < len(head) and not head[begin].isalnum():
        begin += 1
    return start + begin


_CLAUSE_WORD = re.compile(
    r"\b(?:and|but|that|which|what|while|as|because|after|before|when|where|although|though|if|by|since|by what)\s"
)


def _after_break(head: str) -> int:
    """Return where the last clause of ``head`` begins."""
    begin = 0
    for match in _BREAK.finditer(head):
        # The stop of "Lt. Gen." or "U.S." does not end a clause.
        if match[0] == "." and (match.end() >= len(head) or head[match.end() : match.end() + 1].isalnum()):
            continue
        if match[0] == "." and re.search(r"(?:\b[A-Z]|\b[A-Z][a-z]{1,3})$", head[: match.start()]):
            continue
        begin = match.end()
    comma = head.rfind(",", begin)
    if comma >= 0:
        begin = comma + 1
    for match in _CLAUSE_WORD.finditer(head, begin):
        if match[0].strip() != "and" or not _joins_speakers(head[begin:], head[match.end() :]):
            begin = match.end()
    return begin


def _joins_speakers(head: str, after: str) -> bool:
    """Tell "Moscow and Syrian media" (two speakers) from "… fell and the army said"."""
    before = head[: len(head) - len(after)].split()
    return 2 <= len(before) <= 4 and len(after.split()) <= 5


FINITE = word_set(
    "have has had is are was were be been could would will not can cannot may might should do does did"
)


def may_speak(subject: str) -> bool:
    """Tell whether a noun phrase can be a speaker: a name, a pronoun, an office."""
    words = subject.split()
    first = words[0].lower().strip("\"“'‘*[(")
    if subject.endswith(("'s", "’s")):
        return False
    if first in NOT_SPEAKERS or len(words) > 16 or any(word.lower() in FINITE for word in words):
        return False
    if first in PRONOUNS:
        return len(words) == 1
    return any(word[:1].isupper() for word in words) or words[-1].lower() in _SPEAKER_NOUNS


_SPEAKER_NOUNS = word_set(
    """officials official police authorities ministry military army government monitor activists activist
    rebels witnesses witness residents source sources spokesman spokeswoman spokesperson statement
    report media agency agencies minister president groups group company family doctors experts analysts
    investigators prosecutors firefighters officers coastguard mayor governor survivors passengers
    relatives observers they judge court opposition organisers organizers union operator airline
    deputies sheriff lawyers hospital commission"""
)


_SOURCE_END = re.compile(
    r"[,.;:!?\"“”\n()]|\s(?:that|which|who|as|on|and said|said|in a|when|after|while|where)\b"
)


def source_end(body: str, start: int, end: int) -> int:
    """Return where the name that begins at ``start`` ends, at most ``end``."""
    match = _SOURCE_END.search(body, start, end)
    position = match.start() if match else end
    # The stop of an initialism ("U.S. officials") is no end.
    while match and match[0] == "." and re.search(r"\b[A-Z]$", body[start:position]):
        match = _SOURCE_END.search(body, match.end(), end)
        position = match.start() if match else end
    return position


# "Ahmed 24", "Ahmed, 24".
_AGE = re.compile(r"(?<=[a-z]),? \d{1,2}$")
_PAPER = re.compile(r"(?<=\w) (?:(?:statement|report)s?|toll|tally|count|adding|saying|noting)$")
# "Meanwhile the Observatory", "Earlier state television": when, and no part of who.
_LEADING = re.compile(
    r"^(?:(?:[Mm]eanwhile|[Ee]arlier|[Ll]ater|[Hh]owever|[Ss]eparately|[Aa]lso|[Aa]nd|[Bb]ut|[Tt]hen|[Ss]till|[Ii]n a"
    r"|[Oo]n (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? )+"
)
_DAYS = word_set(
    """monday tuesday wednesday thursday friday saturday sunday yesterday today january february march april may june
    july august september october november december"""
)
# More words than this name nobody; a few may hold an office and a name, but no verb.
_MOST_WORDS, _MOST_WITH_VERB = 10, 5


def is_name(source: str) -> bool:
    """Tell a speaker from a clause that was taken for one ("group they were the latest of …")."""
    words = source.split()
    if all(word.lower() in _DAYS for word in words) or words[:1] in (["In"], ["On"], ["At"], ["For"]):
        return False
    has_verb = any(
        word in FINITE or word in PRONOUNS or (word.endswith("ed") and word.islower()) for word in words[1:]
    )
    return len(words) <= (_MOST_WITH_VERB if has_verb else _MOST_WORDS)


def to_name(source: str) -> str:
    """Return a speaker's name as readers want it: apposition and article gone."""
    name = source.strip(' ,.;:*"“”')
    if "," in name:
        parts = [part.strip() for part in name.split(",")]
        capital = [
            part for part in parts if part[:1].isupper() and not part.lower().startswith(("a ", "an "))
        ]
        name = capital[-1] if capital else parts[0]
    name = _LEADING.sub("", name, count=1) or name
    for article in ("with the ", "with ", "the ", "The ", "a ", "an ", "A ", "An "):
        name = name.removeprefix(article)
    return _AGE.sub("", _PAPER.sub("", name))
