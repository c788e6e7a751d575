"""What can be said of a line and of its neighbours: the traits by which the line classifier judges it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.cleaning.folding import fold_cue
from archive.cleaning.page_lines import Line, Page, is_soft
from archive.cleaning.scales import Trait, Wording
from archive.cleaning.standing import look_at, tell_form, tell_kin, tell_neighbours, tell_place, tell_words
from archive.cleaning.wordlists import WORD_GROUPS, load_lines
from archive.records import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archive.cleaning.drafts import Draft

# Only as many words of a line are looked at one by one.
MAX_WORDS = 40
SHORT_WORDS = 20
# The innermost names of the elements a line stands in, and the parts of them that count as words.
MAX_NAMES = 12
# The same few names stand round most lines of a page, and of a site's pages.
MAX_NAMES_KNOWN = 1024
NAME_PART = re.compile(r"[a-z]{2,20}")
# "Jane Doe/Outlet", "... in the rain. AFP", "(Outlet)" at a caption's end.
CREDITED = re.compile(r"(?:[\w.]/[A-Z][\w. ]{0,20}|[.!?\"”]\s[(]?(?P<agency>[\w ]{2,25})[)]?)$")
MARKS = ("|", "/", "…", "?", "!", ":", '"', "@", "©", "http", "$", "»", "·", "(")


def read_page(drafts: Sequence[Draft], headline: str | None) -> Page:
    """Return the lines of ``drafts`` that carry text, as the classifier sees them."""
    lines = [Line(draft) for draft in drafts if draft.block.pieces and draft.block.markup is not Markup.RULE]
    return Page(lines, headline)


def find_traits(page: Page, reach: int) -> Iterator[tuple[int, list[str]]]:
    """Yield, in order, the place of each line the classifier may judge, with the names of its traits."""
    places = find_judged(page, reach)
    names = [trait.names() for trait in tell_traits(page, places)]
    for number, at in enumerate(places):
        yield at, [name for told in names for name in told[number]]


def tell_traits(page: Page, places: Sequence[int]) -> list[Trait | Wording]:
    """Return the traits of the lines at ``places``, in the order in which their weights are added up."""
    if not places:
        return []
    lines = look_at(page, places)
    judged = [page.lines[at] for at in places]
    return [
        *tell_form(page, lines),
        Wording([[("", (_first(line),))] for line in judged]),
        *tell_words(page, lines),
        Wording([[("", _seldom(page, line))] for line in judged]),
        *tell_place(page, lines),
        *tell_neighbours(lines),
        *tell_kin(page, lines),
        Wording([[("", _names(line)), *_wording(line)] for line in judged]),
    ]


def find_judged(page: Page, reach: int) -> list[int]:
    """Return the places of the lines the classifier may judge.

    Those are the open ones, and what a rule about places removed at most ``reach`` lines from an open one.
    """
    lines = page.lines
    near = [False] * len(lines)
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        left = 0
        for at in order:
            left = reach if lines[at].draft.is_open else left - 1
            near[at] = near[at] or (left > 0 and (lines[at].draft.is_open or is_soft(lines[at].draft)))
    return [at for at, is_near in enumerate(near) if is_near]


def _first(line: Line) -> str:
    first = line.draft.text[:1]
    return f"first{'a' if first.islower() else 'A' if first.isupper() else '0' if first.isdigit() else first}"


def _seldom(page: Page, line: Line) -> list[str]:
    """Return the traits that few lines have."""
    draft, length, prose, text = line.draft, line.length, int(line.draft.is_prose), line.draft.text
    traits = [f"m{mark}{prose}" for mark in MARKS if mark in text]
    if text.isupper():
        traits.append(f"upper{length}")
    if page.folded[draft.folded] > 1:
        traits.append(f"again{prose}")
    if draft.has_inner_end:
        traits.append(f"inner{length}")
    if _is_credited(text):
        traits.append(f"credited{length}")
    return traits


def _is_credited(text: str) -> bool:
    """Say whether ``text`` ends with a name and an outlet, or with an agency."""
    credit = CREDITED.search(text[-40:])
    if credit is None:
        return False
    return credit["agency"] is None or fold_cue(credit["agency"]) in load_lines("agencies.txt")


def _names(line: Line) -> list[str]:
    """Return what the elements a line of a page stands in are called."""
    hints = line.draft.block.hints
    return [f"in={hints[-1]}{line.length}", *_name_parts(hints[-MAX_NAMES:])] if hints else []


@lru_cache(maxsize=MAX_NAMES_KNOWN)
def _name_parts(names: tuple[str, ...]) -> tuple[str, ...]:
    parts = {part for name in names for part in NAME_PART.findall(name)}
    return tuple(f"in:{part}" for part in sorted(parts))


def _wording(line: Line) -> list[tuple[str, Iterable[str]]]:
    words = list(map(str.casefold, line.words[:MAX_WORDS]))
    if not words:
        return []
    inside, first, end = WORD_GROUPS[:3] if len(line.words) <= SHORT_WORDS else WORD_GROUPS[3:]
    numbered = words
    if any(map(str.isdigit, words)):
        numbered = ["0" if word.isdigit() else word for word in words]
    two, last = " ".join(words[:2]), line.words[-1].casefold()
    last_two = " ".join(line.words[-2:]).casefold()
    return [
        (inside, dict.fromkeys(numbered)),
        (inside, dict.fromkeys(map(" ".join, pairwise(numbered)))),
        (first, dict.fromkeys((words[0], two))),
        (end, dict.fromkeys((last, last_two))),
    ]
