"""What two reports tell by opposite words of one subject: he stays or he goes, prices rise or fall."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.words import STOPWORDS, word_set
from archive.records import ClaimRow, Relation

# Pairs of opposites: the question, and the words of either side. A subject cannot do both at one time.
_STAYS, _MOVES = "Does {who} stay or go?", "Did {who} rise or fall?"
_PAIRS: tuple[tuple[str, str, str], ...] = (
    (
        _STAYS,
        r"(?:stay|remain)(?:s|ed|ing)? (?:on|in (?:office|charge|the (?:job|post))|as)"
        r"|keep(?:s|ing)? (?:his|her|the) (?:job|post|seat)",
        r"step(?:s|ped|ping)? down|resign(?:s|ed|ing)?|quit(?:s|ting)?|leave (?:the|his|her)|stand(?:s|ing)? down",
    ),
    (
        _MOVES,
        r"rose|rise|rises|rising|gained|jumped|climbed|surged|soared|edged up|went up|advanced|increased",
        r"fell|fall|falls|falling|dropped|declined|slid|slipped|slumped|tumbled|dipped|edged down|went down|lost|sank"
        r"|plunged|shed|decreased",
    ),
    (
        "Does {who} agree or refuse?",
        r"accept(?:s|ed)?|approv(?:e|es|ed)|agreed to|endors(?:e|es|ed)|welcom(?:e|es|ed)|back(?:s|ed)",
        r"reject(?:s|ed)?|refus(?:e|es|ed)|turned down|oppos(?:e|es|ed)|declin(?:e|es|ed) to|vetoed"
        r"|dismiss(?:es|ed)?",
    ),
    (
        "Is {who} open or closed?",
        r"re-?open(?:s|ed)?|(?:is|are|was|were|remain(?:s|ed)?|stays?) open|resum(?:e|es|ed)",
        r"(?:is|are|was|were|remain(?:s|ed)?|stays?) (?:closed|shut)|(?:has|have) been (?:closed|shut|suspended)"
        r"|shut down",
    ),
    (
        "Did {who} win or lose?",
        r"won|wins|beat|beats|defeated|triumphed",
        r"lost|loses|was beaten|were beaten|was defeated|were defeated",
    ),
    (
        "Did {who} confirm or deny it?",
        r"confirm(?:s|ed)|admit(?:s|ted)|acknowledg(?:es|ed)|conced(?:es|ed)",
        r"den(?:ies|ied)|dismiss(?:es|ed)|reject(?:s|ed)|disput(?:es|ed)|rebuff(?:s|ed)",
    ),
)
_SUBJECT = (
    r"(?P<who>[A-Z][\w’'-]{1,30})(?: \([A-Z.: ]{2,20}\))?,? "
    r"(?:(?!not\b|never\b|if\b|and\b|or\b|who\b|that\b)[a-z’'-]{1,20} ){0,3}"
)
_PATTERNS = tuple(
    (question, re.compile(rf"\b{_SUBJECT}(?:(?P<one>{one})|(?P<other>{other}))\b"))
    for question, one, other in _PAIRS
)
# Who is no subject: a day, a month, a bare title.
_NO_SUBJECTS = word_set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mr mrs ms dr he she it they we i but and"""
)
# A report that tells both sides of one subject tells of several times or matters.
_SIDES = ("one", "other")


def find_opposite_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each subject of which one report tells the opposite of what another does."""
    told: dict[tuple[str, str], dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    printed: dict[str, str] = {}
    for reading in event.readings:
        for question, who, claim in _told(strands, reading):
            told[question, who.lower()][reading.id].append(claim)
            printed.setdefault(who.lower(), who)
    for (question, who), found in sorted(told.items()):
        if any(len({claim.key for claim in claims}) > 1 for claims in found.values()):
            continue
        claims = _of_one_matter(event, question, [claims[0] for _, claims in sorted(found.items())])
        if len({claim.key for claim in claims}) > 1:
            shown = question.format(who=printed[who])
            judge = _differ_by_hour if question == _MOVES else _differ
            yield from compare_claims(event, shown, "opposed", MAIN, claims, judge)


def _differ_by_hour(_: Sequence[Claim]) -> Relation:
    return Relation.DIFFER_SCOPE


# Whoever stays or goes does so whatever else is told; prices move all day, and of two days they say nothing; what is
# accepted or closed must be one thing.
_SHARED_WEIGHT = 3.0


def _of_one_matter(event: EventReading, question: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims whose sentences share, with one of the other side, more than the subject."""
    if question == _STAYS:
        return list(claims)
    if question == _MOVES:
        days = {claim: _day(event, claim) for claim in claims}
        return [claim for claim in claims if days[claim] is not None and days[claim] == days[claims[0]]]
    held = {claim.article: event.concepts[claim.article][claim.sentence] for claim in claims}
    return [
        claim
        for claim in claims
        if any(
            other.key != claim.key
            and event.weight((held[claim.article] & held[other.article]) - event.core) >= _SHARED_WEIGHT
            for other in claims
        )
    ]


def _day(event: EventReading, claim: Claim) -> dt.date | None:
    reading = next(reading for reading in event.readings if reading.id == claim.article)
    sentence = reading.sentences[claim.sentence]
    times = reading.times_in(sentence.start, sentence.end)
    return times[0].first if times else reading.today


def _differ(_: Sequence[Claim]) -> Relation:
    return Relation.DIFFER


def _told(strands: Strands, reading: Reading) -> Iterator[tuple[str, str, Claim]]:
    for number, sentence in enumerate(reading.sentences):
        if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
            continue
        for question, pattern in _PATTERNS:
            for match in pattern.finditer(reading.body, sentence.start, sentence.end):
                who = match["who"].removesuffix("'s").removesuffix("’s")
                if who.lower() in _NO_SUBJECTS | STOPWORDS:
                    continue
                side = next(name for name in _SIDES if match[name])
                start, end = match.span(side)
                yield question, who, Claim(reading.id, number, start, end, text_of(reading, start, end), side)
