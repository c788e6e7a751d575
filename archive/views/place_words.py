"""Places in readers' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.gazetteer import PlaceGazetteer
    from archive.records import Place

# Kinds of the gazetteer that are no words of a reader's.
_KIND_WORDS = {"admin1": "region", "admin2": "district", "airbase": "air base", "base": "military base"}

# The kinds as a list by kind groups them, in its order.
KIND_GROUPS = {
    "Countries and continents": ("country", "continent"),
    "Regions": ("governorate", "admin1", "admin2", "region", "district"),
    "Cities, towns and villages": ("city", "town", "village"),
    "Quarters and sites": ("neighbourhood", "square", "camp", "site", "road", "crossing", "dam"),
    "Air bases and airports": ("airbase", "airport", "base", "garrison"),
    "Seas, rivers and mountains": (
        *("sea", "strait", "river", "lake", "canal", "island", "mountain", "mountains"),
    ),
}
OTHER_KINDS = "Other places"


def kind_word(kind: str) -> str:
    """Return a kind as a reader calls it: "air base" for "airbase"."""
    return _KIND_WORDS.get(kind, kind)


def kind_group(kind: str) -> str:
    """Return the heading a kind stands under."""
    return next((heading for heading, kinds in KIND_GROUPS.items() if kind in kinds), OTHER_KINDS)


def describe(place: Place, places: PlaceGazetteer) -> str:
    """Return what a place is and where: "air base in Latakia, Syria"."""
    held = [places.label(places.place(place_id)) for place_id in place.within]
    return f"{kind_word(place.kind)} in {', '.join(held)}" if held else kind_word(place.kind)
