"""Files named on a command line, read within bounds."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.desk import SubmittedFile
from archive.intake import MAX_BYTES, size_limit


def find_files(paths: Iterable[str]) -> Iterator[SubmittedFile]:
    """Yield each file, and each file below each folder, in order of name.

    Hidden files and folders inside a folder (``.git``, ``._report.txt``) are left out; a file of an unknown format
    is not: whoever sends it is told. What cannot be read comes with its ``refusal``; a file over the size limit is
    not read at all.
    """
    for name in paths:
        # The empty path would be the present folder: an unset variable of a script, never a wish.
        if not name:
            yield SubmittedFile("''", b"", "an empty path; name a file or a folder")
        elif os.path.isdir(name):
            yield from _read_folder(Path(name))
        else:
            yield read_file(Path(name))


def _read_folder(folder: Path) -> Iterator[SubmittedFile]:
    closed: list[OSError] = []
    inside: list[Path] = []
    for within, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside += [Path(within, name) for name in names if not name.startswith(".")]
    for error in closed:
        yield SubmittedFile(_shown(error.filename), b"", f"cannot be read: {error.strerror}")
    if not inside and not closed:
        yield SubmittedFile(_shown(folder), b"", "there is no file in this folder; name one with reports")
    yield from map(read_file, sorted(inside))


def read_file(path: Path) -> SubmittedFile:
    """Return a file's bytes, or why they were not read."""
    name = _shown(path)
    try:
        size = path.stat().st_size
        if not path.is_file():
            return SubmittedFile(name, b"", "this is no regular file; name a file or a folder")
        if size > size_limit(name):
            limit = size_limit(name) // 1_000_000
            return SubmittedFile(
                name,
                b"",
                f"{size / 1_000_000:.0f} MB is over the limit of {limit} MB a file; split it or save the text alone",
            )
        return SubmittedFile(name, path.read_bytes())
    except FileNotFoundError:
        return SubmittedFile(name, b"", "there is no such file; check the path")
    except OSError as error:
        return SubmittedFile(name, b"", f"cannot be read: {error.strerror}; check its name and permissions")


def read_path_or_stdin(name: str) -> SubmittedFile:
    """Return one file, or standard input for ``-``."""
    if name == "-":
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
        return SubmittedFile("-", content)
    return read_file(Path(name))


def _shown(path: str | Path) -> str:
    """Return a path as it can be stored and printed: a name need not be valid UTF-8."""
    return os.fsencode(path).decode("utf-8", errors="replace")
