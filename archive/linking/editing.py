"""An editor's word on events: join, found, split, name, and undo. It survives every recomputation."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from archive.linking.grouping import dissolve_if_lone, queue_moved
from archive.models import Article, Event, EventChange, EventNaming

logger = logging.getLogger(__name__)


class EventGoneError(Exception):
    """An event has no articles any more, so none can join it."""


class ChangeOvertakenError(Exception):
    """A change cannot be undone because its article was moved again since."""


def join_event(article: Article, event: Event, *, by: AbstractBaseUser | None) -> EventChange:
    """Put an article into an event for good, out of the one it was in; return what undoes it.

    Raises ``EventGoneError`` when the event has dissolved.
    """
    with transaction.atomic():
        if not event.articles.exists():
            raise EventGoneError(f"event {event.pk} has no reports any more: choose another")
        return _move(article, event, by)


def join_events(event: Event, other: Event, *, by: AbstractBaseUser | None) -> tuple[EventChange, ...]:
    """Put all reports of ``other`` into ``event`` for good; return what undoes each move.

    Raises ``EventGoneError`` when either has dissolved, or both are one.
    """
    with transaction.atomic():
        moved = list(other.articles.order_by("pk"))
        if event == other or not moved or not event.articles.exists():
            raise EventGoneError(f"event {other.pk} has no reports to bring to event {event.pk}")
        return tuple(_move(article, event, by) for article in moved)


def found_event(articles: Iterable[Article], *, by: AbstractBaseUser | None) -> Event:
    """Make one event of articles for good, out of whichever they were in; each move can be undone."""
    with transaction.atomic():
        event = Event.objects.create()
        for article in articles:
            _move(article, event, by)
    return event


def split_from_event(article: Article, *, by: AbstractBaseUser | None) -> EventChange:
    """Take an article out of its event and keep it out of all; return what undoes it."""
    with transaction.atomic():
        return _move(article, None, by)


def undo_change(change: EventChange, *, by: AbstractBaseUser | None) -> None:
    """Put everything back where it was before the change, an event that it dissolved included.

    Raises ``ChangeOvertakenError`` when the change was undone already, or its article moved again since.
    """
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=change.article_id)
        _require_last(change, article)
        change.undone_at, change.undone_by_id = timezone.now(), _key_of(by)
        change.save(update_fields=["undone_at", "undone_by"])
        _put(article, change.before_id, change.was_settled)
        left_alone = change.left_alone
        if left_alone is not None and not left_alone.event_is_settled:
            moved_to = left_alone.event
            _put(left_alone, change.before_id, change.left_alone_was_settled)
            if moved_to is not None:
                dissolve_if_lone(moved_to)
        for event in (change.before, change.after):
            if event is not None:
                dissolve_if_lone(event)
    change.article.refresh_from_db()
    logger.info("undone: %s", change)


def name_event(event: Event, name: str, *, by: AbstractBaseUser | None) -> EventNaming:
    """Give an event a name of the editor's; an empty one takes the name away. Return what undoes it."""
    with transaction.atomic():
        stored = Event.objects.select_for_update().get(pk=event.pk)
        naming = EventNaming.objects.create(
            event=stored, before=stored.name, after=" ".join(name.split()) or None, by_id=_key_of(by)
        )
        Event.objects.filter(pk=stored.pk).update(name=naming.after)
    event.name = naming.after
    logger.info("event %s named by %s", event.pk, by)
    return naming


def undo_naming(naming: EventNaming, *, by: AbstractBaseUser | None) -> None:
    """Give an event the name it had before.

    Raises ``ChangeOvertakenError`` when the naming was undone already, or the event named again since.
    """
    with transaction.atomic():
        event = Event.objects.select_for_update().get(pk=naming.event_id)
        later = EventNaming.objects.filter(event=event, undone_at=None, pk__gt=naming.pk)
        naming.refresh_from_db()
        if naming.undone_at is not None or later.exists():
            raise ChangeOvertakenError(f"“{event.title}” was named again since: undo the later name first")
        naming.undone_at, naming.undone_by_id = timezone.now(), _key_of(by)
        naming.save(update_fields=["undone_at", "undone_by"])
        Event.objects.filter(pk=event.pk).update(name=naming.before)
    logger.info("undone: %s", naming)


def _move(article: Article, event: Event | None, by: AbstractBaseUser | None) -> EventChange:
    stored = Article.objects.select_for_update().get(pk=article.pk)
    before = stored.event
    change = EventChange.objects.create(
        article=stored, before=before, after=event, was_settled=stored.event_is_settled, by_id=_key_of(by)
    )
    _put(stored, event.pk if event else None, True)
    if before is not None and before != event:
        left_alone = dissolve_if_lone(before)
        if left_alone is not None:
            change.left_alone = left_alone
            change.left_alone_was_settled = left_alone.event_is_settled
            change.save(update_fields=["left_alone", "left_alone_was_settled"])
    article.refresh_from_db(fields=["event", "event_is_settled"])
    logger.info("%s, by %s", change, by)
    return change


def _put(article: Article, event: int | None, is_settled: bool) -> None:
    Article.objects.filter(pk=article.pk).update(event=event, event_is_settled=is_settled)
    queue_moved([article.pk])


def _require_last(change: EventChange, article: Article) -> None:
    later = EventChange.objects.filter(article=article, undone_at=None, pk__gt=change.pk)
    is_there = article.event_id == change.after_id and article.event_is_settled
    if change.undone_at is not None or later.exists() or not is_there:
        raise ChangeOvertakenError(
            f"“{article.title}” was moved again after this change: undo the later change first"
        )


def _key_of(by: AbstractBaseUser | None) -> int | None:
    return None if by is None else by.pk
