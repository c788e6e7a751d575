"""The care of the gazetteer: spellings, places and types that editors add, and their word on a name in a report."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.desk.changes import record
from archive.desk.errors import DeskError
from archive.desk.rereading import Reread, reread_articles, reread_printing
from archive.gazetteer import PlaceGazetteer, fold, is_place_id
from archive.gazetteer.aircraft import form_key
from archive.gazetteer.folding import name_key
from archive.models import (
    Act,
    AddedPlace,
    AddedType,
    Article,
    DismissedDesignator,
    Ruling,
    Spelling,
    UnknownDesignator,
    known_aircraft,
    known_places,
    renew_gazetteer,
)

# Kinds that an added place may be.
PLACE_KINDS = (
    *("city", "town", "village", "neighbourhood", "airbase", "airport", "base", "site", "camp", "crossing"),
    *("dam", "road", "square", "district", "governorate", "region", "island", "mountain", "river", "lake"),
)


def spelling_key(target: str, text: str) -> str:
    """Return the folded form under which all written forms of a spelling meet."""
    return name_key(text) if is_place_id(target) else form_key(text)


def set_spelling(
    target: str,
    text: str,
    *,
    by: AbstractBaseUser | None,
    is_on: bool = True,
    needs_context: bool = False,
    source: str = "",
) -> Reread:
    """Put a spelling of a place or type in, or take it out, and read anew the articles that print it.

    Raises ``DeskError`` for an unknown target or a text that is no name.
    """
    text = " ".join(text.split())
    with transaction.atomic():
        write_spelling(target, text, by=by, is_on=is_on, needs_context=needs_context, source=source)
        what = f"“{text}” is {'a spelling' if is_on else 'no spelling any more'} of {called(target)}"
        record(Act.NAMED, what, by=by)
        renew_gazetteer()
    return reread_printing([text])


def write_spelling(
    target: str,
    text: str,
    *,
    by: AbstractBaseUser | None,
    is_on: bool = True,
    needs_context: bool = False,
    source: str = "",
) -> None:
    """Write a spelling's row; raises ``DeskError``. The caller renews the gazetteer."""
    key = spelling_key(target, text)
    if not is_known(target):
        raise DeskError(f"nothing has the id {target}; choose a place or a type from the list")
    if not key or len(text) > 200:
        raise DeskError(f"“{text[:40]}” is no name: give letters or figures, 200 characters at most")
    Spelling.objects.update_or_create(  # type: ignore[misc]  # django-stubs wants the concrete user class
        target=target,
        key=key,
        defaults={
            "text": text,
            "is_on": is_on,
            "needs_context": needs_context,
            "source": source[:200],
            "by": by,
        },
    )


def forget_spelling(spelling: Spelling, *, by: AbstractBaseUser | None) -> Reread:
    """Take back an editor's word on a spelling: the shipped gazetteer decides again."""
    with transaction.atomic():
        record(Act.NAMED, f"The word on “{spelling.text}” of {called(spelling.target)} was taken back", by=by)
        spelling.delete()
        renew_gazetteer()
    return reread_printing([spelling.text])


def add_place(place: AddedPlace, *, by: AbstractBaseUser | None) -> Reread:
    """Store a new place and read anew the articles that print its name. Raises ``DeskError``."""
    with transaction.atomic():
        write_place(place, by=by)
        record(Act.NAMED, f"The place {place.name} was added", by=by)
        renew_gazetteer()
    return reread_printing([place.name])


def write_place(place: AddedPlace, *, by: AbstractBaseUser | None) -> None:
    """Write a new place's row under an id of its own; raises ``DeskError``. The caller renews the gazetteer."""
    places = known_places()
    _check_place(place, places)
    holder = place.within[0] if place.within else f"country:{place.country}"
    place.within = [holder, *places.place(holder).within] if places.has_place(holder) else []
    place.id = _free_id(f"added:{fold(place.name).replace(' ', '-')}", places.has_place)
    place.by = by  # type: ignore[assignment]  # django-stubs wants the concrete user class
    place.save(force_insert=True)


def _check_place(place: AddedPlace, places: PlaceGazetteer) -> None:
    if not name_key(place.name):
        raise DeskError("a place needs a name")
    if place.kind not in PLACE_KINDS:
        raise DeskError(f"kind {place.kind!r} is none of {', '.join(PLACE_KINDS)}")
    if place.country and not places.has_place(f"country:{place.country}"):
        raise DeskError(f"country {place.country!r} is no code of a country; write two capitals, or nothing")
    if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        raise DeskError(f"{place.lat}, {place.lon} is no point of the earth; give decimal degrees")
    for holder in place.within:
        if not places.has_place(holder):
            raise DeskError(f"within {holder!r} is no place's id; look it up on the place's page")


def add_type(type_: AddedType, *, by: AbstractBaseUser | None) -> Reread:
    """Store a new aircraft type and read anew the articles that print it. Raises ``DeskError``."""
    with transaction.atomic():
        write_type(type_, by=by)
        record(Act.NAMED, f"The aircraft type {type_.name} was added", by=by)
        renew_gazetteer()
    return reread_printing([type_.name])


def write_type(type_: AddedType, *, by: AbstractBaseUser | None) -> None:
    """Write a new type's row under an id of its own; raises ``DeskError``. The caller renews the gazetteer."""
    catalogue = known_aircraft()
    if not form_key(type_.name):
        raise DeskError("an aircraft type needs a name")
    if type_.kind not in catalogue.kinds:
        raise DeskError(f"kind {type_.kind!r} is none of {', '.join(catalogue.kinds)}")
    taken = [
        known for known in catalogue.find_types(type_.name) if form_key(known.name) == form_key(type_.name)
    ]
    if taken:
        raise DeskError(f"{taken[0].name} is in the catalogue already; add a spelling to it instead")
    type_.family = type_.family or type_.name
    type_.id = _free_id(fold(type_.name).replace(" ", "-"), catalogue.has_type)
    type_.by = by  # type: ignore[assignment]  # django-stubs wants the concrete user class
    type_.save(force_insert=True)


def rule_on_name(
    article: Article, surface: str, place_id: str | None, *, by: AbstractBaseUser | None
) -> None:
    """Say what a name means in an article, ``None`` for no place; it is read anew. Raises ``DeskError``."""
    if place_id is not None and not known_places().has_place(place_id):
        raise DeskError(f"no place has the id {place_id}")
    with transaction.atomic():
        Ruling.objects.update_or_create(  # type: ignore[misc]  # as above
            article=article,
            key=fold(surface)[:200],
            defaults={"surface": surface[:200], "place_id": place_id, "by": by},
        )
        meaning = "no place" if place_id is None else called(place_id)
        record(Act.NAMED, f"“{surface}” means {meaning} here", by=by, article=article)
    reread_articles([article.pk])


def dismiss_designator(key: str, *, by: AbstractBaseUser | None) -> None:
    """Say that a designator is no aircraft's; it is offered no more. Raises ``DeskError``."""
    unknown = UnknownDesignator.objects.filter(key=key).first()
    if unknown is None:
        raise DeskError("no report names that designator any more")
    with transaction.atomic():
        DismissedDesignator.objects.get_or_create(  # type: ignore[misc]  # as above
            key=key, defaults={"surface": unknown.surface, "by": by}
        )
        record(Act.NAMED, f"{unknown.surface} is no aircraft", by=by)


def is_known(target: str) -> bool:
    """Say whether a place or an aircraft type has this id."""
    return known_places().has_place(target) if is_place_id(target) else known_aircraft().has_type(target)


def called(target: str) -> str:
    """Return the name of a place or an aircraft type, its id where none has it."""
    if not is_known(target):
        return target
    return known_places().place(target).name if is_place_id(target) else known_aircraft().type(target).name


def _free_id(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """Return ``wanted``, or the first of its numbered forms that is not taken; ids have 100 characters at most."""
    numbered = (f"{wanted[:90]}-{number}" for number in itertools.count(2))
    return next(each for each in itertools.chain([wanted[:90]], numbered) if not is_taken(each))
