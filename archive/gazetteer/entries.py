"""Entries of the gazetteer of places, and what a name may mean among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.gazetteer.folding import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.records import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with what ranking needs: ``population`` (0 unknown), if it is curated, if it is a capital."""

    place: Place
    population: int = 0
    curated: bool = False
    is_capital: bool = False


@dataclass(frozen=True, slots=True)
class NameUse:
    """One thing a name may mean.

    ``is_main`` tells a place's own name from another spelling; ``is_weak`` a spelling that needs its country
    beside it; ``printed`` is how a curated list writes it (``""`` for towns); ``bare_region`` marks a region
    called by its name without the noun.
    """

    entry: Entry
    is_main: bool
    is_weak: bool = False
    printed: str = ""
    bare_region: bool = False


def merge_names(uses: Iterable[tuple[str, NameUse]]) -> dict[str, tuple[NameUse, ...]]:
    """Return the uses by folded name, one per place and name: the strongest."""
    merged: dict[str, dict[str, NameUse]] = {}
    for name, use in uses:
        key = name_key(name)
        if not key:
            continue
        of_key = merged.setdefault(key, {})
        known = of_key.get(use.entry.place.id)
        if known is None or (known.bare_region, known.is_weak) > (use.bare_region, use.is_weak):
            of_key[use.entry.place.id] = use
    return {key: tuple(of_key.values()) for key, of_key in merged.items()}


def joined_uses(added: tuple[NameUse, ...], known: tuple[NameUse, ...]) -> tuple[NameUse, ...]:
    """Return added uses before the known ones, one a place."""
    ids = {use.entry.place.id for use in added}
    return (*added, *(use for use in known if use.entry.place.id not in ids))
