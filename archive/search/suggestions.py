"""What a reader may mean by the beginning of a name: places, types and kinds that reports name, with their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from archive.gazetteer import AircraftCatalogue, PlaceGazetteer, fold
from archive.gazetteer.aircraft import form_key
from archive.gazetteer.folding import name_key
from archive.models import AircraftType, Place, known_aircraft, known_places
from archive.search.results import count_named

# Suggestions shown; more would cover the page.
MOST_SHOWN = 8
# Letters from which a beginning is looked up; one would suggest everything.
SHORTEST = 2
# Words from the end of what is typed that may be one name ("deir ez z").
_MOST_WORDS = 4
# Names of the gazetteer looked through for one that the reports name.
_MOST_LOOKED_AT = 200
_MOST_SPELLINGS = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that the reports name: ``kind`` is place or aircraft, ``id`` what the search narrows by.

    ``what`` says what it is, ``spellings`` how else it is spelled; narrowing to it leaves ``count`` reports.
    """

    kind: str
    id: str
    name: str
    what: str
    count: int
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the end of a text, from the character ``start`` on, may be the beginning of; the most named first."""

    start: int
    found: tuple[Suggestion, ...]


NOTHING_SUGGESTED = Suggestions(0, ())


def suggest(text: str) -> Suggestions:
    """Return suggestions for the last words of ``text``: for as many of them as begin a name together.

    Raises ``SearchUnavailableError``.
    """
    starts = [at for at in range(len(text)) if not text[at].isspace() and (at == 0 or text[at - 1].isspace())]
    places, catalogue, counts = known_places(), known_aircraft(), count_named()
    for start in starts[-_MOST_WORDS:]:
        beginning = text[start:]
        if len(fold(beginning)) < SHORTEST:
            break
        found = [
            *_places(beginning, places, counts["place"]),
            *_types(beginning, catalogue, counts["aircraft"]),
        ]
        if found:
            found.sort(key=lambda suggestion: (-suggestion.count, suggestion.name))
            return Suggestions(start, tuple(found[:MOST_SHOWN]))
    return Suggestions(len(text), ())


def _places(beginning: str, places: PlaceGazetteer, counts: Counter[str]) -> Iterable[Suggestion]:
    """Yield the places that begin so in any spelling and that reports name, or name a place inside."""
    wanted = name_key(beginning)
    ids = dict.fromkeys(place.id for place in places.starting_with(beginning, _MOST_LOOKED_AT))
    labelled = Place.objects.filter(label__istartswith=beginning).values_list("id", flat=True)
    named = Place.objects.in_bulk([*ids, *labelled[:_MOST_LOOKED_AT]])
    for row in [row for row in named.values() if counts[row.id]][: 2 * MOST_SHOWN]:
        spellings = [text for text in places.spellings(row.id) if fold(text) != fold(row.label)]
        spellings.sort(key=lambda text: not name_key(text).startswith(wanted))
        holders = [places.label(places.place(key)) for key in row.within[-1:] if places.has_place(key)]
        what = ", ".join([row.kind, *holders])
        yield Suggestion("place", row.id, row.label, what, counts[row.id], tuple(spellings[:_MOST_SPELLINGS]))


def _types(beginning: str, catalogue: AircraftCatalogue, counts: Counter[str]) -> Iterable[Suggestion]:
    """Yield the types that begin so in any written form and that reports name."""
    wanted = form_key(beginning)
    ids = dict.fromkeys(
        use.type.id for key, uses in catalogue.forms.items() if key.startswith(wanted) for use in uses
    )
    for row in AircraftType.objects.filter(id__in=[key for key in ids if counts[key]]):
        spellings = [text for text in catalogue.spellings(row.id) if fold(text) != fold(row.name)]
        spellings.sort(key=lambda text: not form_key(text).startswith(wanted))
        what = row.role or row.kind
        yield Suggestion(
            "aircraft", row.id, row.name, what, counts[row.id], tuple(spellings[:_MOST_SPELLINGS])
        )
