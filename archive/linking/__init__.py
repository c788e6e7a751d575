"""Stored articles -> events: links between reports, the events they make, and an editor's word on them."""

from archive.linking.editing import (
    ChangeOvertakenError,
    EventGoneError,
    found_event,
    join_event,
    name_event,
    split_from_event,
    undo_change,
)
from archive.linking.linking import link_articles, relink_all, unlink_article, unlinked_articles
from archive.linking.related import Related, offered_dates, related_articles

__all__ = [
    "ChangeOvertakenError",
    "EventGoneError",
    "Related",
    "found_event",
    "join_event",
    "link_articles",
    "name_event",
    "offered_dates",
    "related_articles",
    "relink_all",
    "split_from_event",
    "undo_change",
    "unlink_article",
    "unlinked_articles",
]
