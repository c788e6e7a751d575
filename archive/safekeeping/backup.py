"""A whole archive in one file, with the digests that prove it whole; and back again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

SETTINGS, MANIFEST = "settings.json", "manifest.json"
# Who is signed in is nobody's business but the running server's.
LEFT_OUT = "django_session"
_CHUNK = 1 << 20


class BackupError(Exception):
    """A backup that cannot be written, or that is not whole; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows, and the digest of all of them."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds. ``migrations`` tell which program can read it."""

    tables: dict[str, Table]
    migrations: tuple[str, ...]

    def require_same(self, wanted: Contents) -> None:
        """Raise ``BackupError`` where a table has not the rows that are wanted."""
        for name, table in wanted.tables.items():
            if self.tables.get(name) != table:
                raise BackupError(f"the rows of {name} in the backup are not those that were written")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. ``files`` are digests by name, the rest is what its database holds."""

    made_at: str
    files: dict[str, str]
    tables: dict[str, Table]
    migrations: tuple[str, ...]

    @property
    def contents(self) -> Contents:
        """What its database holds."""
        return Contents(self.tables, self.migrations)

    @property
    def articles(self) -> int:
        """The number of articles in it."""
        return self.tables["archive_article"].rows

    @property
    def originals(self) -> int:
        """The number of originals in it."""
        return self.tables["archive_original"].rows


class Database(Protocol):
    """A kind of database: how it is copied, looked through and brought back. All raise ``BackupError``."""

    # The name of its copy in a backup.
    member: str

    def copy(self, target: Path) -> Contents:
        """Write the database as it is at one moment, while it is in use, into a new file."""

    def require_whole(self, copied: Path, contents: Contents) -> None:
        """Read a copy through."""

    def bring_back(self, copied: Path, contents: Contents) -> None:
        """Put a copy where there is no article yet."""


def write_backup(database: Database, target: Path, settings: Mapping[str, str]) -> Manifest:
    """Write a database that may be in use, its originals in it, and settings into one new file.

    It is the archive at one moment, and nobody waits for it. Raises ``BackupError``.
    """
    if target.exists():
        raise BackupError(f"{target} is there already; name another file")
    part = target.with_name(f"{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            contents = database.copy(Path(folder, database.member))
            Path(folder, SETTINGS).write_text(json.dumps(dict(settings), indent=2), encoding="utf-8")
            names = (database.member, SETTINGS)
            manifest = Manifest(
                made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                files={name: _digest(Path(folder, name)) for name in names},
                tables=contents.tables,
                migrations=contents.migrations,
            )
            part.touch(mode=0o600)  # it holds the accounts' password hashes
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle:
                bundle.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
                for name in names:
                    bundle.write(Path(folder, name), name)
        keep_file(part, target)
    except (OSError, BackupError) as error:
        part.unlink(missing_ok=True)
        raise BackupError(f"{target} was not written: {error}") from error
    return manifest


def verify_backup(path: Path, database: Database) -> Manifest:
    """Read all of a backup of this kind of database and return what is in it.

    Raises ``BackupError`` when it is not whole.
    """
    with tempfile.TemporaryDirectory(prefix="backup-") as folder, _opened(path) as bundle:
        return _extract(bundle, Path(folder), database)


def restore_backup(path: Path, database: Database, beside: Path) -> Manifest:
    """Put what a backup holds into a database without an article; ``beside`` is a folder on the archive's disk.

    Raises ``BackupError``, and then nothing is brought back.
    """
    with tempfile.TemporaryDirectory(dir=beside, prefix=".restore-") as folder, _opened(path) as bundle:
        manifest = _extract(bundle, Path(folder), database)
        database.bring_back(Path(folder, database.member), manifest.contents)
    return manifest


def holds(path: Path, database: Database) -> bool:
    """Return whether a backup is one of this kind of database. Raises ``BackupError`` when it cannot be read."""
    with _opened(path) as bundle:
        return database.member in bundle.namelist()


def keep_file(fresh: Path, target: Path) -> None:
    """Give a file its name once it is on the disk whole."""
    for path in (fresh, target.parent):
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
        if path == fresh:
            fresh.replace(target)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as bundle:
            yield bundle
    except (zipfile.BadZipFile, OSError, EOFError, zipfile.LargeZipFile) as error:
        raise BackupError(f"{path} is no whole backup: {error}") from error


def _extract(bundle: zipfile.ZipFile, folder: Path, database: Database) -> Manifest:
    try:
        manifest = _to_manifest(json.loads(bundle.read(MANIFEST)))
        for name in (database.member, SETTINGS):
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
    database.require_whole(folder / database.member, manifest.contents)
    return manifest


def _to_manifest(value: dict[str, Any]) -> Manifest:
    tables = {name: Table(**table) for name, table in value["tables"].items()}
    return Manifest(value["made_at"], dict(value["files"]), tables, tuple(value["migrations"]))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
