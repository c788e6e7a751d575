"""SQLite's file, copied while it is in use, looked through and brought back."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from archive.safekeeping.backup import LEFT_OUT, BackupError, Contents, Table, keep_file


class SqliteFile:
    """The file an archive's database lies in."""

    member = "archive.sqlite3"

    def __init__(self, path: Path) -> None:
        self.path = path

    def copy(self, target: Path) -> Contents:
        """Copy it as it is at one moment; writers go on meanwhile."""
        if not self.path.exists():
            raise BackupError(f"there is no database {self.path}")
        with _opened(self.path) as source:
            source.execute("VACUUM INTO ?", [str(target)])
        with _opened(target) as copy, copy:
            copy.execute("PRAGMA secure_delete = ON")
            copy.execute(f"DELETE FROM {LEFT_OUT}")  # noqa: S608  (a name of our own)
        return _contents(target)

    def require_whole(self, copied: Path, contents: Contents) -> None:
        """Compare every row and every original with the digests written with it."""
        _contents(copied).require_same(contents)
        with _opened(copied) as source:
            (verdict,) = source.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok":
                raise BackupError(f"the database in the backup is damaged: {verdict}")
            for filename, sha256, content in source.execute(
                "SELECT filename, sha256, content FROM archive_original"
            ):
                if hashlib.sha256(content).hexdigest() != sha256:
                    raise BackupError(f"the bytes of {filename} are not those that came in")

    def bring_back(self, copied: Path, contents: Contents) -> None:
        """Put the copy in the place of the file."""
        for tail in ("-wal", "-shm"):
            Path(f"{self.path}{tail}").unlink(missing_ok=True)
        keep_file(copied, self.path)


def _contents(path: Path) -> Contents:
    with _opened(path) as source:
        names = source.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        tables = {name: _digest_rows(source, name) for (name,) in names if not name.startswith("sqlite_")}
        applied = source.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    return Contents(tables, tuple(f"{app}.{name}" for app, name in applied))


def _digest_rows(source: sqlite3.Connection, table: str) -> Table:
    digest = hashlib.sha256()
    count = 0
    for row in source.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):  # noqa: S608  (a name of the database's own)
        digest.update(repr(row).encode())
        count += 1
    return Table(count, digest.hexdigest())


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(path, timeout=60)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise BackupError(f"the database cannot be read: {error}") from error
