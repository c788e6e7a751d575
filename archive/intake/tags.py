"""A page's source cut into tags and text, each with its place; linear whatever the page holds."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

# A comment or declaration; or a tag: whether it closes, its name, and the rest of it where it has an end.
OPENER = r"<(?:(!--|[!?])|(/)?([A-Za-z][^\s/>]{0,60})"
TAG = re.compile(OPENER + r"""(?:((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>)?+)""")
ENDLESS_TAG = re.compile(OPENER + "())")
ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]{1,80})(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]{1,2000})))?"""
)
# Their contents are no markup until their own end tag.
RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
# A page full of unclosed quotes would be scanned to its end for each; after so many, quotes are not minded.
MAX_UNCLOSED = 10
# Only as many attributes of a tag are read: no element that matters has more.
MAX_ATTRIBUTES = 100


# A tag: its name in small letters, where it begins and ends, whether it closes, and what a start tag says after that.
# Text between two tags has no name; what it says is the element whose unparsed contents it is, if any. Plain tuples, as
# any class of ours takes five times as long to make, and a page has thousands.
Token: TypeAlias = tuple[str, int, int, bool, str]


def find_tags(source: str) -> Iterator[Token]:
    """Yield the tags and texts of ``source`` in order; comments and declarations are left out."""
    cursor = position = 0
    unclosed = 0
    endless: set[str] = set()
    while (opener := (TAG if unclosed < MAX_UNCLOSED else ENDLESS_TAG).search(source, position)) is not None:
        mark, closing, name, rest = opener.groups()
        start, end = opener.span()
        if mark:
            end = _declaration_end(source, opener)
        elif not rest and source[end - 1] != ">":
            unclosed += 1
            end = source.find(">", end) + 1
            rest = source[opener.end() : end - 1]
        if end <= 0:
            break
        if start > cursor:
            yield "", cursor, start, False, ""
        cursor = position = end
        if mark:
            continue
        name = name.lower()
        yield name, start, end, closing is not None, "" if closing else rest
        if name in RAW_TEXT and not closing:
            end_tag = None if name in endless else _end_tag(source, name, end)
            if end_tag is None:
                endless.add(name)
            cursor = position = end_tag.start() if end_tag is not None else _endless_end(source, name, end)
            yield "", end, cursor, False, name
    if cursor < len(source):
        yield "", cursor, len(source), False, ""


def _declaration_end(source: str, opener: re.Match[str]) -> int:
    """Return where a comment or declaration ends: a comment never closed takes the rest of the page."""
    is_comment = opener[1] == "!--"
    found = source.find("-->" if is_comment else ">", opener.end() - (2 if is_comment else 0))
    return len(source) if found < 0 else found + (3 if is_comment else 1)


def _end_tag(source: str, name: str, start: int) -> re.Match[str] | None:
    return re.compile(rf"</{name}(?=[\s/>])", re.I).search(source, start)


def _endless_end(source: str, name: str, start: int) -> int:
    """Return where a raw element without an end tag ends: a script with its line, or a page would be lost with it."""
    line_end = source.find("\n", start) if name == "script" else -1
    return len(source) if line_end < 0 else line_end


def read_attributes(said: str) -> dict[str, str]:
    """Return the attributes a start tag said, the first of each name, values decoded."""
    found: dict[str, str] = {}
    for name, quoted, single, bare in ATTRIBUTE.findall(said)[:MAX_ATTRIBUTES]:
        value = quoted or single or bare
        found.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return found
