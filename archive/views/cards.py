"""What a report's marked names say on hover and focus: what each is, where, and who else names it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.gazetteer import PlaceGazetteer, fold
from archive.models import AircraftType, Mention, Place, known_places
from archive.records import Role
from archive.search.index import SURE_ENOUGH
from archive.search.results import count_naming
from archive.views.place_words import country_in_words, describe, kind_word, place_in_words
from archive.views.prose import ROLE_WORDS, Mark


@dataclass(frozen=True, slots=True)
class Card:
    """A name's card: what it names, what that is, and notes on it; ``anchor`` ties it to its marks."""

    anchor: str
    name: str
    what: str
    notes: tuple[str, ...]


def sure_ones(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions that readers are shown: sure enough to be searched by."""
    return [mention for mention in mentions if mention.confidence >= SURE_ENOUGH]


def mark_names(mentions: Sequence[Mention]) -> tuple[list[Mark], list[Card]]:
    """Return a mark for each name in the body, in order, and one card for each place and type.

    The first mark of a card is in the keyboard's way, the others are not: a report names its places many times.
    """
    in_body = [m for m in mentions if m.is_place_in_body or m.is_aircraft_in_body]
    groups: dict[str, list[Mention]] = {}
    for mention in sorted(in_body, key=lambda m: m.start):
        groups.setdefault(mention.place_id or mention.aircraft_type_id or "", []).append(mention)
    others = count_naming(groups)
    places = known_places()
    marks, cards = [], []
    for number, (key, group) in enumerate(groups.items(), start=1):
        card = _card(f"card-{number}", group, others[key] - 1, places)
        cards.append(card)
        marks += [_mark(mention, card, is_first=mention is group[0]) for mention in group]
    return sorted(marks, key=lambda mark: mark.start), cards


def _mark(mention: Mention, card: Card, *, is_first: bool) -> Mark:
    css = "place" if mention.place else "aircraft"
    url = (
        reverse("place", args=[mention.place_id])
        if mention.place
        else reverse("aircraft_type", args=[mention.aircraft_type_id])
    )
    return Mark(mention.start, mention.end, css, url=url, card=card.anchor, is_first=is_first)


def _card(anchor: str, group: Sequence[Mention], others: int, places: PlaceGazetteer) -> Card:
    first = group[0]
    name, what, notes = first.surface, "", []
    if first.place is not None:
        name, what = place_in_words(first.place.pk, first.place.label), _what_place(first.place, places)
        notes = [_(ROLE_WORDS[role]) for role in Role if role in {mention.role for mention in group}]
        notes = [_("Here: %(roles)s") % {"roles": ", ".join(notes)}] if notes else []
    elif first.aircraft_type is not None:
        name, what = first.aircraft_type.name, _what_type(first.aircraft_type)
    spellings = dict.fromkeys(m.surface for m in group if fold(m.surface) != fold(name))
    if spellings:
        printed = ", ".join(_("“%(words)s”") % {"words": text} for text in spellings)
        notes.append(_("Printed here as %(spellings)s") % {"spellings": printed})
    if others > 0:
        said = ngettext("Named in %(count)d other report", "Named in %(count)d other reports", others)
        notes.append(said % {"count": others})
    return Card(anchor, name, what, tuple(notes))


def _what_place(row: Place, places: PlaceGazetteer) -> str:
    if not places.has_place(row.id):
        return _(kind_word(row.kind))
    return describe(places.place(row.id), places)


def _what_type(row: AircraftType) -> str:
    what = f"{_(row.role)} ({_(row.kind)})" if row.role else _(row.kind)
    parts = [what, row.manufacturer, country_in_words(row.country or "")]
    return ", ".join(part for part in parts if part)
