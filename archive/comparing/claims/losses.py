"""How it was lost, and who did it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, Judge, compare_claims, text_of
from archive.comparing.claims.happening import Happening, find_happenings
from archive.comparing.concepts import concept
from archive.comparing.event_reading import MAIN, EventReading
from archive.comparing.incidents import loss_class
from archive.comparing.reading import Reading
from archive.comparing.strands import Strands
from archive.comparing.words import find_words, is_content, word_set
from archive.records import ClaimRow, Relation

_BY = re.compile(r"^ (?:by|from) (?:what [\w ]{3,50} (?:said|say) (?:were|was) )?(?P<who>[^,.;:\n]{2,60})")
_MEANS = word_set("fire missile missiles rocket rockets ground manpads storm wind winds lightning")
_WHO_END = re.compile(r"\b(?:after|in|on|near|over|while|when|at|during|as|with|following|along)\b")
_UNKNOWN = re.compile(
    r"\b(?:no (?:\w+ ){0,2}claim of responsibility|not (?:\w+ ){0,2}clear who|unclear who|no (?:group|one|side) "
    r"(?:has |had |immediately )*claimed|unknown who)\b[^.\n]{0,30}"
)
_SUBJECT = re.compile(
    r"(?:^|[,;:—–)-]\s|\b(?:that|said|and|after|when|as) )(?P<who>[\w'’ -]{3,50}?)(?: (?:have|has|had))?\s*$"
)
_DENIED_FIRE = re.compile(
    r"\b(?:was not shot down|not shot down|no evidence (?:that )?it came under fire|no sign of (?:an )?attack"
    r"|technical (?:failure|fault|malfunction|problem)|engine failure|mechanical (?:failure|problem)|pilot error)\b"
)
_UNKNOWN_KEY = "unknown"


def find_loss_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield rows for how the vehicle was lost and who did it, in the event and its background."""
    for group in (MAIN, *strands.backgrounds):
        happenings = list(find_happenings(event, strands, group))
        if event.vehicle is not None or group != MAIN:
            yield from _row(event, "How was it lost?", "cause", group, _causes(happenings), judge_causes)
        yield from _row(
            event, "Was it brought down?", "cause", group, _denials(event, strands, group), _agree
        )
        actors = _actors(event, happenings)
        if group == MAIN:
            actors += _unknown_actors(event)
        yield from _row(event, "Who did it?", "actor", group, actors, judge_actors)


def _row(
    event: EventReading, question: str, kind: str, group: str, claims: Sequence[Claim], judge: Judge
) -> Iterator[ClaimRow]:
    yield from compare_claims(event, question, kind, group, claims, judge)


def _causes(happenings: Sequence[Happening]) -> list[Claim]:
    claims: dict[int, Claim] = {}
    for happening in happenings:
        kind = loss_class(happening.verb)
        if kind is None:
            continue
        claim = Claim(
            happening.reading.id, happening.sentence, happening.start, happening.end, happening.verb, kind
        )
        best = claims.get(claim.article)
        if best is None or (best.key == "crashed" and kind == "shot down"):
            claims[claim.article] = claim
    return list(claims.values())


def judge_causes(claims: Sequence[Claim]) -> Relation | None:
    """Agree on one kind of loss; "crashed" says less than "shot down"; other kinds differ."""
    kinds = {claim.key for claim in claims}
    if kinds == {"crashed"}:
        return None  # a crash crashed: nothing is said
    if len(kinds) > 1:
        return Relation.COMPATIBLE if "crashed" in kinds and len(kinds) == 2 else None
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT


def _denials(event: EventReading, strands: Strands, group: str) -> list[Claim]:
    claims: dict[int, Claim] = {}
    for reading in event.readings:
        for number in strands.sentences(reading, group):
            sentence = reading.sentences[number]
            match = _DENIED_FIRE.search(reading.body, sentence.start, sentence.end)
            if match:
                claims.setdefault(
                    reading.id, Claim(reading.id, number, match.start(), match.end(), match[0], "not")
                )
    return list(claims.values())


def _agree(claims: Sequence[Claim]) -> Relation:
    return Relation.AGREE if len({claim.value.lower() for claim in claims}) == 1 else Relation.AGREE_VARIANT


def _actors(event: EventReading, happenings: Sequence[Happening]) -> list[Claim]:
    claims: dict[int, Claim] = {}
    for happening in happenings:
        if loss_class(happening.verb) != "shot down":
            continue
        claim = _agent_after(event, happening) or _agent_before(event, happening)
        if claim is not None:
            claims.setdefault(claim.article, claim)
    return list(claims.values())


def _agent_after(event: EventReading, happening: Happening) -> Claim | None:
    reading = happening.reading
    end = min(reading.sentences[happening.sentence].end, happening.end + 140)
    match = _BY.match(reading.body[happening.end : end])
    if match is None:
        return None
    who = match["who"]
    stop = _WHO_END.search(who)
    who = who[: stop.start()] if stop else who
    if not who.strip() or any(word.lower in _MEANS for word in find_words(who)):
        return None
    start = happening.end + match.start("who")
    return _actor(event, reading, happening.sentence, start, start + len(who.rstrip()))


def _agent_before(event: EventReading, happening: Happening) -> Claim | None:
    """Read an active verb's subject ("Rebels in Syria shot down …")."""
    reading = happening.reading
    if (
        re.match(
            r"\s+(?:a|an|the|its|their|one|two|another)\b", reading.body[happening.end : happening.end + 12]
        )
        is None
    ):
        return None
    before = reading.body[
        max(reading.sentences[happening.sentence].start, happening.start - 90) : happening.start
    ]
    match = _SUBJECT.search(before)
    if match is None or any(
        word in match["who"].lower().split() for word in ("was", "were", "been", "be", "is")
    ):
        return None
    start = happening.start - len(before) + match.start("who")
    return _actor(event, reading, happening.sentence, start, start + len(match["who"].rstrip()))


def _actor(event: EventReading, reading: Reading, sentence: int, start: int, end: int) -> Claim | None:
    toponyms = reading.toponyms_in(start, end)
    key = {toponym.place.id for toponym in toponyms}
    named = [(toponym.start, toponym.end) for toponym in toponyms]
    for word in find_words(reading.body, start, end):
        if is_content(word) and not any(s < word.end and word.start < e for s, e in named):
            key.add(concept(word))
    return (
        Claim(reading.id, sentence, start, end, text_of(reading, start, end), frozenset(key)) if key else None
    )


def _unknown_actors(event: EventReading) -> list[Claim]:
    claims: list[Claim] = []
    for reading in event.readings:
        for number, sentence in enumerate(reading.sentences):
            match = _UNKNOWN.search(reading.body, sentence.start, sentence.end)
            if match:
                value = text_of(reading, match.start(), match.end())
                claims.append(Claim(reading.id, number, match.start(), match.end(), value, _UNKNOWN_KEY))
                break
    return claims


def judge_actors(claims: Sequence[Claim]) -> Relation | None:
    """Agree when the names share a word that matters; differ when one names somebody and another says nobody knows."""
    named = [claim.key for claim in claims if isinstance(claim.key, frozenset)]
    is_unknown = any(claim.key == _UNKNOWN_KEY for claim in claims)
    if is_unknown:
        return Relation.DIFFER if named else Relation.AGREE_VARIANT
    shared = frozenset.intersection(*named)
    return Relation.AGREE_VARIANT if shared else None
