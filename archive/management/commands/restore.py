"""``restore PATH``: a backup brought back into an empty installation."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from archive.safekeeping.backup import BackupError, Database, Manifest, restore_backup, verify_backup
from archive.safekeeping.backup_sqlite import SqliteFile
from archive.safekeeping.databases import database_of, own_database


class Command(BaseCommand):
    """Restore, upgrade where the backup is older, and write the search index."""

    help = (
        "Bring a backup back into an archive (ARCHIVE_HOME, ARCHIVE_DATABASE_URL) that holds no articles and no "
        "accounts. Stop the server first. A backup of an older version is upgraded; one of a newer version is refused."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("path", metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore and say what came back."""
        path, database = Path(options["path"]), own_database()
        _refuse_a_full_archive()
        try:
            _refuse_another_kind(database_of(path), database)
            _refuse_a_newer_one(verify_backup(path, database))
            connections.close_all()
            manifest = restore_backup(path, database, settings.ARCHIVE_HOME)
        except BackupError as error:
            raise CommandError(f"{error}. Nothing was changed.") from None
        shutil.rmtree(str(settings.HAYSTACK_CONNECTIONS["default"]["PATH"]), ignore_errors=True)
        call_command("migrate", verbosity=0)
        call_command("rebuild_search", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(
            f"{manifest.articles} articles and {manifest.originals} originals are back, as of {manifest.made_at}. "
            "Everybody signs in anew."
        )


def _refuse_a_full_archive() -> None:
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table, words in (("archive_article", "articles"), ("auth_user", "accounts")):
            if table in tables:
                cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608  (a name of our own)
                (count,) = cursor.fetchone()
                if count:
                    raise CommandError(
                        f"the archive in {settings.ARCHIVE_HOME} holds {count} {words}; name an empty folder in "
                        "ARCHIVE_HOME (and an empty database in ARCHIVE_DATABASE_URL, if it has one), or move this "
                        "one away. Nothing was changed."
                    )


def _refuse_another_kind(copied: Database, database: Database) -> None:
    if copied.member != database.member:
        raise BackupError(
            "the backup is of an archive on SQLite: restore it without ARCHIVE_DATABASE_URL"
            if copied.member == SqliteFile.member
            else "the backup is of an archive on PostgreSQL: name an empty database in ARCHIVE_DATABASE_URL"
        )


def _refuse_a_newer_one(manifest: Manifest) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = [
        name for name in manifest.contents.migrations if name.startswith("archive.") and name not in known
    ]
    if unknown:
        raise BackupError(
            f"the backup is of a newer version (it has {unknown[0]}); install that version first"
        )
