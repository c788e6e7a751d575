"""Stored articles -> events: links between reports, the events they make, and an editor's word on them."""

from archive.linking.editing import (
    ChangeOvertakenError,
    EventGoneError,
    found_event,
    join_event,
    join_events,
    name_event,
    split_from_event,
    undo_change,
    undo_naming,
)
from archive.linking.follow_ups import FollowUp, find_follow_ups
from archive.linking.linking import link_articles, unlink_article, unlinked_articles
from archive.linking.rebuilding import is_rebuilding, relink_all
from archive.linking.related import Later, Related, offered_dates, related_articles

__all__ = [
    "ChangeOvertakenError",
    "EventGoneError",
    "FollowUp",
    "Later",
    "Related",
    "find_follow_ups",
    "found_event",
    "is_rebuilding",
    "join_event",
    "join_events",
    "link_articles",
    "name_event",
    "offered_dates",
    "related_articles",
    "relink_all",
    "split_from_event",
    "undo_change",
    "undo_naming",
    "unlink_article",
    "unlinked_articles",
]
