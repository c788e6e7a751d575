"""What the line classifier makes of sites it has not seen, as its training prints it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from archive.cleaning.lines import choose_bounds, decide_lines
from archive.records import Markup
from benchmarks.cautious import Cautious
from benchmarks.cleaning import kept_text, score

if TYPE_CHECKING:
    from archive.cleaning.lines import Bounds
    from benchmarks.train_lines import MarkedPage


def print_unseen(pages: list[MarkedPage], chances: Any, bounds: Bounds) -> None:
    """Print per set and view the 4-gram F1, and the furniture left where hardly a word is lost."""
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    cautious: dict[str, Cautious] = defaultdict(Cautious)
    for marked in pages:
        if marked.view != "html":
            _gather(cautious[marked.view], marked, chances)
        text = _kept(marked, chances, bounds)
        for name in (marked.row["set"], "news" if marked.row["set"] != "wcxb" else "other"):
            pairs[marked.view, name].append((marked.row["gold"], text))
    for (view, name), found in sorted(pairs.items()):
        print(f"{view:9} {name:5} pages {len(found):4}  F1 %.4f  P %.4f  R %.4f" % score(found))
    for view, gathered in cautious.items():
        bound, lost, left = gathered.best()
        print(f"{view:9} below {bound:.3f}: content words lost {lost:.2%}  furniture lines left {left:.1%}")


def _gather(cautious: Cautious, marked: MarkedPage, chances: Any) -> None:
    by_draft = {
        id(marked.page.lines[at].draft): float(chances[number])
        for at, number in marked.examples.items()
        if number is not None
    }
    drafts = [line.draft for line in marked.page.lines]
    cautious.add_page(marked.row[marked.view], marked.row[f"{marked.view}_labels"], drafts, by_draft)


def _kept(marked: MarkedPage, chances: Any, bounds: Bounds) -> str:
    """Return the text that these chances leave of a page."""
    drafts = marked.ruled.drafts
    judged = [
        (marked.page.lines[at].draft, float(chances[number]))
        for at, number in marked.examples.items()
        if number is not None
    ]
    own = choose_bounds(drafts, bounds)
    if own is not None:
        decide_lines(drafts, judged, own)
    stays = [at for at in marked.numbers if marked.page.lines[at].draft.is_open]
    if marked.view == "html":
        kept = [marked.page.lines[at].draft for at in stays]
        return "\n".join(draft.text for draft in kept if draft.block.markup is not Markup.CAPTION)
    numbers = {number for at in stays for number in marked.numbers[at]}
    text = marked.row[marked.view]
    keep = [number in numbers for number in range(text.count("\n") + 1)]
    return kept_text(text, marked.row[f"{marked.view}_labels"], keep)
