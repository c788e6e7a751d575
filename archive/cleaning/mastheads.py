"""What stands at the head of a page: the outlet's name, and bars of section names, breadcrumbs and log-in links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.cleaning import reasons
from archive.cleaning.bylines import parse_byline, parse_date_line
from archive.cleaning.folding import count_words
from archive.records import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.cleaning.drafts import Draft

# "News | Opinion | Letters", "Home > News > World"; the stroke of "and/or" has no blanks.
SEPARATOR = re.compile(r"\s{0,4}[|›»•·→]\s{0,4}|\s[>/]\s")
# Two words stand one or two blanks apart, three where someone has set a gap between names.
MIN_GAP = 3
# Parts of a bar are labels.
MIN_PARTS, MAX_PART_WORDS = 3, 4
MAX_BAR = 300
MAX_NAME_WORDS = 6


def mark_mastheads(drafts: Sequence[Draft], lede: int, source: str) -> None:
    """Remove the bars above the first paragraph (at ``lede``), and the outlet's name right above one."""
    previous: Draft | None = None
    for draft in drafts[:lede]:
        if not draft.block.pieces or draft.block.markup is Markup.RULE:
            continue
        if draft.is_open and is_bar(draft, source):
            draft.remove(reasons.NAVIGATION)
            if previous is not None and _may_be_name(previous):
                previous.remove(reasons.NAVIGATION, 0.9)
        previous = draft


def is_bar(draft: Draft, source: str) -> bool:
    """Say whether the block is three or more labels set side by side; a byline or a date is none."""
    if len(draft.text) > MAX_BAR or draft.block.markup is Markup.TABLE_ROW or draft.ends_sentence:
        return False
    parts = [part for part in SEPARATOR.split(_with_gaps(draft, source)) if part.strip()]
    if len(parts) < MIN_PARTS or any(count_words(part) > MAX_PART_WORDS for part in parts):
        return False
    return parse_date_line(draft.text) is None and parse_byline(draft.text) is None


def _with_gaps(draft: Draft, source: str) -> str:
    """Return the block's text with a bar for every wide gap within a line of ``source``."""
    return "".join(
        "|" if _is_gap(source[piece.start : piece.end]) else piece.text for piece in draft.block.pieces
    )


def _is_gap(stretch: str) -> bool:
    return len(stretch) >= MIN_GAP and stretch.isspace() and "\n" not in stretch


def _may_be_name(draft: Draft) -> bool:
    is_plain = draft.is_open and draft.block.markup is Markup.PLAIN
    return is_plain and draft.words <= MAX_NAME_WORDS and not draft.ends_sentence
