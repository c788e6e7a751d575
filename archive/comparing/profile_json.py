"""A profile as plain values that JSON can carry, and back."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from archive.comparing.profiles import NamedAircraft, NamedPlace, Profile

_WORD_SETS = ("lede", "opening", "headline", "peoples", "owners")
_DAY_SETS = ("days", "lede_days")
_NUMBER_SETS = ("dead", "shingles", "weekdays")


def to_plain(profile: Profile) -> dict[str, Any]:
    """Return a profile as plain values; ``from_plain`` gives an equal profile back."""
    plain = asdict(profile)
    for name in (*_WORD_SETS, *_NUMBER_SETS):
        plain[name] = sorted(plain[name])
    for name in _DAY_SETS:
        plain[name] = sorted(day.isoformat() for day in plain[name])
    plain["words"] = dict(profile.words)
    plain["published_on"] = profile.published_on.isoformat() if profile.published_on else None
    return plain


def from_plain(plain: dict[str, Any]) -> Profile:
    """Return the profile that ``to_plain`` made plain."""
    day = plain["published_on"]
    return Profile(
        **{
            **plain,
            # A profile stored by an older version lacks what was added since, until a rebuild.
            **{name: frozenset(plain.get(name, ())) for name in (*_WORD_SETS, *_NUMBER_SETS)},
            **{name: frozenset(map(dt.date.fromisoformat, plain[name])) for name in _DAY_SETS},
            "published_on": dt.date.fromisoformat(day) if day else None,
            "places": tuple(
                NamedPlace(**{**place, "within": tuple(place["within"])}) for place in plain["places"]
            ),
            "aircraft": tuple(NamedAircraft(**aircraft) for aircraft in plain["aircraft"]),
        }
    )
