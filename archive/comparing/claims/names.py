"""Names that reports spell or title differently, and groups that go by several names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.comparing.claims.claim import Claim, compare_claims, judge_keys, text_of
from archive.comparing.claims.offices import find_office
from archive.comparing.claims.persons import find_persons, is_same_person, without_title
from archive.comparing.event_reading import EventReading
from archive.comparing.reading import Reading
from archive.records import ClaimRow, Relation

_ALIAS = re.compile(
    r"(?<![\w’'-])(?P<name>[A-Z][\w’'-]{1,30}(?: (?:of |for |the |al-)?[A-Z][\w’'-]{1,30}){0,4})"
    r" \((?P<aliases>[^()\n]{2,60})\)"
)
_NOW = re.compile(
    r"\b(?:former|formerly)(?: the)? (?P<old>(?:[Aa]l-)?[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){0,3}),?"
    r" (?:now|and now|later) (?:known as|called|renamed)(?: the)?"
    r" (?P<new>[A-Z][\w’'-]{1,30}(?: (?:al-)?[A-Z][\w’'-]{1,30}){0,4})"
)
_ALIAS_WORD = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,4}")


def find_name_rows(event: EventReading) -> Iterator[ClaimRow]:
    """Yield a row for each person or group whom two reports name differently."""
    yield from _person_rows(event)
    yield from _group_rows(event)


# --- persons ---------------------------------------------------------------------------------------


def _person_rows(event: EventReading) -> Iterator[ClaimRow]:
    clusters: list[list[Claim]] = []
    for reading in event.readings:
        for claim in find_persons(reading):
            home = next(
                (cluster for cluster in clusters if any(is_same_person(claim, c) for c in cluster)), None
            )
            if home is None:
                clusters.append([claim])
            else:
                home.append(claim)
    for cluster in clusters:
        best = _fullest(cluster)
        if any(_ORGANISATION.search(claim.value) for claim in cluster):
            continue
        if _is_variant(best) and any(_is_surely_person(event, claim) for claim in cluster):
            question = f"How is {_surname(best)} named?"
            yield from compare_claims(event, question, "name", "names", best, _variant)
        else:
            yield from _office_row(event, cluster)


def _office_row(event: EventReading, cluster: Sequence[Claim]) -> Iterator[ClaimRow]:
    """Yield the row of what somebody is, when two reports tell it differently."""
    readings = {reading.id: reading for reading in event.readings}
    told: dict[int, Claim] = {}
    for claim in cluster:
        office = find_office(readings[claim.article], claim)
        if office is not None:
            name, start, end = office
            value = text_of(readings[claim.article], start, end)
            told.setdefault(claim.article, replace(claim, start=start, end=end, value=value, key=name))
    claims = [told[article] for article in sorted(told)]
    if len({claim.value.lower() for claim in claims}) > 1:
        name = _surname(_fullest(cluster))
        yield from compare_claims(event, f"Who is {name}?", "name", "names", claims, _variant)


_PERSON_AFTER = re.compile(r",? (?:who\b|said\b|says\b|told\b|added\b)|, (?:\d{2}|an? [a-z]|the [a-z])")


def _is_surely_person(event: EventReading, claim: Claim) -> bool:
    """Tell a person from a firm, a show or a place: titled, quoted, aged or described."""
    if claim.key[2]:
        return True
    reading = next(reading for reading in event.readings if reading.id == claim.article)
    if _PERSON_AFTER.match(reading.body, claim.end) or find_office(reading, claim):
        return True
    return any(claim.key[1] in cue.source.lower().split() for cue in event.cues[claim.article])


_ORGANISATION = re.compile(
    r"\b(?:Inc|Corp|Ltd|Group|Bank|Media|News|Times|Post|Television|Agency|Technologies|University|College|School"
    r"|Institute|Company|Association|Airlines|Airways|Alliance|Union|Congress|Island|Papers|Center|Centre|Club|Cabaret|Hotel|Stadium|Bridge|Hall|Theat(?:er|re)|Festival"
    r"|Museum|Foundation|Fund|Trust|Society|Board|Court|Letters|Journal|Review|Research|Science|Nature|Reports?|Act|Agreement"
    r"|Treaty|Plan|Cup|League|Games|Series|Prize|Award|Championship|Bowl)\b"
)


def _fullest(cluster: Sequence[Claim]) -> list[Claim]:
    """Return each report's fullest naming."""
    best: dict[int, Claim] = {}
    for claim in cluster:
        if claim.article not in best or len(claim.value) > len(best[claim.article].value):
            best[claim.article] = claim
    return [best[article] for article in sorted(best)]


def _is_variant(claims: Sequence[Claim]) -> bool:
    """Tell whether the names differ, or the titles before them; a title left out is no difference."""
    names = {without_title(claim) for claim in claims}
    # "Mr. Harris" beside "Tristan Harris" is no other name.
    names = {name for name in names if " " in name or not any(other.endswith(f" {name}") for other in names)}
    titles = {
        claim.value.lower().replace(",", "").removesuffix(without_title(claim)).strip() for claim in claims
    }
    return len(names) > 1 or len({title.replace(".", "") for title in titles} - {""}) > 1


def _surname(claims: Sequence[Claim]) -> str:
    return min((claim.value for claim in claims), key=len).split()[-1]


def _variant(_: Sequence[Claim]) -> Relation:
    return Relation.AGREE_VARIANT


# --- groups ----------------------------------------------------------------------------------------


def _group_rows(event: EventReading) -> Iterator[ClaimRow]:
    for names in _alias_sets(event):
        yield from _renaming_rows(event, names)
        pattern = re.compile(
            r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?!\w)"
        )
        claims: list[Claim] = []
        for reading in event.readings:
            claims.extend(_named(reading, pattern))
        if len({claim.article for claim in claims}) > 1 and len({claim.key for claim in claims}) > 1:
            question = f"What is {max((claim.value for claim in claims), key=len)} called?"
            yield from compare_claims(event, question, "name", "names", claims, _variant)


_RENAMED = re.compile(r"\b(?:chang(?:ed|ing) its name|renamed|rebranded|now (?:known as|called))\b")


def _renaming_rows(event: EventReading, names: set[str]) -> Iterator[ClaimRow]:
    """Yield the row of reports that tell of a group's change of name."""
    claims: dict[int, Claim] = {}
    for reading in event.readings:
        for number, sentence in enumerate(reading.sentences):
            match = _RENAMED.search(reading.body, sentence.start, sentence.end)
            text = reading.sentence_text(number)
            if match and any(name in text for name in names):
                claim = Claim(reading.id, number, match.start(), match.end(), match[0], "renamed")
                claims.setdefault(reading.id, claim)
    question = f"Has {min(names, key=len)} changed its name?"
    yield from compare_claims(event, question, "status", "names", list(claims.values()), judge_keys)


def _named(reading: Reading, pattern: re.Pattern[str]) -> Iterator[Claim]:
    seen: set[str] = set()
    for match in pattern.finditer(reading.body):
        number = reading.sentence_at(match.start())
        sentence = reading.sentences[number]
        if match[0] not in seen and sentence.start <= match.start() and match.end() <= sentence.end:
            seen.add(match[0])
            yield Claim(reading.id, number, match.start(), match.end(), match[0], match[0])


def _alias_sets(event: EventReading) -> list[set[str]]:
    """Return names that some report says are one: "X (Y, formerly Z)", "the former X, now known as Y"."""
    links: dict[str, set[str]] = defaultdict(set)
    for reading in event.readings:
        for match in _ALIAS.finditer(reading.body):
            for alias in _ALIAS_WORD.findall(match["aliases"]):
                if " " in match["name"] and _may_abbreviate(match["name"], alias):
                    links[match["name"].removeprefix("The ")].add(alias)
        for match in _NOW.finditer(reading.body):
            links[match["old"]].add(match["new"])
    sets: list[set[str]] = []
    for name, aliases in links.items():
        joined = _variants({name} | aliases)
        home = next((other for other in sets if other & joined), None)
        if home is None:
            sets.append(joined)
        else:
            home |= joined
    return sets


def _may_abbreviate(name: str, alias: str) -> bool:
    """Tell whether a bracket gives another name, and not an outlet, a place or a remark."""
    initials = "".join(word[0] for word in re.findall(r"[A-Z][\w’'-]*", name.removeprefix("The ")))
    return (
        alias.isupper()
        and len(alias) > 1
        and (alias.startswith(initials[:2]) or initials.startswith(alias[:2]))
    )


def _variants(names: set[str]) -> set[str]:
    found = set(names)
    for name in names:
        if name.lower().startswith("al-"):
            found |= {name[3:], "Al-" + name[3:], "al-" + name[3:]}
    return found
