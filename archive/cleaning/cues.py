"""Furniture that gives itself away by its words: share lines, advertisements, read-more links, credits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.cleaning import reasons
from archive.cleaning.folding import MAX_FOLDED, fold_end, to_end, to_start
from archive.cleaning.wordlists import Cues, load_cues
from archive.records import Kind, Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.cleaning.drafts import Draft

# A line that only begins like furniture is taken for it up to this many words; beyond, it is a paragraph.
MAX_START_WORDS = 30
# A line that says of the outlet what only an outlet says, up to this many words; notices about cookies are the longest.
MAX_WITHIN_WORDS = 200
# A credit ends a caption, not a long paragraph.
MAX_END_WORDS = 70
# How many lines after a heading such as "Related stories" can still be its list.
MAX_LIST = 40
COMMENT_LINK = re.compile(
    r"(?:(?:view|show|see|read|hide|add|post|leave)\s(?:all\s)?)?(?:(?:a|no|one|0)\s)?comments?(?:\s\(?0\)?)?|0\scomments?"
)
# A caption's end: "Credit: Jane Doe", "(AP Photo/Jane Doe)", "Jane Doe / Reuters file", "Getty Images / AFP".
CREDIT = re.compile(
    r"(?:\b(?:(?:[Cc]redit|CREDIT|[Cc]ourtesy)s?\s?:|[Cc]ourtesy of\s)\s?[^.!?]{2,60}"
    r"|\b(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture)s? by\s[^.!?]{2,60}"
    r"|\((?:AP |File )?(?:Photo|Image|Picture)s?(?:[ :/][^()]{0,60})?\)"
    r"|\b(?:Photo|Image|Picture|Foto|Фото)s?\s?[:/]\s?[^.!?:]{2,60}"
    r"|\s?/\s?(?:Reuters|AFP|AP|Getty|EPA|Shutterstock|Staff|TASS|Sputnik|Xinhua)[\w /-]{0,30})\)?\.?$"
)
CREDIT_REACH = 120
# Each of them has one of these in it, which is told sooner.
CREDIT_PARTS = ("/", "hoto", "mage", "icture", "redit", "REDIT", "ourtesy", "Foto", "Фото")
# "Follow Newsbeat on Instagram, Facebook and YouTube", and no more than that.
NETWORK = (
    r"(?:twitter|x|facebook|instagram|youtube|tiktok|linkedin|telegram|whatsapp|threads|bluesky|pinterest)"
)
FOLLOW = re.compile(
    rf"(?:follow|find|like|join)\s[^.!?]{{1,40}}?\son\s{NETWORK}"
    rf"(?:\W{{1,3}}(?:(?:and|or|on)\s){{0,2}}{NETWORK}){{0,8}}(?:\W{{1,3}}@\w{{1,30}})?\W{{0,3}}$"
)
MAX_FOLLOW_WORDS = 20
OPENING_QUOTES = frozenset("\"“„«'‘")


def mark_cues(drafts: Sequence[Draft]) -> None:
    """Remove the open drafts whose words give them away, and the lists below headings that do."""
    cues = load_cues()
    for index, draft in enumerate(drafts):
        if not draft.is_open:
            continue
        if draft.cue in cues.headings and _may_be_heading(drafts, index):
            draft.remove(cues.headings[draft.cue])
            _mark_list(drafts, index + 1, cues)
            continue
        reason = cue_reason(draft, cues)
        if reason is not None:
            draft.remove(reason)


def cue_reason(draft: Draft, cues: Cues) -> str | None:
    """Return the reason the words of ``draft`` give, or ``None``."""
    if not draft.cue:
        return reasons.PICTURE if draft.text.strip() else None
    if draft.cue in cues.lines and not _is_subheading_word(draft):
        return cues.lines[draft.cue]
    if "comment" in draft.cue and COMMENT_LINK.fullmatch(draft.cue):
        return reasons.COMMENTS
    if draft.words <= MAX_START_WORDS and draft.text[0] not in OPENING_QUOTES:
        folded = to_start(draft.numbered)
        first = folded.split(maxsplit=1)[0] if folded else ""
        labels = () if draft.ends_sentence and not draft.is_linked else cues.labels.get(first, ())
        for phrase, reason in (*cues.starts.get(first, ()), *labels):
            if folded.startswith(phrase):
                return reason
    if draft.words <= MAX_FOLLOW_WORDS and FOLLOW.match(draft.folded) is not None:
        return reasons.SHARE
    if draft.words <= MAX_WITHIN_WORDS and draft.text[0] not in OPENING_QUOTES:
        words = draft.folded.split()
        for word in () if cues.within.keys().isdisjoint(words) else words:
            for phrase, reason in cues.within.get(word, ()):
                if phrase in draft.folded:
                    return reason
    if draft.words <= MAX_END_WORDS and _ends_in_credit(draft.text):
        return reasons.CREDIT
    if draft.words <= MAX_END_WORDS:
        folded = to_end(draft.numbered) if len(draft.text) <= MAX_FOLDED else fold_end(draft.text)
        for phrase, reason in cues.ends.get(folded.rsplit(maxsplit=1)[-1], ()) if folded else ():
            if folded.endswith(phrase):
                return reason
    return None


def _ends_in_credit(text: str) -> bool:
    end = text[-CREDIT_REACH:]
    return any(map(end.__contains__, CREDIT_PARTS)) and CREDIT.search(end) is not None


def _is_subheading_word(draft: Draft) -> bool:
    """A word such as "Culture" or "Overview" heads a part of the report when it is marked as a heading."""
    return draft.block.markup is Markup.HEADING and load_cues().lines[draft.cue] == reasons.NAVIGATION


def _may_be_heading(drafts: Sequence[Draft], index: int) -> bool:
    """Say whether no prose follows at once: "Latest" above a paragraph may be the report's own heading."""
    following = [draft for draft in drafts[index + 1 : index + 3] if draft.block.pieces]
    return not (drafts[index].block.markup is Markup.HEADING and following and following[0].is_prose)


def _mark_list(drafts: Sequence[Draft], start: int, cues: Cues) -> None:
    """Remove the links and titles below a heading, up to the first prose."""
    for draft in drafts[start : start + MAX_LIST]:
        is_heading = draft.block.markup is Markup.HEADING and not draft.is_linked
        if draft.is_prose or is_heading or draft.cue in cues.headings:
            return
        if draft.is_open:
            if draft.ends_sentence and not draft.is_linked:
                return
            draft.remove(reasons.RELATED, 0.9, kind=Kind.FURNITURE)
