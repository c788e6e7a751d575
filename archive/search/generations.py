"""Where an index lies on disk: generations side by side, and which of them answers.

``current`` names the generation that answers, ``building`` the one being written beside it and how far it is. Both
are replaced whole by a rename, so that a process killed at any moment leaves either the old word or the new one.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

# How long a process that waits for the lock sleeps between two tries (s).
_NAP = 0.02
_NAME = re.compile(r"[0-9a-z]+\.[0-9]+")


@dataclass(frozen=True, slots=True)
class Building:
    """A generation being written: every article up to ``last_key`` is in it."""

    path: Path
    last_key: int = 0


class IndexFolder:
    """The folder of one index, its generations and its locks."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._pointer = str(root / "current")
        self._read_lately: tuple[object, Path | None] = (None, None)

    def current(self, version: str) -> Path | None:
        """Return the generation that answers; None where there is none of this version.

        Every search asks, so ``current`` is read only when it is another file.
        """
        try:
            found = os.stat(self._pointer)
        except (FileNotFoundError, NotADirectoryError):
            return None
        stamp = (found.st_ino, found.st_mtime_ns, version)
        if self._read_lately[0] != stamp:
            self._read_lately = (stamp, self._of_version(self._read("current").strip(), version))
        path = self._read_lately[1]
        return path if path and os.path.isdir(path) else None

    def building(self, version: str) -> Building | None:
        """Return the generation being written beside it, if one of this version is."""
        name, _, last_key = self._read("building").strip().partition(" ")
        path = self._of_version(name, version)
        return Building(path, int(last_key)) if path and last_key.isdecimal() else None

    def begin(self, version: str) -> Building:
        """Make an empty generation to write, in place of one begun before (call it ``writing``)."""
        self.root.mkdir(parents=True, exist_ok=True)
        taken = [int(path.name.partition(".")[2]) for path in self._generations()]
        building = Building(self.root / f"{version}.{max(taken, default=0) + 1}")
        building.path.mkdir()
        self.note(building)
        return building

    def note(self, building: Building) -> None:
        """Write down how far a generation is."""
        self._write("building", f"{building.path.name} {building.last_key}")

    def publish(self, building: Building) -> None:
        """Let a generation answer from now on, and drop all others (call it ``writing``)."""
        sync(building.path)
        self._write("current", building.path.name)
        self.abandon()

    def abandon(self) -> None:
        """Drop every generation but the one that answers (call it ``writing``)."""
        (self.root / "building").unlink(missing_ok=True)
        kept = self._read("current").strip()
        for path in self._generations():
            if path.name != kept:
                # Who has it open reads on: the system keeps the bytes as long as that.
                shutil.rmtree(path, ignore_errors=True)

    def suspect(self, generation: Path) -> None:
        """Note that a generation could not be read; whoever heals the index looks into it."""
        with suppress(OSError):
            self._write("suspect", generation.name)

    def is_suspect(self, generation: Path) -> bool:
        """Return whether a generation could not be read."""
        return self._read("suspect").strip() == generation.name

    def clear_of_suspicion(self) -> None:
        """Take the suspicion back."""
        (self.root / "suspect").unlink(missing_ok=True)

    @contextmanager
    def writing(self, wait: float) -> Iterator[bool]:
        """Hold the one right to write; False when another process or thread still held it after ``wait`` seconds."""
        with locked(self.root.with_name(f"{self.root.name}.lock"), wait) as is_ours:
            yield is_ours

    @contextmanager
    def rebuilding(self) -> Iterator[bool]:
        """Hold the one right to rebuild; False when another process or thread rebuilds."""
        with locked(self.root.with_name(f"{self.root.name}.rebuild.lock"), 0.0) as is_ours:
            yield is_ours

    def _of_version(self, name: str, version: str) -> Path | None:
        if not _NAME.fullmatch(name) or name.partition(".")[0] != version:
            return None
        path = self.root / name
        return path if path.is_dir() else None

    def _generations(self) -> list[Path]:
        if not self.root.is_dir():
            return []
        return [path for path in self.root.iterdir() if path.is_dir() and _NAME.fullmatch(path.name)]

    def _read(self, name: str) -> str:
        try:
            return (self.root / name).read_text(encoding="ascii")
        except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
            return ""

    def _write(self, name: str, text: str) -> None:
        fresh = self.root / f"{name}.new"
        with fresh.open("w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.root / name)


def sync(folder: Path) -> None:
    """Have every file of a folder on the disk: the engine itself never waits for that."""
    for path in (*folder.iterdir(), folder):
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


@contextmanager
def locked(path: Path, wait: float) -> Iterator[bool]:
    """Hold a file's lock, which the system gives back whatever becomes of the process."""
    path.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + wait
    with path.open("w") as file:
        while not (is_ours := _take(file.fileno())) and time.monotonic() < until:
            time.sleep(_NAP)
        yield is_ours


def _take(number: int) -> bool:
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
