"""``read_batches``: read the submissions that wait."""

from __future__ import annotations

import os
from typing import Any

from archive.desk import read_all
from archive.management.base import ArchiveCommand

# The web server goes first.
NICENESS = 10


class Command(ArchiveCommand):
    """Read what waits; the server starts this itself after a large upload and when it starts."""

    help = (
        "Read the files of submissions that wait, and index what was published. Safe to run at any time and to "
        "interrupt anywhere: each file is stored once. The server starts it itself."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read until nothing waits."""
        os.nice(NICENESS)
        if not read_all():
            self.stdout.write("Another process is reading already.")
