"""The background: one process beside the web server reads the submissions that are too large for a request."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.conf import settings

from archive.desk.batches import read_batch
from archive.desk.bulk import MANY, reader_mark, reading_much
from archive.desk.correcting import catch_up
from archive.models import Batch, IndexJob, Outcome, State, WaitingFile

# Who looks whether the lock is held holds it for an instant; a reader tries again for so long (seconds).
_PATIENCE = 2.0


@contextmanager
def _only_reader(patience: float = 0.0) -> Iterator[bool]:
    """Hold the lock that one reader has; False when another process holds it. It goes with the process."""
    # Not a file in the database: a process that is killed must not leave it behind.
    with open(settings.ARCHIVE_HOME / "reader.lock", "w") as lock:
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    yield False
                    return
                time.sleep(0.05)
            else:
                break
        yield True


def _is_read_in_background() -> bool:
    with _only_reader() as was_free:
        return not was_free


def has_work() -> bool:
    """Return whether files wait to be read."""
    return _next_batch() is not None


def _is_much() -> bool:
    return WaitingFile.objects.count() + IndexJob.objects.count() >= MANY


def _next_batch() -> Batch | None:
    return Batch.objects.filter(state=State.READING, items__outcome=Outcome.WAITING).order_by("pk").first()


def read_all() -> bool:
    """Read every submission that waits, and index what is published; False when another process does so already.

    Work that comes in while it reads is read too.
    """
    while True:
        with _only_reader(_PATIENCE) as is_ours:
            if not is_ours:
                return False
            with reading_much() if _is_much() else nullcontext() as ahead:
                while batch := _next_batch():
                    read_batch(batch, ahead=ahead)
                catch_up()
        # Whoever sent files while the lock was still held relies on this second look.
        if _next_batch() is None:
            return True


def start_reader() -> None:
    """Start a reader in a process of its own, unless one is at work: it ends when nothing is left to read."""
    if not settings.ARCHIVE_BACKGROUND or _is_read_in_background():
        return
    with reader_mark() as mark:
        subprocess.Popen(  # noqa: S603  (our own program, no word of a user's in it)
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "read_batches"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "ARCHIVE_HOME": str(settings.ARCHIVE_HOME)},
            pass_fds=(mark,),
        )
