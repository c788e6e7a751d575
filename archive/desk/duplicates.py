"""Which article of the archive a text repeats, and as what: the same file, the same text, an update, wire copy."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from archive.desk.likeness import SHARED_AT_LEAST, are_near, runs_of, sketch_runs
from archive.models import Article, Fingerprint, Likeness, Original

# So many of the articles that share most are compared in full.
_MOST_COMPARED = 5


@dataclass(frozen=True, slots=True)
class Twin:
    """The article that a file repeats, and how."""

    article: Article
    likeness: Likeness

    @property
    def reason(self) -> str:
        """What an editor is told."""
        name = f"article {self.article.pk} (“{self.article.title}”, from {self.article.original.filename})"
        if self.likeness == Likeness.BYTES:
            return f"already stored as {name}; nothing more to store"
        if self.likeness == Likeness.TEXT:
            return f"word for word the same text as {name}"
        if self.likeness == Likeness.WIRE:
            ran = self.article.outlet.name if self.article.outlet else "another outlet"
            return f"wire copy: {ran} ran the text too, as {name}"
        return f"nearly the same text as {name}, of the same outlet: an updated version, or an older one"


def sha256(content: bytes) -> str:
    """Return the digest by which equal bytes are known."""
    return hashlib.sha256(content).hexdigest()


def find_same_file(content: bytes) -> Twin | None:
    """Return the standing article that was read from the same bytes."""
    # Nearly always there is none, which the bytes' digest alone tells at a tenth of the cost.
    digest = sha256(content)
    if not Original.objects.filter(sha256=digest).exists():
        return None
    article = Article.objects.standing().filter(original__sha256=digest).with_outlet().first()
    return Twin(article, Likeness.BYTES) if article else None


def find_same_text(body: str, outlet: str | None) -> Twin | None:
    """Return the standing article whose body is the same or nearly so, one of the same outlet before others.

    Where an outlet is not known, it may be the same.
    """
    same = Article.objects.filter(body_sha256=sha256(body.encode()))
    if same.exists() and (alike := list(same.standing().with_outlet()[:_MOST_COMPARED])):
        twin = _own_first(alike, outlet)
        return Twin(twin, Likeness.TEXT if _may_be_of(twin, outlet) else Likeness.WIRE)
    near = _find_near(runs_of(body))
    if near:
        twin = _own_first(near, outlet)
        return Twin(twin, Likeness.UPDATE if _may_be_of(twin, outlet) else Likeness.WIRE)
    return None


def _find_near(runs: frozenset[int]) -> list[Article]:
    shared = (
        Fingerprint.objects.filter(value__in=sketch_runs(runs))
        .values("article")
        .annotate(shared=Count("pk"))
        .filter(shared__gte=SHARED_AT_LEAST)
        .order_by("-shared", "article")
    )
    keys = [row["article"] for row in shared[:_MOST_COMPARED]]
    if not keys:
        return []
    found = Article.objects.standing().filter(pk__in=keys).with_outlet().in_bulk()
    return [found[key] for key in keys if key in found and are_near(runs, runs_of(found[key].body))]


def _own_first(articles: list[Article], outlet: str | None) -> Article:
    return next((article for article in articles if _may_be_of(article, outlet)), articles[0])


def _may_be_of(article: Article, outlet: str | None) -> bool:
    return article.outlet is None or outlet is None or article.outlet.name == outlet


def store_fingerprints(articles: Iterable[Article]) -> None:
    """Write what finds these articles' texts again, in place of what was written before."""
    chosen = list(articles)
    Fingerprint.objects.filter(article__in=chosen).delete()
    for article in chosen:
        add_fingerprints(article)


def add_fingerprints(article: Article) -> None:
    """Write what finds an article's text again, for one that has nothing of the kind yet."""
    Fingerprint.objects.bulk_create(
        [Fingerprint(article=article, value=value) for value in sketch_runs(runs_of(article.body))]
    )
