"""The lists to narrow a search by, written in one go: a page has a hundred values, each with two links."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from archive.views.facet_links import FacetLink


def list_items(links: Iterable[FacetLink]) -> SafeString:
    """Return a list item for each value."""
    chosen = f'<span class="sr"> ({escape(_("chosen; remove"))})</span>'
    return SafeString("".join(_item(link, chosen) for link in links))


def _item(link: FacetLink, chosen: str) -> str:
    bar = f" bar-{link.share}" if link.share else ""
    days = f' data-since="{link.since}" data-until="{link.until}"' if link.since else ""
    name = f"<span>{escape(link.name)}</span>"
    if link.url and link.is_chosen:
        name = f'<a href="{escape(link.url)}" aria-current="true">{name}{chosen}</a>'
    elif link.url:
        name = f'<a href="{escape(link.url)}">{name}</a>'
    out = ""
    if link.without_url and not link.is_chosen:
        out = f'<a class="not" href="{escape(link.without_url)}" aria-label="{escape(link.without)}">−</a>'
    count = f'<span class="n">{"+" if link.is_more else ""}{intcomma(link.count)}</span>'
    return f'<li class="depth-{link.depth}{bar}"{days}>{name} {count}{out}</li>\n'
