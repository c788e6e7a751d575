"""Datelines: where a report was filed from and for whom, at the beginning of its first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.cleaning.dates import find_dates
from archive.cleaning.folding import fold_cue
from archive.cleaning.wordlists import load_lines
from archive.records import Dateline

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

# A dateline is short; nothing is looked for beyond this.
REACH = 120
UPPER_NAME = r"[^\W\d_a-zа-яё][^\W\d_a-zа-яё.'’]*"
TITLE_NAME = r"[^\W\d_a-zа-яё][\w.'’-]*"
# NEW YORK; PORT-AU-PRINCE; BEIRUT/ANKARA; KHARTOUM, Sudan; WASHINGTON, D.C.
PLACE = (
    rf"{UPPER_NAME}(?:[ /-]{{1,2}}(?:and |y |et )?{UPPER_NAME}){{0,5}}"
    rf"(?:, ?{TITLE_NAME}(?: {TITLE_NAME}){{0,3}}(?!\w)(?!\.?\s\d))?"
)
TITLE_PLACE = (
    rf"{TITLE_NAME}(?: (?:de |of |the |al-)?{TITLE_NAME}){{0,3}}"
    rf"(?:, ?{TITLE_NAME}(?: {TITLE_NAME}){{0,2}}(?!\w)(?!\.?\s\d))?"
)
AGENCY = r"(?:\((?P<agency>[^()\d]{2,40})\)|/(?P<slashed>[^/()\d]{2,30})/\.?)"
DASH = r"(?:\s?(?:—|–|―|--|−)\s?|\s-\s?|-\s)"
DATE = r"(?:[,.]?\s(?P<date>[^()/—–:]{3,30}?))?"
WITH_AGENCY = re.compile(rf"(?P<place>{TITLE_PLACE}|{PLACE}){DATE}[.,]?\s?{AGENCY}(?:\s?[-:])?{DASH}?\s*")
UPPER_DASH = re.compile(rf"(?P<place>{PLACE}){DATE}{DASH}")
UPPER_COLON = re.compile(rf"(?P<place>{UPPER_NAME}(?:[ /-]{UPPER_NAME}){{0,2}}):\s+")
# A dateline ends with its dash or colon; an agency in brackets or between strokes may stand for it.
SPEAKER = re.compile(rf"{UPPER_NAME}(?: {UPPER_NAME}){{0,3}}:\s")
MIN_UPPER = 3
# Parts of place names that keep their small letters between hyphens.
SMALL = re.compile(r"-(?:Au|De|Du|Des|La|Le|Les|Sur|Upon|On|En|In|Al|El)-")


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline, how many characters of the paragraph it takes (blanks after it not counted), its date."""

    dateline: Dateline
    length: int
    published_on: dt.date | None


def split_dateline(paragraph: str, paragraphs: Sequence[str] = ()) -> FoundDateline | None:
    """Return the dateline that ``paragraph`` begins with, or ``None``.

    ``paragraphs`` are the report's others: where several begin with a name in capitals and a colon, those are
    speakers, not places.
    """
    head = paragraph[:REACH]
    for pattern in (WITH_AGENCY, UPPER_DASH, UPPER_COLON):
        match = pattern.match(head)
        if match is None or not _is_dateline(match, head):
            continue
        if pattern is UPPER_COLON and sum(1 for other in paragraphs if SPEAKER.match(other)) > 1:
            continue
        groups = match.groupdict()
        agency = groups.get("agency") or groups.get("slashed")
        dates = find_dates(groups["date"]) if groups.get("date") else ()
        day = dates[0].readings[0] if dates and len(dates[0].readings) == 1 else None
        place = Dateline(_cased(match["place"]), agency.strip() if agency else None)
        return FoundDateline(place, len(match[0].rstrip()), day)
    return None


def _is_dateline(match: re.Match[str], head: str) -> bool:
    groups = match.groupdict()
    place = match["place"]
    if fold_cue(place) in load_lines("not_datelines.txt") or len(place) < MIN_UPPER:
        return False
    if groups.get("date") and not (find_dates(groups["date"]) or _is_day(groups["date"])):
        return False
    rest = head[match.end() :]
    if not rest or not (
        rest[0].isupper() or rest[0] in "\"“‘'«„" or rest[0].isdigit() or not rest[0].isascii()
    ):
        return False
    agency = groups.get("agency") or groups.get("slashed")
    if agency is None:
        return fold_cue(place) not in load_lines("agencies.txt")
    known = fold_cue(agency) in load_lines("agencies.txt")
    ended = match[0].rstrip()[-1] in "-—–―−:./"
    return known or (ended and place.split(",")[0].isupper())


def _is_day(text: str) -> bool:
    return (
        re.fullmatch(r"[^\W\d_]{3,12}\.?\s\d{1,2}|\d{1,2}\s[^\W\d_]{3,12}\.?|[^\W\d_]{3,12}", text.strip())
        is not None
    )


def _cased(place: str) -> str:
    """Return a place in capitals as it is written in a sentence; others as printed."""
    if not place.split(",")[0].isupper():
        return place
    first, comma, rest = place.partition(",")
    title = (
        SMALL.sub(lambda match: match[0].lower(), first.title()).replace("’S ", "’s ").replace("'S ", "'s ")
    )
    return title + comma + rest
