"""What linking knows of the archive: each article's profile, how many articles have a word, who uses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from archive.comparing.candidates import (
    choose_candidates,
    find_terms,
    keep_rarest,
)
from archive.comparing.profile_json import from_plain, to_plain
from archive.comparing.profiles import Profile, profile_report
from archive.comparing.weighing import WordWeights
from archive.linking.batches import batched
from archive.linking.terms import any_key, count_words, find_shared, frequencies_of, store_uses
from archive.models import Article, Stage, Status, StoredProfile, Term, TermUse

# SQLite takes no more than 999 values in a statement on old builds.
_BATCH = 900


def learn_articles(articles: Iterable[Article], stage: Stage) -> dict[int, Profile]:
    """Store the profiles and words of articles whose words are not counted; return the profiles by key."""
    profiles = {article.pk: profile_report(article.to_report()) for article in articles}
    StoredProfile.objects.bulk_create(
        (
            StoredProfile(article_id=key, profile=to_plain(profile), stage=stage)
            for key, profile in profiles.items()
        ),
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["profile", "stage"],
    )
    counts = Counter(word for profile in profiles.values() for word in profile.words)
    count_words(counts)
    _store_uses(profiles)
    return profiles


def forget_articles(keys: Collection[int]) -> None:
    """Drop profiles and words of articles; those not known are passed over."""
    known = {row.article_id: from_plain(row.profile) for row in _stored(keys) if row.stage != Stage.TO_READ}
    counts = Counter(word for profile in known.values() for word in profile.words)
    count_words({word: -count for word, count in counts.items()})
    for some in batched(keys, _BATCH):
        TermUse.objects.filter(article__in=some).delete()
        StoredProfile.objects.filter(article__in=some).delete()


def forget_words() -> None:
    """Drop all words, to be counted anew; the profiles stay until each is read anew."""
    TermUse.objects.all().delete()
    Term.objects.update(articles=0)


def load_profiles(keys: Collection[int]) -> dict[int, Profile]:
    """Return the stored profiles of the articles that have one."""
    return {row.article_id: from_plain(row.profile) for row in _stored(keys)}


class ArchiveWeights:
    """The weights of words in this archive, each looked up once: good while no article is learnt or forgotten."""

    def __init__(self) -> None:
        self._frequencies: dict[str, int] = {}
        self._weights = WordWeights(StoredProfile.objects.count(), self._frequencies)

    def of(self, profiles: Iterable[Profile]) -> WordWeights:
        """Return weights that know all words of the profiles."""
        held = list(profiles)
        words = set().union(*(profile.words for profile in held), *(profile.opening for profile in held))
        missing = words.difference(self._frequencies)
        self._frequencies |= dict.fromkeys(missing, 0)
        self._frequencies |= frequencies_of(missing)
        return self._weights


def find_candidates(profile: Profile, weights: WordWeights) -> list[int]:
    """Return keys of the published articles worth scoring against the profile, best first, at most 50."""
    terms = find_terms(profile, weights)
    words = keep_rarest(terms, weights.frequencies)
    shared = find_shared(words, terms, weights, excluding=profile.id)
    # By key alone: with the status, too, all that is published would be looked through.
    near = Article.objects.filter(pk__in=any_key(shared)).values_list("pk", "published_on", "status")
    days = {key: day for key, day, status in near if status == Status.PUBLISHED}
    return choose_candidates(shared, profile.published_on, days)


def _stored(keys: Collection[int]) -> Iterator[StoredProfile]:
    for some in batched(sorted(keys), _BATCH):
        yield from StoredProfile.objects.filter(article__in=some)


def _store_uses(profiles: dict[int, Profile]) -> None:
    weights = ArchiveWeights().of(profiles.values())
    found = {key: find_terms(profile, weights) for key, profile in profiles.items()}
    # A word of the opening that is only recalled later is not counted, so it may be new here.
    used = {word for terms in found.values() for word in terms}
    count_words({word: 0 for word in used if not weights.frequencies[word]})
    store_uses(found)
