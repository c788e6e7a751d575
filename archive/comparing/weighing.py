"""How much a word tells: little if many reports of the archive have it, much if few do."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archive.comparing.profiles import Profile

# A small archive knows little of what is rare: it is weighed as if so many reports without any of its words
# stood beside it. On archives of some 30 development reports 0 finds
# three quarters of each event (B-cubed recall), 500 nearly all of it.
REPORTS_ASSUMED = 500
# Weights run from near 0 to about this, whatever the size of the archive, so that one set of coefficients fits.
WEIGHT_OF_RAREST = 6.3
# A word that every report has still tells more than one that is not shared.
LEAST_WEIGHT = 0.02


@dataclass(frozen=True)
class WordWeights:
    """The weight of each word in an archive of ``reports``; ``frequencies`` counts the reports that have it."""

    reports: int
    frequencies: Mapping[str, int]
    _known: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    def weight(self, word: str) -> float:
        """Return the word's weight, ``LEAST_WEIGHT`` to about 7; more is rarer."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._weigh(word)
        return known

    def _weigh(self, word: str) -> float:
        reports = self.reports + REPORTS_ASSUMED + 1
        rarity = math.log(reports / (self.frequencies.get(word, 0) + 0.5)) / math.log(reports)
        return max(LEAST_WEIGHT, WEIGHT_OF_RAREST * rarity)


def count_frequencies(profiles: Iterable[Profile]) -> Counter[str]:
    """Return for each word the number of reports that have it."""
    return Counter(word for profile in profiles for word in profile.words)
