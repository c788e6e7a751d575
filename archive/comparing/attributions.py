"""Who answers for what is said: "X said", "according to X", "he added"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.comparing.reading import Reading
from archive.comparing.sources import (
    FINITE,
    NOT_SPEAKERS,
    PRONOUNS,
    is_name,
    may_speak,
    source_end,
    subject_start,
    to_name,
)
from archive.comparing.words import Word, word_set

_SAYING = word_set(
    """said says told announced confirmed claimed warned denied accused acknowledged stressed insisted maintained
    estimates estimated reported reports added noted explained stated admitted conceded argued alleged declared
    revealed recalled wrote tweeted testified vowed promised predicted tells called described cautioned suggested
    asserted disclosed condemned urged writes believes believe say identified expressed"""
)
# These report speech only where an object clause or quotation follows ("called the downing a …").
_PARTICIPLES = word_set("adding claiming saying stressing insisting telling noting warning citing announcing")
_AUXILIARIES = word_set("has have had also later earlier repeatedly previously then who initially reportedly")
# A source named so is the last one named.
_CARRIED = PRONOUNS | word_set(
    "statement report post letter release spokesman spokeswoman spokesperson ministry"
)
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Aa]s reported by|[Cc]iting|[Cc]ited by|[Qq]uoted by|[Qq]uoting)\s"
)
# A name with its titles and apposition is shorter than this; more is a mistake of ours.
_LONGEST_SOURCE = 90
_TOLL = re.compile(r"\bputs? the (?:death |casualty )?(?:toll|number|figure|crowd)\b")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue, ``body[start:end]`` ("Lund said"), and who it names; ``source`` has pronouns resolved."""

    start: int
    end: int
    sentence: int
    source: str
    is_resolved: bool = False


def find_attributions(reading: Reading) -> tuple[Attribution, ...]:
    """Return the cues of a report in order, with "he", "it", "the statement" carried over from the last speaker."""
    found: list[Attribution] = []
    for number in range(len(reading.sentences)):
        cues = sorted(_in_sentence(reading, number), key=lambda cue: cue.start)
        for cue in cues:
            if (found and cue.start < found[-1].end) or not is_name(cue.source):
                continue
            found.append(_carried(cue, found))
    return tuple(found)


def attribution_at(reading: Reading, cues: Sequence[Attribution], start: int, end: int) -> Attribution | None:
    """Return the cue that answers for ``body[start:end]``, or ``None``.

    A cue before the stretch answers for what follows it; one after it for what precedes, back to the cue before.
    """
    sentence = reading.sentence_at(start)
    here = [cue for cue in cues if cue.sentence == sentence]
    before = [cue for cue in here if cue.end <= start]
    after = [cue for cue in here if cue.start >= end]
    if after and not _opens_clause(reading, after[0], end):
        return after[0]
    return before[-1] if before else None


def _opens_clause(reading: Reading, cue: Attribution, end: int) -> bool:
    """Tell whether a cue after the stretch begins a statement of its own ("…, but X said that …")."""
    between = reading.body[end : cue.start]
    return ";" in between or bool(re.search(r"\b(?:but|and|while|although)\s*$", between))


def _carried(cue: Attribution, found: Sequence[Attribution]) -> Attribution:
    if found and cue.source.lower() in _CARRIED:
        return replace(cue, source=found[-1].source, is_resolved=True)
    return cue


def _in_sentence(reading: Reading, number: int) -> list[Attribution]:
    sentence = reading.sentences[number]
    found: list[Attribution] = []
    for match in _ACCORDING.finditer(reading.body, sentence.start, sentence.end):
        end = source_end(reading.body, match.end(), sentence.end)
        source = reading.body[match.end() : end]
        if source.strip():
            found.append(Attribution(match.start(), end, number, to_name(source)))
    words = reading.words[number]
    for index, word in enumerate(words):
        cue = _cue(reading, number, words, index, word)
        if cue is not None:
            found.append(cue)
    toll = _TOLL.search(reading.body, sentence.start, sentence.end)
    if toll:
        begin = subject_start(reading.body, sentence.start, toll.start())
        found.append(Attribution(begin, toll.end(), number, to_name(reading.body[begin : toll.start()])))
    return found


def _cue(reading: Reading, number: int, words: Sequence[Word], index: int, word: Word) -> Attribution | None:
    body, sentence = reading.body, reading.sentences[number]
    if word.lower in _PARTICIPLES and word.lower != "citing":
        return _participle(reading, number, words, index)
    if word.lower not in _SAYING or _is_passive(words, index):
        return None
    begin = subject_start(body, sentence.start, _verb_start(words, index))
    subject = body[begin : _verb_start(words, index)].strip(" ,")
    # "which it said was carrying five", "what they called a corridor": an aside of a speaker already named.
    if body[sentence.start : begin].rstrip().endswith(("what", "which")) and subject.lower() in PRONOUNS:
        return None
    if index and words[index - 1].lower == "and":
        return Attribution(word.start, word.end, number, "they")
    if not subject or not may_speak(subject):
        return _inverted(reading, number, words, index)
    if len(subject) > _LONGEST_SOURCE:
        return None
    return Attribution(begin, word.end, number, to_name(subject))


def _verb_start(words: Sequence[Word], index: int) -> int:
    while index > 0 and words[index - 1].lower in _AUXILIARIES:
        index -= 1
    return words[index].start


def _is_passive(words: Sequence[Word], index: int) -> bool:
    before = words[index - 1].lower if index else ""
    following = words[index + 1].lower if index + 1 < len(words) else ""
    if before in _BEFORE_PASSIVE:
        return True
    if words[index].lower in _ALSO_NOUNS and (
        before.endswith("ed") or before in _ADJECTIVES or before[:1].isdigit()
    ):
        return True
    if before in ("its", "his", "her", "their", "not", "independently") or (
        before.endswith("ing") and words[index].lower == "called"
    ):
        return True
    return words[index].lower == "called" and following in ("for", "on", "off")


_BEFORE_PASSIVE = word_set("was were is are be been being so what it's to the a an of")
# "Officials received reports": the noun, not the verb.
_ALSO_NOUNS = word_set("reports claims estimates notes")
_ADJECTIVES = word_set(
    "witness news media police multiple several many conflicting initial early local some more new"
)


def _inverted(reading: Reading, number: int, words: Sequence[Word], index: int) -> Attribution | None:
    """Read "said Observatory head Rami Abdel Rahman": the verb first, then a name."""
    verb = words[index]
    if verb.lower not in ("said", "says", "wrote", "told", "added") or index + 1 >= len(words):
        return None
    following = words[index + 1]
    gap = reading.body[verb.end : following.start]
    if (
        gap != " "
        or following.lower in PRONOUNS | NOT_SPEAKERS
        or following.lower in ("on", "in", "at", "to")
    ):
        return None
    end = source_end(reading.body, following.start, reading.sentences[number].end)
    source = reading.body[following.start : end]
    parts = source.split()
    if not any(part[:1].isupper() for part in parts) or any(part.lower() in FINITE for part in parts):
        return None
    apposed = _APPOSED.match(reading.body, end, reading.sentences[number].end)
    if apposed and verb.lower in ("said", "says"):
        end = apposed.end()  # "said Armadia's president, Ilir Bardha"
    return Attribution(verb.start, end, number, to_name(reading.body[following.start : end]))


_APPOSED = re.compile(r", [A-Z][\w’'-]{1,20}(?: [A-Z][\w’'-]{1,20}){1,2}(?=[,.;]|$)")


# "Fired warning shots": nobody speaks.
_WARNINGS = word_set(
    "shot shots sign signs light lights siren sirens system systems strike strikes label labels"
)


def _participle(reading: Reading, number: int, words: Sequence[Word], index: int) -> Attribution | None:
    """Read ", adding that …": the speaker is the last one, unless a noun stands right before."""
    word = words[index]
    if word.lower == "warning" and words[index + 1 : index + 2] and words[index + 1].lower in _WARNINGS:
        return None
    begin = subject_start(reading.body, reading.sentences[number].start, word.start)
    subject = reading.body[begin : word.start].strip(" ,")
    if reading.body[max(0, word.start - 3) : word.start].rstrip().endswith(","):
        if index == 0 or word.lower == "telling":
            return None
        return Attribution(word.start, word.end, number, _opening_subject(reading, words, index))
    if subject and may_speak(subject) and len(subject.split()) <= 6 and index > 1:
        return Attribution(begin, word.end, number, to_name(subject))
    return None


def _opening_subject(reading: Reading, words: Sequence[Word], index: int) -> str:
    """Return who a participle goes with: whoever spoke in its sentence, else the sentence's first noun phrase."""
    if any(word.lower in _SAYING for word in words[:index]):
        return "they"
    for last in range(1, min(index, 7)):
        lower = words[last].lower
        if lower in _AUXILIARIES or (lower.endswith("ed") and words[last].text.islower()):
            subject = reading.body[words[0].start : words[last].start].strip()
            return to_name(subject) if may_speak(subject) else "they"
    return "they"
