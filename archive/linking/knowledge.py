"""What linking knows of the archive: each article's profile, how many articles have a word, who uses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db.models import F

from archive.comparing.candidates import (
    choose_candidates,
    find_terms,
    gather_shared_terms,
    keep_rarest,
    nearest_by_terms,
)
from archive.comparing.profile_json import from_plain, to_plain
from archive.comparing.profiles import Profile, profile_report
from archive.comparing.weighing import WordWeights
from archive.linking.batches import batched
from archive.models import Article, Stage, StoredProfile, Term, TermUse

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
    _count_words(counts)
    _store_uses(profiles)
    return profiles


def forget_articles(keys: Collection[int]) -> None:
    """Drop profiles and words of articles; those not known are passed over."""
    known = {row.article_id: from_plain(row.profile) for row in _stored(keys) if row.stage != Stage.TO_READ}
    counts = Counter(word for profile in known.values() for word in profile.words)
    _count_words(Counter({word: -count for word, count in counts.items()}))
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
        words = {word for profile in profiles for word in (*profile.words, *profile.opening)}
        missing = sorted(words - self._frequencies.keys())
        self._frequencies |= dict.fromkeys(missing, 0)
        for some in batched(missing, _BATCH):
            self._frequencies.update(Term.objects.filter(word__in=some).values_list("word", "articles"))
        return self._weights


def find_candidates(profile: Profile, weights: WordWeights) -> list[int]:
    """Return keys of the published articles worth scoring against the profile, best first, at most 50."""
    terms = find_terms(profile, weights)
    known = Term.objects.filter(word__in=list(terms))
    numbers = {word: key for key, word in known.values_list("pk", "word")}
    words = {numbers[word]: word for word in keep_rarest(numbers, weights.frequencies)}
    uses = TermUse.objects.filter(term__in=list(words)).exclude(article=profile.id)
    shared = gather_shared_terms(
        terms,
        (
            (words[term], key, in_lede)
            for term, key, in_lede in uses.values_list("term", "article", "in_lede")
        ),
        weights,
    )
    near = Article.objects.published().filter(pk__in=nearest_by_terms(shared))
    return choose_candidates(shared, profile.published_on, dict(near.values_list("pk", "published_on")))


def _stored(keys: Collection[int]) -> Iterator[StoredProfile]:
    for some in batched(sorted(keys), _BATCH):
        yield from StoredProfile.objects.filter(article__in=some)


def _count_words(counts: Counter[str]) -> None:
    """Add to the number of articles that have each word."""
    _add_words(sorted(counts))
    by_change: dict[int, list[str]] = {}
    for word, change in sorted(counts.items()):
        by_change.setdefault(change, []).append(word)
    for change, words in by_change.items():
        for some in batched(words, _BATCH):
            Term.objects.filter(word__in=some).update(articles=F("articles") + change)


def _store_uses(profiles: dict[int, Profile]) -> None:
    weights = ArchiveWeights().of(profiles.values())
    found = {key: find_terms(profile, weights) for key, profile in profiles.items()}
    numbers = _term_numbers(sorted({word for terms in found.values() for word in terms}))
    TermUse.objects.bulk_create(
        [
            TermUse(term_id=numbers[word], article_id=key, in_lede=in_lede)
            for key, terms in found.items()
            for word, in_lede in terms.items()
        ],
        batch_size=_BATCH // 3,
    )


def _term_numbers(words: Sequence[str]) -> dict[str, int]:
    # A word of the opening that is only recalled later is not counted, so it may be new here.
    _add_words(words)
    numbers: dict[str, int] = {}
    for some in batched(words, _BATCH):
        numbers.update(Term.objects.filter(word__in=some).values_list("word", "pk"))
    return numbers


def _add_words(words: Sequence[str]) -> None:
    for some in batched(words, _BATCH):
        known = set(Term.objects.filter(word__in=some).values_list("word", flat=True))
        Term.objects.bulk_create(
            (Term(word=word) for word in some if word not in known), ignore_conflicts=True
        )
