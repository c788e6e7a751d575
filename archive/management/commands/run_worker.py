"""``run_worker``: keep the search index in step, as a process of its own."""

from __future__ import annotations

import signal
import sys
from typing import Any

from django.core.management.base import CommandParser

from archive.desk import index_until_closed
from archive.management.base import ArchiveCommand
from archive.safekeeping.worker import Worker, work_beside


class Command(ArchiveCommand):
    """Work until told to stop; killing it at any moment loses nothing."""

    help = (
        "Write queued articles into the search index and rebuild one that is missing or damaged, until stopped. "
        "One beside any number of `serve --without-worker`; a second one waits its turn."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "--until-closed",
            action="store_true",
            help="write only what a large import queues, until standard input is closed (an import starts this itself)",
        )

        parser.add_argument(
            "--beside-server",
            action="store_true",
            help="work until standard input is closed (`serve` starts this itself)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run a worker until SIGTERM or Ctrl+C, one of an import or a server until it is told that there is no more."""
        if options["until_closed"]:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # its end comes with the import's
            index_until_closed(sys.stdin.buffer)
            return
        if options["beside_server"]:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # its end comes with the server's
            work_beside(sys.stdin.buffer)
            return
        worker = Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        self.stdout.write("Keeping the search index in step   (Ctrl+C stops it)")
        self.stdout.flush()
        worker.run()
