"""A page's source cut into tags and text, each with its place; linear whatever the page holds."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENER = re.compile(r"<(?:(?P<comment>!--)|(?P<other>[!?])|(?P<closing>/)?(?P<name>[A-Za-z][^\s/>]{0,60}))")
TAG_REST = re.compile(r"""(?:[^>"']|"[^"]*"|'[^']*')*+>""")
ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]{1,80})(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]{1,2000})))?"""
)
# Their contents are no markup until their own end tag.
RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
# A page full of unclosed quotes would be scanned to its end for each; after so many, quotes are not minded.
MAX_UNCLOSED = 10
# Only as many attributes of a tag are read: no element that matters has more.
MAX_ATTRIBUTES = 100


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag, in lower case; ``attributes`` of a start tag, values decoded."""

    name: str
    start: int
    end: int
    closing: bool
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """Text between two tags; ``raw_of`` names the element whose unparsed contents it is, else ``None``."""

    start: int
    end: int
    raw_of: str | None = None


def find_tags(source: str) -> Iterator[Tag | Text]:
    """Yield the tags and texts of ``source`` in order; comments and declarations are left out."""
    cursor = position = 0
    unclosed = 0
    while (opener := OPENER.search(source, position)) is not None:
        if opener["comment"] or opener["other"]:
            end = _declaration_end(source, opener)
        else:
            rest = TAG_REST.match(source, opener.end()) if unclosed < MAX_UNCLOSED else None
            unclosed += rest is None
            end = rest.end() if rest is not None else source.find(">", opener.end()) + 1
        if end <= 0:
            break
        if opener.start() > cursor:
            yield Text(cursor, opener.start())
        cursor = position = end
        if opener["name"]:
            tag = _tag(source, opener, end)
            yield tag
            if tag.name in RAW_TEXT and not tag.closing:
                cursor = position = _raw_end(source, tag)
                yield Text(tag.end, cursor, tag.name)
    if cursor < len(source):
        yield Text(cursor, len(source))


def _declaration_end(source: str, opener: re.Match[str]) -> int:
    """Return where a comment or declaration ends: a comment never closed takes the rest of the page."""
    mark = "-->" if opener["comment"] else ">"
    found = source.find(mark, opener.end() - (2 if opener["comment"] else 0))
    return len(source) if found < 0 else found + len(mark)


def _raw_end(source: str, tag: Tag) -> int:
    found = re.compile(rf"</{tag.name}(?=[\s/>])", re.I).search(source, tag.end)
    return len(source) if found is None else found.start()


def _tag(source: str, opener: re.Match[str], end: int) -> Tag:
    closing = opener["closing"] is not None
    attributes: dict[str, str] = {}
    if not closing:
        for count, match in enumerate(ATTRIBUTE.finditer(source, opener.end(), end - 1)):
            if count >= MAX_ATTRIBUTES:
                break
            value = match[2] or match[3] or match[4] or ""
            attributes.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)
    return Tag(opener["name"].lower(), opener.start(), end, closing, attributes)
