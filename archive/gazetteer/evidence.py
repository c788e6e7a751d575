"""What speaks for and against a sighting being a place: named features, each 0.0 to 1.0."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

from archive.gazetteer.cues import (
    DATE_WORDS,
    KIN,
    LOCAL_NOUNS,
    MODIFIERS,
    ORGANISATION_HEADS,
    PLACE_NOUNS,
    PREPOSITIONS,
    REGION_NOUNS,
    SPEECH_VERBS,
    TITLES,
    TRAVELS,
)
from archive.gazetteer.neighbours import (
    LARGE_TOWN,
    is_contained_after,
    is_in_list,
    is_joined_by_and,
    is_surely_place,
)
from archive.gazetteer.organisations import is_business
from archive.gazetteer.persons import is_person, surnames

if TYPE_CHECKING:
    from archive.gazetteer.entries import NameUse
    from archive.gazetteer.reading import Reading
    from archive.gazetteer.sightings import Sighting
    from archive.gazetteer.words import Word

_WORLD_KINDS = frozenset({"continent", "sea", "island", "river", "mountains", "mountain", "canal", "strait"})
_POPULATION_SCALE = 7.0
SHORT_NAME = 4


def _is_great_region(use: NameUse) -> bool:
    entry = use.entry
    is_state = entry.place.kind == "admin1" and entry.place.country == "US"
    return is_state or (entry.place.kind == "admin1" and use.is_main and entry.population >= _GREAT_REGION)


# People in a region that any text may name by itself: below it, names of regions are also words and persons
# (Meta, Mara, Act); seen on ordinary news with `python -m benchmarks.gazetteer places --errors`.
_GREAT_REGION = 500_000


# People in a city that is known the world over by its own name, wherever it stands ("Kyiv released recordings").
_WORLD_CITY = 1_000_000


def _is_world_city(use: NameUse) -> bool:
    entry = use.entry
    return (
        use.is_main and entry.place.kind == "city" and (entry.is_capital or entry.population >= _WORLD_CITY)
    )


FEATURES: tuple[str, ...] = (
    *("bias", "country", "world", "region", "curated", "weak", "population", "no population", "main name"),
    *("several words", "abbreviation", "common word", "first name", "lower elsewhere", "opens sentence"),
    *("preposition before", "of before", "the before", "modifier before", "capital before", "noun before"),
    *("first name before", "title before", "comma and country after", "comma and place beside"),
    *("region noun after", "place noun after", "capital after", "date after", "speech after", "possessive"),
    *("head near", "joined to place", "home country", "seen often", "cued elsewhere", "person elsewhere"),
    *("short name", "hyphen before", "hyphen after", "shouting", "dateline", "verb after"),
    *("common word opens", "article before", "local noun after", "kin before"),
)


class Evidence:
    """The features of a text's sightings. Facts of the whole text are gathered once."""

    def __init__(self, reading: Reading, home: frozenset[str], dateline: tuple[int, int]) -> None:
        self._reading = reading
        self._home = home
        self._dateline = dateline
        self._settled: frozenset[int] = frozenset()
        self._businesses = {s.key for s in reading.sightings if s.uses and is_business(reading, s)}
        self._cued = {s.key for s in reading.sightings if self._has_cue(s)}
        self._persons = surnames(reading, self._cued)

    @cached_property
    def _persons_called(self) -> set[str]:
        return {s.key for s in self._reading.sightings if s.uses and is_person(self._reading, s)}

    def settle(self, firsts: frozenset[int]) -> None:
        """Note the first words of sightings found to be places: what is listed with them is likelier one too."""
        self._settled = firsts

    def is_listed(self, sighting: Sighting) -> bool:
        """Say whether the sighting stands in a list with a place."""
        return is_in_list(self._reading, sighting, self._settled) or is_joined_by_and(
            self._reading, sighting, self._settled
        )

    def of(self, sighting: Sighting) -> dict[str, float]:
        """Return the features that are not 0, by name."""
        found = {
            **self._of_name(sighting),
            **self._of_left(sighting),
            **self._of_right(sighting),
            **self._of_text(sighting),
        }
        return {name: float(value) for name, value in found.items() if value}

    def is_of_business(self, sighting: Sighting) -> bool:
        """Say whether a small town's name is a company's in this text ("Rainier Bank … Rainier said")."""
        if sighting.key not in self._businesses or self._has_cue(sighting):
            return False
        if is_contained_after(self._reading, sighting) or sighting.key in self._cued:
            return False
        return not any(use.entry.curated or use.entry.population >= LARGE_TOWN for use in sighting.uses)

    def is_trusted(self, sighting: Sighting) -> bool:
        """Say whether the name is taken at its word: a country, a great region, a curated place.

        Not so the weak spellings. Of the names that are first names too (Chad, Jordan, Rabia) only countries
        and states are, where the text does not also use them for a person.
        """
        if sighting.key in self._reading.first_names and sighting.last - sighting.first == 1:
            kinds = {use.entry.place.kind for use in sighting.uses}
            is_state = "admin1" in kinds and (
                self._has_cue(sighting) or is_in_list(self._reading, sighting, self._settled)
            )
            if sighting.key in self._persons_called or not ("country" in kinds or is_state):
                return False
        if self._is_word_at_start(sighting):
            return False
        if any(use.entry.curated and not use.is_weak for use in sighting.uses):
            return True
        if sighting.key in self._reading.common_words:
            return False
        alone = not (
            self._of_left(sighting).get("capital before") or self._of_right(sighting).get("capital after")
        )
        if not alone or any(_is_world_city(use) for use in sighting.uses):
            return alone
        return len(sighting.key) > SHORT_NAME and any(_is_great_region(use) for use in sighting.uses)

    def is_local(self, sighting: Sighting) -> bool:
        """Say whether a town's own name stands before who lives there ("a Topeka girl"), in a text of its country.

        A name that the text also uses for a person is one of his family.
        """
        if sighting.key in self._persons_called or sighting.key.split()[-1] in self._persons:
            return False
        if sighting.last - sighting.first == 1 and sighting.key in self._reading.common_words:
            return False
        after = self._reading.after(sighting.full_last)
        if after is None or not after.surface.islower() or after.key not in LOCAL_NOUNS:
            return False
        return any(
            use.is_main and use.entry.place.country in self._home and use.entry.population >= _LOCAL_TOWN
            for use in sighting.uses
        )

    def _is_word_at_start(self, sighting: Sighting) -> bool:
        """Say whether an ordinary word opens its sentence: "Tell me" is no town, whoever writes it so."""
        return (
            sighting.last - sighting.first == 1
            and sighting.key in self._reading.common_words
            and self._reading.opens_sentence(sighting.first)
            and not any(use.entry.place.kind in {"country", "continent"} for use in sighting.uses)
        )

    def _of_name(self, sighting: Sighting) -> dict[str, float]:
        uses = sighting.uses
        kinds = {use.entry.place.kind for use in uses}
        population = max(use.entry.population for use in uses)
        surface = self._surface(sighting)
        single = sighting.last - sighting.first == 1
        return {
            "bias": 1.0,
            "country": "country" in kinds,
            "world": any(use.entry.curated for use in uses) and bool(kinds & _WORLD_KINDS),
            "region": any(k in {"admin1", "admin2", "governorate", "region"} for k in kinds),
            "curated": any(use.entry.curated and not use.is_weak for use in uses),
            "weak": all(use.is_weak for use in uses if use.printed) and any(use.is_weak for use in uses),
            "population": math.log10(population + 1) / _POPULATION_SCALE,
            "no population": population == 0,
            "main name": any(use.is_main for use in uses),
            "several words": not single,
            "abbreviation": surface.replace(".", "").isupper() and len(surface) <= 4,
            "common word": single and sighting.key in self._reading.common_words,
            "first name": single and sighting.key in self._reading.first_names,
            "common word opens": single
            and sighting.key in self._reading.common_words
            and self._reading.opens_sentence(sighting.first),
            "lower elsewhere": single and sighting.key in self._reading.lower_words,
            "short name": len(sighting.key) <= SHORT_NAME,
        }

    def _of_left(self, sighting: Sighting) -> dict[str, float]:
        before = self._reading.before(sighting.full_first)
        found: dict[str, float] = {"opens sentence": self._reading.opens_sentence(sighting.first)}
        if sighting.first > sighting.full_first:
            found["modifier before"] = 1.0
        if before is None:
            return found
        number = sighting.full_first - 1
        opens = before.is_capitalised and self._reading.opens_sentence(number)
        if before.key in MODIFIERS and before.key != "the" and not opens:
            found["modifier before"] = 1.0
            before_that = self._reading.before(number)
            found["preposition before"] = before_that is not None and before_that.key in PREPOSITIONS
        found["the before"] = before.key == "the"
        found["of before"] = before.key == "of"
        if before.key in PREPOSITIONS or self._is_on_way(sighting, before):
            found["preposition before"] = 1.0
        found["noun before"] = before.key in PLACE_NOUNS or (before.key == "of" and self._noun_at(number - 1))
        if before.is_capitalised and not self._reading.opens_sentence(number):
            known = number in self._reading.sighting_at or before.key in MODIFIERS | PLACE_NOUNS | DATE_WORDS
            found["capital before"] = not known and number not in self._reading.shouting
        found["title before"] = before.key in TITLES
        found["kin before"] = before.key in KIN
        found["article before"] = before.key in {"a", "an"}
        found["first name before"] = before.is_capitalised and before.key in self._reading.first_names
        found["hyphen before"] = self._reading.words[sighting.first].gap in {"-", "–"}
        return found

    def _is_on_way(self, sighting: Sighting, before: Word) -> bool:
        """Say whether somebody travels from or to the name: "bound for Napa", "left Portsmouth for Napa"."""
        words, number = self._reading.words, sighting.full_first
        after = self._reading.after(sighting.full_last)
        if before.key in TRAVELS:
            return after is not None and after.key == "for"
        earlier = words[max(0, number - _WAY_REACH) : number - 1]
        return before.key == "for" and any(word.key in TRAVELS for word in earlier)

    def _noun_at(self, number: int) -> bool:
        return number >= 0 and self._reading.words[number].key in PLACE_NOUNS

    def _of_right(self, sighting: Sighting) -> dict[str, float]:
        found: dict[str, float] = {"possessive": self._reading.words[sighting.last - 1].possessive}
        if sighting.full_last > sighting.last:
            found["place noun after"] = 1.0
            found["region noun after"] = self._reading.words[sighting.full_last - 1].key in REGION_NOUNS
        if sighting.full_last >= len(self._reading.words):
            return found
        after = self._reading.words[sighting.full_last]
        joined = self._reading.after(sighting.full_last) is not None
        if joined:
            found["region noun after"] = found.get("region noun after", 0.0) or after.key in REGION_NOUNS
            found["place noun after"] = found.get("place noun after", 0.0) or after.key in PLACE_NOUNS
            found["date after"] = after.is_capitalised and after.key in DATE_WORDS
            known = after.key in DATE_WORDS | PLACE_NOUNS | TITLES or self._beside_place(sighting.full_last)
            found["capital after"] = (
                after.is_capitalised and not known and sighting.full_last not in self._reading.shouting
            )
            found["head near"] = after.is_capitalised and after.key in ORGANISATION_HEADS
            found["local noun after"] = after.surface.islower() and after.key in LOCAL_NOUNS
            found["speech after"] = after.key in SPEECH_VERBS
            found["hyphen after"] = after.gap in {"-", "–"}
            found["verb after"] = after.surface.islower() and after.key in {"is", "has", "was", "had", "will"}
        return found

    def _of_text(self, sighting: Sighting) -> dict[str, float]:
        reading = self._reading
        return {
            "comma and country after": is_contained_after(self._reading, sighting),
            "comma and place beside": is_in_list(self._reading, sighting, self._settled),
            "joined to place": is_joined_by_and(self._reading, sighting, self._settled),
            "home country": any(use.entry.place.country in self._home for use in sighting.uses),
            "seen often": min(1.0, (reading.key_counts[sighting.key] - 1) / 4),
            "cued elsewhere": sighting.key in self._cued,
            "person elsewhere": sighting.key.split()[-1] in self._persons,
            "shouting": sighting.first in reading.shouting,
            "dateline": self._dateline[0] <= reading.words[sighting.first].start < self._dateline[1],
        }

    def _surface(self, sighting: Sighting) -> str:
        words = self._reading.words
        return self._reading.text[words[sighting.first].start : words[sighting.last - 1].end]

    def _beside_place(self, number: int) -> bool:
        other = self._reading.sighting_at.get(number)
        return other is not None and (other.demonym is not None or is_surely_place(other))

    def _has_cue(self, sighting: Sighting) -> bool:
        before = self._reading.before(sighting.full_first)
        return before is not None and before.key in PREPOSITIONS - {"from", "to", "by"}


# Words before "for" among which one speaks of travelling.
_WAY_REACH = 6
# People in a town that local news calls its people by; smaller ones share their names with families.
_LOCAL_TOWN = 5_000
