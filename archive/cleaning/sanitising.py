"""HTML made safe to show: an allow-list, bounded in size and depth before anything parses it."""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import TYPE_CHECKING

import bleach

if TYPE_CHECKING:
    from collections.abc import Iterable

_TAGS = (
    "a abbr b blockquote br caption cite code dd del dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i ins "
    "li ol p pre q s small strong sub sup table tbody td tfoot th thead time tr u ul"
)
TAGS = frozenset(_TAGS.split())
ATTRIBUTES = {
    "a": ["href", "title"],
    "abbr": ["title"],
    "time": ["datetime"],
    "td": ["colspan"],
    "th": ["colspan"],
}
PROTOCOLS = frozenset(("http", "https", "mailto"))
# Contents that are no text to a reader.
DROPPED = ("script", "style", "noscript", "template", "iframe", "object", "svg", "math", "textarea", "title")
# The largest development page has 865,235 characters without scripts; bleach takes about a second for a million.
MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 100
MAX_TAG = 4_000
# Tags and entities shown: two development pages have more; 50,000 took the parser a second, some 20 µs each.
MAX_MARKS = 20_000
MARK = re.compile(r"[<&]")
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})([^<>]*)>")
TAG_BEGINNING = re.compile(r"<(?=[A-Za-z/!?])")
ANCHOR = re.compile(r"""<a\s+((?:[^<>"]|"[^"]*")*)>""")
HREF = re.compile(r'href="([^"]*)"')
# An address is shown as a link when it begins so, once entities, blanks and controls are out of it.
SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|/(?!/)|#|\?)[^\s]*$", re.I)
UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")


def sanitise_html(source: str) -> str:
    """Return ``source`` reduced to the allowed elements; contents of scripts and the like are dropped.

    Addresses other than http, https, mailto and those within a site lose their link. What lies beyond
    MAX_CHARACTERS or MAX_MARKS or is nested deeper than MAX_DEPTH loses its markup or is left out.
    """
    shown = _first_marks(drop_elements(source[:MAX_CHARACTERS], DROPPED))
    bounded = _bound_tags(_unmark_endless(shown))
    cleaned = bleach.clean(
        bounded, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True, strip_comments=True
    )
    return ANCHOR.sub(_checked_anchor, str(cleaned))


def _first_marks(source: str) -> str:
    marks = MARK.finditer(source)
    beyond = next(islice(marks, MAX_MARKS, None), None)
    return source if beyond is None else source[: beyond.start()]


def _unmark_endless(source: str) -> str:
    """Return ``source`` with no tag that begins farther than MAX_TAG before the next ``>``: such a thing is none."""
    return ">".join(
        part if len(part) <= MAX_TAG else TAG_BEGINNING.sub("&lt;", part[:-MAX_TAG]) + part[-MAX_TAG:]
        for part in source.split(">")
    )


def drop_elements(source: str, names: Iterable[str]) -> str:
    """Return ``source`` without these elements and all they contain; one never closed goes to the end."""
    opening = re.compile(rf"<((?ai:{'|'.join(names)}))(?=[\s/>])")
    kept: list[str] = []
    cursor = 0
    while (match := opening.search(source, cursor)) is not None:
        kept.append(source[cursor : match.start()])
        closing = re.compile(rf"(?ai:</{match[1]})").search(source, match.end())
        end = source.find(">", closing.end()) + 1 if closing is not None else 0
        if end <= 0:
            return "".join(kept)
        cursor = end
    kept.append(source[cursor:])
    return "".join(kept)


def _bound_tags(source: str) -> str:
    """Return ``source`` without tags nested too deep and without the attributes of tags too long."""
    depth = 0

    def bounded(match: re.Match[str]) -> str:
        nonlocal depth
        closing, name, rest = match.groups()
        if name.lower() not in TAGS:
            return ""
        if name.lower() in {"br", "hr"}:
            return f"<{name}>"
        if closing:
            depth -= 1
            return match[0] if 0 <= depth < MAX_DEPTH else ""
        depth += 1
        if depth > MAX_DEPTH:
            return ""
        return match[0] if len(rest) <= MAX_TAG else f"<{name}>"

    return TAG.sub(bounded, source)


def _checked_anchor(match: re.Match[str]) -> str:
    address = HREF.search(match[1])
    if address is None:
        return "<a>"
    plain = UNSEEN.sub("", html.unescape(address[1]))
    return match[0] if SAFE_ADDRESS.match(plain) else "<a>"
