"""Place names in a text: found, judged, resolved, each with its reasons."""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from archive.gazetteer.beside import WholeText, read_whole
from archive.gazetteer.cues import MODIFIERS, REGION_NOUNS
from archive.gazetteer.evidence import FEATURES, Evidence
from archive.gazetteer.exclusions import AN_ACRONYM, is_ruled_out
from archive.gazetteer.home import Home, read_home
from archive.gazetteer.places import REGION_KINDS
from archive.gazetteer.reading import Reading, read_text
from archive.gazetteer.resolving import choose_use
from archive.gazetteer.roles import role_of
from archive.records import Role, Toponym

if TYPE_CHECKING:
    from archive.gazetteer.places import PlaceGazetteer
    from archive.gazetteer.sightings import Sighting
    from archive.records import Place, Span

_DATA = Path(__file__).parent / "data"
# A mention below this is too doubtful to report at all; consumers draw their own line higher.
LEAST_CONFIDENCE = 0.2
# What a curated name is worth when nothing beside it speaks against it.
TRUSTED_CONFIDENCE = 0.85
_DEMONYM_CONFIDENCE = 0.9
# From here on a mention is used as a filter, and vouches for what is listed with it.
SURE = 0.5
# Which of several places is meant weighs less than whether it is a place at all.
_SPAN_SHARE = 0.5
# A dateline stands at the start: capitals, perhaps an agency in brackets, then a dash or colon.
_DATELINE = re.compile(
    r"\s{0,4}(?P<place>[^\W\d_][^\n(—–:]{1,50}?)\s?(?:\([^)\n]{2,40}\)\s{0,2})?(?:—|–|--|(?<=\s)-|:)(?=\s)"
)


def find_toponyms(text: str, places: PlaceGazetteer, *, dateline: Span | None = None) -> tuple[Toponym, ...]:
    """Return the place names of ``text``, ordered by start, none overlapping.

    Spans leave out the noun ("Idlib" in "Idlib province"). ``confidence`` runs 0.2 to 1.0; below 0.5 a
    mention is a guess for an editor. ``dateline`` is where the report was filed from, if the caller knows;
    one at the very start is seen without.
    """
    reading = read_text(text, places, *load_word_lists())
    filed = (dateline.start, dateline.end) if dateline is not None else find_dateline(text)
    home = read_home(reading)
    evidence = Evidence(reading, frozenset(home.countries), filed)
    report = _Report(reading, evidence, home, read_whole(reading), filed)
    judgements = _judge_all(report)
    found = (
        _demonym(reading, sighting)
        if sighting.demonym is not None
        else _toponym(report, sighting, judgements[number])
        for number, sighting in enumerate(reading.sightings)
    )
    return tuple(toponym for toponym in found if toponym is not None)


def _judge_all(report: _Report) -> list[_Judgement | None]:
    """Return what each sighting was judged to be; those listed with places once more, when these are known."""
    sightings = report.reading.sightings
    judged: list[_Judgement | None] = []
    known: dict[tuple[str, str, str], _Judgement | None] = {}
    for number, sighting in enumerate(sightings):
        beside = _beside(report.reading, sighting)
        if sighting.demonym is None and (number < _LONG_REPORT or beside not in known):
            known[beside] = _judge(report, sighting)
        judged.append(None if sighting.demonym is not None else known[beside])
    sure = (s.first for s, j in zip(sightings, judged, strict=True) if j is not None and j.confidence >= SURE)
    report.evidence.settle(frozenset(sure))
    for number, sighting in enumerate(sightings[:_LONG_REPORT]):
        judgement = judged[number]
        doubtful = judgement is None or judgement.confidence < SURE
        if doubtful and sighting.demonym is None and report.evidence.is_listed(sighting):
            judged[number] = _judge(report, sighting)
    _judge_by_each_other(report, judged)
    return judged


# What is this sure helps to tell which of several places another name of the text means.
_HELPS = 0.8


def _judge_by_each_other(report: _Report, judged: list[_Judgement | None]) -> None:
    """Choose again among namesakes, now that the text's surer names are known ("Salem" beside "Keizer")."""
    sightings = report.reading.sightings[:_LONG_REPORT]
    known = {
        sighting.key: judgement.place
        for sighting, judgement in zip(sightings, judged, strict=False)
        if judgement is not None and judgement.confidence >= _HELPS
    }
    if known.keys() <= report.home.keys:
        return
    report = replace(report, home=report.home.with_found(known.items()))
    for number, sighting in enumerate(sightings):
        judgement = judged[number]
        if judgement is not None and len(sighting.uses) > 1:
            judged[number] = _resolve(report, sighting, judgement.probability)


# Names after which a name that stands between the same two words as before is judged no more: no report has as
# many, but a list or a hostile text has, and would take half a minute a megabyte.
_LONG_REPORT = 2_000


@dataclass(frozen=True, slots=True)
class _Report:
    """A text with all that its names are judged by; ``filed`` is the dateline's span."""

    reading: Reading
    evidence: Evidence
    home: Home
    whole: WholeText
    filed: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Judgement:
    """What a name means, why, and how surely (0.0 to 1.0); ``probability`` that it is a place at all."""

    place: Place
    reasons: tuple[str, ...]
    confidence: float
    probability: float


def _beside(reading: Reading, sighting: Sighting) -> tuple[str, str, str]:
    words, last = reading.words, sighting.full_last
    before = words[sighting.full_first - 1].key if sighting.full_first else ""
    return before, sighting.key, words[last].key if last < len(words) else ""


def accept_probability(features: dict[str, float]) -> float:
    """Return how likely (0.0 to 1.0) a sighting with ``features`` is a place."""
    weights = _load_weights()
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _judge(report: _Report, sighting: Sighting) -> _Judgement | None:
    reading, evidence = report.reading, report.evidence
    reason = is_ruled_out(reading, sighting)
    # Datelines stand in capitals: "BAGHDAD/ERBIL, Iraq".
    if reason is not None and not (reason == AN_ACRONYM and _is_filed(report, sighting)):
        return None
    if evidence.is_of_business(sighting):
        return None
    probability = accept_probability(evidence.of(sighting))
    if _is_filed(report, sighting) or evidence.is_trusted(sighting) or evidence.is_local(sighting):
        probability = max(probability, TRUSTED_CONFIDENCE)
    return None if probability < LEAST_CONFIDENCE else _resolve(report, sighting, probability)


def _resolve(report: _Report, sighting: Sighting, probability: float) -> _Judgement | None:
    """Return which place is meant by what is likely to be one."""
    reading = report.reading
    use, reasons, sureness = choose_use(reading, sighting, report.home, report.whole)
    place = use.entry.place
    if use.is_weak and place.country not in report.home.countries:
        sureness = 0.0
    first, _ = printed_name(reading, sighting, place)
    if first < sighting.first and place.kind == "admin1" and not use.entry.curated:
        # South Tyrol is not in Tyrol.
        return None
    confidence = round(probability * (_SPAN_SHARE + (1 - _SPAN_SHARE) * sureness), 3)
    return _Judgement(place, reasons, confidence, probability)


def _toponym(report: _Report, sighting: Sighting, judgement: _Judgement | None) -> Toponym | None:
    if judgement is None:
        return None
    reading = report.reading
    first, last = printed_name(reading, sighting, judgement.place)
    start, end = reading.words[first].start, reading.words[last - 1].end
    role = Role.DATELINE if _is_filed(report, sighting) else role_of(reading, sighting.full_first)
    return Toponym(
        start, end, reading.text[start:end], judgement.place, role, judgement.confidence, judgement.reasons
    )


def _is_filed(report: _Report, sighting: Sighting) -> bool:
    return report.filed[0] <= report.reading.words[sighting.first].start < report.filed[1]


def printed_name(reading: Reading, sighting: Sighting, place: Place) -> tuple[int, int]:
    """Return the first and last word (half-open) of the name with what is printed as a part of it.

    That is "North" of "North Dallas" and "State" of "Shan State", in capitals, but not in "northern Shan state".
    """
    first, last = sighting.first, sighting.last
    while (before := reading.before(first)) is not None and first - 1 not in reading.sighting_at:
        opens = reading.opens_sentence(first - 1) and first - 1 not in reading.shouting
        if not before.is_capitalised or before.key not in MODIFIERS - {"the"} or opens:
            break
        first -= 1
    after = reading.after(last)
    if (
        after is not None
        and after.is_capitalised
        and after.key in REGION_NOUNS
        and place.kind in REGION_KINDS
        and not (after.key == "state" and (place.kind == "governorate" or place.country == "US"))
        and not reading.words[last - 1].possessive
    ):
        last += 1
    return first, last


def _demonym(reading: Reading, sighting: Sighting) -> Toponym | None:
    if sighting.demonym is None or is_ruled_out(reading, sighting) == "in an address":
        return None
    start, end = reading.words[sighting.first].start, reading.words[sighting.last - 1].end
    surface = reading.text[start:end]
    reasons = ("adjective or people of the place",)
    return Toponym(start, end, surface, sighting.demonym, Role.DEMONYM, _DEMONYM_CONFIDENCE, reasons)


def find_dateline(text: str) -> tuple[int, int]:
    """Return the span of the place in a dateline at the very start of ``text``; (0, 0) without one."""
    match = _DATELINE.match(text)
    if match is None or not match["place"].split()[0].isupper():
        return (0, 0)
    return match.span("place")


@lru_cache(maxsize=1)
def load_word_lists() -> tuple[frozenset[str], frozenset[str]]:
    """Return the first names, and the ordinary words that towns are also called by."""
    names, common = (
        frozenset((_DATA / f"{name}.txt").read_text("utf-8").split())
        for name in ("first_names", "common_words")
    )
    return names, common


@lru_cache(maxsize=1)
def _load_weights() -> dict[str, float]:
    with (_DATA / "toponym_weights.csv").open(encoding="utf-8", newline="") as file:
        weights = {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}
    unknown = weights.keys() - set(FEATURES)
    if unknown:
        raise ValueError(
            f"toponym_weights.csv: no such feature: {', '.join(sorted(unknown))}; fit them again"
        )
    return weights
