"""Places in readers' words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

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
    """Return what a place is and where, in the reader's language: "air base in Latakia, Syria"."""
    held = [place_in_words(place_id, places.label(places.place(place_id))) for place_id in place.within]
    kind = _(kind_word(place.kind))
    return _("%(kind)s in %(places)s") % {"kind": kind, "places": ", ".join(held)} if held else kind


def place_in_words(place_id: str, label: str) -> str:
    """Return what a place is called in the reader's language, as far as that is known: of countries alone.

    A city that bears its region's name says so (``PlaceGazetteer.label``).
    """
    kind, _colon, code = place_id.partition(":")
    if kind == "country":
        return _countries(get_language() or _OURS).get(code, label)
    name = label.removesuffix(_CITY)
    return label if name == label else _("%(name)s (city)") % {"name": name}


def country_in_words(name: str) -> str:
    """Return a country, or several with strokes between, in the reader's language ("Soviet Union/Russia")."""
    local = _countries(get_language() or _OURS)
    return "/".join(local.get(_codes().get(part, ""), _(part)) for part in name.split("/")) if name else ""


_OURS = "en"
# What tells a city from the region called as it is.
_CITY = " (city)"


@cache
def _countries(language: str) -> dict[str, str]:
    """Return the countries' names by their codes; none in English, where the gazetteer's own stand."""
    if language.partition("-")[0] == _OURS:
        return {}
    return dict(Locale.parse(language, sep="-").territories)


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, name in Locale.parse(_OURS).territories.items()}
