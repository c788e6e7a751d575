"""The line classifier: what the rules left is judged line by line, by two models learned from marked pages.

The first, weights of words and of elements' names, says what a line reads like; the second, boosted trees, what it is
where it stands, by what the first says of it and of the lines round it, and by what the elements of a web page hold.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive.cleaning import reasons
from archive.cleaning.containers import measure_containers
from archive.cleaning.language import detect_language
from archive.cleaning.page_lines import SOFT, is_soft, read_page
from archive.cleaning.surroundings import UNJUDGED, measure_lines
from archive.cleaning.traits import find_judged, weigh
from archive.cleaning.trees import load_trees, score_lines
from archive.cleaning.wordlists import load_weights
from archive.records import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from archive.cleaning.drafts import Draft
    from archive.cleaning.page_lines import Page


@dataclass(frozen=True, slots=True)
class Bounds:
    """Chances below which running text and shorter lines are taken out, and above which a line comes back.

    ``weights`` and ``trees`` name the files of the data folder that give the chances. Only a line as near as ``reach``
    to running text, or to one that stays, can be an overlooked part of the report. ``foreign`` are the bounds for a
    text in another language than the models were learned from, ``None`` where such a one stays as it is.
    """

    weights: str
    trees: str
    prose: float
    short: float
    rescued: float
    reach: int | None = None
    foreign: Bounds | None = None


# Losing a sentence is worse than leaving a line. Chosen on pages of sites the models had not seen
# (`python -m benchmarks.train_lines --folds`): bounds of 0.3 and 0.4 lost 3.3 in a hundred words of news instead of
# 3.4, and cost 0.001 of F1; 0.45 and 0.5 won 0.001, and lost 3.5.
TEXT = Bounds("line_weights.csv", "line_trees.csv", prose=0.37, short=0.47, rescued=0.55)
# What a line looks like and where it stands tells something in any language, if less: on the 15 pages of news in
# other languages these bounds are 0.007 of F1 better than the English ones near the article, and 0.010 on whole pages.
TEXT = replace(TEXT, foreign=replace(TEXT, prose=0.15, short=0.3))
# Of web pages a third of the lines stand so near; judging all of them found no more, and cost more. Bounds of 0.2 and
# 0.7 or of 0.3 and 0.6 are as good.
PAGE = Bounds("page_weights.csv", "page_trees.csv", prose=0.25, short=0.5, rescued=0.65, reach=8)
LANGUAGE = "en"
# No development page has more lines that are not surely furniture; judging twenty thousand would take seconds.
MAX_LINES = 4000
# The longest line of a development text has 580 words; a text with a line of more than this has lost its line ends.
MAX_LINE_WORDS = 5000
# The first paragraph and a list that is announced (the names of the dead) are what a report can least do without, but
# on whole pages a first paragraph is a notice as often: they go only where they have hardly a chance. Where the models
# doubt more than a part of the running text, they have met something they do not know (a report pasted twice, say), and
# so does everything else.
HARDLY, MAX_DOUBTED = 0.1, 0.45
# A line of so many words between two paragraphs may head the second.
MAX_SUBHEADING_WORDS = 14
# A line of so many words is judged as cautiously as running text, however it ends.
MANY_WORDS = 15
# "The dead were named as:" announces a list, "Related:" is a label.
MIN_ANNOUNCING_WORDS = 4


def judge_lines(drafts: Sequence[Draft], headline: str | None, bounds: Bounds) -> None:
    """Remove the open lines that read like furniture, and reopen lines that were removed for their place alone.

    The first paragraph goes only where it has hardly a chance and another stays, and so does a list announced by a
    colon; what may be a sub-heading is judged as cautiously as a paragraph. A text in another language than the
    weights were learned from is judged more cautiously still.
    """
    own = choose_bounds(drafts, bounds)
    if own is not None:
        decide_lines(drafts, find_chances(drafts, headline, own), own)


def choose_bounds(drafts: Sequence[Draft], bounds: Bounds) -> Bounds | None:
    """Return the bounds for the language the text is in; ``None`` where it, or its length, is unheard of."""
    if sum(draft.is_open or is_soft(draft) for draft in drafts) > MAX_LINES:
        return None
    if any(draft.words > MAX_LINE_WORDS for draft in drafts):
        return None
    language = detect_language("\n".join(draft.text for draft in drafts if draft.is_open))
    return bounds if language == LANGUAGE else bounds.foreign


def decide_lines(drafts: Sequence[Draft], chances: Iterable[tuple[Draft, float]], bounds: Bounds) -> None:
    """Remove and reopen lines by their chances of being the report's.

    A line that a rule about places removed is as surely furniture as the classifier thinks; one it was not asked about,
    as it stands too far from the report, is SOFT's worth.
    """
    lede = next((draft for draft in drafts if draft.is_open and draft.is_prose), None)
    subheadings, announced = _subheadings(drafts), _announced(drafts)
    judged = list(chances)
    if _doubted_share(judged, bounds) > MAX_DOUBTED:
        bounds = replace(bounds, prose=HARDLY, short=HARDLY)
    for draft, chance in judged:
        is_cautious = draft.is_prose or draft.words >= MANY_WORDS or id(draft) in subheadings
        is_needed = draft is lede or id(draft) in announced
        if not draft.is_open:
            if chance > bounds.rescued:
                draft.reopen()
            else:
                draft.confidence = max(draft.confidence, round(1.0 - chance, 2))
        elif chance < (HARDLY if is_needed else bounds.prose if is_cautious else bounds.short):
            draft.remove(reasons.UNLIKE, round(1.0 - chance, 2))
    if lede is not None and not any(draft.is_open and draft.is_prose for draft in drafts):
        lede.reopen()
    asked = {id(draft) for draft, _ in judged}
    for draft in drafts:
        if is_soft(draft) and id(draft) not in asked:
            draft.confidence = SOFT


def _doubted_share(judged: Sequence[tuple[Draft, float]], bounds: Bounds) -> float:
    """Return the part (0.0 to 1.0) of the words of running text that would be taken out."""
    running = [(draft.words, chance) for draft, chance in judged if draft.is_open and draft.is_prose]
    doubted = sum(words for words, chance in running if chance < bounds.prose)
    return doubted / max(1, sum(words for words, _ in running))


def find_chances(drafts: Sequence[Draft], headline: str | None, bounds: Bounds) -> list[tuple[Draft, float]]:
    """Return each line that may be judged, in order, with the chance (0.0 to 1.0) that it belongs to the report."""
    page = read_page(drafts, headline)
    places = find_judged(page.lines, bounds.reach)
    if not places:
        return []
    weights = load_weights(bounds.weights)
    scores = [UNJUDGED] * len(page.lines)
    for at in places:
        scores[at] = weigh(page.lines[at], weights)
    measures = measure_page(page, scores)
    totals = score_lines(load_trees(bounds.trees), {name: told[places] for name, told in measures.items()})
    return [(page.lines[at].draft, _chance(score)) for at, score in zip(places, totals.tolist(), strict=True)]


def measure_page(page: Page, scores: Sequence[float]) -> dict[str, NDArray[np.float64]]:
    """Return what the trees ask of lines, for all of ``page``: of a web page, what its elements hold, too."""
    measures = measure_lines(page, scores)
    if any(line.draft.block.hints for line in page.lines):
        measures |= measure_containers(page, measures)
    return measures


def _chance(score: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


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
