"""What a reader does with a dossier. Nothing is deleted: what is taken out can be put back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from archive.models import Article, Dossier, DossierItem, Event, ItemKind
from archive.records import Span

# Longer tags and more of them are a text, and belong into the note.
LONGEST_TAG = 40
MOST_TAGS = 20


def begin_dossier(owner: AbstractBaseUser, name: str) -> Dossier:
    """Store a new, private, empty dossier."""
    return Dossier.objects.create(owner_id=owner.pk, name=name)


def describe_dossier(dossier: Dossier, *, name: str, note: str) -> None:
    """Give the dossier a name and a note."""
    dossier.name, dossier.note = name, note
    dossier.save(update_fields=["name", "note"])


def share_dossier(dossier: Dossier) -> str:
    """Give the dossier a key by which others read it, where it has none, and return the key."""
    if dossier.share_key is None:
        dossier.share_key = secrets.token_urlsafe(16)
        dossier.save(update_fields=["share_key"])
    return dossier.share_key


def unshare_dossier(dossier: Dossier) -> None:
    """Make the dossier private again: the old key opens nothing any more, and no later one will be the same."""
    dossier.share_key = None
    dossier.save(update_fields=["share_key"])


def remove_dossier(dossier: Dossier) -> None:
    """Take the dossier out of every list, and its link out of service."""
    dossier.removed_at = timezone.now()
    dossier.save(update_fields=["removed_at"])


def bring_back_dossier(dossier: Dossier) -> None:
    """Undo ``remove_dossier``."""
    dossier.removed_at = None
    dossier.save(update_fields=["removed_at"])


def add_article(dossier: Dossier, article: Article, *, note: str = "") -> DossierItem:
    """Put an article at the end."""
    return _add(dossier, ItemKind.ARTICLE, title=article.title, note=note, article=article)


def add_event(dossier: Dossier, event: Event, *, note: str = "") -> DossierItem:
    """Put an event at the end."""
    return _add(dossier, ItemKind.EVENT, title=event.title, note=note, event=event)


def add_passage(dossier: Dossier, article: Article, span: Span, *, note: str = "") -> DossierItem:
    """Put the words of the article's body at ``span`` at the end."""
    words = article.body[span.start : span.end]
    return _add(
        dossier,
        ItemKind.PASSAGE,
        title=article.title,
        note=note,
        article=article,
        words=words,
        start=span.start,
    )


def add_search(dossier: Dossier, title: str, query: str, *, note: str = "") -> DossierItem:
    """Put a search at the end: ``query`` is what stands behind the question mark of its address."""
    return _add(dossier, ItemKind.SEARCH, title=title, note=note, query=query)


def _add(
    dossier: Dossier,
    kind: ItemKind,
    *,
    title: str,
    note: str,
    article: Article | None = None,
    event: Event | None = None,
    query: str = "",
    words: str = "",
    start: int | None = None,
) -> DossierItem:
    with transaction.atomic():
        last = dossier.items.aggregate(last=Max("position"))["last"]
        return DossierItem.objects.create(
            dossier=dossier,
            position=0 if last is None else last + 1,
            kind=kind,
            title=title[:500],
            note=note,
            article=article,
            event=event,
            query=query,
            words=words,
            start=start,
        )


def describe_item(item: DossierItem, *, note: str, tags: Iterable[str]) -> None:
    """Give the item a note and tags, each tag once."""
    cut = (" ".join(tag.split())[:LONGEST_TAG] for tag in tags)
    item.note, item.tags = note, list(dict.fromkeys(tag for tag in cut if tag))[:MOST_TAGS]
    item.save(update_fields=["note", "tags"])


def move_item(item: DossierItem, by: int) -> None:
    """Move the item ``by`` places down (up where negative), as far as there are places."""
    with transaction.atomic():
        order = list(item.dossier.items.filter(removed_at=None))
        at = order.index(item)
        order.insert(max(at + by, 0), order.pop(at))
        for position, other in enumerate(order):
            other.position = position
        DossierItem.objects.bulk_update(order, ["position"])


def remove_item(item: DossierItem) -> None:
    """Take the item out; it keeps its place."""
    item.removed_at = timezone.now()
    item.save(update_fields=["removed_at"])


def bring_back_item(item: DossierItem) -> None:
    """Undo ``remove_item``."""
    item.removed_at = None
    item.save(update_fields=["removed_at"])
