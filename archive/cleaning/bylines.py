"""Bylines and lines of dates: who is credited, and when the report was printed."""

from __future__ import annotations

import re

from archive.cleaning.dates import PrintedDate, find_dates
from archive.cleaning.folding import fold_cue
from archive.cleaning.wordlists import load_lines, load_names

MAX_BYLINE_WORDS = 16
MAX_DATELINE_WORDS = 24
CAPITAL = r"[^\W\d_a-zа-яё][\w.'’-]*"
NAME = rf"{CAPITAL}(?:\s(?:(?:de|van|von|der|al|el|bin|ibn|da|di|le|la)\s){{0,2}}{CAPITAL}){{1,3}}"
BY = re.compile(
    r"(?:by|written by|story by|report by|reported by|von|par|por|texte?\spar|автор|текст|بقلم|كتب)"
    r"\s?[:—-]?\s+(?P<who>\S.*)$",
    re.I,
)
# "From our correspondent in Beirut": credited, though not by name.
OURS = re.compile(
    r"(?:from|by)\s(?:our|a|the)\s(?:[\w-]+\s){0,3}(?:correspondents?|reporters?|bureau|staff|desk|agencies)\b",
    re.I,
)
MAX_OURS_WORDS = 10
NAMED = re.compile(rf"(?P<who>{NAME}(?:(?:,|\sand)\s{NAME}){{0,3}}),\s(?P<agency>[^,|]{{2,40}})$")
# What separates a name from the rest of its line.
SEPARATOR = re.compile(r"\s?[|•·–—]\s?|\s-\s|,?\s(?:published|updated|posted|last updated|on)\b[:\s]", re.I)
AFTER_DATE = re.compile(r"\s?[|•·–—]\s?|\s-\s")
# Beside its date, a line of dates has hardly another word; a desk's or a writer's name may follow a separator.
MAX_OTHER_WORDS, MAX_DESK_WORDS = 3, 6
UPDATED = re.compile(
    r"\b(?:updated?|modified|edited|обновлено|mis à jour|aktualisiert|actualizado|تحديث)\b", re.I
)
LABELS = re.compile(
    r"\b(?:published|posted|updated?|modified|last|first|created|date|time|issued|edited|written|on|at|by|in|am|pm|a\.m|p\.m"
    r"|est|edt|gmt|bst|utc|cet|cest|ist|msk|pst|pdt|et|pt|ct|min|mins|minutes?|read|опубликовано|обновлено|дата|publié|le|à"
    r"|mis|jour|veröffentlicht|aktualisiert|stand|am|um|uhr|publicado|actualizado|el|نشر|تحديث|h|hrs?|h\d+)\b\.?",
    re.I,
)


def parse_byline(line: str) -> str | None:
    """Return who is credited in ``line`` ("By Jane Doe", "Jane Doe, Reuters"), or ``None``."""
    if len(line) > 200 or len(line.split()) > MAX_BYLINE_WORDS:
        return None
    if fold_cue(line) in load_lines("agencies.txt"):
        return line.strip()
    if OURS.match(line) is not None and len(line.split()) <= MAX_OURS_WORDS and line[-1] not in ".!?:":
        return line.strip()
    match = BY.match(line)
    if match is not None:
        who = SEPARATOR.split(match["who"], maxsplit=1)[0].strip(" ,.|")
        dates = find_dates(who)
        who = who[: dates[0].start].strip(" ,.|") if dates else who
        return who if who and who[0].isupper() and not who.isdigit() else None
    head = SEPARATOR.split(line, maxsplit=1)[0].strip()
    match = NAMED.fullmatch(head)
    if match is not None and fold_cue(match["agency"]) in load_lines("agencies.txt"):
        return f"{match['who']}, {match['agency'].strip()}"
    return None


def parse_date_line(line: str) -> PrintedDate | None:
    """Return the date of a line that holds a date and hardly anything else, or ``None``.

    Of several the first counts, unless it is labelled as an update and a later one is not.
    """
    if len(line) > 200 or len(line.split()) > MAX_DATELINE_WORDS:
        return None
    dates = [date for date in find_dates(line) if date.readings]
    if not dates:
        return None
    if not _is_mostly_date(line, dates):
        return None
    labels = [
        line[start : date.start]
        for date, start in zip(dates, [0, *(date.end for date in dates)], strict=False)
    ]
    original = [date for date, label in zip(dates, labels, strict=True) if UPDATED.search(label) is None]
    return (original or dates)[0]


def is_update_only(line: str) -> bool:
    """Say whether a line of dates speaks of an update alone: that is no day of publication."""
    return UPDATED.search(line) is not None and len([date for date in find_dates(line) if date.readings]) == 1


def _is_mostly_date(line: str, dates: list[PrintedDate]) -> bool:
    rest = line
    for date in reversed(dates):
        rest = f"{rest[: date.start]} {rest[date.end :]}"
    weekdays = load_names("weekdays.csv")
    words = [
        word for word in re.findall(r"[^\W\d_]{2,}", LABELS.sub(" ", rest)) if word.casefold() not in weekdays
    ]
    return len(words) <= (MAX_DESK_WORDS if _names_desk(line, dates[0]) else MAX_OTHER_WORDS)


def _names_desk(line: str, date: PrintedDate) -> bool:
    """Say whether the line opens with its date and sets what follows apart: "10 July 2016 · Foreign desk"."""
    return not line[: date.start].strip() and AFTER_DATE.match(line, date.end) is not None
