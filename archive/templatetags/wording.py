"""Stored values in readers' words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from archive.records import PublishedHow
from archive.search.snippets import SnippetPart
from archive.wording import in_words

register = template.Library()
register.filter(in_words)

# A type's designator, as in Mi-8 or Tu-154M; what has none is one piece.
_DESIGNATOR = re.compile(r"\b([A-Z][A-Za-z]{0,3}-\d\w*)")

_HOW = {
    PublishedHow.PRINTED: gettext_noop("printed in the report"),
    PublishedHow.METADATA: gettext_noop("from the page’s metadata"),
    PublishedHow.DATELINE: gettext_noop("from the dateline"),
    PublishedHow.GIVEN: gettext_noop("given by an editor"),
    PublishedHow.UNKNOWN: gettext_noop("not known"),
}

# Why two reports were put together, where it is said in our words; the others are names and figures.
_REASONS = {
    gettext_noop("same day"),
    gettext_noop("a day apart"),
    gettext_noop("2 days apart"),
    gettext_noop("3 days apart"),
    gettext_noop("nearly the same text"),
    gettext_noop("two versions of one text"),
    gettext_noop("of one event with a report above"),
}

_KILLED = re.compile(r"(\d+) killed")


@register.filter
def reasons_in_words(reasons: Iterable[str]) -> str:
    """Return why two reports were put together, as a list in words."""
    return "; ".join(_reason_in_words(reason) for reason in reasons)


def _reason_in_words(reason: str) -> str:
    killed = _KILLED.fullmatch(reason)
    if killed is not None:
        return _("%(number)s killed") % {"number": killed[1]}
    return _(reason) if reason in _REASONS else reason


@register.filter
def how_known(how: str) -> str:
    """Return how a publication date is known, in words."""
    return _(_HOW[PublishedHow(how)])


@register.filter
def percent(share: float) -> str:
    """Return a share (0.0 to 1.0) as whole per cent; what is short of the whole never reads as 100."""
    rounded = round(100 * share)
    return _("over 99 %") if rounded == 100 and share < 1 else f"{rounded} %"


@register.filter
def as_time(day: dt.date) -> SafeString:
    """Return a day as the page says it, for machines, too."""
    return _as_time(day, get_language())


@lru_cache(maxsize=10_000)
def _as_time(day: dt.date, _language: str | None) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), date_format(day, "DATE_FORMAT"))


@register.filter
def marked(parts: Iterable[SnippetPart]) -> SafeString:
    """Return the passages of a snippet with what was hit marked."""
    return SafeString(
        "".join(f"<mark>{whole(part.text)}</mark>" if part.is_hit else whole(part.text) for part in parts)
    )


@register.filter
def whole(title: str) -> SafeString:
    """Return a title whose designators (Mi-8) do not break at their hyphens; its characters stay the same."""
    return mark_safe(_DESIGNATOR.sub(r'<span class="whole">\1</span>', escape(title)))  # noqa: S308  (escaped first)
