"""What a page says about itself: JSON-LD, meta tags, title; each statement with where it stood."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archive.intake.tags import read_attributes
from archive.records import Metadatum

if TYPE_CHECKING:
    from collections.abc import Iterator

# Best evidence first. Meta names are in lower case.
META_NAMES = {
    "headline": ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"),
    "byline": ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author"),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "date",
        "dc.date.issued",
        "dc.date",
        "dcterms.created",
        "originalpublicationdate",
        "cxenseparse:recs:publishtime",
    ),
    "outlet": ("og:site_name", "application-name", "cre", "source"),
    "canonical_url": ("og:url",),
    "language": ("language", "content-language", "dc.language", "og:locale"),
}
# The elements whose start tags say something about the page.
TELLING = frozenset({"script", "meta", "html", "link", "time"})
ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "NewsArticle", "LiveBlogPosting")
# Bounds for what a page may put into its JSON-LD.
MAX_JSON = 1_000_000
MAX_NODES = 2_000
MAX_VALUE = 1_000
MAX_METAS = 500
# No outlet's name is longer.
MAX_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The best statement of each kind, or ``None``."""

    headline: Metadatum | None = None
    byline: Metadatum | None = None
    published: Metadatum | None = None
    outlet: Metadatum | None = None
    canonical_url: Metadatum | None = None
    language: Metadatum | None = None


@dataclass(slots=True)
class Head:
    """Collects a page's statements while its tags go by."""

    metas: dict[str, str] = field(default_factory=dict)
    title: str | None = None
    time: str | None = None
    language: str | None = None
    canonical: str | None = None
    json_ld: list[str] = field(default_factory=list)
    _in_json_ld: bool = False

    def see_tag(self, name: str, said: str) -> None:
        """Take note of a start tag that may say something about the page."""
        attributes = read_attributes(said)
        if name == "script":
            self._in_json_ld = "ld+json" in attributes.get("type", "").lower()
        elif name == "meta" and len(self.metas) < MAX_METAS:
            kind = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            kind = kind or attributes.get("http-equiv", "")
            if kind and attributes.get("content", "").strip():
                self.metas.setdefault(kind.lower().strip(), attributes["content"].strip())
        elif name == "html":
            self.language = attributes.get("lang") or attributes.get("xml:lang") or self.language
        elif name == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self.canonical = self.canonical or attributes.get("href") or None
        elif name == "time" and self.time is None:
            self.time = attributes.get("datetime", "").strip() or None

    def see_raw(self, element: str, content: str) -> None:
        """Take note of a title or of JSON-LD; other unparsed contents say nothing."""
        if element == "title" and self.title is None:
            self.title = " ".join(html.unescape(content[:MAX_VALUE]).split()) or None
        elif element == "script" and self._in_json_ld and len(content) <= MAX_JSON:
            self.json_ld.append(content)

    def metadata(self) -> PageMetadata:
        """Return the best statement of each kind: JSON-LD first, then meta tags, then the page's elements."""
        found = self._from_json_ld()
        for kind, names in META_NAMES.items():
            for name in names:
                value = self.metas.get(name)
                is_address = value is not None and value.startswith(("http://", "https://"))
                # Some pages give their author as the address of a profile.
                if kind not in found and value is not None and not (kind == "byline" and is_address):
                    found[kind] = _metadatum(value, f"meta:{name}")
        rest = {
            "headline": (self.title, "title"),
            "published": (self.time, "time:datetime"),
        }
        for kind, (value, where) in rest.items():
            if kind not in found and value:
                found[kind] = _metadatum(value, where)
        if self.canonical:
            found["canonical_url"] = _metadatum(self.canonical, "link:canonical")
        if self.language:
            found["language"] = _metadatum(self.language, "html:lang")
        address = found.get("canonical_url")
        if address is not None and not address.value.lower().startswith(("http://", "https://")):
            del found["canonical_url"]
        if _repeats(found.get("outlet"), found.get("headline")):
            del found["outlet"]
        return PageMetadata(**{kind: value for kind, value in found.items() if value is not None})

    def _from_json_ld(self) -> dict[str, Metadatum | None]:
        found: dict[str, Metadatum | None] = {}
        for node in self._articles():
            values = {
                "headline": ("headline", node.get("headline") or node.get("name")),
                "byline": ("author", _names(node.get("author"))),
                "published": ("datePublished", node.get("datePublished")),
                "outlet": ("publisher", _names(node.get("publisher"))),
                "canonical_url": ("url", node.get("url")),
                "language": ("inLanguage", node.get("inLanguage")),
            }
            for kind, (key, value) in values.items():
                if kind not in found and isinstance(value, str) and value.strip():
                    found[kind] = _metadatum(html.unescape(value), f"json-ld:{key}")
        return found

    def _articles(self) -> Iterator[dict[str, Any]]:
        for source in self.json_ld:
            try:
                parsed = json.loads(source.strip().removesuffix(";"), strict=False)
            except (ValueError, RecursionError):  # a broken statement states nothing
                continue
            yield from (node for node in _nodes(parsed) if _is_article(node))


def _repeats(outlet: Metadatum | None, headline: Metadatum | None) -> bool:
    """Say whether a page put its title where its outlet's name belongs; one of few words may be the name."""
    if outlet is None or headline is None or len(outlet.value.split()) <= MAX_NAME_WORDS:
        return False
    return headline.value.casefold().startswith(outlet.value.casefold())


def _metadatum(value: str, found_in: str) -> Metadatum | None:
    text = " ".join(value[:MAX_VALUE].split())
    return Metadatum(text, found_in) if text else None


def _nodes(parsed: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD statement, outermost first."""
    waiting = [parsed]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]
        elif isinstance(node, list):
            waiting += node[:MAX_NODES]


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith(ARTICLE_TYPES) for name in names)


def _names(value: Any) -> str | None:
    """Return the name or names of a person or an organisation, joined by commas."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return value["name"] if isinstance(value.get("name"), str) else None
    if isinstance(value, list):
        names = [name for name in (_names(item) for item in value[:20] if not isinstance(item, list)) if name]
        return ", ".join(dict.fromkeys(names)) or None
    return None
