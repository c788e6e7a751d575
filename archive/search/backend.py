"""Whoosh behind Haystack.

A subclass of Haystack's Whoosh backend, because out of the box it loses designators in analysis, walks the whole
index once per search to narrow by model, opens two searchers each time, writes through a thread that forgets its
documents when the lock is taken, and answers an error with nothing.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from haystack import connections
from haystack.backends.whoosh_backend import WhooshEngine, WhooshSearchBackend, WhooshSearchQuery
from haystack.constants import ID
from haystack.utils import get_identifier
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.qparser import QueryParser

from archive.search.engine import (
    Answer,
    IndexMissingError,
    Request,
    SearchTooLongError,
    SearchUnavailableError,
)
from archive.search.entries import to_entry
from archive.search.generations import Building, IndexFolder
from archive.search.opened import BUSY, LOCK_TIMEOUT, OpenedIndex
from archive.search.schema import news_schema, version_of

logger = logging.getLogger(__name__)


class ArchiveBackend(WhooshSearchBackend):  # type: ignore[misc]  # Haystack is untyped
    """Haystack's Whoosh backend with our analysis, our writing and our way of asking."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.folder = IndexFolder(Path(options["PATH"]))
        self._options = options
        # The generation written and read; None for the one that answers, whichever that is at the time.
        self._fixed: Path | None = None
        self._opened: OpenedIndex | None = None

    # --- where it lies -----------------------------------------------------------------------------

    def at(self, generation: Path) -> Self:
        """Return a backend for one generation, whether it answers or not."""
        other = type(self)(self.connection_alias, **self._options)
        other._fixed = generation
        return other

    def begin(self) -> Building:
        """Make an empty generation to write; only for who may write."""
        building = self.folder.begin(self.version)
        FileStorage(str(building.path)).create_index(self._schema)
        return building

    def current(self) -> Path | None:
        """Return the generation that answers, if there is one that this program can read."""
        return self.folder.current(self.version)

    @cached_property
    def _schema(self) -> Schema:
        return self.build_schema(connections[self.connection_alias].get_unified_index().all_searchfields())[1]

    @cached_property
    def version(self) -> str:
        """What tells an index that this program can read from one of other fields or another analysis."""
        return version_of(self._schema)

    def setup(self) -> None:
        """Open the generation to be read (Haystack calls this).

        Raises ``IndexMissingError`` when there is none of this version.
        """
        generation = self._fixed or self.current()
        if generation is None:
            raise IndexMissingError("there is no search index; run: python manage.py rebuild_search")
        self.content_field_name, self.schema = "text", self._schema
        self.parser = QueryParser(self.content_field_name, schema=self.schema)
        self._opened = OpenedIndex(generation, self.schema)
        self.storage, self.index = self._opened.storage, self._opened.index
        self.setup_complete = True

    def build_schema(self, fields: dict[str, Any]) -> tuple[str, Schema]:
        """Return the name of the document field and the schema (Haystack calls this)."""
        schema = news_schema()
        missing = set(fields) - set(schema.names())
        if missing:
            raise ValueError(
                f"fields without an analysis: {', '.join(sorted(missing))}; add them to the schema"
            )
        return "text", schema

    # --- writing -----------------------------------------------------------------------------------

    def update(self, index: Any, iterable: Iterable[Any], commit: bool = True) -> None:
        """Write these articles' entries (Haystack's ``update_index`` calls this)."""
        with self._alone():
            self.replace(index, list(iterable), removed=())

    def remove(self, obj_or_string: Any, commit: bool = True) -> None:
        """Remove one entry (Haystack calls this)."""
        with self._alone():
            self.write([], replacing=[get_identifier(obj_or_string)])

    def replace(self, index: Any, articles: Sequence[Any], *, removed: Iterable[int]) -> None:
        """Write ``articles`` over their old entries and drop the entries of the keys ``removed``, in one commit."""
        documents = [to_entry(index.full_prepare(article)) for article in articles]
        label = index.get_model()._meta.label_lower
        gone = [f"{label}.{key}" for key in removed]
        self.write(documents, replacing=[*(str(document[ID]) for document in documents), *gone])

    def expected(self, index: Any, article: Any) -> str:
        """Return the digest of the entry an article ought to have."""
        return str(to_entry(index.full_prepare(article))["digest"])

    def write(self, documents: Sequence[dict[str, Any]], *, replacing: Sequence[str] = ()) -> None:
        """Drop the entries with the ids ``replacing`` and add ``documents`` (a value a field), in one commit."""
        self.opened().write(documents, replacing)

    def opened(self) -> OpenedIndex:
        """Return the generation to be read and written, as it is now the one.

        Raises ``SearchUnavailableError`` when it cannot be opened.
        """
        if self._opened and self._fixed is None and self._opened.path != self.current():
            self._close()
        if self._opened is None:
            try:
                self.setup()
            except IndexMissingError:
                raise
            except Exception as error:  # as many kinds as there are ways to damage a file
                raise SearchUnavailableError(
                    f"the search index cannot be opened ({error}); run: python manage.py rebuild_search"
                ) from error
        assert self._opened is not None  # noqa: S101  (for mypy: setup() opened it)
        return self._opened

    def clear(self, models: Any = None, commit: bool = True) -> None:
        """Let an empty index answer (Haystack calls this)."""
        self._close()
        with self._alone():
            self.folder.publish(self.begin())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self.folder.writing(LOCK_TIMEOUT) as is_ours:
            if not is_ours:
                raise SearchUnavailableError(BUSY)
            yield

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
        self._opened = None
        self.setup_complete = False

    # --- asking ------------------------------------------------------------------------------------

    def find(self, request: Request) -> Answer:
        """Answer a request: the page's keys, the exact count, and facets over all matches."""
        with self._reading() as opened:
            return opened.find(request)

    def suggest(self, word: str) -> str | None:
        """Return the word of the archive that was likely meant by one that is not in it; None for one that is."""
        with self._reading() as opened:
            return opened.suggest(word)

    def carriers(self, field: str, values: Iterable[str]) -> Counter[str]:
        """Return how many reports carry each of these values of an index's field."""
        with self._reading() as opened:
            return opened.carriers(field, values)

    def held_forms(self, forms: Iterable[str]) -> Counter[str]:
        """Return in how many reports, withdrawn ones among them, each of these words stands as printed."""
        with self._reading() as opened:
            return opened.held_forms(forms)

    def size(self) -> int:
        """Return the number of articles in the index."""
        with self._reading() as opened:
            return int(opened.snapshot().count)

    def entries(self) -> dict[int, str]:
        """Return the digest of each article's entry, by its key."""
        with self._reading() as opened:
            return opened.entries()

    def verify(self) -> None:
        """Read everything there is in the index.

        Raises ``SearchUnavailableError`` when that fails: files are damaged.
        """
        with self._reading() as opened:
            opened.read_all()

    @contextmanager
    def _reading(self) -> Iterator[OpenedIndex]:
        """Lend the index (Haystack keeps a backend per thread); what damage raises becomes an error of ours."""
        opened = self.opened()
        try:
            yield opened
        except SearchTooLongError:
            raise
        # A damaged segment shows in Whoosh as any of a dozen exceptions, from struct.error to AssertionError.
        except Exception as error:
            logger.exception("The search index cannot be read")
            self._opened, self.setup_complete = None, False
            self.folder.suspect(opened.path)
            raise SearchUnavailableError(
                f"the search index cannot be read ({type(error).__name__}: {error}); "
                "run: python manage.py rebuild_search"
            ) from error


class ArchiveEngine(WhooshEngine):  # type: ignore[misc]  # Haystack is untyped
    """What ``HAYSTACK_CONNECTIONS`` names."""

    backend = ArchiveBackend
    query = WhooshSearchQuery
