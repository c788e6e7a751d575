"""Place names in a text: found, judged, resolved, each with its reasons."""

from __future__ import annotations

import csv
import math
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from archive.gazetteer.beside import WholeText, read_whole
from archive.gazetteer.cues import EVENT_VERBS
from archive.gazetteer.evidence import FEATURES, Evidence
from archive.gazetteer.exclusions import is_ruled_out
from archive.gazetteer.home import Home
from archive.gazetteer.reading import Reading, read_text
from archive.gazetteer.resolving import choose_use
from archive.records import Role, Toponym

if TYPE_CHECKING:
    from archive.gazetteer.places import PlaceGazetteer
    from archive.gazetteer.sightings import Sighting
    from archive.records import Span

_DATA = Path(__file__).parent / "data"
# A mention below this is too doubtful to report at all; consumers draw their own line higher.
LEAST_CONFIDENCE = 0.2
# What a curated name is worth when nothing beside it speaks against it.
TRUSTED_CONFIDENCE = 0.85
_DEMONYM_CONFIDENCE = 0.9
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
    home, whole = Home(reading), read_whole(reading)
    evidence = Evidence(reading, frozenset(home.countries), filed)
    found = []
    for sighting in reading.sightings:
        toponym = (
            _demonym(reading, sighting)
            if sighting.demonym is not None
            else _toponym(reading, sighting, evidence, home, whole, filed)
        )
        if toponym is not None:
            found.append(toponym)
    return tuple(found)


def accept_probability(features: dict[str, float]) -> float:
    """Return how likely (0.0 to 1.0) a sighting with ``features`` is a place."""
    weights = _load_weights()
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _toponym(
    reading: Reading,
    sighting: Sighting,
    evidence: Evidence,
    home: Home,
    whole: WholeText,
    filed: tuple[int, int],
) -> Toponym | None:
    if is_ruled_out(reading, sighting) is not None:
        return None
    probability = accept_probability(evidence.of(sighting))
    start, end = reading.words[sighting.first].start, reading.words[sighting.last - 1].end
    is_filed = filed[0] <= start < filed[1]
    if is_filed or evidence.is_trusted(sighting):
        probability = max(probability, TRUSTED_CONFIDENCE)
    if probability < LEAST_CONFIDENCE:
        return None
    use, reasons, sureness = choose_use(reading, sighting, home, whole)
    role = Role.DATELINE if is_filed else _role(reading, sighting)
    confidence = round(probability * (_SPAN_SHARE + (1 - _SPAN_SHARE) * sureness), 3)
    return Toponym(start, end, reading.text[start:end], use.entry.place, role, confidence, reasons)


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


# Sentences of the lede: what happened, and where, stands there or nowhere.
_LEDE_CHARACTERS = 600
_HAPPENED_BEFORE = frozenset({"in", "near", "over", "outside", "at", "off"})


def _role(reading: Reading, sighting: Sighting) -> Role:
    """Return HAPPENED for "shot down in X" in the lede, else MENTIONED."""
    words, first = reading.words, sighting.full_first
    before = reading.before(first)
    if words[first].start > _LEDE_CHARACTERS or before is None or before.key not in _HAPPENED_BEFORE:
        return Role.MENTIONED
    for number in range(first - 1, max(-1, first - 9), -1):
        if words[number].key in EVENT_VERBS:
            return Role.HAPPENED
        if reading.opens_sentence(number):
            break
    return Role.MENTIONED


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
