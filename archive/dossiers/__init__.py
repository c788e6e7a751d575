"""Dossiers: collecting, ordering, noting, sharing; every step can be taken back."""

from archive.dossiers.collecting import (
    add_article,
    add_event,
    add_passage,
    add_search,
    begin_dossier,
    bring_back_dossier,
    bring_back_item,
    describe_dossier,
    describe_item,
    move_item,
    remove_dossier,
    remove_item,
    share_dossier,
    unshare_dossier,
)
from archive.dossiers.passages import find_standing

__all__ = [
    "add_article",
    "add_event",
    "add_passage",
    "add_search",
    "begin_dossier",
    "bring_back_dossier",
    "bring_back_item",
    "describe_dossier",
    "describe_item",
    "find_standing",
    "move_item",
    "remove_dossier",
    "remove_item",
    "share_dossier",
    "unshare_dossier",
]
