"""A comparison is worked out once for the same reports and the same rules, and kept."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path

from django.db import DatabaseError, transaction

from archive import comparing, records
from archive.comparing.compare import compare_reports
from archive.comparing.comparison_json import (
    comparison_from_json,
    comparison_to_json,
    pair_from_json,
    pair_to_json,
)
from archive.comparing.reading import Reading
from archive.comparing.shared import PairedText, find_pair_text
from archive.models import StoredComparison, StoredPair
from archive.records import Comparison, Report

logger = logging.getLogger(__name__)

# Comparisons of ticked reports that are kept, the latest; those of events are kept besides.
_MOST_KEPT = 500


@lru_cache(maxsize=64)
def compared(reports: tuple[Report, ...]) -> Comparison:
    """Return the comparison of reports: as it is kept, else worked out now and kept."""
    key = key_of(reports)
    stored = StoredComparison.objects.filter(key=key).first()
    if stored is not None:
        return comparison_from_json(stored.content)
    comparison = work_out(reports)
    _keep(key, comparison)
    return comparison


def keep_compared(reports: Sequence[Report]) -> StoredComparison | None:
    """Have the comparison of reports kept; return its row, ``None`` when it cannot be kept."""
    key = key_of(reports)
    return StoredComparison.objects.filter(key=key).first() or _keep(key, work_out(reports))


def work_out(reports: Sequence[Report]) -> Comparison:
    """Compare; text that two of the reports share is taken from what is kept, and kept."""
    pairs = _Pairs(reports)
    comparison = compare_reports(reports, pairs.find)
    pairs.keep()
    return comparison


def key_of(reports: Sequence[Report]) -> str:
    """Return a key that changes with any word, name or date of the reports, in whatever order, and with the rules."""
    return _digest(*sorted(_report_key(report) for report in reports))


def _report_key(report: Report) -> str:
    return _digest(repr(report))


def _digest(*parts: str) -> str:
    digest = hashlib.sha256(rules_key().encode())
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def rules_key() -> str:
    """Return a key of the rules: the source text of the comparing room and of the values it returns."""
    folders = (Path(comparing.__file__).parent, Path(records.__file__).parent)
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _keep(key: str, comparison: Comparison) -> StoredComparison | None:
    try:
        with transaction.atomic():
            stored, _ = StoredComparison.objects.get_or_create(
                key=key, defaults={"content": comparison_to_json(comparison)}
            )
            old = StoredComparison.objects.filter(event=None).values_list("pk", flat=True)[_MOST_KEPT:]
            StoredComparison.objects.filter(pk__in=list(old)).delete()
        return stored
    except DatabaseError as error:  # a database that is locked or read-only costs time, not the page
        logger.warning("The comparison %s could not be kept: %s", key[:12], error)
        return None


class _Pairs:
    """The shared text of all pairs of some reports that is kept; what is not is worked out and remembered."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._keys = {report.id: _report_key(report) for report in reports}
        held = StoredPair.objects.filter(one__in=self._keys, other__in=self._keys)
        known = {(pair.one_id, pair.other_id): pair for pair in held}
        self._known = {
            ids: pair_from_json(known[ids].content)
            for ids in combinations(self._keys, 2)
            if ids in known and known[ids].key == self._key(*ids)
        }
        self._new: dict[tuple[int, int], tuple[PairedText, ...]] = {}

    def _key(self, one: int, other: int) -> str:
        return _digest(self._keys[one], self._keys[other])

    def find(self, one: Reading, other: Reading) -> tuple[PairedText, ...]:
        """Return the text that two reports share."""
        ids = (one.id, other.id)
        if ids not in self._known:
            self._known[ids] = self._new[ids] = find_pair_text(one, other)
        return self._known[ids]

    def keep(self) -> None:
        """Keep what was worked out."""
        rows = [
            StoredPair(one_id=one, other_id=other, key=self._key(one, other), content=pair_to_json(texts))
            for (one, other), texts in self._new.items()
        ]
        try:
            with transaction.atomic():
                StoredPair.objects.bulk_create(
                    rows,
                    update_conflicts=True,
                    unique_fields=["one", "other"],
                    update_fields=["key", "content"],
                )
        except DatabaseError as error:
            logger.warning("The shared text of %s pairs could not be kept: %s", len(rows), error)
