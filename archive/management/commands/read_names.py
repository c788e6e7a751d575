"""``read_names``: places and aircraft types of the stored reports, read anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from archive.desk.rereading import articles_printing, reread_articles
from archive.management.base import ArchiveCommand
from archive.models import Article

# Reports read between two lines of progress.
_CHUNK = 100


class Command(ArchiveCommand):
    """Read names anew, after an upgrade or a change of the gazetteer that bears on many reports."""

    help = "Read the places and aircraft types of all stored reports anew, or of those that print the given words."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "--printing", metavar="WORDS", action="append", help="only reports that print this"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and report."""
        if options["printing"]:
            keys = articles_printing(options["printing"])
        else:
            keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), _CHUNK):
            reread_articles(keys[start : start + _CHUNK])
            self.stderr.write(f"{min(start + _CHUNK, len(keys))} of {len(keys)} reports")
        self.stdout.write(f"The names of {len(keys)} reports were read anew.")
