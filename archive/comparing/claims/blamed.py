"""What an accident or a disaster is put down to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, text_of
from archive.comparing.concepts import concept
from archive.comparing.counted import people_class
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.incidents import HAPPENING_NOUN
from archive.comparing.strands import Strands
from archive.comparing.words import find_words, is_content
from archive.records import ClaimRow, Relation

_HAPPENED = r"(?:the |this )(?:\w+ )?" + HAPPENING_NOUN.pattern
_CAUSES = (
    re.compile(rf"\bblam(?:ed|es|ing) (?P<why>[a-z][\w’' -]{{2,60}}?) for {_HAPPENED}"),
    re.compile(
        rf"\b{HAPPENING_NOUN.pattern}(?: (?:was|had been|may have been|was probably))? (?:caused|triggered) by"
        r" (?P<why>[a-z][\w’' -]{2,60})"
    ),
    re.compile(
        r"(?:^|\bthat |\bsaid |[\"“])(?P<why>(?:[Aa]n? |[Tt]he )?[\w’' -]{2,60}?)"
        r" (?:had |has |have |may have |probably )?"
        rf"(?:caused|triggered) {_HAPPENED}"
    ),
    re.compile(
        r"(?:^|\bthat |\bsaid )(?P<why>(?:[Aa]n? |[Tt]he )?[\w’' -]{2,60}?) (?:was|is) (?:the|a) "
        r"(?:likely |probable |main |apparent |possible )?cause\b"
    ),
)
# "It was not immediately clear what caused the crash" names no cause.
_ASKED = re.compile(r"\b(?:what|whether|who|how|which|investigat\w*)\b")


def find_blame_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the row of what each report gives as the cause, in the words of whoever says so."""
    claims: dict[int, Claim] = {}
    for reading in event.readings:
        for number, sentence in enumerate(reading.sentences):
            if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
                continue
            for pattern in _CAUSES:
                match = pattern.search(reading.sentence_text(number))
                if match is None:
                    continue
                start, end = (sentence.start + offset for offset in match.span("why"))
                held = frozenset(concept(w) for w in find_words(reading.body, start, end) if is_content(w))
                if held and not _ASKED.search(reading.body, start, end):
                    value = text_of(reading, start, end)
                    claims.setdefault(reading.id, Claim(reading.id, number, start, end, value, held))
    yield from compare_claims(
        event, "What was it put down to?", "cause", MAIN, list(claims.values()), judge_causes
    )


# "The government blamed pro-Russian rebels", "rebels blamed Ukrainian troops": who is held to have done it.
_ACCUSED = re.compile(
    r"\bblam(?:ed|es|ing) (?:it on |the (?:attack|shelling|bombing|blast|raid|killings?) on )?"
    r"(?P<who>(?:the )?(?:[\w’'-]+ ){0,3}?(?:[a-z]+s|[A-Z][\w’'-]+))(?=[,.;\n]| for\b| and\b| in\b|$)"
)
_PEOPLE_ENDS = ("Taliban", "Hamas", "Hezbollah", "ISIS", "Shabab")


def find_accused_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the row of whom the reports, or those they quote, hold to have done it."""
    claims: dict[int, Claim] = {}
    for reading in event.readings:
        for number, sentence in enumerate(reading.sentences):
            if not sentence.is_prose or strands.groups.get((reading.id, number), MAIN) != MAIN:
                continue
            match = _ACCUSED.search(reading.body, sentence.start, sentence.end)
            if match is None or not _is_somebody(event, match["who"]):
                continue
            start, end = match.span("who")
            held = frozenset(concept(w) for w in find_words(reading.body, start, end) if is_content(w))
            value = text_of(reading, start, end)
            claims.setdefault(reading.id, Claim(reading.id, number, start, end, value, held))
    yield from compare_claims(event, "Who is blamed?", "actor", MAIN, list(claims.values()), _judge_accused)


def _is_somebody(event: EventReading, who: str) -> bool:
    """Tell people from causes: rebels and troops are blamed, and so is the weather."""
    words = find_words(who)
    return bool(words) and (
        people_class(words[-1].stem, frozenset()) is not None or words[-1].text in _PEOPLE_ENDS
    )


def _judge_accused(claims: Sequence[Claim]) -> Relation:
    keys = [claim.key for claim in claims if isinstance(claim.key, frozenset)]
    if any(not one & other for one in keys for other in keys):
        return Relation.DIFFER
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT


def judge_causes(claims: Sequence[Claim]) -> Relation:
    """Agree on causes that share a word; causes that share none are shown together, not called a conflict."""
    keys = [claim.key for claim in claims if isinstance(claim.key, frozenset)]
    if frozenset.intersection(*keys):
        return (
            Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT
        )
    return Relation.DIFFER_SCOPE
