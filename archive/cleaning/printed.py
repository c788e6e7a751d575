"""The lines above the first paragraph that say who wrote the report and when; the day it was published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.cleaning.bylines import is_update_only, parse_byline, parse_date_line
from archive.cleaning.dates import PrintedDate, find_dates, find_weekdays, parse_timestamp, settle
from archive.records import Kind, PublishedHow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.cleaning.drafts import Draft
    from archive.records import Metadatum

# How far above the first paragraph such a line can stand.
REACH = 25
# A summary may stand above them, so they are looked for a little below the first prose too.
BELOW = 4
# Characters of a body within which a report says when its news is: two or three paragraphs.
OPENING = 800


@dataclass(frozen=True, slots=True)
class PrintedLines:
    """What the lines say: the byline, and the date with the line it stands in."""

    byline: str | None = None
    date: PrintedDate | None = None
    date_line: str = ""
    is_update: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """The day of publication and how it is known; without one, the readings between which nothing decides."""

    day: dt.date | None = None
    how: PublishedHow = PublishedHow.UNKNOWN
    candidates: tuple[dt.date, ...] = ()


def mark_printed_lines(drafts: Sequence[Draft], lede: int) -> PrintedLines:
    """Keep the byline and the dates above the first paragraph (at ``lede``), and return what they say.

    A date alone on the line after the report's last paragraph counts when none stands above.
    """
    above = [
        draft for draft in drafts[max(0, lede - REACH) : lede + BELOW] if draft.is_open and not draft.is_prose
    ]
    byline = None
    dated: list[tuple[Draft, PrintedDate]] = []
    for draft in above:
        date = parse_date_line(draft.text)
        if date is not None:
            dated.append((draft, date))
        name = parse_byline(draft.text) if byline is None else None
        if name is not None:
            byline = name
            draft.keep(Kind.BYLINE)
        elif date is not None:
            draft.keep(Kind.DATE)
    if not dated:
        dated = _below(drafts, lede)
    if not dated:
        return PrintedLines(byline)
    first = next((pair for pair in dated if not is_update_only(pair[0].text)), dated[0])
    return PrintedLines(byline, first[1], first[0].text, is_update_only(first[0].text))


def _below(drafts: Sequence[Draft], lede: int) -> list[tuple[Draft, PrintedDate]]:
    last = max(
        (index for index, draft in enumerate(drafts) if draft.is_open and draft.is_prose), default=None
    )
    if last is None or last < lede:
        return []
    following = [draft for draft in drafts[last + 1 :] if draft.block.pieces][:1]
    for draft in following:
        date = parse_date_line(draft.text) if draft.is_open else None
        if date is not None:
            draft.keep(Kind.DATE)
            return [(draft, date)]
    return []


def _is_told_as_news(day: dt.date, text: str) -> bool:
    """Say whether the first paragraphs name ``day`` by its weekday, or spell its date or the eve's out."""
    opening = text[:OPENING]
    if day.weekday() in find_weekdays(opening):
        return True
    days = {(day.month, day.day), ((eve := day - dt.timedelta(days=1)).month, eve.day)}
    return any(found.is_spelled and (found.month, found.day) in days for found in find_dates(opening))


def find_publication(
    lines: PrintedLines,
    declared: Metadatum | None,
    dateline_day: dt.date | None,
    text: str,
    *,
    day_first: bool | None,
    language: str | None,
) -> Publication:
    """Return when the report was published: as its metadata declare, else as printed, else by its dateline.

    Nothing is guessed: a date that reads two ways gives both as candidates; the day of an update counts only
    where the report itself tells that day as news, else it is a candidate.
    """
    if declared is not None:
        day = parse_timestamp(declared.value)
        if day is not None:
            return Publication(day, PublishedHow.METADATA)
    candidates: tuple[dt.date, ...] = ()
    if lines.date is not None:
        candidates = settle(lines.date, lines.date_line, text, day_first=day_first, language=language)
        if len(candidates) == 1 and (not lines.is_update or _is_told_as_news(candidates[0], text)):
            return Publication(candidates[0], PublishedHow.PRINTED)
    if dateline_day is not None:
        return Publication(dateline_day, PublishedHow.DATELINE)
    return Publication(candidates=candidates)
