"""Names that reports spell or title differently, and groups that go by several names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from archive.comparing.claims.claim import Claim, compare_claims, judge_keys, text_of
from archive.comparing.event_reading import EventReading
from archive.comparing.reading import Reading
from archive.comparing.words import word_set
from archive.records import ClaimRow, Relation

_TITLE = (
    r"(?:(?:Lt|Gen|Col|Maj|Capt|Sgt|Adm|Brig|Dr|Mr|Mrs|Ms|Sen|Rep|Gov|Rev|Prof)\.?"
    r"|Lieutenant|General|Colonel|Major|Captain|Sergeant|Admiral|President|Prime Minister|Minister|Secretary of State"
    r"|Chancellor|Governor|Senator|Mayor|Judge|Rabbi|Sheriff|Bishop|Archbishop|Pope|King|Queen|Prince|Princess|Chief"
    r"|Superintendent|Detective|Officer|Professor"
    r"|(?:[A-Z][a-z]{2,20}(?:['’]s)? )?(?:[Ss]pokesman|[Ss]pokeswoman|[Ee]nvoy|[Aa]mbassador))"
)
_PART = r"(?:[A-Z][a-zà-öø-ÿ’'-]+|[A-Z]\.|de|al|bin|van|von|el|da|dos)"
_PERSON = re.compile(rf"(?P<title>(?:{_TITLE},? ){{1,3}})?(?P<name>[A-Z][a-zà-öø-ÿ’'-]+(?: {_PART}){{1,4}})")
_TITLED = re.compile(rf"(?P<title>(?:{_TITLE} ){{1,3}})(?P<name>[A-Z][a-zà-öø-ÿ’'-]+(?: {_PART}){{0,4}})")
_INNER = re.compile(rf"['’]s |\b{_TITLE}\b")
_NOT_NAMES = word_set(
    """the a an on in at it he she they we this that these those but and for with from after before when
    while last first monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december united north south east west new
    islamic state army air force front center centre ministry defense defence council party group
    international airport house street city province region department civil"""
)
# Spellings of one surname differ by this much at most, and only in names long enough to tell.
_MOST_EDITS = 2
_LEAST_LETTERS = 5

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
        for claim in _persons(reading):
            home = next(
                (cluster for cluster in clusters if any(_same_person(claim, c) for c in cluster)), None
            )
            if home is None:
                clusters.append([claim])
            else:
                home.append(claim)
    for cluster in clusters:
        best = _fullest(cluster)
        if _is_variant(best) and any(_is_surely_person(event, claim) for claim in cluster):
            question = f"How is {_surname(best)} named?"
            yield from compare_claims(event, question, "name", "names", best, _variant)


_PERSON_AFTER = re.compile(r",? (?:who\b|said\b|says\b|told\b|added\b)|, (?:\d{2}|an? [a-z]|the [a-z])")


def _is_surely_person(event: EventReading, claim: Claim) -> bool:
    """Tell a person from a firm, a show or a place: titled, quoted, aged or described."""
    if claim.key[2]:
        return True
    reading = next(reading for reading in event.readings if reading.id == claim.article)
    if _ORGANISATION.search(claim.value):
        return False
    if _PERSON_AFTER.match(reading.body, claim.end):
        return True
    return any(claim.key[1] in cue.source.lower().split() for cue in event.cues[claim.article])


_ORGANISATION = re.compile(
    r"\b(?:Inc|Corp|Ltd|Group|Bank|Media|News|Times|Post|Television|Agency|Technologies|University|College|School"
    r"|Institute|Company|Association|Airlines|Airways|Alliance|Union|Congress|Island|Papers|Center|Centre)\b"
)


def _persons(reading: Reading) -> Iterator[Claim]:
    for number, sentence in enumerate(reading.sentences):
        seen: set[int] = set()
        for pattern in (_PERSON, _TITLED):
            for match in pattern.finditer(reading.body, sentence.start, sentence.end):
                claim = _person(reading, number, match)
                if claim is not None and claim.end not in seen:
                    seen.add(claim.end)
                    yield claim


def _person(reading: Reading, number: int, match: re.Match[str]) -> Claim | None:
    name = match["name"].removesuffix("'s").removesuffix("’s")
    words = name.split()
    if words[-1] in ("Jr", "Sr", "Jr.", "Sr."):
        return None
    if any(word.lower() in _NOT_NAMES for word in words) or words[-1][0].islower():
        return None
    if _INNER.search(name):
        return None  # a title or a possessive inside: two names in a row
    start = match.start("name")
    end = start + len(name)
    if any(t.start == start and t.end == end for t in reading.toponyms_in(start, end)) or (
        len(words) == 1 and not match["title"]
    ):
        return None
    begin = match.start()
    given = words[0].lower() if len(words) > 1 else ""
    return Claim(
        reading.id,
        number,
        begin,
        end,
        text_of(reading, begin, end),
        (given, words[-1].lower(), bool(match["title"])),
    )


def _same_person(one: Claim, other: Claim) -> bool:
    given, surname, _ = one.key
    other_given, other_surname, _ = other.key
    if given and other_given:
        if given != other_given:
            return False
        shorter, longer = sorted((_without_title(one).split(), _without_title(other).split()), key=len)
        # "Luis Solis", "Luis Solis Rivera": a second surname; "Kim Jong Un", "Kim Jong Il": two persons.
        is_longer = len(shorter) < len(longer) and set(shorter) <= set(longer)
        return _alike(surname, other_surname) or is_longer
    return bool(surname == other_surname)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _LEAST_LETTERS or one[0] != other[0]:
        return False
    return edit_distance(one, other, _MOST_EDITS) <= _MOST_EDITS


def edit_distance(one: str, other: str, most: int) -> int:
    """Return how many letters to change, add or drop to make ``one`` ``other``; ``most + 1`` when it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        previous, row[0] = row[0], i
        for j, against in enumerate(other, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (letter != against))
    return min(row[-1], most + 1)


def _fullest(cluster: Sequence[Claim]) -> list[Claim]:
    """Return each report's fullest naming."""
    best: dict[int, Claim] = {}
    for claim in cluster:
        if claim.article not in best or len(claim.value) > len(best[claim.article].value):
            best[claim.article] = claim
    return [best[article] for article in sorted(best)]


def _is_variant(claims: Sequence[Claim]) -> bool:
    """Tell whether the names differ, or the titles before them; a title left out is no difference."""
    names = {_without_title(claim) for claim in claims}
    titles = {
        claim.value.lower().replace(",", "").removesuffix(_without_title(claim)).strip() for claim in claims
    }
    return len(names) > 1 or len({title.replace(".", "") for title in titles} - {""}) > 1


def _without_title(claim: Claim) -> str:
    match = _TITLED.fullmatch(claim.value) or _PERSON.fullmatch(claim.value)
    return (match["name"] if match else claim.value).lower().replace("’", "'").strip("'")


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
