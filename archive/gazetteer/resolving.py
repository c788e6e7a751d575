"""Which of the places that a name may mean is meant, and why."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from archive.gazetteer.beside import read_beside
from archive.gazetteer.home import NEARBY_KM
from archive.gazetteer.places import BASE_KINDS, CITY_KINDS, REGION_KINDS, distance_km

if TYPE_CHECKING:
    from archive.gazetteer.beside import Beside, WholeText
    from archive.gazetteer.entries import NameUse
    from archive.gazetteer.home import Home
    from archive.gazetteer.reading import Reading
    from archive.gazetteer.sightings import Sighting
    from archive.records import Place

# Points of the ranking, in powers of ten of population: a country ahead of any town, a noun beside the name
# ahead of everything. Chosen on the development articles: `python -m benchmarks.gazetteer places --data …`.
_PRIORS = {"country": 9.5, "continent": 8.0, "sea": 7.0, "governorate": 5.0, "admin1": 6.6, "admin2": 5.2}
# A curated region is meant before the city that lends it its name: Gaza is the Strip.
_CURATED_REGION = 7.2


# What a small region is ahead of a town with as many people.
_REGION_LEAD = 0.6


_CURATED = 6.0


_PLAIN_AIRPORT = 3.0


_OTHER_SPELLING = -1.0


_BARE_REGION = -2.0


_REGION_OF_SAME_COUNTRY = -6.0


_SIBLING = 2.0


_SAID_ELSEWHERE = 4.0


_CAPITAL = 1.5
# American desks print a smaller town with its state ("Geneva, Illinois"); alone, the name is another place's.
_AMERICAN_TOWN_ALONE = -0.7
_AMERICAN_CITY = 100_000


# An air base where the sentence speaks of flying ("the jets use Engels").
_AIR_BASE = 4.0


_NOUN = 6.0


_INSIDE_NEXT = 6.0


_HOME_COUNTRY = 1.2


_HOME_REGION = 1.0


_NEARBY = 1.0


def choose_use(
    reading: Reading, sighting: Sighting, home: Home, whole: WholeText
) -> tuple[NameUse, tuple[str, ...], float]:
    """Return the likeliest use, the reasons for it, and how sure it is (0.0 to 1.0)."""
    beside = read_beside(reading, sighting, whole)
    scored = [(*_score(use, beside, home), use) for use in sighting.uses]
    scored.sort(key=lambda item: -item[0])
    best, reasons, use = scored[0]
    lead = best - next((points for points, _, other in scored[1:] if not _same_spot(use, other)), best - 4.0)
    sureness = 1.0 / (1.0 + math.exp(-lead - 0.5))
    if beside.is_elsewhere:
        # "Stroud, Ontario" and no Stroud known in Ontario: whatever was chosen is another Stroud.
        sureness = 0.0
    if home.is_elsewhere(use) and use not in beside.inside_next and use.entry.place.id not in beside.said:
        sureness = 0.0
    return use, reasons, sureness


def _same_spot(one: NameUse, other: NameUse) -> bool:
    return distance_km(one.entry.place, other.entry.place) < NEARBY_KM


def _score(use: NameUse, beside: Beside, home: Home) -> tuple[float, tuple[str, ...]]:
    place, noun = use.entry.place, beside.noun
    points, reasons = _prior(use)
    if (use.bare_region or place.id in beside.seated) and not beside.area and noun != "region":
        points += _BARE_REGION
    if place.kind in REGION_KINDS and place.country in beside.countries and noun != "region":
        points += _REGION_OF_SAME_COUNTRY
    if place.kind in REGION_KINDS and place.country in beside.siblings:
        points += _SIBLING
        reasons.append("listed with regions of the same country")
    if place.country == "US" and place.kind == "city" and use.entry.population < _AMERICAN_CITY:
        points += _AMERICAN_TOWN_ALONE
    if beside.air and place.kind in BASE_KINDS:
        points += _AIR_BASE
        reasons.append("the sentence speaks of flying")
    if place.id in beside.said:
        points += _SAID_ELSEWHERE
        reasons.append("said so elsewhere in the text")
    if noun is not None and _fits(noun, place):
        points += _NOUN
        reasons.append(f"called a {noun}")
    if beside.area and use.bare_region:
        points += _NOUN
        reasons.append("spoken of as an area, as the region is elsewhere in the text")
    if use in beside.inside_next:
        points += _INSIDE_NEXT
        reasons.append("the place that contains it is named right after")
    share = home.share(place.country)
    if share > 0 and place.kind != "country":
        points += _HOME_COUNTRY * (0.5 + share)
        reasons.append("its country is named or meant elsewhere in the text")
    if place.id not in beside.seated and any(
        home.regions[holder] for holder in place.within if not holder.startswith("country:")
    ):
        points += _HOME_REGION
        reasons.append("its region is named elsewhere in the text")
    if home.is_near(place):
        points += _NEARBY
        reasons.append("near other places of the text")
    return points, tuple(reasons)


def _prior(use: NameUse) -> tuple[float, list[str]]:
    entry = use.entry
    size = math.log10(entry.population + 1)
    if entry.place.kind in _PRIORS:
        points = _PRIORS[entry.place.kind]
        if entry.place.kind == "admin1" and entry.population:
            points = min(points, size + _REGION_LEAD)
        reasons = [entry.place.kind]
    elif entry.curated:
        least = _CURATED_REGION if entry.place.kind == "region" else _CURATED
        points, reasons = max(size, least - (3.0 if use.is_weak else 0.0)), ["in the curated list"]
    elif entry.place.kind in BASE_KINDS:
        points, reasons = _PLAIN_AIRPORT, ["airport by name"]
    else:
        points, reasons = size, ["the larger place of this name"]
    if entry.is_capital:
        points += _CAPITAL
        reasons = ["a capital"]
    if not use.is_main and not entry.curated:
        points += _OTHER_SPELLING
    return points, reasons


def _fits(noun: str, place: Place) -> bool:
    if noun == "region":
        return place.kind in REGION_KINDS
    if noun == "air base":
        return place.kind in BASE_KINDS
    return place.kind in CITY_KINDS
