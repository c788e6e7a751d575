"""Stored values in readers' words."""

from __future__ import annotations

from django import template

from archive.records import PublishedHow

register = template.Library()

_HOW = {
    PublishedHow.PRINTED: "printed in the report",
    PublishedHow.METADATA: "from the page’s metadata",
    PublishedHow.DATELINE: "from the dateline",
    PublishedHow.GIVEN: "given by an editor",
    PublishedHow.UNKNOWN: "not known",
}


@register.filter
def how_known(how: str) -> str:
    """Return how a publication date is known, in words."""
    return _HOW[PublishedHow(how)]


@register.filter
def percent(share: float) -> str:
    """Return a share (0.0 to 1.0) as whole per cent; what is short of the whole never reads as 100."""
    rounded = round(100 * share)
    return "over 99 %" if rounded == 100 and share < 1 else f"{rounded} %"
