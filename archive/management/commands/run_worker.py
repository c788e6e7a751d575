"""``run_worker``: keep the search index in step, as a process of its own."""

from __future__ import annotations

import signal
from typing import Any

from archive.management.base import ArchiveCommand
from archive.safekeeping.worker import Worker


class Command(ArchiveCommand):
    """Work until told to stop; killing it at any moment loses nothing."""

    help = (
        "Write queued articles into the search index and rebuild one that is missing or damaged, until stopped. "
        "One beside any number of `serve --without-worker`; a second one waits its turn."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run a worker until SIGTERM or Ctrl+C."""
        worker = Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        self.stdout.write("Keeping the search index in step   (Ctrl+C stops it)")
        self.stdout.flush()
        worker.run()
