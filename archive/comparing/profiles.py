"""What decides whether two reports tell one event, taken from each report once."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from archive.comparing.recalled import find_recalled
from archive.comparing.times import Grain, find_times
from archive.comparing.words import LONGEST_WORD, REPORTING_STEMS, STOPWORDS, WORD, fold, stem
from archive.records import Report, Role

# News tells its event at the top: the lede is the headline and this many words of the body ...
LEDE_WORDS = 60
# ... and the opening goes on to here. 100, 150 and 250 rank the development events alike
# (`python -m benchmarks.events --data FILE…`).
OPENING_WORDS = 150
# What comes after this many characters cannot change which event is told, only the time it takes to read.
LONGEST_READING = 40_000
# Agency copy repeats runs of this many words, independent texts hardly do.
SHINGLE_WORDS = 5
# One shingle in so many is kept: those whose hash it divides, so the same ones in every report.
SHINGLE_SAMPLE = 4
MOST_SHINGLES = 250

# Words of a name that are shown together.
LONGEST_NAME = 4

# Names so wide that two happenings share them.
WIDE_KINDS = frozenset({"country", "continent", "region", "sea"})

_SMALL_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NUMBER_WORDS = {word: number for number, word in enumerate(_SMALL_NUMBERS.split("|"), 1)}
_NUMBER = rf"(\d{{1,4}}|{_SMALL_NUMBERS})\b(?![,.-]\d)"
_DEAD_FIRST = re.compile(
    rf"\bkill(?:ed|ing|s)\b(?: all| at least| nearly| about| some)? {_NUMBER}", re.IGNORECASE
)
_DEAD_LAST = re.compile(
    rf"(?<![\w,.-]){_NUMBER}(?: [^\W\d_]+){{0,4}} (?:killed|dead|died|die)\b", re.IGNORECASE
)


_DAYS = {name: number for number, name in enumerate(calendar.day_name)}
_DAY_NAME = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")

# A people owns an aircraft that is named this near after it: a Syrian army helicopter, a Russian Mi-8.
NEXT_TO = 12
_AIRCRAFT_NEXT = re.compile(
    r"(?: [\w-]+){0,3} (?:helicopter|gunship|chopper|plane|jet|warplane|aircraft|airliner|fighter|bomber|drone)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place a report names: its id and name, the ids of what holds it, whether its opening or lede has it."""

    id: str
    name: str
    kind: str
    within: tuple[str, ...]
    in_opening: bool
    in_lede: bool


@dataclass(frozen=True, slots=True)
class NamedAircraft:
    """An aircraft type a report names, and whether its opening and its lede have it."""

    name: str
    family: str
    kind: str
    in_opening: bool
    in_lede: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """A report as the pair decision takes it.

    ``words`` counts stems of the headline and the body without what the report recalls of earlier
    happenings; places and aircraft are under their canonical names. ``lede`` and ``opening`` hold the stems
    of the headline and the first words. ``names`` leads from the stem of a capitalised word to the name it
    is printed in; ``peoples`` are the stems of names such as Syrian. ``days`` are the days named anywhere,
    ``lede_days`` those of the lede. ``dead`` are the numbers of people the lede says were killed.
    ``aircraft`` and ``places`` stand in order of first mention. ``shingles`` are a sample of hashes of runs
    of words. ``owners`` are the stems of the peoples whose aircraft the lede tells of (a Syrian helicopter), and
    ``weekdays`` the days of the week the lede of an undated report names, 0 for Monday.
    """

    id: int
    outlet: str | None
    published_on: dt.date | None
    words: Mapping[str, int]
    lede: frozenset[str]
    opening: frozenset[str]
    headline: frozenset[str]
    names: Mapping[str, str]
    peoples: frozenset[str]
    days: frozenset[dt.date]
    lede_days: frozenset[dt.date]
    dead: frozenset[int] = frozenset()
    places: tuple[NamedPlace, ...] = field(default=())
    aircraft: tuple[NamedAircraft, ...] = field(default=())
    shingles: frozenset[int] = frozenset()
    owners: frozenset[str] = frozenset()
    weekdays: frozenset[int] = frozenset()


@lru_cache(maxsize=100_000)
def _fold(text: str) -> tuple[str, bool]:
    """Return a printed word's stem, and whether it carries matter."""
    lower = fold(text)
    stemmed = stem(lower)
    carries = 1 < len(lower) <= LONGEST_WORD and lower not in STOPWORDS and stemmed not in REPORTING_STEMS
    return stemmed, carries


def profile_report(report: Report) -> Profile:
    """Return what decides whether ``report`` and another tell one event."""
    body = report.body[:LONGEST_READING]
    canonical = _with_canonical_names(report, body)
    headline = report.headline or ""
    titled = [match[0] for match in WORD.finditer(headline)]
    printed = [match[0] for match in WORD.finditer(canonical)]
    told = _without_recalled(canonical, report.published_on)
    told_words = Counter(_stems(titled + [match[0] for match in WORD.finditer(told)]))
    lede_end, opening_end = _word_end(body, LEDE_WORDS), _word_end(body, OPENING_WORDS)
    days = [time for time in find_times(body, report.published_on) if time.grain is Grain.DAY]
    return Profile(
        id=report.id,
        outlet=report.outlet,
        published_on=report.published_on,
        words=told_words,
        lede=frozenset(_stems(titled + printed[:LEDE_WORDS])),
        opening=frozenset(_stems(titled + printed[:OPENING_WORDS])),
        headline=frozenset(_stems(titled)),
        names={stemmed: name for stemmed, name in _names(canonical).items() if stemmed in told_words},
        peoples=frozenset(_fold(t.surface)[0] for t in report.toponyms if t.role is Role.DEMONYM),
        days=frozenset(time.first for time in days),
        lede_days=frozenset(time.first for time in days if time.start < lede_end),
        dead=frozenset(_find_dead(f"{headline}\n{body[:lede_end]}")),
        places=_named_places(report, lede_end, opening_end),
        aircraft=_named_aircraft(report, lede_end, opening_end),
        owners=frozenset(_owners(report, lede_end)),
        weekdays=frozenset() if report.published_on else frozenset(_weekdays(body[:lede_end])),
        shingles=frozenset(islice(_sampled_shingles([_fold(word)[0] for word in printed]), MOST_SHINGLES)),
    )


def _with_canonical_names(report: Report, body: str) -> str:
    """Return the body with places and aircraft under one spelling, so that Hmeimim and Khmeimim meet."""
    names = [(t.start, t.end, t.place.name) for t in report.toponyms if t.role is not Role.DEMONYM]
    names += [(a.start, a.end, a.type.name) for a in report.aircraft]
    parts: list[str] = []
    at = 0
    for start, end, name in sorted(names):
        # "Britain-based" is a word of its own, not a place.
        if at <= start and end <= len(body) and body[end : end + 1] != "-":
            parts += (body[at:start], name)
            at = end
    return "".join(parts) + body[at:]


def _without_recalled(text: str, published_on: dt.date | None) -> str:
    after = _word_end(text, LEDE_WORDS)
    parts: list[str] = []
    at = 0
    for span in find_recalled(text, after, published_on):
        parts.append(text[at : span.start])
        at = span.end
    return "".join(parts) + text[at:]


def _word_end(text: str, count: int) -> int:
    """Return where the ``count``-th word of ``text`` ends, or its length when it has fewer."""
    last = next(islice(WORD.finditer(text), count - 1, None), None)
    return len(text) if last is None else last.end()


def _stems(words: Iterable[str]) -> Iterator[str]:
    return (stemmed for stemmed, is_content in map(_fold, words) if is_content)


def _names(body: str) -> dict[str, str]:
    """Return stem -> name for words capitalised within a sentence and nowhere small; a name may be several words."""
    names: dict[str, str] = {}
    small: set[str] = set()
    run: list[str] = []
    end = 0
    for match in WORD.finditer(body):
        between = body[end : match.start()]
        opens = end == 0 or any(mark in ".!?\n:“\"‘'*" for mark in between)
        end = match.end()
        stemmed, is_content = _fold(match[0])
        if is_content and not opens and _is_name(match[0]):
            run = (
                [*run, match[0].replace("’", "'").removesuffix("'s")]
                if run and between == " "
                else [match[0]]
            )
            for word in run[-LONGEST_NAME:]:
                names[_fold(word)[0]] = " ".join(run[-LONGEST_NAME:])
        else:
            run = []
            if is_content and match[0][0].islower():
                small.add(stemmed)
    return {stemmed: name for stemmed, name in names.items() if stemmed not in small}


def _is_name(word: str) -> bool:
    """Tell whether a word is capitalised throughout: Al-Nusra is a name, Turkish-backed none."""
    return word[0].isupper() and not word.rpartition("-")[2][:1].islower()


def _find_dead(text: str) -> Iterator[int]:
    for pattern in (_DEAD_FIRST, _DEAD_LAST):
        for match in pattern.finditer(text):
            number = match[1].lower()
            yield _NUMBER_WORDS.get(number) or int(number)


def _owners(report: Report, lede_end: int) -> Iterator[str]:
    """Yield the stems of the peoples that the headline and the lede print right before an aircraft."""
    peoples = [toponym for toponym in report.toponyms if toponym.role is Role.DEMONYM]
    types = {mention.start for mention in report.aircraft}
    for people in peoples:
        is_before_type = any(people.end + near in types for near in range(1, NEXT_TO))
        if people.start < lede_end and (is_before_type or _AIRCRAFT_NEXT.match(report.body, people.end)):
            yield _fold(people.surface)[0]
    # Names are known in the body only; a people of the headline is one that the body names too.
    headline = report.headline or ""
    for surface in {people.surface for people in peoples}:
        at = headline.find(surface)
        if at >= 0 and _AIRCRAFT_NEXT.match(headline, at + len(surface)):
            yield _fold(surface)[0]


def _weekdays(text: str) -> Iterator[int]:
    return (_DAYS[match[0]] for match in _DAY_NAME.finditer(text))


def _named_places(report: Report, lede_end: int, opening_end: int) -> tuple[NamedPlace, ...]:
    seen: dict[str, NamedPlace] = {}
    for toponym in sorted(report.toponyms, key=lambda toponym: toponym.start):
        place = toponym.place
        if toponym.role not in (Role.DEMONYM, Role.DATELINE) and place.id not in seen:
            at = toponym.start
            seen[place.id] = NamedPlace(
                place.id, place.name, place.kind, place.within, at < opening_end, at < lede_end
            )
    return tuple(seen.values())


def _named_aircraft(report: Report, lede_end: int, opening_end: int) -> tuple[NamedAircraft, ...]:
    seen: dict[str, NamedAircraft] = {}
    for mention in sorted(report.aircraft, key=lambda mention: mention.start):
        at, named = mention.start, mention.type
        if named.name not in seen:
            seen[named.name] = NamedAircraft(
                named.name, named.family, named.kind, at < opening_end, at < lede_end
            )
    return tuple(seen.values())


def _sampled_shingles(stems: list[str]) -> Iterator[int]:
    for at in range(len(stems) - SHINGLE_WORDS + 1):
        number = zlib.crc32(" ".join(stems[at : at + SHINGLE_WORDS]).encode())
        if number % SHINGLE_SAMPLE == 0:
            yield number
