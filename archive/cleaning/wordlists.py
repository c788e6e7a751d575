"""The word lists of the room, read once from the data folder."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.cleaning.folding import fold_cue, fold_end, fold_start

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Cues:
    """Phrases that give furniture away, folded, each with the reason it stands for.

    ``lines`` are whole lines; ``starts`` and ``ends`` are how a short line begins or ends, by their first or
    last word; ``labels`` are beginnings that count only where the line ends no sentence; ``headings`` are
    lines whose followers are furniture too; ``inline`` are phrases that stray into paragraphs; ``within`` are
    phrases that no report says of itself, by one word of each.
    """

    lines: dict[str, str]
    starts: dict[str, tuple[tuple[str, str], ...]]
    ends: dict[str, tuple[tuple[str, str], ...]]
    labels: dict[str, tuple[tuple[str, str], ...]]
    headings: dict[str, str]
    inline: dict[str, str]
    within: dict[str, tuple[tuple[str, str], ...]]


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def load_cues() -> Cues:
    """Return the cue phrases of data/cues.csv."""
    exact: dict[str, dict[str, str]] = defaultdict(dict)
    edges: dict[str, dict[str, list[tuple[str, str]]]] = {
        match: defaultdict(list) for match in ("start", "label", "end", "within")
    }
    for row in _rows("cues.csv"):
        match, reason = row["match"], row["reason"]
        if match in {"start", "label"}:
            phrase = fold_start(row["phrase"])
            edges[match][phrase.split()[0]].append((phrase, reason))
        elif match == "end":
            phrase = fold_end(row["phrase"])
            edges[match][phrase.split()[-1]].append((phrase, reason))
        elif match == "within":
            phrase = fold_cue(row["phrase"])
            edges[match][_inner_word(phrase)].append((phrase, reason))
        else:
            exact[match][fold_cue(row["phrase"])] = reason
    return Cues(
        exact["line"],
        {word: tuple(phrases) for word, phrases in edges["start"].items()},
        {word: tuple(phrases) for word, phrases in edges["end"].items()},
        {word: tuple(phrases) for word, phrases in edges["label"].items()},
        exact["heading"],
        exact["inline"],
        {word: tuple(phrases) for word, phrases in edges["within"].items()},
    )


def _inner_word(phrase: str) -> str:
    """Return the longest word between the phrase's first and last, which alone may stand there in part."""
    words = phrase.split()
    return max(words[1:-1] or words, key=len)


@cache
def load_names(name: str) -> dict[str, int]:
    """Return the names of months or weekdays (``months.csv``, ``weekdays.csv``) with their numbers."""
    column = "month" if name == "months.csv" else "weekday"
    return {
        spelling.replace("_", " "): int(row[column])
        for row in _rows(name)
        for spelling in row["names"].split()
    }


@cache
def load_lines(name: str) -> frozenset[str]:
    """Return the lines of a plain list, folded; lines that begin with ``#`` are remarks."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(fold_cue(line) for line in lines if line.strip() and not line.startswith("#"))


@cache
def load_stopwords() -> dict[str, frozenset[str]]:
    """Return the commonest words of each language, by its code."""
    return {row["language"]: frozenset(row["words"].split()) for row in _rows("stopwords.csv")}


@cache
def load_weights(name: str) -> dict[str, dict[str, float]]:
    """Return the weights of the line classifier from ``name`` in the data folder.

    They go by what a trait begins with, up to its first ``=``, and by the rest of it.
    """
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for row in _rows(name):
        start, equals, rest = row["trait"].partition("=")
        weights[start + equals][rest] = float(row["weight"])
    return dict(weights)
