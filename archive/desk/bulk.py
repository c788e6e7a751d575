"""Much read at once: articles go into the index by a process of its own, beside the one that reads and links."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.conf import settings
from django.db import connection

from archive.desk.ahead import CleaningAhead
from archive.models import IndexJob, jobs_put_off
from archive.search.index import JOBS_PER_COMMIT, drain_jobs, drain_once

# So many files are kept at a time until they are read; fewer are read before a second process would be ready.
MANY = 200
# The web server goes first.
NICENESS = 10
# Nobody else does the jobs meanwhile: a worker in a web server would keep its readers waiting. Whoever publishes a
# report of his own has it indexed at once.
PUT_OFF = dt.timedelta(hours=1)
# How often (s) is looked whether there is enough for a commit.
_LOOKS_EVERY = 1.0


@contextmanager
def reading_much() -> Iterator[CleaningAhead | None]:
    """Read and link in this process while one cleans ahead and one indexes; all is in the index at the block's end.

    However either is ended, the jobs stay, and a worker does them as soon as nobody reads.
    """
    if not settings.ARCHIVE_BACKGROUND:
        yield None
        return
    os.nice(NICENESS - os.nice(0))
    with reader_mark():
        beside = _start_beside()
        ahead = CleaningAhead()
        try:
            with jobs_put_off(PUT_OFF), _written_at_leisure():
                yield ahead
        finally:
            ahead.close()
            beside.communicate()
            drain_jobs(early=True)


@contextmanager
def _written_at_leisure() -> Iterator[None]:
    """Do not wait for the disk at each commit: after a power cut the files of the last seconds would wait once more."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = FULL")


@contextmanager
def reader_mark() -> Iterator[int]:
    """Hold the mark of those who read, a file's lock that several may hold; it goes with the process.

    A process that is given its number (``pass_fds``) holds it from its first instant on.
    """
    with open(_lock_path(), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield lock.fileno()


def is_being_read() -> bool:
    """Return whether some process reads submissions just now, and sees to its index jobs."""
    with open(_lock_path(), "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def index_until_closed(stream: IO[bytes]) -> None:
    """Write queued articles in large commits until the stream is closed, and then the rest."""
    while not select.select([stream], [], [], _LOOKS_EVERY)[0]:
        if IndexJob.objects.due(early=True).articles().count() >= JOBS_PER_COMMIT:
            drain_once(early=True)
    drain_jobs(early=True)


def _start_beside() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  (our own program, no word of a user's in it)
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_worker", "--until-closed"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "ARCHIVE_HOME": str(settings.ARCHIVE_HOME)},
    )


def _lock_path() -> str:
    return str(settings.ARCHIVE_HOME / "reading.lock")
