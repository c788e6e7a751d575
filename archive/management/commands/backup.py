"""``backup PATH``: the whole archive in one file, while it is in use."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from archive.management.base import ArchiveCommand
from archive.safekeeping.backup import BackupError, write_backup
from archive.safekeeping.databases import own_database

# What no backup carries: whoever finds it shall not be able to sign anything in the archive's name.
_SECRETS = ("KEY", "PASSWORD", "SECRET", "TOKEN", "URL")


class Command(ArchiveCommand):
    """Write a backup."""

    help = (
        "Write everything the archive keeps (articles, originals, users, events, history) into one new file, while "
        "it is in use. The secret key stays here; the search index is written anew after a restore."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("path", metavar="PATH", help="the file to write; its folder must exist")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it and say what is in it."""
        try:
            manifest = write_backup(
                own_database(),
                Path(options["path"]).absolute(),
                settings_of_the_archive(),
            )
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"{options['path']}: {manifest.articles} articles, {manifest.originals} originals. "
            "Keep it on another disk; verify_backup reads it through."
        )


def settings_of_the_archive() -> dict[str, str]:
    """Return the ``ARCHIVE_*`` variables that are no secrets."""
    return {
        name: value
        for name, value in sorted(os.environ.items())
        if name.startswith("ARCHIVE_") and not any(word in name for word in _SECRETS)
    }
