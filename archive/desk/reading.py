"""Which places and aircraft types an article names: found by the gazetteer, written as mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.gazetteer import find_aircraft, find_toponyms, load_aircraft, load_places
from archive.models import AircraftType, Article, Mention, Part, Place
from archive.records import AircraftMention, Toponym

Found = tuple[Part, Toponym | AircraftMention]


def find_names(headline: str | None, body: str) -> tuple[Found, ...]:
    """Return the places and aircraft types that a headline and a body name (slow: keep it out of transactions)."""
    found: list[Found] = []
    for part, text in ((Part.HEADLINE, headline), (Part.BODY, body)):
        if text:
            found += [(part, toponym) for toponym in find_toponyms(text, load_places())]
            found += [(part, mention) for mention in find_aircraft(text, load_aircraft())]
    return tuple(found)


def store_names(article: Article, found: Sequence[Found]) -> None:
    """Replace the article's mentions by these (call inside the transaction that stores its text)."""
    _store_places(mention for _, mention in found if isinstance(mention, Toponym))
    _store_types(mention for _, mention in found if isinstance(mention, AircraftMention))
    article.mentions.all().delete()
    Mention.objects.bulk_create([_to_row(article, part, mention) for part, mention in found])


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
    places = load_places()
    ids: dict[str, None] = {}
    for toponym in toponyms:
        ids.update(dict.fromkeys([toponym.place.id, *toponym.place.within]))
    records = [places.place(key) for key in ids]
    Place.objects.bulk_create(
        [
            Place(
                id=place.id,
                name=place.name,
                label=places.label(place),
                kind=place.kind,
                country=place.country,
                lat=place.lat,
                lon=place.lon,
                within=list(place.within),
            )
            for place in records
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["name", "label", "kind", "country", "lat", "lon", "within"],
    )


def _store_types(mentions: Iterable[AircraftMention]) -> None:
    types: Sequence[AircraftMention] = list(mentions)
    by_id = {mention.type.id: mention.type for mention in types}
    AircraftType.objects.bulk_create(
        [
            AircraftType(
                id=found.id,
                name=found.name,
                family=found.family,
                kind=found.kind,
                manufacturer=found.manufacturer,
                country=found.country,
                role=found.role,
            )
            for found in by_id.values()
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["name", "family", "kind", "manufacturer", "country", "role"],
    )
