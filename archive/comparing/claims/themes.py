"""What went on besides: when an assault began, who opened a corridor, how a battle went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.comparing.claims.claim import Claim, compare_claims, judge_keys, text_of
from archive.comparing.claims.dates import date_claim, is_bound_elsewhere, judge_dates
from archive.comparing.clauses import clause_numbers
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.words import Word, word_set
from archive.records import ClaimRow, Relation, Toponym

_BEGINNINGS = word_set(
    """launched launch opened opening began begun started start established establishing attacked declared
    imposed signed introduced"""
)
# Nouns of actions that begin at one time; a date beside one of them dates it.
_ACTIONS = word_set(
    """assault offensive attack siege operation strike strikes protest march rally ceasefire truce corridor
    corridors evacuation talks campaign intervention trial vote election inquiry investigation search
    curfew lockdown boycott"""
)
# A theme is joined by a concept that weighs this much in the event at least: "corridor", not "Syria".
_THEME_WEIGHT = 1.5
_REACH_WORDS = 9


@dataclass(frozen=True, slots=True)
class Beginning:
    """A dated sentence that tells of something begun, with the action's concept."""

    theme: str
    claim: Claim
    actor: Claim | None


def find_theme_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the dates of actions that two reports tell besides the event, and how a fight went."""
    beginnings = [found for reading in event.readings for found in _beginnings(event, strands, reading)]
    for theme in sorted({beginning.theme for beginning in beginnings}):
        claims: dict[int, Claim] = {}
        for beginning in beginnings:
            if beginning.theme == theme:
                claims.setdefault(beginning.claim.article, beginning.claim)
        yield from compare_claims(event, _when(theme), "date", MAIN, list(claims.values()), judge_dates)
        yield from _actor_rows(event, theme, [found for found in beginnings if found.theme == theme])
    yield from _outcome_rows(event, strands)
    yield from _direction_rows(event, strands)
    yield from _ongoing_rows(event, strands)


def _beginnings(event: EventReading, strands: Strands, reading: Reading) -> Iterator[Beginning]:
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or (reading.id, number) in strands.groups:
            continue
        times = [
            time
            for time in reading.times_in(sentence.start, sentence.end)
            if not is_bound_elsewhere(reading, time)
        ]
        words = reading.words[number]
        clauses = clause_numbers(reading.body, words)
        for index, word in enumerate(words):
            if word.lower not in _BEGINNINGS or not times:
                continue
            theme = _theme(event, words, clauses, index)
            if theme is not None:
                time = min(times, key=lambda time: abs(time.start - word.start))
                actor = _actor(reading, number, clauses, index)
                yield Beginning(theme, date_claim(reading, number, time), actor)


def _actor(reading: Reading, number: int, clauses: Sequence[int], index: int) -> Claim | None:
    """Return the nations that begin something: named after "by", else before the verb in its clause."""
    words = reading.words[number]
    held = [word for word, clause in zip(words, clauses, strict=True) if clause == clauses[index]]
    follows = words[index + 1 : index + 2]
    if follows and follows[0].lower == "by":
        start, end = follows[0].end, held[-1].end
    else:
        start, end = held[0].start, words[index].start
        if any(word.lower in _ACTIONS for word in held if word.start < end):
            return None  # the action itself is the subject: "the campaign, launched in September"
    toponyms = reading.toponyms_in(start, end)
    nations = frozenset(nation for toponym in toponyms if (nation := _nation(toponym)) is not None)
    if not nations:
        return None
    begin, stop = toponyms[0].start, toponyms[-1].end
    return Claim(reading.id, number, begin, stop, text_of(reading, begin, stop), nations)


def _nation(toponym: Toponym) -> str | None:
    """Return the country that a name stands for: itself, or the one whose capital speaks for it."""
    if toponym.place.kind == "country":
        return toponym.place.id
    return next((place for place in toponym.place.within if place.startswith("country:")), None)


def _actor_rows(event: EventReading, theme: str, beginnings: Sequence[Beginning]) -> Iterator[ClaimRow]:
    claims: dict[int, Claim] = {}
    for beginning in beginnings:
        if beginning.actor is not None:
            claims.setdefault(beginning.actor.article, beginning.actor)
    yield from compare_claims(event, _who(theme), "actor", MAIN, list(claims.values()), judge_nations)


# What is done to begin each thing, and whether there are several of it.
_DONE = {
    "corridor": ("opened", True),
    "siege": ("imposed", False),
    "ceasefire": ("declared", False),
    "truce": ("declared", False),
    "curfew": ("imposed", False),
    "lockdown": ("imposed", False),
    "inquiry": ("opened", False),
    "investigation": ("opened", False),
    "talks": ("opened", True),
    "boycott": ("called", False),
}


def _when(theme: str) -> str:
    done, is_plural = _DONE.get(theme, ("launched", False))
    return f"When {'were' if is_plural else 'was'} the {_named(theme, is_plural)} {done}?"


def _who(theme: str) -> str:
    done, is_plural = _DONE.get(theme, ("launched", False))
    return f"Who {done} the {_named(theme, is_plural)}?"


def _named(theme: str, is_plural: bool) -> str:
    return f"{theme}s" if is_plural and not theme.endswith("s") else theme


def judge_nations(claims: Sequence[Claim]) -> Relation:
    """Agree on one set of nations; differ when two reports name none in common; else one names more."""
    named = [claim.key for claim in claims if isinstance(claim.key, frozenset)]
    if any(not one & other for one in named for other in named):
        return Relation.DIFFER
    return Relation.AGREE_VARIANT if len(set(named)) == 1 else Relation.COMPATIBLE


def _theme(event: EventReading, words: Sequence[Word], clauses: Sequence[int], index: int) -> str | None:
    near = [
        word
        for place, word in enumerate(words)
        if word.lower in _ACTIONS
        and place != index
        and clauses[place] == clauses[index]
        and abs(place - index) <= _REACH_WORDS
    ]
    if words[index].lower == "attacked":
        return "assault"
    names = [concept(word) for word in near]
    weighty = [name for name in names if event.weights.get(name, 0.0) >= _THEME_WEIGHT]
    return max(weighty, key=lambda name: event.weights[name], default=None)


# --- how it went -----------------------------------------------------------------------------------

_OUTCOMES = (
    (
        "repelled",
        re.compile(r"\b(?:repelled|repulsed|fended off|thwarted|foiled|pushed back|beaten back|beat back)\b"),
    ),
    (
        "advanced",
        re.compile(r"\b(?:advanc(?:ed|ing)|gained ground|broke through|captured|overran|seized control)\b"),
    ),
)
_FIGHT = frozenset({"assault", "battle"})


def _outcome_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the row that sets "repelled" against "advanced" for one fight."""
    claims: list[Claim] = []
    for reading in event.readings:
        claims.extend(_outcomes(event, strands, reading))
    if len({claim.key for claim in claims}) < 2:
        return  # all say one thing: nothing to tell apart
    yield from compare_claims(event, "How did the assault go?", "outcome", MAIN, claims, _judge_outcomes)


_DIRECTION = re.compile(
    r"\b(?P<side>(?:north|south|east|west)[a-z]{0,4}(?: and (?:north|south|east|west)[a-z]{0,4})?) of (?=[A-Z])"
)


def _direction_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield rows of fighting told to be on one side of one place."""
    found: list[Claim] = []
    for reading in event.readings:
        for number, sentence in enumerate(reading.sentences):
            if (reading.id, number) in strands.groups or not event.concepts[reading.id][number] & _FIGHT:
                continue
            for match in _DIRECTION.finditer(reading.body, sentence.start, sentence.end):
                places = reading.toponyms_in(match.end(), min(sentence.end, match.end() + 40))[:1]
                if places and places[0].start == match.end():
                    end = places[0].end
                    value = text_of(reading, match.start(), end)
                    key = (match["side"].lower(), places[0].place.id)
                    found.append(Claim(reading.id, number, match.start(), end, value, key))
    for key in dict.fromkeys(claim.key for claim in found):
        claims = [claim for claim in found if claim.key == key]
        yield from compare_claims(event, "Where was the fighting?", "place", MAIN, claims, judge_keys)


_ONGOING = re.compile(
    r"\b(?:still (?:going on|ongoing|under way|raging|fighting)|ongoing (?:fighting|clashes|battles?)"
    r"|were (?:still )?fighting|(?:fighting|clashes|battles?) (?:\w+ )?(?:continued|raged|was still|were still))\b"
)


def _ongoing_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the row of reports that say the fight was not over."""
    claims: dict[int, Claim] = {}
    for reading in event.readings:
        for number, sentence in enumerate(reading.sentences):
            if not sentence.is_prose or (reading.id, number) in strands.groups:
                continue
            match = _ONGOING.search(reading.body, sentence.start, sentence.end)
            if match and event.concepts[reading.id][number] & _FIGHT:
                value = text_of(reading, match.start(), match.end())
                claims.setdefault(
                    reading.id, Claim(reading.id, number, match.start(), match.end(), value, "ongoing")
                )
    yield from compare_claims(
        event, "Was the fighting still going on?", "status", MAIN, list(claims.values()), judge_keys
    )


def _outcomes(event: EventReading, strands: Strands, reading: Reading) -> Iterator[Claim]:
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or (reading.id, number) in strands.groups:
            continue
        if not event.concepts[reading.id][number] & _FIGHT:
            continue
        for name, pattern in _OUTCOMES:
            match = pattern.search(reading.body, sentence.start, sentence.end)
            if match:
                yield Claim(
                    reading.id,
                    number,
                    match.start(),
                    match.end(),
                    text_of(reading, match.start(), match.end()),
                    name,
                )


def _judge_outcomes(_: Sequence[Claim]) -> Relation:
    return Relation.DIFFER
