"""How often one client may ask: signing in, uploading, searching and the rest, each at a rate of its own.

The counts lie in a small table in a file that all processes of the archive share. Its size is fixed, so that a
thousand strangers cannot fill anything; a client's place in it is found by a keyed digest, so that nobody can choose
whose place to share.
"""

from __future__ import annotations

import fcntl
import hashlib
import ipaddress
import logging
import mmap
import os
import struct
import threading
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

_SLOT = struct.Struct("<Qd")
_SLOTS = 65_536
# A client is looked for in so many places beside each other.
_BESIDE = 8
# Rates are given per this time (s); all of them may be used at once.
_PERIOD = 60.0
# The part of an address that one customer of a provider holds.
_ONE_CUSTOMER = 64

# Which rate goes by a view's name; those that are not here share the widest.
_READING = dict.fromkeys(
    ("search", "events", "event", "compare", "places", "place", "aircraft", "aircraft_type"),
    "search",
)
# Files and feeds, by a word in the name of the view: each is as much work as many pages.
_KEPT_AWAY = ("export", "feed", "sheet", "csv")
_SENDING = {"sign_in": "sign_in", "login": "sign_in", "password_forgotten": "sign_in", "upload": "upload"}


class Rates:
    """When each client may ask again (GCRA: one time a client, a bucket that leaks)."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        size = _SLOT.size * _SLOTS
        try:
            self._file: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            os.ftruncate(self._file, size)
            self._table = mmap.mmap(self._file, size)
        except OSError as error:
            logger.warning("Rates are counted in this process alone: %s", error)
            self._file = None
            self._table = mmap.mmap(-1, size)

    def wait(self, client: str, per_minute: int) -> float:
        """Count one request of a client; return 0 when it may pass, else in how many seconds one may."""
        digest = hashlib.blake2b(
            client.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=8
        ).digest()
        key = int.from_bytes(digest, "little") or 1
        with self._lock:
            if self._file is None:
                return self._count(key, _PERIOD / per_minute)
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                return self._count(key, _PERIOD / per_minute)
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def _count(self, key: int, interval: float) -> float:
        now = time.time()
        offset, until = self._place(key)
        # A clock set back must lock nobody out.
        until = now if until > now + 2 * _PERIOD else max(until, now)
        if until - now > _PERIOD - interval:
            return until - now - (_PERIOD - interval)
        _SLOT.pack_into(self._table, offset, key, until + interval)
        return 0.0

    def _place(self, key: int) -> tuple[int, float]:
        """Return where a client is counted and until when; a new one takes the place of the longest silent."""
        best, best_until = 0, float("inf")
        for step in range(_BESIDE):
            offset = (key + step) % _SLOTS * _SLOT.size
            held, until = _SLOT.unpack_from(self._table, offset)
            if held == key:
                return offset, until
            if until < best_until:
                best, best_until = offset, until
        return best, 0.0


@cache
def _rates() -> Rates:
    return Rates(settings.ARCHIVE_HOME / "rates")


class RateMiddleware:
    """Answers 429, and when to come back, to a client that asks too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let it pass (None), or answer for the view."""
        rate = rate_of(request)
        per_minute = settings.ARCHIVE_RATES.get(rate)
        if not per_minute:
            return None
        wait = _rates().wait(f"{rate} {client_of(request)}", per_minute)
        if not wait:
            return None
        seconds = int(wait) + 1
        logger.warning("Too many requests (%s) from %s", rate, client_of(request))
        response = render(request, "429.html", {"seconds": seconds, "per_minute": per_minute}, status=429)
        response["Retry-After"] = str(seconds)
        return response


def rate_of(request: HttpRequest) -> str:
    """Return the name of the rate a request counts against."""
    match = request.resolver_match
    name = (match.url_name or "") if match else ""
    if request.method == "POST" and name in _SENDING:
        return _SENDING[name]
    if match and match.route.startswith("api/"):
        return "api"
    if any(word in name for word in _KEPT_AWAY):
        return "export"
    return _READING.get(name, "page")


def client_of(request: HttpRequest) -> str:
    """Return who asks: a person signed in, or else an address (of IPv6, what one customer holds of it)."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return f"user {request.user.pk}"
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        if ipaddress.ip_address(address).version == 6:
            return str(ipaddress.ip_network((address, _ONE_CUSTOMER), strict=False))
    except ValueError:
        return "unknown"
    return address
