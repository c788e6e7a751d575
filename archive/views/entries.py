"""A dossier's items as they are shown and exported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from archive.dossiers import find_standing
from archive.models import Article, Dossier, DossierItem, ItemKind, Status
from archive.views.citing import citation_of, to_ap, to_chicago

_MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")
# Turns a path of ours into a full address.
FullAddress = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with what stands behind it now.

    ``article`` is ``None`` where none was collected or readers do not see it any more. ``stands`` says of a passage
    whether its words still stand in the report; of all else it is ``None``.
    """

    item: DossierItem
    title: str
    url: str | None
    article: Article | None = None
    stands: bool | None = None

    @property
    def is_gone(self) -> bool:
        """Whether what was collected can no longer be seen."""
        return self.url is None

    @property
    def words(self) -> str:
        """The words of a passage; none of a report that was withdrawn."""
        return "" if self.is_gone else self.item.words


def set_entries(items: Iterable[DossierItem]) -> list[Entry]:
    """Return the items as entries, in their order; fetch ``article__outlet`` and ``event`` along."""
    return [_entry(item) for item in items]


def _entry(item: DossierItem) -> Entry:
    if item.kind == ItemKind.SEARCH:
        return Entry(item, item.title, f"{reverse('search')}?{item.query}")
    if item.kind == ItemKind.EVENT:
        return Entry(item, item.title, item.event.get_absolute_url() if item.event else None)
    article = item.article
    if article is None or article.status != Status.PUBLISHED:
        return Entry(item, item.title, None)
    if item.kind == ItemKind.ARTICLE:
        return Entry(item, article.title, article.get_absolute_url(), article)
    span = find_standing(article.body, item.words, item.start or 0)
    if span is None:
        return Entry(item, article.title, article.get_absolute_url(), article, stands=False)
    where = urlencode({"from": span.start, "to": span.end})
    url = f"{article.get_absolute_url()}?{where}#c{span.start}-{span.end}"
    return Entry(item, article.title, url, article, stands=True)


def to_export(dossier: Dossier, entries: Sequence[Entry], full: FullAddress) -> dict[str, Any]:
    """Return the dossier as plain values for JSON."""
    return {
        "name": dossier.name,
        "note": dossier.note,
        "items": [_exported(entry, full) for entry in entries],
    }


def _exported(entry: Entry, full: FullAddress) -> dict[str, Any]:
    values: dict[str, Any] = {
        "kind": entry.item.kind,
        "title": entry.title,
        "url": full(entry.url) if entry.url else None,
        "note": entry.item.note,
        "tags": entry.item.tags,
    }
    if entry.article:
        cited = citation_of(entry.article, full(entry.article.get_absolute_url()))
        values |= {
            "outlet": cited.outlet,
            "published_on": cited.published_on,
            "citations": {"ap": to_ap(cited), "chicago": to_chicago(cited)},
            "body_sha256": entry.article.body_sha256,
        }
    if entry.words:
        values |= {"words": entry.words, "stands": entry.stands}
    return values


def to_markdown(dossier: Dossier, entries: Sequence[Entry], full: FullAddress) -> str:
    """Return the dossier as Markdown; signs of the texts that Markdown would take for its own are escaped."""
    parts = [f"# {_plain(dossier.name)}", _plain(dossier.note)]
    for number, entry in enumerate(entries, start=1):
        parts += _markdown_of(number, entry, full)
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_of(number: int, entry: Entry, full: FullAddress) -> list[str]:
    title = _plain(" ".join(entry.title.split()))
    head = (
        f"[{title}]({full(entry.url)})"
        if entry.url
        else _("%(title)s (no longer in the archive)") % {"title": title}
    )
    parts = [f"## {number}. {head}"]
    if entry.words:
        parts.append("\n".join(f"> {_plain(line)}" for line in entry.words.splitlines()))
        if entry.stands is False:
            parts.append(_("These words no longer stand in the report."))
    if entry.article:
        parts.append(_plain(to_chicago(citation_of(entry.article, full(entry.article.get_absolute_url())))))
    parts.append(_plain(entry.item.note))
    if entry.item.tags:
        parts.append(_("Tags: %(tags)s") % {"tags": _plain(", ".join(entry.item.tags))})
    return parts


def _plain(text: str) -> str:
    return _MARKDOWN_SIGNS.sub(r"\\\1", text.strip())
