"""Which places and aircraft types an article names: found by the gazetteer, written as mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Model

from archive.gazetteer import (
    UnknownDesignator,
    find_aircraft,
    find_toponyms,
    find_unknown_designators,
    fold,
)
from archive.models import (
    AircraftType,
    Article,
    Mention,
    Part,
    Place,
    Ruling,
    known_aircraft,
    known_places,
)
from archive.models import UnknownDesignator as UnknownDesignatorRow
from archive.records import AircraftMention, Toponym

Found = tuple[Part, Toponym | AircraftMention | UnknownDesignator]


def find_names(headline: str | None, body: str) -> tuple[Found, ...]:
    """Return the places and aircraft types that a headline and a body name (slow: keep it out of transactions)."""
    found: list[Found] = []
    places, catalogue = known_places(), known_aircraft()
    for part, text in ((Part.HEADLINE, headline), (Part.BODY, body)):
        if text:
            found += [(part, toponym) for toponym in find_toponyms(text, places)]
            found += [(part, mention) for mention in find_aircraft(text, catalogue)]
            found += [(part, unknown) for unknown in find_unknown_designators(text, catalogue)]
    return tuple(found)


def store_names(article: Article, found: Sequence[Found]) -> None:
    """Replace the article's mentions by these (call inside the transaction that stores its text).

    What an editor ruled of a name in this article holds for its new mentions too.
    """
    UnknownDesignatorRow.objects.filter(article=article).delete()
    article.mentions.all().delete()
    add_names(article, _as_ruled(article, found))


def add_names(article: Article, found: Sequence[Found]) -> None:
    """Write the names found in an article that has none yet."""
    _store_places(mention for _, mention in found if isinstance(mention, Toponym))
    _store_types(mention for _, mention in found if isinstance(mention, AircraftMention))
    UnknownDesignatorRow.objects.bulk_create(
        [_to_unknown(article, part, found) for part, found in found if isinstance(found, UnknownDesignator)]
    )
    Mention.objects.bulk_create(
        [
            _to_row(article, part, mention)
            for part, mention in found
            if not isinstance(mention, UnknownDesignator)
        ]
    )


def _as_ruled(article: Article, found: Sequence[Found]) -> list[Found]:
    """Return what was found with the editors' rulings on it: another place, or none."""
    rulings = {ruling.key: ruling.place_id for ruling in Ruling.objects.filter(article=article)}
    if not rulings:
        return list(found)
    places = known_places()
    ruled: list[Found] = []
    for part, mention in found:
        if not isinstance(mention, Toponym) or fold(mention.surface) not in rulings:
            ruled.append((part, mention))
            continue
        place_id = rulings[fold(mention.surface)]
        if place_id is not None and places.has_place(place_id):
            place = places.place(place_id)
            ruled.append((part, replace(mention, place=place, confidence=1.0, reasons=(_RULED,))))
    return ruled


# The reason of a mention that an editor decided.
_RULED = "an editor said so"


def _to_unknown(article: Article, part: Part, unknown: UnknownDesignator) -> UnknownDesignatorRow:
    return UnknownDesignatorRow(
        article=article,
        part=part,
        start=unknown.start,
        end=unknown.end,
        surface=unknown.surface[:40],
        key=unknown.key[:40],
    )


def _to_row(article: Article, part: Part, mention: Toponym | AircraftMention) -> Mention:
    toponym = mention if isinstance(mention, Toponym) else None
    aircraft = mention if isinstance(mention, AircraftMention) else None
    return Mention(
        article=article,
        part=part,
        start=mention.start,
        end=mention.end,
        surface=mention.surface[:200],
        place_id=toponym.place.id if toponym else None,
        aircraft_type_id=aircraft.type.id if aircraft else None,
        role=toponym.role if toponym else None,
        confidence=mention.confidence,
        reasons=list(mention.reasons),
    )


def _store_places(toponyms: Iterable[Toponym]) -> None:
    """Write the places named and those that contain them, as the gazetteer knows them now."""
    places = known_places()
    ids: dict[str, None] = {}
    for toponym in toponyms:
        ids.update(dict.fromkeys([toponym.place.id, *filter(places.has_place, toponym.place.within)]))
    _store_as_known(
        Place,
        {
            place.id: {
                "name": place.name,
                "label": places.label(place),
                "kind": place.kind,
                "country": place.country,
                "lat": place.lat,
                "lon": place.lon,
                "within": list(place.within),
            }
            for place in map(places.place, ids)
        },
    )


def _store_types(mentions: Iterable[AircraftMention]) -> None:
    by_id = {mention.type.id: mention.type for mention in mentions}
    _store_as_known(
        AircraftType,
        {
            found.id: {
                "name": found.name,
                "family": found.family,
                "kind": found.kind,
                "manufacturer": found.manufacturer,
                "country": found.country,
                "role": found.role,
            }
            for found in by_id.values()
        },
    )


def _store_as_known(model: type[Model], known: dict[str, dict[str, Any]]) -> None:
    """Write what is known of these rows, where that is not what they say already: most have been named before."""
    if not known:
        return
    fields = list(next(iter(known.values())))
    held = {row.pop("id"): row for row in model._default_manager.filter(id__in=known).values("id", *fields)}
    model._default_manager.bulk_create(
        [model(id=key, **values) for key, values in known.items() if held.get(key) != values],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=fields,
    )
