"""The line classifier: what the rules left is judged line by line, by weights learned from marked pages."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.cleaning import reasons
from archive.cleaning.language import detect_language
from archive.cleaning.page_lines import is_soft
from archive.cleaning.traits import find_traits
from archive.cleaning.wordlists import load_weights
from archive.records import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.cleaning.drafts import Draft


@dataclass(frozen=True, slots=True)
class Bounds:
    """Chances below which running text and shorter lines are taken out, and above which a line comes back.

    ``weights`` names the file of the data folder whose weights give the chances. Only a line as near as ``reach`` to
    one that stays can be an overlooked part of the report.
    """

    weights: str
    prose: float
    short: float
    rescued: float
    reach: int = 200


# Losing a sentence is worse than leaving a line: running text goes only when four to one speaks against it. Chosen on
# pages of sites the weights had not seen (`python -m benchmarks.train_lines --folds 5`): 0.08 for running text lost
# a fourth of a per cent fewer of the words of reports and left a tenth more of the lines of furniture.
TEXT = Bounds("line_weights.csv", prose=0.2, short=0.4, rescued=0.6)
PAGE = Bounds("page_weights.csv", prose=0.2, short=0.5, rescued=0.7, reach=20)
LANGUAGE = "en"
# No development page has more lines that are not surely furniture; judging twenty thousand would take seconds.
MAX_LINES = 4000
# A line of so many words between two paragraphs may head the second.
MAX_SUBHEADING_WORDS = 14
# A line of so many words is judged as cautiously as running text, however it ends.
MANY_WORDS = 15
# "The dead were named as:" announces a list, "Related:" is a label.
MIN_ANNOUNCING_WORDS = 4


def judge_lines(drafts: Sequence[Draft], headline: str | None, bounds: Bounds) -> None:
    """Remove the open lines that read like furniture, and reopen lines that were removed for their place alone.

    The first paragraph stays; what may be a sub-heading, and a list announced by a colon, is judged as cautiously
    as a paragraph. A text in another language than the weights were learned from is left as it is.
    """
    texts = [draft.text for draft in drafts if draft.is_open]
    if sum(draft.is_open or is_soft(draft) for draft in drafts) > MAX_LINES:
        return
    if detect_language("\n".join(texts)) != LANGUAGE:
        return
    judged = list(find_traits(drafts, headline, bounds.reach))
    chances = [chance_of(traits, bounds.weights) for _, traits in judged]
    lede = next((draft for draft in drafts if draft.is_open and draft.is_prose), None)
    cautious = _subheadings(drafts) | _announced(drafts)
    for (draft, _), chance in zip(judged, chances, strict=True):
        is_cautious = draft.is_prose or draft.words >= MANY_WORDS or id(draft) in cautious
        if not draft.is_open:
            if chance > bounds.rescued:
                draft.reopen()
        elif chance < (bounds.prose if is_cautious else bounds.short) and draft is not lede:
            draft.remove(reasons.UNLIKE, round(1.0 - chance, 2))


def chance_of(traits: Sequence[str], weights: str) -> float:
    """Return the chance (0.0 to 1.0) that a line of these traits belongs to the report."""
    learned = load_weights(weights)
    total = sum(learned.get(trait, 0.0) for trait in dict.fromkeys(traits))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _subheadings(drafts: Sequence[Draft]) -> set[int]:
    """Return the identities of the lines that may head a paragraph below another."""
    lines = [draft for draft in drafts if draft.is_open]
    found = set()
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        is_short = line.words <= MAX_SUBHEADING_WORDS and not line.ends_sentence and not line.is_linked
        is_heading = line.block.markup in {Markup.HEADING, Markup.PLAIN}
        if is_short and is_heading and before.is_prose and after.is_prose:
            found.add(id(line))
    return found


def _announced(drafts: Sequence[Draft]) -> set[int]:
    """Return the identities of the lines of lists that a line with a colon announces."""
    found = set()
    is_announced = False
    for draft in drafts:
        if not draft.is_open:
            continue
        if is_announced and not draft.is_prose:
            found.add(id(draft))
        else:
            is_announced = draft.text.endswith(":") and draft.words >= MIN_ANNOUNCING_WORDS
    return found
