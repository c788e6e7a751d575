"""``serve``: the archive's web server."""

from __future__ import annotations

import gc
import socket
from contextlib import nullcontext
from typing import Any

import waitress
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from archive.desk import has_work, start_reader
from archive.management.base import ArchiveCommand
from archive.safekeeping.worker import worker_beside

# Threads that answer at once; a search holds one for some tens of milliseconds.
THREADS = 8


class Command(ArchiveCommand):
    """Serve the archive with waitress until interrupted."""

    help = "Serve the archive on this machine (or, behind a TLS proxy, to others: see the README)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--without-worker",
            action="store_true",
            help="leave the search index to a run_worker of its own; for several servers at once",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve."""
        host, port = options["host"], options["port"]
        self._refuse_taken_port(host, port)
        # A folder that only commands have used has no static files yet, and no page renders without them.
        if not (settings.STATIC_ROOT / "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)
        # The application lists its static files when it is made, so it is made after they are there.
        from archive.wsgi import application

        # What is loaded by now stays: Python need not look through it for rubbish in the middle of a request.
        gc.freeze()
        self.stdout.write(f"Parallax is at http://{host}:{port}/   (Ctrl+C stops it)")
        self.stdout.flush()
        if has_work():
            start_reader()
        with nullcontext() if options["without_worker"] else worker_beside():
            waitress.serve(application, host=host, port=port, threads=THREADS, ident=None, **_proxy())

    def _refuse_taken_port(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"port {port} cannot be used ({error.strerror}); choose another: make run PORT={port + 1}"
                ) from None


def _proxy() -> dict[str, Any]:
    """Return what waitress must know of the TLS proxy; without one it believes no such header."""
    if not settings.ARCHIVE_PROXY:
        return {}
    return {
        "trusted_proxy": settings.ARCHIVE_PROXY,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }
