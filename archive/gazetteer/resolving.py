"""Which of the places that a name may mean is meant, and why."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from archive.gazetteer.beside import is_famous, read_beside
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


# A country's name is its capital's only in another spelling ("Mexico" for its city).
_CAPITAL_OF_SAME_NAME = -6.0


# A country whose name a region of the text's own country bears too (Georgia, Niger).
_NAMESAKE_ABROAD = -3.0


# "Atlanta, Georgia": the region that holds the town named right before.
_HOLDS_BEFORE = 4.0


# A region named after a list of towns holds all of them, as a rule.
_LISTED_IN = 3.0


_SIBLING = 2.0


_SAID_ELSEWHERE = 6.0


# A country whose name the text gives to a town ("LEBANON, Pa.").
_SAID_ANOTHER = -6.0


_CAPITAL = 1.5
# A city that a report from anywhere may name alone: a town of its name must be near others of the report.
_FAMOUS = 1.5
# American desks print a smaller town with its state ("Geneva, Illinois"); alone, the name is another place's.
_AMERICAN_TOWN_ALONE = -0.7
_AMERICAN_CITY = 100_000


# A capital that speaks is a government.
_GOVERNMENT = 4.0


# An air base where the sentence speaks of flying ("the jets use Engels").
_AIR_BASE = 4.0


_NOUN = 6.0


_INSIDE_NEXT = 6.0


_HOME_COUNTRY = 1.2


_HOME_REGION = 1.0


# What is added when most of the text's places lie in the region.
_MAIN_REGION = 1.5


_NEARBY = 1.0
# For each further place nearby.
_MORE_NEARBY = 0.5


def choose_use(
    reading: Reading, sighting: Sighting, home: Home, whole: WholeText
) -> tuple[NameUse, tuple[str, ...], float]:
    """Return the likeliest use, the reasons for it, and how sure it is (0.0 to 1.0)."""
    beside = read_beside(reading, sighting, whole)
    home = home.without(sighting.key)
    scored = [(*_score(use, beside, home), use) for use in sighting.uses]
    scored.sort(key=lambda item: -item[0])
    best, reasons, use = scored[0]
    lead = best - next((points for points, _, other in scored[1:] if not _same_spot(use, other)), best - 4.0)
    sureness = 1.0 / (1.0 + math.exp(-lead - 0.5))
    if beside.is_elsewhere:
        # "Stroud, Ontario" and no Stroud known in Ontario: whatever was chosen is another Stroud.
        sureness = 0.0
    if _is_county_of_unknown_state(use, home) and use not in beside.inside_next:
        sureness = 0.0
    if home.is_elsewhere(use) and use not in beside.inside_next and use.entry.place.id not in beside.said:
        sureness = 0.0
    return use, reasons, sureness


def _is_county_of_unknown_state(use: NameUse, home: Home) -> bool:
    """Say whether an American county's state is not named: there are thirty Washington Counties."""
    place = use.entry.place
    return place.id.startswith("county:") and place.country == "US" and home.region_share(place) == 0


def _same_spot(one: NameUse, other: NameUse) -> bool:
    return distance_km(one.entry.place, other.entry.place) < NEARBY_KM


def _score(use: NameUse, beside: Beside, home: Home) -> tuple[float, tuple[str, ...]]:
    place, noun = use.entry.place, beside.noun
    points, reasons = _prior(use)
    if (use.bare_region or place.id in beside.seated) and not beside.area and noun != "region":
        points += _BARE_REGION
    if place.kind in REGION_KINDS and place.country in beside.countries and noun != "region":
        points += _REGION_OF_SAME_COUNTRY
    if place.kind in CITY_KINDS and not use.is_main and place.country in beside.countries and noun != "city":
        points += _CAPITAL_OF_SAME_NAME
    if place.kind == "country" and _is_abroad(place, beside, home):
        points += _NAMESAKE_ABROAD
    if beside.list_holders & set(place.within) and not beside.is_famous:
        points += _LISTED_IN
        reasons.append("the place that contains its list is named after it")
    if place.id in beside.holds_before:
        points += _HOLDS_BEFORE
        reasons.append("a town of it is named right before")
    if place.kind in REGION_KINDS and place.country in beside.siblings:
        points += _SIBLING
        reasons.append("listed with regions of the same country")
    if place.country == "US" and place.kind == "city" and use.entry.population < _AMERICAN_CITY:
        points += _AMERICAN_TOWN_ALONE
    if beside.speaks and use.entry.is_capital:
        points += _GOVERNMENT
        reasons.append("it speaks, as a government does")
    if beside.air and place.kind in BASE_KINDS:
        points += _AIR_BASE
        reasons.append("the sentence speaks of flying")
    if place.id in beside.said:
        points += _SAID_ELSEWHERE
        reasons.append("said so elsewhere in the text")
    if noun is not None and _fits(noun, place):
        points += _NOUN
        reasons.append(f"called a {noun}")
    if beside.said and place.kind == "country" and place.id not in beside.said:
        points += _SAID_ANOTHER
    if beside.area and use.bare_region:
        points += _NOUN
        reasons.append("spoken of as an area, as the region is elsewhere in the text")
    if use in beside.inside_next:
        points += _INSIDE_NEXT
        reasons.append("the place that contains it is named right after")
    at_home, more = _at_home(place, beside, home)
    return points + at_home, (*reasons, *more)


def _at_home(place: Place, beside: Beside, home: Home) -> tuple[float, list[str]]:
    """Return what a place gains by the country, the region and the neighbourhood that the text plays in."""
    points, reasons = 0.0, []
    share = home.share(place.country)
    if share > 0 and place.kind != "country":
        points += _HOME_COUNTRY * (0.5 + share)
        reasons.append("its country is named or meant elsewhere in the text")
    region_share = home.region_share(place)
    if place.id not in beside.seated and region_share > 0:
        points += _HOME_REGION + _MAIN_REGION * region_share
        reasons.append("its region is named elsewhere in the text")
    near = home.count_near(place)
    if near:
        points += _NEARBY + _MORE_NEARBY * (near - 1)
        reasons.append("near other places of the text")
    return points, reasons


def _is_abroad(place: Place, beside: Beside, home: Home) -> bool:
    """Say whether the text plays where a region has the country's name, and names nothing of the country."""
    return home.share(place.country) == 0 and any(home.share(country) > 0 for country in beside.regions_of)


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
    if is_famous(use):
        points += _FAMOUS
    if entry.is_capital and (use.is_main or use.printed):
        points += _CAPITAL
        reasons = ["a capital"]
    if not use.is_main and not (entry.curated and use.printed):
        points += _OTHER_SPELLING
    return points, reasons


def _fits(noun: str, place: Place) -> bool:
    if noun == "region":
        return place.kind in REGION_KINDS
    if noun == "air base":
        return place.kind in BASE_KINDS
    return place.kind in CITY_KINDS
