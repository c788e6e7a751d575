"""What a page of reports side by side is made of: which reports, their table and columns, what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from archive.comparing.reading import LONGEST_READING
from archive.comparisons import compared, put_right
from archive.comparisons.refreshing import MOST_COMPARED
from archive.models import Article
from archive.records import ClaimRow, Comparison
from archive.views.columns import Column, set_columns
from archive.views.grid import Grid, row_key, set_grid
from archive.views.naming import in_a_row, report_names
from archive.views.parameters import whole_number

# Columns of prose that a screen holds, and those that readers may ask for.
_MOST_COLUMNS = 4
MOST_ASKED_FOR = 6
# The rules know this language.
_READ = "en"


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Reports beside each other.

    ``limits`` say what could not be compared; ``took_effect`` holds the keys of the corrections that did.
    """

    articles: tuple[Article, ...]
    names: dict[int, str]
    comparison: Comparison
    grid: Grid
    columns: tuple[Column, ...]
    limits: tuple[str, ...]
    took_effect: frozenset[int]

    @property
    def rows_by_key(self) -> dict[str, ClaimRow]:
        """Return the rows by the names they have in addresses."""
        return {row_key(row): row for row in self.comparison.rows}


def keys_asked_for(request: HttpRequest) -> list[int]:
    """Return the keys the address names, in its order, each once."""
    keys = [whole_number(text) for text in request.GET.getlist("id")]
    return list(dict.fromkeys(key for key in keys if key))


def choose_reports(request: HttpRequest, articles: Sequence[Article]) -> list[Article]:
    """Return the reports of an event that are compared: those the address names, if two or more, else the first."""
    asked = set(keys_asked_for(request))
    chosen = [article for article in articles if article.pk in asked]
    return (chosen if len(chosen) > 1 else list(articles))[:MOST_COMPARED]


def read_reports(chosen: Sequence[Article]) -> list[Article]:
    """Return the same articles with their readings fetched, in the same order."""
    found = Article.objects.filter(pk__in=[article.pk for article in chosen]).with_reading().in_bulk()
    return [found[article.pk] for article in chosen]


def set_side_by_side(articles: Sequence[Article], all_columns: bool) -> SideBySide:
    """Return the comparison of articles, as editors put it right, laid out.

    ``all_columns`` gives a column of prose to as many as readers may ask for, not only to as many as a screen holds.
    """
    names = report_names(articles)
    comparison, took_effect = put_right(compared(tuple(a.to_report() for a in articles)), articles)
    columns = articles[: MOST_ASKED_FOR if all_columns else _MOST_COLUMNS]
    return SideBySide(
        tuple(articles),
        names,
        comparison,
        set_grid(articles, names, comparison.rows),
        set_columns(columns, names, comparison),
        tuple(_limits(articles, names)),
        took_effect,
    )


def _limits(articles: Sequence[Article], names: dict[int, str]) -> Iterator[str]:
    """Yield what a reader must know of what was not, or could not be, compared."""
    foreign: dict[str, list[str]] = {}
    for article in articles:
        if article.language and article.language != _READ:
            foreign.setdefault(article.language, []).append(names[article.pk])
    for language, held in foreign.items():
        yield _(
            "%(reports)s: in %(language)s. What is said is read in English reports only; of others, shared text, "
            "names and some figures."
        ) % {"reports": in_a_row(held), "language": _language(language)}
    cut = [names[article.pk] for article in articles if len(article.body) > LONGEST_READING]
    if cut:
        yield _("%(reports)s: the first %(count)s characters are compared, the rest is not.") % {
            "reports": in_a_row(cut),
            "count": number_format(LONGEST_READING, force_grouping=True),
        }
    undated = [names[article.pk] for article in articles if article.published_on is None]
    if len(undated) == len(articles):
        yield _("No report has a date, so “Monday” or “last month” cannot be counted from one.")
    elif undated:
        yield _("%(reports)s: no date; “Monday” or “last month” is counted from the other reports’ days.") % {
            "reports": in_a_row(undated)
        }
    same: dict[str, list[str]] = {}
    for article in articles:
        same.setdefault(article.body_sha256, []).append(names[article.pk])
    for held in same.values():
        if len(held) > 1:
            yield _("%(reports)s: the same text, word for word.") % {"reports": in_a_row(held)}


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return _("the language “%(code)s”") % {"code": code}
