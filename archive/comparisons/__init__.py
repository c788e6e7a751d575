"""Stored articles -> comparisons: worked out once, kept, put right by editors."""

from archive.comparisons.refreshing import latest_change, refresh_event
from archive.comparisons.storing import compared

__all__ = ["compared", "latest_change", "refresh_event"]
