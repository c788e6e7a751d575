"""How sure a source says it is: confirmed, assumed, still to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from archive.comparing.claims.claim import Claim, compare_claims, speaker_of, text_of
from archive.comparing.claims.speakers import same_speaker
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.records import ClaimRow, Relation


class Grade(StrEnum):
    """How firmly something is said."""

    STATED = "stated"
    ASSUMED = "assumed"
    OPEN = "open"


_OPEN = re.compile(
    r"\b(?P<who>(?:the |The )?[\w'’]+(?: [\w'’]+){0,3}?) (?:was|were|is|are|had|has|have)?\s?(?:still )?"
    r"(?:trying to (?:confirm|verify|establish|determine)|yet to confirm|unable to (?:confirm|verify)"
    r"|(?:could|can|did) not (?:immediately |independently )?(?:confirm|verify)|cannot (?:confirm|verify))"
    r"\b[^.\n“”\"]{0,60}"
)
_ASSUMED = re.compile(
    r"\b(?:assumed|presumed|believed|feared|thought|likely) (?:to be |to have been )?(?:dead|killed|died|lost)\b"
)
_CONFIRMED = re.compile(
    r"\b(?:confirmed|confirms|confirm|has confirmed)\b[^.\n]{0,120}?\b(?:dead|killed|deaths?|died)\b"
)
_STATED = re.compile(r"\b(?:died|killed|are dead|were dead|dead|deaths? of)\b")
_FATE = re.compile(r"\b(?:fate|deaths?|died|dead|killed|casualties|victims)\b")
_ABOARD = re.compile(r"\b(?:on board|aboard|onboard|crew\w*|pilots?|passengers?|servicemen|officers)\b")


def find_certainty_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield a row for each speaker whom two reports quote on the deaths with a different grade of certainty."""
    graded: list[tuple[Claim, str]] = []
    for reading in event.readings:
        graded.extend(_graded(event, strands, reading))
    done: list[str] = []
    for _, speaker in graded:
        if any(same_speaker(speaker, other) for other in done):
            continue
        done.append(speaker)
        claims = [claim for claim, other in graded if same_speaker(speaker, other)]
        if len({claim.article for claim in claims}) < 2 or len({claim.key for claim in claims}) < 2:
            continue
        if not _crosses(claims):
            continue
        yield from compare_claims(
            event, f"How sure is {_shown(speaker)} of the deaths?", "certainty", MAIN, claims, _differ
        )


def _shown(speaker: str) -> str:
    return (
        speaker
        if speaker[:1].islower() and " " not in speaker
        else f"the {speaker}".replace("the the ", "the ")
    )


def _crosses(claims: Sequence[Claim]) -> bool:
    """Tell whether no report alone holds all the grades: the difference lies between reports."""
    keys = {claim.key for claim in claims}
    return all(
        {claim.key for claim in claims if claim.article == article} != keys
        for article in {c.article for c in claims}
    )


def _differ(_: Sequence[Claim]) -> Relation:
    return Relation.DIFFER


def _graded(event: EventReading, strands: Strands, reading: Reading) -> Iterator[tuple[Claim, str]]:
    for number, sentence in enumerate(reading.sentences):
        text = reading.sentence_text(number)
        if not sentence.is_prose or not _FATE.search(text):
            continue
        opened = _OPEN.search(reading.body, sentence.start, sentence.end)
        if opened and _FATE.search(opened[0]):
            claim = Claim(
                reading.id,
                number,
                opened.end("who"),
                opened.end(),
                text_of(reading, opened.end("who"), opened.end()),
                Grade.OPEN,
            )
            yield _moved(reading, claim), _without_clause(opened["who"])
            continue
        if strands.groups.get((reading.id, number)) == MAIN and _ABOARD.search(text):
            yield from _said(event, reading, number)


def _moved(reading: Reading, claim: Claim) -> Claim:
    start = claim.start
    while reading.body[start].isspace():
        start += 1
    return Claim(
        claim.article, claim.sentence, start, claim.end, text_of(reading, start, claim.end), claim.key
    )


def _without_clause(who: str) -> str:
    words = who.split()
    for index, word in enumerate(words):
        if word.lower() in ("said", "that", "and"):
            return " ".join(words[index + 1 :]) or who
    return who


def _said(event: EventReading, reading: Reading, number: int) -> Iterator[tuple[Claim, str]]:
    sentence = reading.sentences[number]
    for pattern, grade in ((_ASSUMED, Grade.ASSUMED), (_CONFIRMED, Grade.STATED), (_STATED, Grade.STATED)):
        match = pattern.search(reading.body, sentence.start, sentence.end)
        if match is None:
            continue
        speaker = speaker_of(event, reading, match.start(), match.end()) or _inside(event, reading, number)
        if speaker is not None:
            value = text_of(reading, match.start(), match.end())
            yield Claim(reading.id, number, match.start(), match.end(), value, grade), speaker
        return


def _inside(event: EventReading, reading: Reading, number: int) -> str | None:
    """Return the only speaker of a sentence, wherever the cue stands ("X confirmed … dead")."""
    sources = {cue.source for cue in event.cues[reading.id] if cue.sentence == number}
    return sources.pop() if len(sources) == 1 else None
