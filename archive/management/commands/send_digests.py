"""``send_digests``: the letters about saved searches that are due."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from archive.management.base import ArchiveCommand
from archive.search.engine import SearchUnavailableError
from archive.views.digests import send_digests


class Command(ArchiveCommand):
    """Run it once a day, from cron or a timer."""

    help = "Send the letters about saved searches that are due, to readers who have an e-mail address."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "--server", default="http://127.0.0.1:8000", help="where readers open the archive, for the links"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send and say how many."""
        try:
            sent = send_digests(options["server"].rstrip("/"))
        except SearchUnavailableError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{sent} letters sent")
