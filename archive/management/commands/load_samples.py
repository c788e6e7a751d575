"""``load_samples``: store the sample reports that come with the project."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings

from archive.desk import submit_files
from archive.management.base import ArchiveCommand
from archive.management.files import read_file
from archive.management.output import to_date
from archive.models import Article, Outcome

FOLDER = settings.BASE_DIR / "samples"


def holds_more_than_samples() -> bool:
    """Return whether the archive has an article of its users' own."""
    samples = [Path(entry["file"]).name for entry in _manifest()]
    return Article.objects.exclude(original__filename__in=samples).exists()


def _manifest() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return entries


class Command(ArchiveCommand):
    """Store the samples; those already stored are left alone."""

    help = "Store the sample reports in samples/ (invented outlets, written for demonstration)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Submit the files of each outlet together."""
        groups: dict[tuple[str, str | None], list[str]] = defaultdict(list)
        for entry in _manifest():
            groups[entry["outlet"], entry.get("given_published_on")].append(entry["file"])
        stored = 0
        for (outlet, given), names in groups.items():
            batch = submit_files(
                [read_file(FOLDER / name) for name in names],
                by=None,
                outlet=outlet,
                published_on=to_date(given) if given else None,
                publish=True,
            )
            stored += batch.items.exclude(outcome=Outcome.REFUSED).count()
        self.stdout.write(f"{stored} sample reports stored.")
