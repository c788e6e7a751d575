"""Where it happened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim
from archive.comparing.claims.happening import Happening, find_happenings
from archive.comparing.claims.opening import early_places, opening_places, unknown_places
from archive.comparing.claims.spots import (
    COARSE_KINDS,
    Spot,
    governing_word,
    is_half_a_name,
    judge_places,
    named_claim,
    place_row,
    spot_claim,
    toponym_claim,
)
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.incidents import loss_class
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.records import ClaimRow, Relation, Role, Toponym

_HAPPENS_IN = frozenset({"in", "near", "over", "at", "outside", "off", "along", "across", "into", "of", "on"})
_BORDER = re.compile(r"\bborder (?:between|of|with)\b")
_OTHER_HAPPENING = re.compile(r"\b(?:attack|strike|airstrike|raid|bombing|blast|shooting|crash|fire)s?\b")
# A place that a verb has for its object stands right after it, or after an article.
_ARTICLE = 5


def find_place_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield rows for the place of the event and of its background."""
    for group in (MAIN, *strands.backgrounds):
        claims: dict[int, list[Claim]] = {}
        verbs: list[str] = []
        by_noun: set[int] = set()
        happenings = list(find_happenings(event, strands, group))
        for happening in sorted(happenings, key=lambda happening: happening.noun is not None):
            if happening.noun is not None and (
                happening.reading.id in claims or happening.noun not in event.core
            ):
                continue
            claim = _located(happening) or (_located_before(happening) if group != MAIN else None)
            if claim is not None:
                claims.setdefault(claim.article, []).append(claim)
                if happening.noun is not None:
                    by_noun.add(claim.article)
                verbs.append(loss_class(happening.verb) or "")
        if group == MAIN:
            told = {article: held for article, held in claims.items() if article not in by_noun}
            for claim in list(opening_places(event, told)):
                claims[claim.article] = [claim]
                by_noun.discard(claim.article)
            for claim in unknown_places(event, claims):
                claims[claim.article] = [claim]
            if not claims:
                claims = {claim.article: [claim] for claim in early_places(event)}
        finest = [min(mine, key=_coarseness) for mine in claims.values()]
        if by_noun and judge_places(finest) in (Relation.DIFFER, None):
            # "A news conference about the launch in Tokyo": beside a noun a place may agree, but contradicts nobody.
            finest = [claim for claim in finest if claim.article not in by_noun]
        yield from place_row(event, _question(verbs), group, finest)


def _question(verbs: Sequence[str]) -> str:
    known = [verb for verb in verbs if verb]
    verb = max(sorted(set(known)), key=known.count) if known else ""
    return {
        "shot down": "Where was it shot down?",
        "sank": "Where did it sink?",
        "crashed": "Where did it crash?",
    }.get(verb, "Where did it happen?")


def _located(happening: Happening) -> Claim | None:
    """Return the place that completes a verb of happening: after it in its clause, else right before it."""
    reading = happening.reading
    border = _BORDER.search(reading.body, happening.end, reading.sentences[happening.sentence].end)
    end = reading.sentences[happening.sentence].end if border and border.start() < happening.clause_end else 0
    after = reading.toponyms_in(happening.end, max(end, happening.clause_end))
    if border and len(after) >= 2 and border.end() <= after[0].start + 1:
        one, other = after[0], after[1]
        return spot_claim(
            reading, happening.sentence, one.start, other.end, Spot(one.place, False, other.place.id)
        )
    named = [
        t
        for t in after
        if t.role is not Role.DEMONYM and not (_is_street(reading, t) or is_half_a_name(reading, t))
    ]
    if named and named[0] is after[0] and named[0].start - happening.end <= _ARTICLE:
        return toponym_claim(reading, happening.sentence, named[0], "in")  # "struck Moortown"
    for toponym in sorted(named, key=lambda toponym: toponym.place.kind in COARSE_KINDS):
        if happening.noun and _OTHER_HAPPENING.search(reading.body, happening.end, toponym.start):
            continue  # "an attack in revenge for air strikes in Kunduz"
        word = governing_word(reading, toponym)
        if word in _HAPPENS_IN and not _is_of_somebody(reading, happening, toponym):
            return toponym_claim(reading, happening.sentence, toponym, word)
    unknown = _NEAR_NAME.search(reading.body, happening.end, happening.clause_end)
    if unknown and not after:
        return named_claim(reading, happening.sentence, unknown.start("name"), unknown.end("name"))
    return None


# "Erica Robinson, 26, of West Haven", "the Jackson death": where somebody lives, who somebody is.
_OF_SOMEBODY = re.compile(r", of $")
_SOMEBODYS = re.compile(r" (?:death|case|killing|shooting|murder|family|trial|estate|household)\b")


def _is_of_somebody(reading: Reading, happening: Happening, toponym: Toponym) -> bool:
    return (
        _OF_SOMEBODY.search(reading.body, happening.end, toponym.start) is not None
        or _SOMEBODYS.match(reading.body, toponym.end) is not None
    )


_STREET = re.compile(
    r" (?:Street|St|Road|Rd|Avenue|Ave|Drive|Dr|Boulevard|Blvd|Lane|Ln|Way|Court|Parkway|Highway)\b"
)


def _is_street(reading: Reading, toponym: Toponym) -> bool:
    """Tell an address ("the 7700 block of Utica", "Utica Drive") from a town."""
    before = reading.body[max(0, toponym.start - 10) : toponym.start]
    return before.endswith("block of ") or _STREET.match(reading.body, toponym.end) is not None


# A place that no gazetteer knows, after words that only places follow.
_NEAR_NAME = re.compile(
    r"\b(?:near|off|outside)(?: the (?:\w+ )of)? (?P<name>[A-Z][\w’'-]{0,30}(?: [A-Z][\w’'-]{0,30}){0,2})"
)


def _located_before(happening: Happening) -> Claim | None:
    """Return the place in an earlier clause ("killed in Homs when their aircraft was shot down")."""
    reading = happening.reading
    for toponym in reading.toponyms_in(reading.sentences[happening.sentence].start, happening.start):
        word = governing_word(reading, toponym)
        if word in ("in", "near", "over") and toponym.role is not Role.DEMONYM:
            return toponym_claim(reading, happening.sentence, toponym, word)
    return None


def _coarseness(claim: Claim) -> tuple[bool, bool, int]:
    if not isinstance(claim.key, Spot):
        return True, True, claim.start
    place = claim.key.place
    is_border = claim.key.border_with is not None
    return place.kind in COARSE_KINDS and not is_border, is_border, claim.start
