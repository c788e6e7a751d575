"""Every deed is noted: who, when, what; and where it changes an article, the version it replaces is kept."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from archive.models import Act, Article, Block, Change

logger = logging.getLogger(__name__)

# What a version keeps of an article, beside its outlet's name and its blocks.
VERSION_FIELDS = (
    "headline",
    "byline",
    "dateline_place",
    "dateline_agency",
    "published_on",
    "published_how",
    "date_candidates",
    "language",
    "canonical_url",
    "evidence",
    "body",
    "body_sha256",
)
_BLOCK_FIELDS = tuple(
    field.name for field in Block._meta.concrete_fields if field.name not in {"id", "article"}
)


def record(
    act: Act,
    what: str,
    *,
    by: AbstractBaseUser | None,
    article: Article | None = None,
    batch_key: int | None = None,
) -> Change:
    """Note a deed that changes no text."""
    logger.info("%s: %s, by %s", act, what, by)
    return Change.objects.create(
        act=act,
        what=what,
        by_id=by.pk if by else None,
        article_key=article.pk if article else None,
        batch_key=batch_key,
    )


def record_version(article: Article, act: Act, what: str, *, by: AbstractBaseUser | None) -> Change:
    """Keep the article as it is stored now, as the version that the change about to be made replaces.

    Call it inside the transaction that makes the change, before anything is saved.
    """
    stored = Article.objects.with_outlet().prefetch_related("blocks").get(pk=article.pk)
    change = record(act, what, by=by, article=stored)
    change.before, change.original_id = state_of(stored), stored.original_id
    change.save(update_fields=["before", "original"])
    return change


def state_of(article: Article) -> dict[str, Any]:
    """Return all of an article that a version keeps, as JSON holds it."""
    state: dict[str, Any] = {name: getattr(article, name) for name in VERSION_FIELDS}
    if state["published_on"] is not None:
        state["published_on"] = state["published_on"].isoformat()
    state["outlet"] = article.outlet.name if article.outlet else None
    state["blocks"] = [
        {name: getattr(block, name) for name in _BLOCK_FIELDS} for block in article.blocks.all()
    ]
    return state
