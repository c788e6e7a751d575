"""One statement of one speaker, in the words each report gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from archive.comparing.alignment import likeness
from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.claims.speakers import same_speaker
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.quotations import sentences_within
from archive.comparing.reading import Reading
from archive.comparing.words import find_words, is_content, word_set
from archive.records import ClaimRow, Passage, Relation, SharedKind, SharedText

# Two wordings are one statement from this likeness of their concepts on.
# 0.2 and 0.3 do alike on the development events, 0.4 loses one; rerun `python -m benchmarks.comparing claims`.
_SAME_STATEMENT = 0.3
# A report that quotes more is a transcript; time grows with the square.
_MOST_STATEMENTS = 200
# A shorter piece says too little to be known again.
_LEAST_CONCEPTS = 2


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, or part of one, of quoted speech, with its speaker, concepts and bare words.

    ``plain`` are the concepts of no name.
    """

    reading: Reading
    start: int
    end: int
    speaker: str
    concepts: frozenset[str]
    plain: frozenset[str]
    quotation: int
    words: str

    @property
    def passage(self) -> Passage:
        """Return where the statement stands."""
        return Passage(self.reading.id, self.start, self.end)


Pair = tuple[Statement, Statement, float]


def find_statements(event: EventReading) -> tuple[Statement, ...]:
    """Return the quoted statements of all reports whose speaker is known."""
    found: list[Statement] = []
    for reading in event.readings:
        seen: set[tuple[str, str]] = set()
        for quotation in event.quotations[reading.id]:
            for start, end in sentences_within(reading, quotation):
                speaker, words = quotation.speaker or "", _bare(reading.body[start:end])
                held = frozenset(
                    concept(word) for word in find_words(reading.body, start, end) if is_content(word)
                )
                if not held or (speaker, words) in seen or len(seen) >= _MOST_STATEMENTS:
                    continue
                seen.add((speaker, words))
                plain = _plain(reading, start, end)
                found.append(Statement(reading, start, end, speaker, held, plain, quotation.start, words))
    return tuple(found)


def _plain(reading: Reading, start: int, end: int) -> frozenset[str]:
    words = find_words(reading.body, start, end)
    return frozenset(concept(word) for word in words if is_content(word) and word.text.islower())


def pair_statements(event: EventReading) -> tuple[Pair, ...]:
    """Return pairs of two reports' wordings of one statement, best first; no pair of wordings both told already."""
    found: list[Pair] = []
    for one, other in combinations(find_statements(event), 2):
        if one.reading.id == other.reading.id:
            continue
        is_short = min(len(one.concepts), len(other.concepts)) < _LEAST_CONCEPTS
        if _is_word_for_word(one, other):
            found.append((one, other, 1.0))
        elif _is_within(event, one, other) or _is_within(event, other, one):
            found.append((one, other, _WITHIN))
        elif not is_short and one.speaker and other.speaker and same_speaker(one.speaker, other.speaker):
            score = likeness(one.concepts, other.concepts, event.weights)
            if score >= _SAME_STATEMENT and len(one.plain & other.plain) >= _LEAST_CONCEPTS:
                found.append((one, other, score))
    kept: list[Pair] = []
    used: set[tuple[Passage, int]] = set()
    for one, other, score in sorted(found, key=lambda pair: -pair[2]):
        keys = {(one.passage, other.reading.id), (other.passage, one.reading.id)}
        if not keys <= used:
            used |= keys
            kept.append((one, other, score))
    return tuple(kept)


# Quoted words, the same in two reports, are one statement whoever the reports say speaks.
def _is_word_for_word(one: Statement, other: Statement) -> bool:
    return one.words == other.words and " " in one.words  # one word is no statement


# What one report quotes whole, another may in part: "These are organised thugs", blamed "organised thugs". A part of
# this weight is one statement, whoever is said to speak; of a speaker both name, of less.
_WITHIN = 0.9
_PART_WEIGHT = 5.0
_SPOKEN_PART_WEIGHT = 2.5


def _is_within(event: EventReading, part: Statement, whole: Statement) -> bool:
    """Tell whether the words of ``part`` stand in ``whole`` as they are, and are rare enough to be no chance."""
    if not part.concepts <= whole.concepts:
        return False
    if part.speaker and whole.speaker and not same_speaker(part.speaker, whole.speaker):
        return False
    is_spoken = bool(part.speaker and whole.speaker)
    if event.weight(part.concepts & whole.concepts) < (_SPOKEN_PART_WEIGHT if is_spoken else _PART_WEIGHT):
        return False
    return f" {part.words} " in f" {whole.words} "


def shared_quotations(event: EventReading) -> tuple[SharedText, ...]:
    """Return the statements that two reports quote, as shared text of kind quote."""
    return tuple(
        SharedText((one.passage, other.passage), SharedKind.QUOTE) for one, other, _ in pair_statements(event)
    )


def find_quote_rows(event: EventReading) -> Iterator[ClaimRow]:
    """Yield a row for each statement that several reports quote."""
    groups: list[dict[int, Statement]] = []
    for one, other, _ in pair_statements(event):
        homes = [group for group in groups if one in group.values() or other in group.values()]
        if len(homes) > 1:
            continue  # each is told with wordings that are likelier its own
        home = homes[0] if homes else {}
        if not homes:
            groups.append(home)
        home.setdefault(one.reading.id, one)
        home.setdefault(other.reading.id, other)
    told: set[tuple[int, int]] = set()
    for group in sorted(_joined(groups), key=lambda group: -_weight(event, group)):
        statements = list(group.values())
        quotations = {(statement.reading.id, statement.quotation) for statement in statements}
        if quotations <= told:
            continue  # another sentence of speech that a row shows already
        told |= quotations
        speaker = _speaker_of(statements)
        question = f"What did {speaker} say?" if speaker else "Which words are quoted?"
        yield from compare_claims(
            event, question, "quote", MAIN, [_claim(statement) for statement in statements], _judge
        )


def _joined(groups: Sequence[dict[int, Statement]]) -> list[dict[int, Statement]]:
    """Join statements that follow one another in two reports' quotations: speech is shown in one piece."""
    joined: list[dict[int, Statement]] = []
    for group in sorted(groups, key=lambda group: sorted((a, s.start) for a, s in group.items())):
        last = joined[-1] if joined else {}
        both = last.keys() & group.keys()
        if len(both) > 1 and all(_follows(last[article], group[article]) for article in both):
            joined[-1] = group | last | {article: _with(last[article], group[article]) for article in both}
        else:
            joined.append(group)
    return joined


def _follows(one: Statement, other: Statement) -> bool:
    return one.quotation == other.quotation and not one.reading.body[one.end : other.start].strip()


def _with(one: Statement, other: Statement) -> Statement:
    concepts, plain = one.concepts | other.concepts, one.plain | other.plain
    return replace(one, end=other.end, concepts=concepts, plain=plain)


_PRONOUNS = word_set("he she they it who")


def _speaker_of(statements: Sequence[Statement]) -> str | None:
    """Return the speaker, named and not "he", on whom most of the reports agree."""
    named = [s.speaker for s in statements if s.speaker and s.speaker.lower() not in _PRONOUNS]
    return max(named, key=lambda one: sum(same_speaker(one, other) for other in named), default=None)


def _weight(event: EventReading, group: dict[int, Statement]) -> float:
    return min(event.weight(statement.concepts) for statement in group.values()) * len(group)


def _claim(statement: Statement) -> Claim:
    reading = statement.reading
    value = text_of(reading, statement.start, statement.end)
    number = reading.sentence_at(statement.start)
    return Claim(reading.id, number, statement.start, statement.end, value, _bare(value))


def _bare(value: str) -> str:
    return " ".join(word.lower for word in find_words(value))


def _judge(claims: Sequence[Claim]) -> Relation:
    return Relation.AGREE if len({claim.key for claim in claims}) == 1 else Relation.AGREE_VARIANT
