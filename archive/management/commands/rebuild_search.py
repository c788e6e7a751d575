"""``rebuild_search``: the search index anew from the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from archive.management.base import ArchiveCommand
from archive.search.engine import SearchUnavailableError
from archive.search.rebuilding import RebuildRunningError, rebuild_index

_BAR = 40


class Command(ArchiveCommand):
    """Write the index anew beside the one that answers, then swap."""

    help = (
        "Write the search index anew from the database. The old one answers until the new one is whole; a rebuild "
        "that was interrupted goes on where it stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "--afresh", action="store_true", help="begin anew instead of going on with one interrupted"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how many articles are in it."""
        try:
            count = rebuild_index(self._tell, afresh=options["afresh"])
        except (RebuildRunningError, SearchUnavailableError, OSError) as error:
            raise CommandError(f"not rebuilt, the old index stays: {error}") from None
        self.stdout.write(f"{count} articles indexed.")

    def _tell(self, done: int, total: int) -> None:
        filled = _BAR * done // max(total, 1)
        bar = f"[{'#' * filled}{' ' * (_BAR - filled)}] {done} of {total}"
        self.stderr.write(bar, ending="\r" if self.stderr.isatty() and done < total else "\n")
