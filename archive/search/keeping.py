"""What is kept between searches: small things for as long as their owner, large ones as long as there is room."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

Made = TypeVar("Made")

# Bytes of decoded postings, positions and scores kept in a process; beyond it the longest unused go first.
CACHE_BYTES = 96 * 1024 * 1024


class Count(int):
    """A number that is looked up often."""

    size = 300


class _Cache:
    """What was decoded lately, up to ``CACHE_BYTES``; one for the process."""

    def __init__(self) -> None:
        self._held: OrderedDict[Any, tuple[int, Any]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Any) -> Any:
        try:
            found = self._held[key][1]
            self._held.move_to_end(key)
        except KeyError:  # also where another thread has just thrown it out
            return None
        return found

    def put(self, key: Any, value: Any, size: int) -> None:
        with self._lock:
            if key in self._held:
                return
            self._held[key] = (size, value)
            self._bytes += size
            while self._bytes > CACHE_BYTES:
                _, (gone, _) = self._held.popitem(last=False)
                self._bytes -= gone


_cache = _Cache()


class Sized(Protocol):
    """What is kept for as long as there is room for it."""

    @property
    def size(self) -> int:
        """The bytes it takes, about."""


Large = TypeVar("Large", bound=Sized)


def cached(key: Any, make: Callable[[], Large]) -> Large:
    """Return what is kept under a key, made first where it is not."""
    found = _cache.get(key)
    if found is None:
        found = make()
        _cache.put(key, found, found.size)
    return cast("Large", found)


class Kept:
    """Keeps what was made once."""

    def __init__(self) -> None:
        self._kept: dict[Any, Any] = {}

    def once(self, key: Any, make: Callable[[], Made]) -> Made:
        """Return what ``make`` made the first time it was asked for under this key."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast("Made", self._kept[key])
