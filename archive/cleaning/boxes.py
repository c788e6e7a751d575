"""Boxes set into a report: an offer, a newsletter's form; all that stands in one goes with its heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.cleaning import reasons
from archive.cleaning.cues import cue_reason
from archive.cleaning.wordlists import load_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.cleaning.drafts import Draft

# More text than this below a heading is a part of the report, whatever the heading says.
MAX_BOX_BLOCKS, MAX_BOX_WORDS = 8, 80
HEADING_NAME = re.compile(r"h[1-6]$")
# "[ Your e-mail address ]  [ Send ]": the fields and buttons of a form, as text.
FORM = re.compile(r"(?:\[\s{0,3}[^\W\d_][^\[\]]{0,40}\]\s{0,9}){2,5}$")
MAX_FORM = 300
# Between a form and the line that offers it, so many lines of so many words praise it.
MAX_PRAISE_LINES, MAX_PRAISE_WORDS = 2, 20


def mark_boxes(drafts: Sequence[Draft]) -> None:
    """Remove forms with what is said for them, and the boxes that a heading names as an offer or a list."""
    cues = load_cues()
    for index, draft in enumerate(drafts):
        if not draft.is_open:
            continue
        if draft.text[:1] == "[" and len(draft.text) <= MAX_FORM and FORM.match(draft.text) is not None:
            draft.remove(reasons.SUBSCRIPTION)
            _mark_praise(drafts, index)
        elif draft.cue in cues.headings:
            box = _box(drafts, index)
            for member in box:
                member.remove(cues.headings[draft.cue])


def _mark_praise(drafts: Sequence[Draft], form: int) -> None:
    """Remove the short lines between a form and the subscription line above it."""
    lines: list[Draft] = []
    cues = load_cues()
    for draft in reversed(drafts[max(0, form - MAX_PRAISE_LINES - 1) : form]):
        if cue_reason(draft, cues) == reasons.SUBSCRIPTION:
            for line in (*lines, draft):
                line.remove(reasons.SUBSCRIPTION, 0.95)
            return
        if draft.words > MAX_PRAISE_WORDS:
            return
        lines.append(draft)


def _box(drafts: Sequence[Draft], heading: int) -> tuple[Draft, ...]:
    """Return the open blocks of the element that the heading opens, without the report's own."""
    hints = drafts[heading].block.hints
    depth = max((at for at, hint in enumerate(hints) if HEADING_NAME.match(hint)), default=0)
    container = hints[:depth]
    above = next((draft for draft in reversed(drafts[:heading]) if draft.block.pieces), None)
    if not container or above is None or above.block.hints[:depth] == container:
        return ()
    members: list[Draft] = []
    for draft in drafts[heading:]:
        if draft.block.hints[:depth] != container:
            break
        members.append(draft)
    words = sum(member.words for member in members)
    is_small = len(members) <= MAX_BOX_BLOCKS and words <= MAX_BOX_WORDS
    return tuple(member for member in members if member.is_open) if is_small else ()
