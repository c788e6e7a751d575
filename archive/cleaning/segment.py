"""Where the report lies among the lines of a page: the run of blocks with the greatest sum of worth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.records import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.cleaning.drafts import Draft

# Worth of a block. A paragraph counts its words up to a bound, so that one long one does not pay for a menu;
# a line that is no prose costs. Eleven settings were tried on samples of the development pages: dearer lines
# won up to 0.012 F1 on whole pages and lost twice the words of reports, so these, the cautious ones, stay.
# Rerun `python -m benchmarks.cleaning text --data …`.
MAX_WORTH = 50
PLAIN_COST = 4.0
LINK_COST = 8.0
ITEM_COST = 3.0
HEADING_COST = 1.0
ROW_WORTH = 2.0
REMOVED_COST = 4.0
# A line with so many numbers is a row of results or prices that lost its table.
NUMBER = re.compile(r"(?<!\w)\d[\d.,]*(?!\w)")
MIN_NUMBERS = 3
# Fewer lines after a colon are no list.
MIN_ITEMS = 3


def find_segment(drafts: Sequence[Draft]) -> tuple[int, int]:
    """Return the half-open range of blocks that is the report; all of them when none is prose."""
    best = (0.0, 0, len(drafts))
    total, start = 0.0, 0
    for index, draft in enumerate(drafts):
        total += _worth(draft)
        if total <= 0:
            total, start = 0.0, index + 1
        elif total > best[0]:
            best = (total, start, index + 1)
    return best[1], _with_list(drafts, best[2])


def _with_list(drafts: Sequence[Draft], end: int) -> int:
    """Return the end moved past a list that the report's last line announces with a colon."""
    announcing = next((at for at in (end - 1, end) if 0 <= at < len(drafts) and _announces(drafts[at])), None)
    if announcing is None:
        return end
    first = announcing + 1
    markup = drafts[first].block.markup if first < len(drafts) else Markup.PLAIN
    last = first
    while last < len(drafts) and _is_item(drafts[last], markup):
        last += 1
    return last if last - first >= MIN_ITEMS else end


def _announces(draft: Draft) -> bool:
    return draft.is_open and draft.text.endswith(":") and not draft.is_linked


def _is_item(draft: Draft, markup: Markup) -> bool:
    is_same = draft.block.markup is markup and markup in {Markup.LIST_ITEM, Markup.PLAIN, Markup.TABLE_ROW}
    return is_same and not draft.is_removed and not draft.is_linked and draft.words > 1


def _worth(draft: Draft) -> float:
    if not draft.block.pieces or draft.block.markup is Markup.RULE:
        return 0.0
    if draft.is_removed:
        return -REMOVED_COST
    if draft.is_prose:
        return float(min(draft.words, MAX_WORTH))
    if draft.is_linked:
        return -LINK_COST
    if draft.block.markup is Markup.HEADING:
        return -HEADING_COST
    if draft.block.markup in {Markup.LIST_ITEM, Markup.TABLE_ROW, Markup.QUOTE}:
        return draft.words / 2 if draft.ends_sentence or draft.words >= 8 else -ITEM_COST
    if len(NUMBER.findall(draft.text)) >= MIN_NUMBERS:
        return ROW_WORTH
    return 1.0 if draft.ends_sentence else -PLAIN_COST
