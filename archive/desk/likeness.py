"""How alike two texts are, by the runs of words they share; and the few numbers that find the alike in an archive."""

from __future__ import annotations

import hashlib
import re

_WORD = re.compile(r"\w+")
# Runs of so many words: shorter ones are shared by chance, longer ones by nobody who changed a word a line.
RUN_WORDS = 5
# Of a text's runs, the numbers kept: those with the lowest values, so that two texts keep the same ones.
SKETCH_SIZE = 16
# Texts that share fewer of them are not compared.
SHARED_AT_LEAST = 3
# Part of the shorter text's runs that the longer one has, and of both texts' runs that both have, from where on they
# are called nearly the same. By judgement; of the 135,998 pairs of development reports that tell different events none
# is, of the 1,028 that tell the same 18 are (reprints), and their sketches find all of those.
NEAR_CONTAINED = 0.7
NEAR_RESEMBLING = 0.4


def runs_of(text: str) -> frozenset[int]:
    """Return a number for each run of ``RUN_WORDS`` words; none for a shorter text."""
    words = _WORD.findall(text.casefold())
    return frozenset(
        int.from_bytes(
            hashlib.blake2b(" ".join(words[n : n + RUN_WORDS]).encode(), digest_size=6).digest(), "big"
        )
        for n in range(len(words) - RUN_WORDS + 1)
    )


def sketch_runs(runs: frozenset[int]) -> tuple[int, ...]:
    """Return the few numbers by which a text is found among others (Broder's bottom-k sketch)."""
    return tuple(sorted(runs)[:SKETCH_SIZE])


def are_near(one: frozenset[int], other: frozenset[int]) -> bool:
    """Return whether two texts, given by their runs, are nearly the same."""
    shared = len(one & other)
    shorter = min(len(one), len(other))
    return (
        shorter > 0
        and shared >= NEAR_CONTAINED * shorter
        and shared >= NEAR_RESEMBLING * (len(one) + len(other) - shared)
    )
