"""Which blocks of a web page are its article: trafilatura's answer, found again among our blocks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from archive.cleaning import reasons
from archive.cleaning.drafts import MAX_READ
from archive.cleaning.extraction import extract_article
from archive.cleaning.folding import WORD
from archive.records import Kind, Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.cleaning.drafts import Draft

# Word runs by which a block is found again, and the part of them that must be there: trafilatura drops or
# joins a word at an inline element now and then.
RUN = 4
MIN_FOUND = 0.75
# A paragraph that stands where so many of the article's stand is the article's too, unless it is full of links.
MIN_SIBLINGS = 3
MAX_SIBLING_LINKS = 0.3
# So are as many that stand loose, or alike, in an element which holds some of the article's so many names further in.
MAX_STEPS = 4
# Readers remark on a report of so many words at least.
MIN_COMMENTED = 80
# Comments in a program are something else.
CODE = frozenset(("code", "pre"))
# Beyond the article's long blocks, a short line may still be its first or last.
MARGIN = 3
# The same few names stand round most blocks of a page, and of a site's pages.
MAX_HINTS_KNOWN = 4096
# Element, class and id names that say what a block is. Parts of names: "share-bar" and "socialShare" count.
HINTS = (
    (re.compile(r"comments?(?!ary|ator)|disqus|respond|discussion|spotim"), reasons.COMMENTS),
    (re.compile(r"caption|credit"), reasons.CAPTION),
    (re.compile(r"share|social|addtoany|addthis|sharing"), reasons.SHARE),
    (re.compile(r"newsletter|subscri|signup|sign-up|paywall|login|register"), reasons.SUBSCRIPTION),
    (
        re.compile(
            r"related|recommend|more-|readmore|read-more|trending|popular|most-|also|teaser|promo|tags?$|topics"
        ),
        reasons.RELATED,
    ),
    (
        re.compile(r"(?:^|[-_])(?:ad|ads|advert\w*|sponsor\w*|dfp|gpt|taboola|outbrain)(?:$|[-_])"),
        reasons.ADVERTISEMENT,
    ),
    (re.compile(r"cookie|consent|gdpr|copyright|legal|disclaimer"), reasons.LEGAL),
    (re.compile(r"author|bio|profile"), reasons.BIOGRAPHY),
    (re.compile(r"player|video|audio|widget"), reasons.PLAYER),
    (
        re.compile(
            r"^(?:nav|menu|header|footer|aside|button|option|form)$|nav|menu|footer|breadcrumb|sidebar"
        ),
        reasons.NAVIGATION,
    ),
    (re.compile(r"^hidden$"), reasons.HIDDEN),
)


def find_page_content(drafts: Sequence[Draft], source: str) -> frozenset[int]:
    """Return the indexes of the blocks that make up the article of the page; empty when none is found."""
    extracted = extract_article(source)
    if not extracted:
        return frozenset()
    told = [key for line in extracted.split("\n") if (key := _key(WORD.findall(line)))]
    lines = frozenset(told)
    runs = Counter(_runs(" ".join(told).split()))
    keys = [_draft_key(draft) if draft.is_open else "" for draft in drafts]
    long_ones = {index for index, key in enumerate(keys) if key and _find(key.split(), runs)}
    if not long_ones:
        return frozenset(index for index, key in enumerate(keys) if key in lines)
    long_ones |= _siblings(drafts, keys, long_ones)
    first, last = min(long_ones) - MARGIN, max(long_ones) + MARGIN
    short_ones = {index for index, key in enumerate(keys) if key in lines and first <= index <= last}
    content = long_ones | short_ones
    return frozenset(content - _remarks(drafts, content))


def name_reason(draft: Draft) -> tuple[str, Kind]:
    """Return why a block stands outside the article, by the names of its elements, and what it then is."""
    for hint in reversed(draft.block.hints):
        reason = _hint_reason(hint)
        if reason is not None:
            return reason, Kind.COMMENT if reason == reasons.COMMENTS else Kind.FURNITURE
    return (reasons.LINKS if draft.is_linked else reasons.OUTSIDE), Kind.FURNITURE


@lru_cache(maxsize=MAX_HINTS_KNOWN)
def _hint_reason(hint: str) -> str | None:
    return next((reason for pattern, reason in HINTS if pattern.search(hint)), None)


def _draft_key(draft: Draft) -> str:
    return _key(draft.read_words if len(draft.text) <= MAX_READ else WORD.findall(draft.text))


def _key(words: Sequence[str]) -> str:
    return " ".join(words).casefold()


def _runs(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[offset:] for offset in range(RUN)), strict=False)


def _find(words: Sequence[str], runs: Counter[tuple[str, ...]]) -> bool:
    """Say whether most runs of a block are among ``runs``, and use them up: a page may carry its text twice."""
    if len(words) <= RUN:
        return False
    own = [run for run in _runs(words) if runs.get(run, 0) > 0]
    if len(own) < MIN_FOUND * (len(words) - RUN + 1):
        return False
    for run in own:  # as Counter.subtract, which takes three times as long
        runs[run] -= 1
    return True


def _remarks(drafts: Sequence[Draft], content: set[int]) -> set[int]:
    """Return the blocks in elements that are named as comments, where enough of a report stands outside those."""
    article = set(drafts[min(content)].block.hints)
    remarks = {
        index
        for index in content
        if CODE.isdisjoint(drafts[index].block.hints)
        and any(
            _hint_reason(hint) == reasons.COMMENTS
            for hint in drafts[index].block.hints
            if hint not in article
        )
    }
    rest = sum(drafts[index].words for index in content - remarks)
    return remarks if rest >= MIN_COMMENTED else set()


def _siblings(drafts: Sequence[Draft], keys: Sequence[str], found: set[int]) -> set[int]:
    """Return the paragraphs that stand in the very elements of those found: the extractor lost some of a row.

    A row of its own counts where it stands in an element that holds some of those found.
    """
    hints = [drafts[index].block.hints for index in found if drafts[index].is_prose]
    places = Counter(hints)
    holders: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for names in places:
        for step in range(1, MAX_STEPS + 1):
            holders[names[:-step]].add(names)
    told = {keys[index] for index in found}
    missed = [
        index
        for index, draft in enumerate(drafts)
        if draft.is_open
        and draft.is_prose
        and draft.block.link_share <= MAX_SIBLING_LINKS
        and keys[index] not in told
    ]
    plain = (drafts[index].block for index in missed if drafts[index].block.markup is Markup.PLAIN)
    rows = Counter(block.hints for block in plain)
    return {
        index
        for index in missed
        if places.get(own := drafts[index].block.hints, 0) >= MIN_SIBLINGS
        or (rows[own] >= MIN_SIBLINGS and _holds_others(own, holders))
    }


def _holds_others(own: tuple[str, ...], holders: dict[tuple[str, ...], set[tuple[str, ...]]]) -> bool:
    """Say whether paragraphs in other elements than ``own`` were found inside it, or inside what it stands in."""
    return bool(holders.get(own) or holders.get(own[:-1], set()) - {own})
