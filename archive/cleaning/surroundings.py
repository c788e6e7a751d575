"""What stands round a line, in numbers: by these the second model judges what the first one said of each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from archive.cleaning import reasons
from archive.cleaning.page_lines import is_soft
from archive.records import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from archive.cleaning.page_lines import Line, Page

    Numbers = NDArray[np.float64]

# The score of a line that the first model does not judge, and the bounds within which its scores are told apart.
UNJUDGED = -6.0
MAX_SCORE = 8.0
# Beyond the page's ends: no line.
NO_SCORE, NO_WORDS = -7.0, -1.0
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
WINDOWS = (2, 5, 20)
SIDES = (4, 12)
# A line of so many words that the first model is sure of: the report is there.
STRONG_SCORE, STRONG_WORDS = 2.0, 12
# Worth of a line in the best segment: its words up to a bound, for or against; a short one costs a little more.
MAX_FOR, MAX_AGAINST, LINE_COST = 60, 20, 1.0
FAR, FAR_LINES = 99, 40
# The trees know these by their numbers here, any other reason by the number after the last.
MARKUPS = (
    Markup.PLAIN,
    Markup.HEADING,
    Markup.QUOTE,
    Markup.LIST_ITEM,
    Markup.CAPTION,
    Markup.TABLE_ROW,
    Markup.RULE,
)
PLACE_REASONS = (
    None,
    reasons.OUTSIDE,
    reasons.STRAY_HEADLINE,
    reasons.LINKS,
    reasons.NAVIGATION,
    reasons.RELATED,
    reasons.SHARE,
    reasons.SUBSCRIPTION,
    reasons.ADVERTISEMENT,
    reasons.LEGAL,
    reasons.BIOGRAPHY,
    reasons.CAPTION,
    reasons.PLAYER,
    reasons.HIDDEN,
)
MARKUP_NUMBERS = {markup: float(number) for number, markup in enumerate(MARKUPS)}
REASON_NUMBERS = {reason: float(number) for number, reason in enumerate(PLACE_REASONS)}
OTHER_REASON = float(len(PLACE_REASONS))
ENDINGS = ".:,?!…\"'”|"


def measure_lines(page: Page, scores: Sequence[float]) -> dict[str, Numbers]:
    """Return by its name each measure of all lines of ``page``, in their order.

    ``scores`` are the first model's log-odds that a line is the report's, UNJUDGED for lines it does not judge.
    """
    score = np.clip(np.array(scores, dtype=float), -MAX_SCORE, MAX_SCORE)
    words = np.array([line.draft.words for line in page.lines], dtype=float)
    measures = _own(page, words)
    measures["score"] = score
    chance = 1.0 / (1.0 + np.exp(-score))
    for step in NEIGHBOURS:
        measures[f"score{step:+}"] = _shifted(score, step, NO_SCORE)
        measures[f"words{step:+}"] = _shifted(measures["words"], step, NO_WORDS)
    for step in (-1, 1):
        measures[f"state{step:+}"] = _shifted(measures["state"], step, -1)
    lines, words_sums = _sums(np.ones(len(words))), _sums(words)
    score_sums, told_sums = _sums(score), _sums(chance * words)
    for reach in WINDOWS:
        measures[f"scores~{reach}"] = _window(score_sums, lines, reach)
        measures[f"chances~{reach}"] = _window(told_sums, words_sums, reach)
    measures["words~5"] = _window(_sums(measures["words"]), lines, 5)
    measures["ends~5"] = _window(_sums(measures["ends"]), lines, 5)
    for reach in SIDES:
        measures[f"scores<{reach}"] = _before(score, reach)
        measures[f"scores>{reach}"] = _before(score[::-1], reach)[::-1]
    measures |= _place(words, score, chance)
    measures |= _segment(words, score)
    measures |= _whole(page, score, measures)
    return measures


def _own(page: Page, words: Numbers) -> dict[str, Numbers]:
    lines = page.lines
    own = {
        "words": np.log1p(words),
        "letters": np.array([len(line.draft.text) for line in lines]) / np.maximum(1, words),
        "state": np.array([_state(line) for line in lines]),
        "reason": np.array([REASON_NUMBERS.get(line.draft.reason, OTHER_REASON) for line in lines]),
        "markup": np.array([MARKUP_NUMBERS[line.draft.block.markup] for line in lines]),
        "ending": np.array([float(ENDINGS.find(line.draft.text[-1:])) for line in lines]),
        "ends": np.array([float(line.draft.ends_sentence) for line in lines]),
        "prose": np.array([float(line.draft.is_prose) for line in lines]),
        "links": np.array([line.draft.block.link_share for line in lines]),
        "again": np.array([min(page.folded[line.draft.folded], 4) for line in lines], dtype=float),
        "told": np.array([page.told_share(line) for line in lines]),
        "titled": np.array([min(len(line.long_words & page.title_words), 6) for line in lines], dtype=float),
        "commas": np.array([line.draft.text.count(",") for line in lines]) / np.maximum(1, words),
    }
    shares = np.array([line.shares for line in lines])
    return own | {name: shares[:, at] for at, name in enumerate(("capitals", "digits", "common"))}


def _state(line: Line) -> float:
    draft = line.draft
    return 0.0 if draft.is_open else 1.0 if is_soft(draft) else 2.0 if draft.is_removed else 3.0


def _shifted(values: Numbers, step: int, beyond: float) -> Numbers:
    """Return for each line the value of the one ``step`` lines on (-1: the one above)."""
    shifted = np.full(len(values), float(beyond))
    if step > 0:
        shifted[:-step] = values[step:]
    else:
        shifted[-step:] = values[:step]
    return shifted


def _sums(values: Numbers) -> Numbers:
    """Return the sum of the values before each line; the last entry is that of all."""
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    return sums


def _window(sums: Numbers, totals: Numbers, reach: int) -> Numbers:
    """Return the mean over the line and ``reach`` lines on either side, given the sums of values and of weights."""
    places = np.arange(len(sums) - 1)
    low, high = np.maximum(0, places - reach), np.minimum(len(places), places + reach + 1)
    means: Numbers = (sums[high] - sums[low]) / np.maximum(totals[high] - totals[low], 1.0)
    return means


def _before(score: Numbers, reach: int) -> Numbers:
    """Return the mean score of up to ``reach`` lines before each."""
    sums = _sums(score)
    places = np.arange(len(score))
    low = np.maximum(0, places - reach)
    means: Numbers = (sums[places] - sums[low]) / np.maximum(1, places - low)
    means[:1] = NO_SCORE
    return means


def _place(words: Numbers, score: Numbers, chance: Numbers) -> dict[str, Numbers]:
    """Return how much of the report stands before and after, and how far the nearest sure lines of it are."""
    expected = chance * words
    before = np.cumsum(expected) - expected
    total = expected.sum()
    strong = (score > STRONG_SCORE) & (words >= STRONG_WORDS)
    strong_before: NDArray[np.intp] = np.cumsum(strong) - strong
    above, words_above = _distance(strong, words)
    below, words_below = _distance(strong[::-1], words[::-1])
    return {
        "report before": np.log1p(before),
        "report after": np.log1p(np.maximum(0, total - before - expected)),
        "report share": before / max(1.0, total),
        "own share": words / max(1.0, total),
        "report": np.full(len(words), np.log1p(total)),
        "sure above": above,
        "sure below": below[::-1],
        "words to sure above": words_above,
        "words to sure below": words_below[::-1],
        "sure before": strong_before.astype(float),
        "sure after": (strong.sum() - strong_before - strong).astype(float),
    }


def _distance(strong: NDArray[np.bool_], words: Numbers) -> tuple[Numbers, Numbers]:
    """Return how many lines, and words (their logarithm), back the last strong line is; FAR where there is none."""
    places = np.arange(len(words))
    last = np.maximum.accumulate(np.where(strong, places, -1))
    last = np.concatenate([[-1], last[:-1]])
    sums = _sums(words)
    lines = np.where(last < 0, FAR, np.minimum(places - last, FAR)).astype(float)
    between = np.where(last < 0, 999.0, np.minimum(sums[places] - sums[last + 1], 999.0))
    return lines, np.log1p(between)


def _segment(words: Numbers, score: Numbers) -> dict[str, Numbers]:
    """Return where each line lies to the run of lines with the greatest sum of worth."""
    leaning = np.tanh(score / 2)
    worth = np.where(
        score > 0,
        np.minimum(words, MAX_FOR) * leaning,
        np.minimum(words, MAX_AGAINST) * leaning - LINE_COST,
    )
    best, first, last = 0.0, 0, len(words)
    total, start = 0.0, 0
    for at, value in enumerate(worth.tolist()):
        total += value
        if total <= 0:
            total, start = 0.0, at + 1
        elif total > best:
            best, first, last = total, start, at + 1
    places = np.arange(len(words), dtype=float)
    return {
        "after segment's first": np.clip(places - first, -FAR_LINES, FAR_LINES),
        "before segment's last": np.clip(last - 1 - places, -FAR_LINES, FAR_LINES),
        "segment's worth": np.full(len(words), np.log1p(best)),
        "segment's lines": np.full(len(words), float(last - first)),
    }


def _whole(page: Page, score: Numbers, measures: dict[str, Numbers]) -> dict[str, Numbers]:
    count = len(score)
    places = np.arange(count, dtype=float)
    title = page.title_at
    first = next((at for at, line in enumerate(page.lines) if line.is_running), 0)
    signed = np.array(page.signed_before[:-1], dtype=float)
    return {
        "place": places / max(1, count),
        "lines before": np.minimum(places, FAR_LINES),
        "lines after": np.minimum(count - 1 - places, FAR_LINES),
        "lines": np.full(count, np.log1p(count)),
        "below title": np.full(count, -float(FAR)) if title is None else np.clip(places - title, -60, 60),
        "removed share": np.full(count, np.mean(measures["state"] == 2) if count else 0.0),
        "likely share": np.full(count, np.mean(score > 0) if count else 0.0),
        "longest": np.full(count, measures["words"].max(initial=0.0)),
        "signed": signed - signed[max(title or 0, first)],
    }
