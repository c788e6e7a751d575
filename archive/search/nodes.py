"""What a query asks for, as a tree. Pure values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any inflection; ``is_prefix`` for ``word*``."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words as printed, in this order: no stemming, no other spellings."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Words as printed, in any order, at most ``apart`` others between one and the next."""

    text: str
    apart: int


@dataclass(frozen=True, slots=True)
class Byline:
    """Reports credited to someone of this name."""

    text: str


@dataclass(frozen=True, slots=True)
class Title:
    """Words of the headline."""

    text: str
    is_exact: bool


@dataclass(frozen=True, slots=True)
class OutletName:
    """Reports of the outlet whose name contains these words."""

    text: str


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Reports that name the place, or one inside it. ``kind`` as of ``Named``: within, happened or filed."""

    text: str
    kind: str = "within"


@dataclass(frozen=True, slots=True)
class NearPlace:
    """Reports that name a place within ``km`` of the one called so, or that place itself."""

    text: str
    km: int


@dataclass(frozen=True, slots=True)
class AircraftName:
    """Reports that name the type, or a relative of it."""

    text: str


@dataclass(frozen=True, slots=True)
class LanguageName:
    """Reports written in a language, by its English name or its code."""

    text: str


@dataclass(frozen=True, slots=True)
class Published:
    """Reports published in a range of days, both ends included; ``None`` is open."""

    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Not:
    """What must not match."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every part must match."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part must match."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Reports with one of these ids.

    ``kind``: place, within, happened, filed, aircraft, outlet, language, event or trait. Names become ids in
    ``archive.search.names``. ``place`` is the place itself, ``within`` the place and all it contains, ``happened``
    where the report says it happened and ``filed`` where it was filed from, or inside these.
    """

    kind: str
    ids: tuple[str, ...]


Node = (
    Word
    | Phrase
    | Near
    | Title
    | Byline
    | OutletName
    | PlaceName
    | NearPlace
    | AircraftName
    | LanguageName
    | Published
    | Not
    | All
    | AnyOf
    | Named
)
