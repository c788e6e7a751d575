"""The index written anew beside the one that answers, and an index that lost its step put right again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models.functions import Length
from haystack import connections

from archive.models import Article, IndexJob
from archive.search.engine import SearchUnavailableError
from archive.search.generations import Building
from archive.search.index import (
    drain_batch,
    drain_jobs,
    expected_articles,
    open_generations,
    put_off,
    queue_articles,
    search_backend,
    write_articles,
)
from archive.search.merging import REBUILT

logger = logging.getLogger(__name__)

# Articles written in one commit, unless their texts come to more than so many characters: memory then stays flat.
ARTICLES_AT_ONCE = 500
MAX_CHARACTERS = 10_000_000
# A rebuild waits so long (s) for its turn at the index; a commit of another's takes seconds.
PATIENCE = 300.0

Tell = Callable[[int, int], None]


class RebuildRunningError(Exception):
    """Another process or thread is rebuilding the index already."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Articles by what is wrong with their entries: none, an old one, or one that ought not to be there."""

    missing: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    orphaned: tuple[int, ...] = ()

    @property
    def keys(self) -> tuple[int, ...]:
        """All of them."""
        return (*self.missing, *self.stale, *self.orphaned)


def rebuild_index(tell: Tell | None = None, *, afresh: bool = False) -> int:
    """Write the index anew, let it take the place of the old one and return the number of articles in it.

    The old one answers, and follows changes, until then. One that was cut short is gone on with, unless ``afresh``.
    ``tell`` hears, after each commit, how many articles are done of how many. Raises ``RebuildRunningError``.
    """
    folder = search_backend().folder
    with folder.rebuilding() as is_alone:
        if not is_alone:
            raise RebuildRunningError("the search index is being rebuilt already, by another process")
        if afresh:
            with folder.writing(PATIENCE) as is_ours:
                _require(is_ours)
                folder.abandon()
        while True:
            with folder.writing(PATIENCE) as is_ours:
                _require(is_ours)
                drain_batch()
                building = _next_commit()
            if building is not None:
                _merge(building)
            if tell is not None:
                tell(*_standing(building))
            if building is None:
                return int(search_backend().size())


def _require(is_ours: bool) -> None:
    if not is_ours:
        raise SearchUnavailableError(f"another process has been writing the index for {PATIENCE:.0f} s")


def _next_commit() -> Building | None:
    """Write some more of the index being built; None when that was the last, and it answers now."""
    backend = search_backend()
    folder = backend.folder
    building = folder.building(backend.version) or backend.begin()
    keys = _keys_after(building.last_key)
    if not keys:
        folder.publish(building)
        folder.clear_of_suspicion()
        return None
    written = backend.at(building.path)
    try:
        put_off(write_articles(written, keys))
    except SearchUnavailableError:
        folder.abandon()  # what was written of it before cannot be read
        raise
    further = Building(building.path, keys[-1])
    folder.note(further)
    return further


def _merge(building: Building) -> None:
    backend = search_backend()
    written, turn = backend.at(building.path), partial(backend.folder.writing, PATIENCE)
    while written.opened().merge(REBUILT, turn):
        pass


def _keys_after(last_key: int) -> list[int]:
    rows = Article.objects.published().filter(pk__gt=last_key).order_by("pk")
    keys: list[int] = []
    characters = 0
    for key, length in rows.values_list("pk", Length("body"))[:ARTICLES_AT_ONCE]:
        characters += length
        if keys and characters > MAX_CHARACTERS:
            break
        keys.append(key)
    return keys


def _standing(building: Building | None) -> tuple[int, int]:
    published = Article.objects.published()
    total = published.count()
    return (total if building is None else published.filter(pk__lte=building.last_key).count()), total


def rebuild_progress() -> tuple[int, int] | None:
    """Return how many articles are in the index being built, of how many; None when none is."""
    backend = search_backend()
    building = backend.folder.building(backend.version)
    return None if building is None else _standing(building)


def is_incomplete() -> bool:
    """Return whether the index lacks articles that no queued job will bring: it was deleted or is damaged."""
    try:
        held: int = search_backend().size()
    except SearchUnavailableError:
        return expected_articles().exists() or search_backend().current() is not None
    return expected_articles().count() > held


def is_readable() -> bool:
    """Return whether there is an index of this version that can be opened, and that nobody failed to read."""
    backend = search_backend()
    generation = backend.current()
    if generation is None:
        return False
    try:
        if backend.folder.is_suspect(generation):
            backend.verify()
            backend.folder.clear_of_suspicion()
        else:
            backend.size()
    except SearchUnavailableError:
        return False
    return True


def is_in_step() -> bool:
    """Return whether the index has as many articles as it should, which costs next to nothing to find out."""
    held: int = search_backend().size()
    queued = IndexJob.objects.values("article_key").distinct().count()
    return expected_articles().count() <= held <= Article.objects.published().count() + queued


def find_differences() -> Differences:
    """Compare every entry with its article. Articles that a job is still to bring are left out."""
    entries: dict[int, str] = search_backend().entries()
    queued = set(IndexJob.objects.values_list("article_key", flat=True))
    backend: Any = search_backend()
    index = connections["default"].get_unified_index().get_index(Article)
    missing, stale, seen = [], [], set()
    for article in index.index_queryset().order_by("pk").iterator(chunk_size=ARTICLES_AT_ONCE):
        seen.add(article.pk)
        if article.pk in queued:
            continue
        if article.pk not in entries:
            missing.append(article.pk)
        elif entries[article.pk] != backend.expected(index, article):
            stale.append(article.pk)
    orphaned = sorted(entries.keys() - seen - queued)
    return Differences(tuple(missing), tuple(stale), tuple(orphaned))


def heal_index() -> str | None:
    """Put right what is wrong with the index and return what that was; None when nothing is.

    An index that is missing, damaged or of another version is built anew beside what there is; one that has too many
    or too few articles gets or loses those. Raises ``RebuildRunningError`` when another process is at it.
    """
    backend = search_backend()
    if backend.folder.building(backend.version) is not None:
        return f"a rebuild that was cut short is finished: {rebuild_index()} articles"
    if not is_readable():
        if not expected_articles().exists() and backend.current() is None:
            with backend.folder.writing(PATIENCE):
                open_generations()
            return None
        logger.warning("The search index is missing, damaged or of another version; it is written anew")
        return f"the index was written anew: {rebuild_index(afresh=True)} articles"
    if is_in_step():
        return None
    differences = find_differences()
    queue_articles(differences.keys)
    drain_jobs()
    return f"{len(differences.keys)} entries were put right" if differences.keys else None
