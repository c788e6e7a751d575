"""PostgreSQL's database: dumped while it is in use, looked through and brought back, by its own programs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.client import DatabaseClient
from django.db.backends.utils import CursorWrapper

from archive.safekeeping.backup import LEFT_OUT, BackupError, Contents, Table

# How many rows there are, and a digest of them in whatever order they lie.
_DIGEST = """
    SELECT COUNT(*), ENCODE(SHA256(CONVERT_TO(COALESCE(STRING_AGG(hash, '' ORDER BY hash), ''), 'UTF8')), 'hex')
    FROM (SELECT MD5(line::text) COLLATE "C" AS hash FROM {table} AS line) AS hashes
"""
# Before that: values are written in one way, whatever the server is set to.
_ALIKE = "SET LOCAL TIME ZONE 'UTC'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1"
_CHANGED = "SELECT filename FROM archive_original WHERE ENCODE(SHA256(content), 'hex') <> sha256 LIMIT 1"


class PostgresqlDatabase:
    """The database of an archive's address."""

    member = "archive.dump"

    def copy(self, target: Path) -> Contents:
        """Have it dumped as it is at one moment; writers go on meanwhile."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute("SELECT pg_export_snapshot()")
                (moment,) = cursor.fetchone()
                _run(
                    "pg_dump",
                    *_address(),
                    f"--snapshot={moment}",
                    "--format=custom",
                    f"--file={target}",
                    "--no-owner",
                    "--no-privileges",
                    f"--exclude-table-data={LEFT_OUT}",
                )
                return _contents(cursor)
        except DatabaseError as error:
            raise BackupError(f"the database cannot be read: {error}") from error

    def require_whole(self, copied: Path, contents: Contents) -> None:
        """Have the dump read through; its rows are compared when they are back in a database."""
        _run("pg_restore", f"--file={os.devnull}", str(copied))

    def bring_back(self, copied: Path, contents: Contents) -> None:
        """Put the dump's tables in the place of the database's, and compare every row and original."""
        try:
            _drop_tables()
            _run("pg_restore", *_address(), "--single-transaction", "--no-owner", str(copied))
            with transaction.atomic(), connection.cursor() as cursor:
                _contents(cursor).require_same(contents)
                cursor.execute(_CHANGED)
                if changed := cursor.fetchone():
                    raise BackupError(f"the bytes of {changed[0]} are not those that came in")
        except DatabaseError as error:
            raise BackupError(f"the database cannot be written: {error}") from error


def _drop_tables() -> None:
    """Drop what a new archive has made: tables that the backup does not know would be in a later upgrade's way."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")


def _contents(cursor: CursorWrapper) -> Contents:
    cursor.execute(_ALIKE)
    tables = {}
    for name in sorted(set(connection.introspection.table_names(cursor)) - {LEFT_OUT}):
        cursor.execute(_DIGEST.format(table=connection.ops.quote_name(name)))
        tables[name] = Table(*cursor.fetchone())
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
    return Contents(tables, tuple(f"{app}.{name}" for app, name in cursor.fetchall()))


def _address() -> list[str]:
    (_, *options, name), _ = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    return [*options, f"--dbname={name}"]


def _run(*command: str) -> None:
    """Run one of PostgreSQL's programs; the password goes to it past the list of processes."""
    _, secrets = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    try:
        done = subprocess.run(  # noqa: S603  (PostgreSQL's own, no word of a user's in it)
            command, env={**os.environ, **(secrets or {})}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise BackupError(
            f"{command[0]} is not installed here; install PostgreSQL's programs (Debian: postgresql-client)"
        ) from None
    if done.returncode:
        raise BackupError(f"{command[0]} failed: {done.stderr.strip()}")
