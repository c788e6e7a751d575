"""Which kind of database an archive has, and which a backup holds."""

from __future__ import annotations

from pathlib import Path

from django.db import connection

from archive.safekeeping.backup import BackupError, Database, holds
from archive.safekeeping.backup_postgresql import PostgresqlDatabase
from archive.safekeeping.backup_sqlite import SqliteFile


def own_database() -> Database:
    """Return this archive's."""
    if connection.vendor == "postgresql":
        return PostgresqlDatabase()
    return SqliteFile(Path(connection.settings_dict["NAME"]))


def database_of(path: Path) -> Database:
    """Return the kind of database a backup holds. Raises ``BackupError`` when it is no backup."""
    kinds: tuple[Database, ...] = (SqliteFile(Path()), PostgresqlDatabase())
    for database in kinds:
        if holds(path, database):
            return database
    raise BackupError("this is no backup of an archive, or not a whole one")
