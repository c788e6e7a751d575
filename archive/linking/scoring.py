"""One article against the candidates of the archive: links, stored with their reasons."""

from __future__ import annotations

from archive.comparing.pairs import score_pair, weigh_profile
from archive.comparing.profiles import Profile
from archive.linking.knowledge import find_candidates, load_profiles, load_weights
from archive.models import Link
from archive.records import PairScore

# Below this two reports are not worth showing as related: of the development pairs under it, 59 in 16,040
# are of one event.
FAINTEST_LINK = 0.05


def store_links(profile: Profile) -> None:
    """Score the profile's candidates and store the pairs worth showing; a known pair is kept."""
    found = find_candidates(profile, load_weights([profile]))
    scores = _score(profile, load_profiles(found))
    Link.objects.bulk_create(
        (_to_link(profile.id, other, score) for other, score in scores.items() if _is_worth_showing(score)),
        ignore_conflicts=True,
    )


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


def _score(profile: Profile, others: dict[int, Profile]) -> dict[int, PairScore]:
    weights = load_weights([profile, *others.values()])
    weighed = weigh_profile(profile, weights)
    return {key: score_pair(weighed, weigh_profile(other, weights)) for key, other in others.items()}
