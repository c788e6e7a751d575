"""Sentences in which a report recalls earlier happenings: background, not what it is about."""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from collections.abc import Iterator

from archive.comparing.sentences import split_sentences
from archive.comparing.times import find_times
from archive.records import Report, Span

# What lies further back than this is another happening than the one reported. A weekday named in a report is
# at most six days back, so a week keeps all of those.
RECALL_AFTER_DAYS = 7

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan\\.|Feb\\.|Mar\\.|Apr\\.|Jun\\.|Jul\\.|Aug\\.|Sept\\.|Oct\\.|Nov\\.|Dec\\."
)
_LONG_AGO = re.compile(
    r"\b(?:[Ll]ast (?:month|year|spring|summer|autumn|fall|winter)|[Ee]arlier this (?:month|year)"
    r"|(?:weeks|months|years) (?:ago|earlier))\b"
)
# Without a date of publication a month's name cannot be placed; below the lede it is mostly an earlier one.
_NAMED_MONTH = re.compile(
    rf"\b(?:[Ii]n|[Ll]ast|[Ss]ince) (?:(?:{_MONTHS})|(?:19|20)\d\d\b)"
    rf"|\b(?:{_MONTHS}) \d{{1,2}}\b|\b\d{{1,2}} (?:{_MONTHS})"
)


def find_recalled(text: str, after: int, published_on: dt.date | None) -> Iterator[Span]:
    """Yield the sentences of ``text`` that start at ``after`` or later and tell of an earlier time, in order.

    Earlier means more than ``RECALL_AFTER_DAYS`` before ``published_on``; where that is ``None``, a month or
    a year named is taken to be past.
    """
    earlier = deque(sorted(_earlier_times(text, published_on)))
    for sentence in split_sentences(Report(id=0, body=text)):
        while earlier and earlier[0] < sentence.start:
            earlier.popleft()
        if sentence.start >= after and earlier and earlier[0] < sentence.end:
            yield Span(sentence.start, sentence.end)


def _earlier_times(text: str, published_on: dt.date | None) -> Iterator[int]:
    yield from (match.start() for match in _LONG_AGO.finditer(text))
    if published_on is None:
        yield from (match.start() for match in _NAMED_MONTH.finditer(text))
        return
    horizon = published_on - dt.timedelta(days=RECALL_AFTER_DAYS)
    yield from (time.start for time in find_times(text, published_on) if time.last < horizon)
