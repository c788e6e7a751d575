"""What each report that came in added to an event: itself, and answers that the reports before it did not give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from archive.comparing.numbers import Bound, parse_number
from archive.comparing.words import find_words
from archive.models import Article
from archive.questions import question_in_words
from archive.records import Cell, ClaimRow, Relation

_THIS_EVENT = "event"


@dataclass(frozen=True, slots=True)
class News:
    """A report that came in (``row`` is ``None``), or an answer with which it parts from those before it."""

    article: Article
    headline: str
    text: str
    row: str | None = None


def find_news(articles: Sequence[Article], rows: Sequence[ClaimRow]) -> tuple[News, ...]:
    """Return what was new with each report, in the order in which they came in; ``rows`` compare them."""
    came_in = sorted(articles, key=lambda article: (article.published_at or article.stored_at, article.pk))
    news: list[News] = []
    for number, article in enumerate(came_in):
        news.append(News(article, _("A new report: %(title)s") % {"title": article.title}, article.lede))
        earlier = {before.pk for before in came_in[:number]}
        news += _new_answers(article, earlier, rows)
    return tuple(news)


def _new_answers(article: Article, earlier: set[int], rows: Sequence[ClaimRow]) -> Iterator[News]:
    for row in rows:
        if row.relation is not Relation.DIFFER or row.group != _THIS_EVENT:
            continue
        before = [cell for cell in row.cells if cell.article in earlier]
        known = {cell.value.casefold() for cell in before}
        now = [
            cell
            for cell in row.cells
            if cell.article == article.pk and before and cell.value.casefold() not in known
        ]
        if now:
            yield News(
                article,
                f"{question_in_words(row.question)} {_sum_up(before, now)}",
                _quote(now),
                row.question,
            )


def _sum_up(before: Sequence[Cell], now: Sequence[Cell]) -> str:
    """Return "Now 14–20." where every answer is one number and the new ones widen what was said, else both."""
    old, new = _numbers(before), _numbers(now)
    if old and new and (min(new) < min(old) or max(new) > max(old)):
        return _("Now %(least)s–%(most)s.") % {
            "least": _figure(min(*old, *new)),
            "most": _figure(max(*old, *new)),
        }
    return _("%(now)s, until now %(before)s.") % {"now": _in_marks(now), "before": _in_marks(before)}


def _figure(number: float) -> str:
    return number_format(int(number) if number == int(number) else number, force_grouping=True)


def _numbers(cells: Sequence[Cell]) -> list[float]:
    """Return the number of each answer, or none at all where an answer holds none, several or a vague one."""
    found = [_only_number(cell.value) for cell in cells]
    return [number for number in found if number is not None] if None not in found else []


def _only_number(value: str) -> float | None:
    words = find_words(value)
    found = []
    index = 0
    while index < len(words):
        number = parse_number(words, index)
        if number is not None:
            found.append(number)
        index = number.last if number is not None else index + 1
    if len(found) != 1 or found[0].is_ordinal or found[0].low != found[0].high:
        return None
    return None if found[0].bound is Bound.VAGUE else found[0].low


def _in_marks(cells: Sequence[Cell]) -> str:
    return ", ".join(dict.fromkeys(f"“{cell.value}”" for cell in cells))


def _quote(cells: Sequence[Cell]) -> str:
    return " ".join(dict.fromkeys(cell.sentence for cell in cells))
