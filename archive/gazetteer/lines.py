"""Look-ups in a sorted text file, without reading it: the method of look(1)."""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class SortedLines:
    """A file of ``key<TAB>value`` lines in byte order of their keys, mapped into memory.

    A look-up halves the file some twenty times and touches as many pages; the file costs no start-up time,
    and its pages are shared by all processes and threads.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def find(self, key: str) -> str | None:
        """Return the value kept under ``key``, or ``None``."""
        wanted = key.encode() + b"\t"
        start = self._first_at_or_after(wanted)
        if self._bytes[start : start + len(wanted)] != wanted:
            return None
        end = self._bytes.find(b"\n", start)
        return self._bytes[start + len(wanted) : end].decode()

    def starting_with(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Yield the keys that start with ``prefix`` and their values, in order."""
        wanted = prefix.encode()
        start = self._first_at_or_after(wanted)
        while self._bytes[start : start + len(wanted)] == wanted and start < len(self._bytes):
            end = self._bytes.find(b"\n", start)
            key, _, value = self._bytes[start:end].decode().partition("\t")
            yield key, value
            start = end + 1

    def each(self) -> Iterator[tuple[int, str]]:
        """Yield every line with the offset it begins at, for ``key_at``."""
        start, end = 0, self._bytes.find(b"\n")
        while end != -1:
            yield start, self._bytes[start:end].decode()
            start, end = end + 1, self._bytes.find(b"\n", end + 1)

    def keys_holding(self, value: str) -> Iterator[str]:
        """Yield the keys whose values hold ``value`` as one of their words, perhaps after a ``~``; reads the file."""
        wanted = value.encode()
        at = self._bytes.find(wanted)
        while at != -1:
            line = self._bytes.rfind(b"\n", 0, at) + 1
            end = at + len(wanted)
            if self._bytes[at - 1 : at] in {b"\t", b" ", b"~"} and self._bytes[end : end + 1] in {
                b" ",
                b"\n",
            }:
                yield self.key_at(line)
            at = self._bytes.find(wanted, end)

    def key_at(self, offset: int) -> str:
        """Return the key of the line that begins at ``offset``."""
        return self._bytes[offset : self._bytes.find(b"\t", offset)].decode()

    def _first_at_or_after(self, wanted: bytes) -> int:
        """Return the offset of the first line not less than ``wanted``."""
        data, low, high = self._bytes, 0, len(self._bytes)
        while low < high:
            middle = (low + high) // 2
            line = data.rfind(b"\n", low, middle) + 1 or low
            end = data.find(b"\n", middle)
            if data[line : line + len(wanted)] < wanted:
                low = end + 1
            else:
                high = line
        return low
