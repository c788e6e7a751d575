"""What runs beside the web server: queued articles go into the index, and an index that broke is put right."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.conf import settings
from django.db import close_old_connections

from archive.comparisons import latest_change, refresh_events
from archive.desk import catch_up, is_being_read
from archive.desk.rereading import reread_batch
from archive.models import IndexJob
from archive.search.index import drain_jobs, merge_segments
from archive.search.rebuilding import RebuildRunningError, heal_index, is_readable

logger = logging.getLogger(__name__)

# The worker looks for work this often (s); while something keeps it from its work, half as often each time, until …
IDLE = 1.0
LONGEST = 60.0
# It counts whether index and database are in step this often (s).
COUNTED_EVERY = 60.0
# While events are compared, articles go into the index this often (s): each commit costs the next search something.
DRAINED_EVERY = 5.0
# A worker beside a server that ends has so long (s) for what it is at; what is cut short is done after the next start.
LAST_WORK = 5.0


class Worker:
    """Keeps the index in step until it is stopped. Any number may run: one of them writes at a time."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._has_caught_up = False
        self._counted_at = -COUNTED_EVERY
        self._compared_at: object = None

    def stop(self) -> None:
        """Let it end after what it is at."""
        self._stop.set()

    def run(self) -> None:
        """Work until stopped; nothing that befalls it ends it."""
        pause = IDLE
        while not self._stop.is_set():
            try:
                is_done = self.work()
            except Exception:  # it must outlive a full disk, a database locked or away, and whatever else
                logger.exception("The index cannot be kept in step just now; trying again")
                is_done = False
            finally:
                close_old_connections()  # one that broke, too: the server of the database was started again
            pause = IDLE if is_done else min(2 * pause, LONGEST)
            self._stop.wait(pause)

    def work(self) -> bool:
        """Do what there is to do and return whether all of it could be done."""
        is_reading, is_due = is_being_read(), time.monotonic() - self._counted_at >= COUNTED_EVERY
        self.bring_in_step(is_reading=is_reading, is_due=is_due)
        if is_reading:
            return True  # what the others have queued is theirs to do, and events are compared when they are through
        while is_due and merge_segments():
            drain_jobs()  # an editor may wait for the index meanwhile
        self._reread_names()
        self._refresh_comparisons()
        return not IndexJob.objects.due().exists()

    def bring_in_step(self, *, is_reading: bool = False, is_due: bool = True) -> None:
        """Let the search find what is published: first of all that a worker does.

        While others read (``is_reading``), what they have begun is left to them; when it is due, index and database are
        counted.
        """
        if not self._has_caught_up and not is_reading:
            catch_up()
        # Who reads much may be killed at it, and then leaves something behind.
        self._has_caught_up = not is_reading
        if is_due or not is_readable():
            try:
                mended = heal_index()
            except RebuildRunningError:
                mended = None
            if mended:
                logger.warning("The search index: %s", mended)
            self._counted_at = time.monotonic()
        drain_jobs(early=not is_reading)

    def _reread_names(self) -> None:
        """Read the names of reports anew that a change of the gazetteer bears on."""
        while not self._stop.is_set() and reread_batch():
            drain_jobs()

    def _refresh_comparisons(self) -> None:
        """Work out the comparisons of events that changed, so that no reader waits for them."""
        if self._compared_at == (stamp := latest_change()):
            return
        drained_at = time.monotonic()
        for _ in refresh_events():
            if time.monotonic() - drained_at >= DRAINED_EVERY:  # a search must not wait for all of them
                drain_jobs()
                drained_at = time.monotonic()
            if self._stop.is_set() or is_being_read():
                return
        drain_jobs()
        self._compared_at = stamp


@contextmanager
def worker_beside() -> Iterator[None]:
    """Run a worker in a process of its own for as long as the block lasts, and start it again should it end.

    Only one thread of a process runs Python at a time: in this one it would keep readers waiting.
    """
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_one, args=(stop,), name="worker's keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join(2 * LAST_WORK)


def _keep_one(stop: threading.Event) -> None:
    while not stop.is_set():
        with _start_beside() as process:
            while process.poll() is None and not stop.wait(IDLE):
                pass
            if stop.is_set():
                return  # its input is closed now, by which it knows
        logger.error("The index worker ended (%d); it is started again", process.returncode)
        stop.wait(LAST_WORK)


def _start_beside() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  (our own program, no word of a user's in it)
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_worker", "--beside-server"],
        stdin=subprocess.PIPE,
        env={**os.environ, "ARCHIVE_HOME": str(settings.ARCHIVE_HOME)},
    )


def work_beside(stream: IO[bytes]) -> None:
    """Work until the stream is closed, as it is when who opened it ends, however that comes."""
    worker = Worker()

    def wait() -> None:
        stream.read()
        worker.stop()
        time.sleep(LAST_WORK)
        os._exit(0)

    threading.Thread(target=wait, name="end of input", daemon=True).start()
    worker.run()
