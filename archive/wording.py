"""What the rooms said or stored in English, in the language of whoever reads it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from itertools import islice

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from archive.sayings import SAYINGS

# Longer texts are nobody's sentence; so many joints of one are looked at.
_LONGEST = 2_000
_MOST_JOINTS = 12
_GAP = re.compile(r"%\((\w+)\)s")
# What a gap may hold, where that is less than anything.
_SHAPES = {
    **dict.fromkeys(
        ("count", "number", "size", "most", "km", "apart", "pages", "removed", "returned"), r"[\d,]+"
    ),
    "day": r"[\d :-]+",
}
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?")


def in_words(text: str | None) -> str:
    """Return what a room said or stored in the reader's language, as it is where the words are not ours."""
    if not text or len(text) > _LONGEST:
        return text or ""
    return _said(text) or _joined(text) or text


def _said(text: str) -> str | None:
    """Return one sentence of ours, its gaps filled, or None where it is none."""
    for saying, pattern in _patterns():
        held = pattern.fullmatch(text)
        if held is not None:
            return _(saying) % {name: _filled(name, words) for name, words in held.groupdict().items()}
    return None


def _joined(text: str) -> str | None:
    """Return several sentences of ours in a row, or one behind a name and a colon."""
    for joint in islice(re.finditer("[;:] ", text), _MOST_JOINTS):
        first, rest = text[: joint.start()], text[joint.end() :]
        said = _said(first)
        if joint[0] == "; ":
            if said is not None:
                return f"{said}; {in_words(rest)}"
        elif (more := _said(rest) or _(rest)) != rest:
            return f"{said or first}: {more}"
    return None


def _filled(name: str, words: str) -> str:
    """Return what fills a gap: sentences and words of ours translated, dates and numbers by locale."""
    if name == "saying":
        return in_words(words)
    if name == "word":
        return _(words)
    day = _DAY.fullmatch(words)
    if day is not None:
        return _on(day[1], day[2]) or words
    return (
        number_format(int(words.replace(",", "")), force_grouping=True)
        if _GROUPED.fullmatch(words)
        else words
    )


def _on(day: str, hour: str | None) -> str | None:
    try:
        shown = date_format(dt.date.fromisoformat(day), "DATE_FORMAT")
    except ValueError:
        return None
    return f"{shown}, {hour}" if hour else shown


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the sentences with what tells each, those with most words of ours first."""
    by_words = sorted(SAYINGS, key=lambda saying: -len(_GAP.sub("", saying)))
    return tuple((saying, told_by_words(saying, _SHAPES)) for saying in by_words)


def told_by_words(text: str, shapes: Mapping[str, str]) -> re.Pattern[str]:
    """Return what finds a text of the catalogue again, its gaps as groups; ``shapes`` say what some may hold."""
    pieces = _GAP.split(text)
    shown = (
        f"(?P<{piece}>{shapes.get(piece, '.+?')})" if at % 2 else re.escape(piece)
        for at, piece in enumerate(pieces)
    )
    return re.compile("".join(shown), re.DOTALL)
