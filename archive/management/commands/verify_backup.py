"""``verify_backup PATH``: whether a backup is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.safekeeping.backup import BackupError, verify_backup
from archive.safekeeping.databases import database_of


class Command(BaseCommand):
    """Read a backup through."""

    help = "Read all of a backup and compare every file, row and original with the digests written with it."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("path", metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify and say what is in it; exits with 1 when it is not whole."""
        try:
            path = Path(options["path"])
            manifest = verify_backup(path, database_of(path))
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"Whole: {manifest.articles} articles and {manifest.originals} originals, as of {manifest.made_at}."
        )
