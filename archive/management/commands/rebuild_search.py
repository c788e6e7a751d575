"""``rebuild_search``: the search index anew from the database."""

from __future__ import annotations

from typing import Any

from archive.management.base import ArchiveCommand
from archive.search.index import rebuild_index


class Command(ArchiveCommand):
    """Write the index anew."""

    help = (
        "Empty the search index and write it anew from the database; the cure for a broken or missing index."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how many articles are in it."""
        self.stdout.write(f"{rebuild_index()} articles indexed.")
