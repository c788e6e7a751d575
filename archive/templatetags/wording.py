"""Stored values in readers' words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archive.records import PublishedHow

register = template.Library()

_HOW = {
    PublishedHow.PRINTED: gettext_noop("printed in the report"),
    PublishedHow.METADATA: gettext_noop("from the page’s metadata"),
    PublishedHow.DATELINE: gettext_noop("from the dateline"),
    PublishedHow.GIVEN: gettext_noop("given by an editor"),
    PublishedHow.UNKNOWN: gettext_noop("not known"),
}


@register.filter
def how_known(how: str) -> str:
    """Return how a publication date is known, in words."""
    return _(_HOW[PublishedHow(how)])


@register.filter
def percent(share: float) -> str:
    """Return a share (0.0 to 1.0) as whole per cent; what is short of the whole never reads as 100."""
    rounded = round(100 * share)
    return _("over 99 %") if rounded == 100 and share < 1 else f"{rounded} %"
