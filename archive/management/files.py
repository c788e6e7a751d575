"""Files named on a command line, read within bounds."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.desk import SubmittedFile
from archive.intake.reading import FORMATS, MAX_BYTES


def find_files(paths: Iterable[str]) -> Iterator[SubmittedFile]:
    """Yield each file, and each readable file below each folder, in order of name.

    What cannot be read comes with its ``refusal``; a file over the size limit is not read at all.
    """
    for name in paths:
        path = Path(name)
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in FORMATS and p.is_file())
            if not inside:
                kinds = ", ".join(sorted(FORMATS))
                yield SubmittedFile(name, b"", f"no file in this folder ends in {kinds}")
            yield from map(read_file, inside)
        else:
            yield read_file(path)


def read_file(path: Path) -> SubmittedFile:
    """Return a file's bytes, or why they were not read."""
    try:
        if not path.is_file():
            return SubmittedFile(str(path), b"", "there is no such file; check the path")
        size = path.stat().st_size
        if size > MAX_BYTES:
            limit = MAX_BYTES // 1_000_000
            return SubmittedFile(
                str(path),
                b"",
                f"{size / 1_000_000:.0f} MB is over the limit of {limit} MB a file; split it or save the text alone",
            )
        return SubmittedFile(str(path), path.read_bytes())
    except OSError as error:
        return SubmittedFile(str(path), b"", f"cannot be read: {error.strerror}")


def read_path_or_stdin(name: str) -> SubmittedFile:
    """Return one file, or standard input for ``-``."""
    if name == "-":
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
        return SubmittedFile("-", content)
    return read_file(Path(name))
