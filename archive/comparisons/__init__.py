"""Stored articles -> comparisons: worked out once, kept, put right by editors."""

from archive.comparisons.correcting import (
    apply_corrections,
    correct_pair,
    correct_row,
    put_right,
    standing_corrections,
    undo_correction,
)
from archive.comparisons.refreshing import latest_change, refresh_events
from archive.comparisons.storing import compared

__all__ = [
    "apply_corrections",
    "compared",
    "correct_pair",
    "correct_row",
    "latest_change",
    "put_right",
    "refresh_events",
    "standing_corrections",
    "undo_correction",
]
