"""What every command that reads or writes the archive begins with."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor


class ArchiveCommand(BaseCommand):
    """A command on an archive: a new folder in ``ARCHIVE_HOME`` gets its database on first use."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Make sure that there is a database, then run."""
        try:
            ensure_database()
            return super().execute(*args, **options)
        except DatabaseError as error:
            # A statement that is wrong is ours and keeps its trace; what is left lies with file, disk or server.
            if type(error) is not DatabaseError and not isinstance(error, OperationalError):
                raise
            if not os.access(settings.ARCHIVE_HOME, os.W_OK):
                raise CommandError(
                    f"{settings.ARCHIVE_HOME} can only be read ({error}); the archive needs a folder, and a disk, that "
                    "it may write to. Nothing was changed"
                ) from error
            raise CommandError(
                f"the database cannot be used: {error}. Look at the disk and at whoever else has it open; where it is "
                "damaged, restore the last backup into an empty folder"
            ) from error


def ensure_database() -> None:
    """Create the tables of a new archive.

    Raises ``CommandError`` for a database of an older version: upgrading is a decision, not a side effect.
    """
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if executor.loader.applied_migrations:
        raise CommandError(
            "this archive's database is of an older version; back it up, then run: python manage.py prepare_archive"
        )
    call_command("migrate", verbosity=0)
