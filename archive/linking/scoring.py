"""Articles against the candidates of the archive: links, stored with their reasons."""

from __future__ import annotations

from archive.comparing.pairs import Weighed, score_pair, weigh_profile
from archive.comparing.profiles import Profile
from archive.linking.knowledge import ArchiveWeights, find_candidates, load_profiles
from archive.models import Link
from archive.records import PairScore

# Below this two reports are not worth showing as related: of the development pairs under it, 59 in 16,040
# are of one event.
FAINTEST_LINK = 0.05
# Profiles kept for the next articles of a lot, which often have the same candidates: what bounds the memory.
MOST_KEPT = 300


class Scoring:
    """Scores articles one after another while the archive's words stay as they are (within one transaction).

    What two of them need of the archive, weights of words and weighed profiles, is read once.
    """

    def __init__(self) -> None:
        self._archive = ArchiveWeights()
        self._weighed: dict[int, Weighed] = {}

    def store_links(self, profile: Profile) -> None:
        """Score the profile's candidates and store the pairs worth showing; a known pair is kept."""
        found = find_candidates(profile, self._archive.of([profile]))
        scores = self._score(profile, found)
        Link.objects.bulk_create(
            (_to_link(profile.id, key, score) for key, score in scores.items() if _is_worth_showing(score)),
            ignore_conflicts=True,
        )

    def _score(self, profile: Profile, candidates: list[int]) -> dict[int, PairScore]:
        self._keep(candidates)
        one = weigh_profile(profile, self._archive.of([profile]))
        kept = ((key, self._weighed.get(key)) for key in candidates)
        return {key: score_pair(one, other, FAINTEST_LINK) for key, other in kept if other is not None}

    def _keep(self, keys: list[int]) -> None:
        """See to it that the stored profiles of these articles are read and weighed."""
        missing = [key for key in keys if key not in self._weighed]
        if len(self._weighed) + len(missing) > MOST_KEPT:
            self._weighed = {key: self._weighed[key] for key in keys if key in self._weighed}
        profiles = load_profiles(missing)
        weights = self._archive.of(profiles.values())
        self._weighed |= {key: weigh_profile(profile, weights) for key, profile in profiles.items()}


def _is_worth_showing(score: PairScore) -> bool:
    return score.probability >= FAINTEST_LINK or score.follows


def _to_link(one: int, other: int, score: PairScore) -> Link:
    return Link(
        first_id=min(one, other),
        second_id=max(one, other),
        probability=score.probability,
        copied=score.copied,
        follows=score.follows,
        reasons=list(score.reasons),
    )
