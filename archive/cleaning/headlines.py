"""The headline, its later copies, and lines that look like one but head nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.cleaning import reasons
from archive.cleaning.folding import WORD, count_words, fold_line
from archive.cleaning.wordlists import load_cues
from archive.records import Kind, Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.cleaning.drafts import Draft

# A headline is a few words on a line of its own, without the full stop of a sentence.
MIN_HEADLINE_WORDS, MAX_HEADLINE_WORDS = 3, 30
# Fewer words than this are rather a rubric ("World news"); taken only when nothing better stands there.
GOOD_HEADLINE_WORDS = 5
NO_HEADLINE_END = frozenset(".:;,…")
# How far above the first paragraph a headline can stand.
REACH = 25
# Of several lines above the text, the headline is the first whose longer words the first paragraphs repeat:
# three in ten of them at least. Of 0.3 and 0.5, 0.3 found more of the development titles (63 of 120 against 58
# on text near the article); no other value was tried.
MIN_TOLD = 0.3
TOLD_REACH = 25
LONG_WORD = 4
# A list announced by a colon has at least so many lines; a link's label has none.
MIN_ANNOUNCED = 3
# No paragraph is so long that words beyond this many characters would be the first to repeat the headline's.
MAX_TOLD = 20_000
# Share of a title's words that a line must carry to be a copy of it.
SAME_TITLE = 0.85


def find_headline(drafts: Sequence[Draft], lede: int, declared: str | None) -> int | None:
    """Return the index of the headline above the first paragraph (at ``lede``), or ``None``.

    ``declared`` is what the document's own metadata gives. A sentence of prose is never a headline.
    """
    above = [index for index in range(max(0, lede - REACH), lede) if _may_be_headline(drafts[index])]
    if declared is not None:
        named = [index for index in above if _is_same_title(drafts[index].text, declared)]
        if named:
            return max(named, key=lambda index: (drafts[index].block.markup is Markup.HEADING, index))
    marked = [index for index in above if drafts[index].block.markup is Markup.HEADING]
    if marked:
        return min(marked, key=lambda index: (drafts[index].block.level, index))
    plain = [index for index in above if not drafts[index].ends_sentence or drafts[index].text[-1] in "?!"]
    good = [index for index in plain if drafts[index].words >= GOOD_HEADLINE_WORDS]
    candidates = good or plain
    return candidates[0] if len(candidates) == 1 else _told(drafts, candidates, lede)


def _told(drafts: Sequence[Draft], candidates: Sequence[int], lede: int) -> int | None:
    """Return the first candidate whose words the report repeats, or ``None``."""
    if not candidates:
        return None
    told = {
        word for draft in drafts[lede : lede + TOLD_REACH] if draft.is_prose for word in _long_words(draft)
    }
    for index in candidates:
        words = _long_words(drafts[index])
        if words and sum(word in told for word in words) >= MIN_TOLD * len(words):
            return index
    return None


def _long_words(draft: Draft) -> list[str]:
    return [word for word in WORD.findall(draft.text[:MAX_TOLD].casefold()) if len(word) >= LONG_WORD]


def mark_headline(drafts: Sequence[Draft], index: int, declared: str | None) -> None:
    """Keep the block at ``index`` as the headline, and remove its copies above and below."""
    headline = drafts[index]
    if declared is not None and _is_same_title(headline.text, declared):
        reason = reasons.HEADLINE_DECLARED
    elif headline.block.markup is Markup.HEADING:
        reason = reasons.HEADLINE_MARKED
    else:
        reason = reasons.HEADLINE_FIRST
    headline.keep(Kind.HEADLINE, reason)
    mark_copies(drafts, headline.text)


def mark_copies(drafts: Sequence[Draft], title: str) -> None:
    """Remove the open lines that only repeat ``title``."""
    folded = fold_line(title)
    for draft in drafts:
        if draft.is_open and draft.words <= MAX_HEADLINE_WORDS + 10 and _is_copy(draft, folded):
            draft.remove(reasons.HEADLINE_REPEATED)


def mark_stray_ends(drafts: Sequence[Draft], lede: int) -> None:
    """Remove the lines after the last paragraph that read like a headline, a label or a link.

    A list stays, and so does what follows a colon.
    """
    last = max((index for index, draft in enumerate(drafts) if _carries_report(draft)), default=None)
    if last is None:
        return
    tail = drafts[max(last, lede) + 1 :]
    for index, draft in enumerate(tail):
        if draft.text.endswith(":") and len(tail) - index > MIN_ANNOUNCED:
            return
        if draft.is_open and not draft.ends_sentence:
            is_title = MIN_HEADLINE_WORDS <= draft.words <= MAX_HEADLINE_WORDS
            draft.remove(reasons.STRAY_HEADLINE if is_title else reasons.OUTSIDE, 0.8)


def _carries_report(draft: Draft) -> bool:
    """Say whether nothing before this block can be the report's end."""
    if not draft.is_open:
        return False
    if draft.block.markup in {Markup.LIST_ITEM, Markup.TABLE_ROW, Markup.QUOTE, Markup.CAPTION}:
        return not draft.is_linked
    return draft.is_prose or (draft.ends_sentence and draft.words >= 2)


def _may_be_headline(draft: Draft) -> bool:
    if not draft.is_open or not MIN_HEADLINE_WORDS <= draft.words <= MAX_HEADLINE_WORDS:
        return False
    letters = sum(word[0].isalpha() for word in WORD.findall(draft.text))
    if draft.cue in load_cues().headings or letters < MIN_HEADLINE_WORDS - 1:
        return False
    if draft.block.markup is Markup.HEADING:
        return True
    return (
        draft.block.markup is Markup.PLAIN and draft.text[-1] not in NO_HEADLINE_END and not draft.is_linked
    )


def _is_same_title(line: str, title: str) -> bool:
    """Say whether ``title`` is ``line``, with or without the outlet's name at its end."""
    one, two = fold_line(line), fold_line(title)
    if not one or not two:
        return False
    if one == two:
        return True
    words, others = one.split(), set(two.split())
    shared = sum(word in others for word in words)
    return (
        len(words) >= MIN_HEADLINE_WORDS
        and shared >= SAME_TITLE * len(words)
        and len(words) * 2 >= len(others)
    )


def _is_copy(draft: Draft, folded: str) -> bool:
    """Say whether a draft is the title, which is ``folded``."""
    if draft.folded == folded:
        return True
    # "Headline - Outlet", "Headline | Section | Outlet"
    rest = draft.folded.removeprefix(folded)
    is_suffixed = (
        rest != draft.folded and rest[:3].strip()[:1] in {"-", "|", "/", "»"} and count_words(rest) <= 6
    )
    return is_suffixed and count_words(folded) >= GOOD_HEADLINE_WORDS
