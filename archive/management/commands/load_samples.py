"""``load_samples``: store the sample reports that come with the project."""

from __future__ import annotations

from typing import Any

from archive.desk import submit_samples
from archive.management.base import ArchiveCommand


class Command(ArchiveCommand):
    """Store the samples; those already stored are left alone."""

    help = "Store the sample reports in samples/ (invented outlets, written for demonstration)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Submit the files of each outlet together."""
        self.stdout.write(f"{submit_samples()} sample reports stored.")
