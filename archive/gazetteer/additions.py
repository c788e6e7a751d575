"""What editors add to the shipped gazetteer: places, aircraft types, and spellings put in or taken out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.gazetteer.aircraft import AircraftCatalogue, FormUse, form_key
from archive.gazetteer.entries import Entry, NameUse
from archive.gazetteer.folding import name_key
from archive.gazetteer.places import PlaceGazetteer

if TYPE_CHECKING:
    from archive.records import AircraftType, Place


@dataclass(frozen=True, slots=True)
class AddedSpelling:
    """A spelling of a place or type (``target`` is its id) that is put in, or taken out where not ``is_on``.

    One that ``needs_context`` counts only with its country, or words of flying, beside it.
    """

    target: str
    text: str
    is_on: bool = True
    needs_context: bool = False


@dataclass(frozen=True, slots=True)
class Additions:
    """All that editors changed; spellings whose target is unknown are passed over."""

    places: tuple[Place, ...] = ()
    types: tuple[AircraftType, ...] = ()
    spellings: tuple[AddedSpelling, ...] = ()


def is_place_id(target: str) -> bool:
    """Say whether an id is a place's: these name their source before a colon, types' do not."""
    return ":" in target


def add_to_places(shipped: PlaceGazetteer, additions: Additions) -> PlaceGazetteer:
    """Return the gazetteer with what editors changed; the shipped one stays as it is."""
    entries = {place.id: Entry(place, curated=True) for place in additions.places}
    names: dict[str, list[NameUse]] = defaultdict(list)
    for entry in entries.values():
        names[name_key(entry.place.name)].append(NameUse(entry, True, printed=entry.place.name))
    removed: set[tuple[str, str]] = set()
    for spelling in additions.spellings:
        if not is_place_id(spelling.target):
            continue
        known = entries.get(spelling.target) or shipped.find_entry(spelling.target)
        if known is None:
            continue
        if spelling.is_on:
            use = NameUse(known, True, is_weak=spelling.needs_context, printed=spelling.text)
            names[name_key(spelling.text)].append(use)
        else:
            removed.add((name_key(spelling.text), spelling.target))
    return shipped.with_changes(
        entries, {key: tuple(uses) for key, uses in names.items()}, frozenset(removed)
    )


def add_to_aircraft(shipped: AircraftCatalogue, additions: Additions) -> AircraftCatalogue:
    """Return the catalogue with what editors changed; the shipped one stays as it is."""
    types = {type_.id: type_ for type_ in shipped.types} | {type_.id: type_ for type_ in additions.types}
    forms = dict(shipped.forms)
    for type_ in additions.types:
        _add_form(forms, FormUse(type_, True, 0, type_.name))
    for spelling in additions.spellings:
        type_or_none = types.get(spelling.target)
        if type_or_none is None:
            continue
        if spelling.is_on:
            rank = 2 if spelling.needs_context else 1
            _add_form(forms, FormUse(type_or_none, not spelling.needs_context, rank, spelling.text))
        else:
            key = form_key(spelling.text)
            forms[key] = tuple(use for use in forms.get(key, ()) if use.type.id != spelling.target)
    return AircraftCatalogue(types, {key: uses for key, uses in forms.items() if uses})


def _add_form(forms: dict[str, tuple[FormUse, ...]], use: FormUse) -> None:
    """Put an editor's form before the shipped ones of other types, and in the place of the type's own."""
    key = form_key(use.printed)
    forms[key] = (use, *(other for other in forms.get(key, ()) if other.type.id != use.type.id))
