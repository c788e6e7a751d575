"""The sample reports that come with the project, stored like any submission."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser

from archive.desk.batches import submit_files
from archive.desk.checking import SubmittedFile
from archive.models import Article


def holds_more_than_samples() -> bool:
    """Return whether the archive has an article of its users' own."""
    samples = [Path(entry["file"]).name for entry in _manifest()]
    return Article.objects.exclude(original__filename__in=samples).exists()


def submit_samples(by: AbstractBaseUser | None = None) -> int:
    """Store and publish the samples, one submission an outlet; return how many. Those stored already are left alone."""
    folder = _folder()
    groups: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for entry in _manifest():
        groups[entry["outlet"], entry.get("given_published_on")].append(entry["file"])
    stored = 0
    for (outlet, given), names in groups.items():
        batch = submit_files(
            [SubmittedFile(str(folder / name), (folder / name).read_bytes()) for name in names],
            by=by,
            outlet=outlet,
            published_on=dt.date.fromisoformat(given) if given else None,
            publish=True,
        )
        stored += batch.articles.count()
    return stored


def _folder() -> Path:
    return Path(settings.BASE_DIR, "samples")


def _manifest() -> list[dict[str, str]]:
    entries: list[dict[str, str]] = json.loads((_folder() / "manifest.json").read_text(encoding="utf-8"))
    return entries
