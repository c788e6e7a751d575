"""How much a word tells: little if many reports of the archive have it, much if few do."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from archive.comparing.profiles import Profile

# A small archive knows little of what is rare: it is weighed as if so many reports without any of its words
# stood beside it. On archives of some 30 development reports 0 finds
# three quarters of each event (B-cubed recall), 500 nearly all of it.
REPORTS_ASSUMED = 500
# Weights run from near 0 to about this, whatever the size of the archive, so that one set of coefficients fits.
WEIGHT_OF_RAREST = 6.3
# A word that every report has still tells more than one that is not shared.
LEAST_WEIGHT = 0.02


class _ByWord(dict[str, float]):
    """Weights by word, each worked out when it is first asked for."""

    def __init__(self, reports: int, frequencies: Mapping[str, int]) -> None:
        super().__init__()
        self._reports, self._frequencies = reports + REPORTS_ASSUMED + 1, frequencies

    def __missing__(self, word: str) -> float:
        rarity = math.log(self._reports / (self._frequencies.get(word, 0) + 0.5)) / math.log(self._reports)
        weight = self[word] = max(LEAST_WEIGHT, WEIGHT_OF_RAREST * rarity)
        return weight


class WordWeights:
    """The weight of each word in an archive of ``reports``; ``frequencies`` counts the reports that have it."""

    def __init__(self, reports: int, frequencies: Mapping[str, int]) -> None:
        self.reports, self.frequencies = reports, frequencies
        # ``weight`` for who asks thousands of times.
        self.by_word: Mapping[str, float] = _ByWord(reports, frequencies)

    def weight(self, word: str) -> float:
        """Return the word's weight, ``LEAST_WEIGHT`` to about 7; more is rarer."""
        return self.by_word[word]


def count_frequencies(profiles: Iterable[Profile]) -> Counter[str]:
    """Return for each word the number of reports that have it."""
    return Counter(word for profile in profiles for word in profile.words)
