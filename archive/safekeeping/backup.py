"""A whole archive in one file, with the digests that prove it whole; and back again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

DATABASE, SETTINGS, MANIFEST = "archive.sqlite3", "settings.json", "manifest.json"
# Who is signed in is nobody's business but the running server's.
LEFT_OUT = "django_session"
_CHUNK = 1 << 20


class BackupError(Exception):
    """A backup that cannot be written, or that is not whole; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows, and the digest of all of them in order."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. ``files`` are digests by name; ``migrations`` tell which program can read it."""

    made_at: str
    files: dict[str, str]
    tables: dict[str, Table]
    migrations: tuple[str, ...]

    @property
    def articles(self) -> int:
        """The number of articles in it."""
        return self.tables["archive_article"].rows

    @property
    def originals(self) -> int:
        """The number of originals in it."""
        return self.tables["archive_original"].rows


def write_backup(database: Path, target: Path, settings: Mapping[str, str]) -> Manifest:
    """Write a database that may be in use, its originals in it, and settings into one new file.

    It is the archive at one moment, and nobody waits for it. Raises ``BackupError``.
    """
    if target.exists():
        raise BackupError(f"{target} is there already; name another file")
    part = target.with_name(f"{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            snapshot = Path(folder, DATABASE)
            _take_snapshot(database, snapshot)
            Path(folder, SETTINGS).write_text(json.dumps(dict(settings), indent=2), encoding="utf-8")
            manifest = _describe(
                snapshot, {name: _digest(Path(folder, name)) for name in (DATABASE, SETTINGS)}
            )
            part.touch(mode=0o600)  # it holds the accounts' password hashes
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle:
                bundle.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
                for name in (DATABASE, SETTINGS):
                    bundle.write(Path(folder, name), name)
        _keep(part, target)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise BackupError(f"{target} was not written: {error}") from error
    return manifest


def verify_backup(path: Path) -> Manifest:
    """Read all of a backup and return what is in it. Raises ``BackupError`` when it is not whole."""
    with tempfile.TemporaryDirectory(prefix="backup-") as folder, _opened(path) as bundle:
        return _extract(bundle, Path(folder))


def restore_backup(path: Path, database: Path) -> Manifest:
    """Put the database of a backup where there is none yet. Raises ``BackupError``, and then nothing is changed."""
    with (
        tempfile.TemporaryDirectory(dir=database.parent, prefix=".restore-") as folder,
        _opened(path) as bundle,
    ):
        manifest = _extract(bundle, Path(folder))
        for tail in ("-wal", "-shm"):
            Path(f"{database}{tail}").unlink(missing_ok=True)
        _keep(Path(folder, DATABASE), database)
    return manifest


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as bundle:
            yield bundle
    except (zipfile.BadZipFile, OSError, EOFError, zipfile.LargeZipFile) as error:
        raise BackupError(f"{path} is no whole backup: {error}") from error


def _extract(bundle: zipfile.ZipFile, folder: Path) -> Manifest:
    try:
        manifest = _to_manifest(json.loads(bundle.read(MANIFEST)))
        for name in (DATABASE, SETTINGS):
            with bundle.open(name) as source, Path(folder, name).open("wb") as file:
                while chunk := source.read(_CHUNK):
                    file.write(chunk)
            if _digest(folder / name) != manifest.files[name]:
                raise BackupError(f"{name} in the backup is not what was written: its digest differs")
    except (KeyError, TypeError, ValueError) as error:
        raise BackupError(f"this is no backup of an archive, or not a whole one: {error}") from error
    # zlib's own error class, which derives from Exception alone, when a byte was changed.
    except Exception as error:
        if isinstance(error, BackupError):
            raise
        raise BackupError(f"the backup is damaged: {error}") from error
    found = _describe(folder / DATABASE, manifest.files)
    for name, table in manifest.tables.items():
        if found.tables.get(name) != table:
            raise BackupError(f"the rows of {name} in the backup are not those that were written")
    _require_whole(folder / DATABASE)
    return manifest


def _to_manifest(value: dict[str, Any]) -> Manifest:
    tables = {name: Table(**table) for name, table in value["tables"].items()}
    return Manifest(value["made_at"], dict(value["files"]), tables, tuple(value["migrations"]))


def _take_snapshot(database: Path, snapshot: Path) -> None:
    """Copy a database as it is at one moment; writers go on meanwhile."""
    if not database.exists():
        raise BackupError(f"there is no database {database}")
    with closing(sqlite3.connect(database, timeout=60)) as source:
        source.execute("VACUUM INTO ?", [str(snapshot)])
    with closing(sqlite3.connect(snapshot)) as copy, copy:
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute(f"DELETE FROM {LEFT_OUT}")  # noqa: S608  (a name of our own)


def _describe(database: Path, files: dict[str, str]) -> Manifest:
    try:
        with closing(sqlite3.connect(database)) as source:
            names = source.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            ).fetchall()
            tables = {name: _digest_rows(source, name) for (name,) in names if not name.startswith("sqlite_")}
            applied = source.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    except sqlite3.Error as error:
        raise BackupError(f"the database cannot be read: {error}") from error
    made_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return Manifest(made_at, files, tables, tuple(f"{app}.{name}" for app, name in applied))


def _digest_rows(source: sqlite3.Connection, table: str) -> Table:
    digest = hashlib.sha256()
    count = 0
    for row in source.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):  # noqa: S608  (a name of the database's own)
        digest.update(repr(row).encode())
        count += 1
    return Table(count, digest.hexdigest())


def _require_whole(database: Path) -> None:
    with closing(sqlite3.connect(database)) as source:
        (verdict,) = source.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise BackupError(f"the database in the backup is damaged: {verdict}")
        for filename, sha256, content in source.execute(
            "SELECT filename, sha256, content FROM archive_original"
        ):
            if hashlib.sha256(content).hexdigest() != sha256:
                raise BackupError(f"the bytes of {filename} are not those that came in")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _keep(fresh: Path, target: Path) -> None:
    """Give a file its name once it is on the disk whole."""
    for path in (fresh, target.parent):
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
        if path == fresh:
            fresh.replace(target)
