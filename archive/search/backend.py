"""Whoosh behind Haystack.

A subclass of Haystack's Whoosh backend, because out of the box it loses designators in analysis, walks the whole
index once per search to narrow by model, opens two searchers each time, writes through a thread that forgets its
documents when the lock is taken, and answers an error with nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Self

import numpy as np
from haystack import connections
from haystack.backends.whoosh_backend import WhooshEngine, WhooshSearchBackend, WhooshSearchQuery
from haystack.constants import DJANGO_ID, ID
from haystack.utils import get_identifier
from whoosh import query as wq
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import LockError
from whoosh.qparser import QueryParser
from whoosh.scoring import BM25F

from archive.search.analysis import fold_word, stem
from archive.search.engine import (
    Answer,
    IndexMissingError,
    Request,
    SearchTooLongError,
    SearchUnavailableError,
)
from archive.search.entries import to_entry
from archive.search.evaluation import Evaluator, Hits, NotCoveredError
from archive.search.generations import Building, IndexFolder
from archive.search.ranking import Ranking
from archive.search.schema import news_schema, version_of
from archive.search.snapshot import Snapshot
from archive.search.spelling import nearest_word
from archive.search.translation import translate

logger = logging.getLogger(__name__)

# A writer waits so long (s) for another process's commit before it gives up; the job then stays queued.
LOCK_TIMEOUT = 30.0
# No search may take longer (s); one of a hundred words takes a tenth of it at 20,000 articles.
SEARCH_SECONDS = 5.0
BUSY = f"another process has been writing the search index for {LOCK_TIMEOUT:.0f} s; try again"
# BM25F's saturation and length weight, swept on the development collections (`python -m benchmarks.search_quality`).
K1, B = 0.9, 0.6


class ArchiveBackend(WhooshSearchBackend):  # type: ignore[misc]  # Haystack is untyped
    """Haystack's Whoosh backend with our analysis, our writing and our way of asking."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.folder = IndexFolder(Path(options["PATH"]))
        self._options = options
        # The generation written and read; None for the one that answers, whichever that is at the time.
        self._fixed: Path | None = None
        self._opened: Path | None = None
        self._searcher: Any = None
        self._snapshot: Snapshot | None = None

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
        self.storage = FileStorage(str(generation))
        self.parser = QueryParser(self.content_field_name, schema=self.schema)
        self.index = self.storage.open_index(schema=self.schema)
        self._opened = generation
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
        self._ready()
        try:
            writer = self.index.writer(timeout=LOCK_TIMEOUT, delay=0.05)
        except LockError:
            raise SearchUnavailableError(BUSY) from None
        try:
            if replacing and not self.index.is_empty():
                writer.delete_by_query(wq.Or([wq.Term(ID, key) for key in replacing]))
            for document in documents:
                writer.add_document(**document)
            writer.commit()
        except BaseException:
            # cancel() itself fails on a full disk and would then keep the lock for the life of the process.
            try:
                writer.cancel()
            finally:
                if getattr(writer, "writelock", None):
                    writer.writelock.release()
            raise

    def _ready(self) -> None:
        if self.setup_complete and self._fixed is None and self._opened != self.current():
            self._close()
            self.setup_complete = False
        if not self.setup_complete:
            try:
                self.setup()
            except IndexMissingError:
                raise
            except Exception as error:  # as many kinds as there are ways to damage a file
                raise SearchUnavailableError(
                    f"the search index cannot be opened ({error}); run: python manage.py rebuild_search"
                ) from error

    def clear(self, models: Any = None, commit: bool = True) -> None:
        """Let an empty index answer (Haystack calls this)."""
        self._close()
        self.setup_complete = False
        with self._alone():
            self.folder.publish(self.begin())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self.folder.writing(LOCK_TIMEOUT) as is_ours:
            if not is_ours:
                raise SearchUnavailableError(BUSY)
            yield

    def _close(self) -> None:
        if self._searcher is not None:
            self._searcher.close()
        self._searcher = self._snapshot = None

    # --- asking ------------------------------------------------------------------------------------

    def size(self) -> int:
        """Return the number of articles in the index."""
        self._ready()
        with self._arrays() as snapshot:
            return snapshot.count  # type: ignore[no-any-return]

    def entries(self) -> dict[int, str]:
        """Return the digest of each article's entry, by its key."""
        self._ready()
        with self._reading() as searcher:
            stored = (searcher.stored_fields(number) for number in searcher.reader().all_doc_ids())
            return {int(fields[DJANGO_ID]): str(fields.get("digest")) for fields in stored}

    def verify(self) -> None:
        """Read everything there is in the index.

        Raises ``SearchUnavailableError`` when that fails: files are damaged.
        """
        self._ready()
        with self._reading() as searcher:
            reader = searcher.reader()
            for field in reader.indexed_field_names():
                for term in reader.lexicon(field):
                    for _ in reader.postings(field, term).all_ids():
                        pass
            for number in reader.all_doc_ids():
                reader.stored_fields(number)

    def find(self, request: Request) -> Answer:
        """Answer a request: the page's keys, the exact count, and facets over all matches."""
        self._ready()
        with self._arrays() as snapshot:
            evaluator = self._evaluator(snapshot)
            return Ranking(snapshot, evaluator, partial(self._hits, evaluator)).answer(
                request, translate(request.node)
            )

    @staticmethod
    def _evaluator(snapshot: Snapshot) -> Evaluator:
        return Evaluator(snapshot, k1=K1, b=B, seconds=SEARCH_SECONDS)

    def _hits(self, evaluator: Evaluator, query: wq.Query) -> Hits:
        try:
            return evaluator.find(query)
        except NotCoveredError as error:
            logger.warning("Whoosh itself answers: %s", error)
            return self.plain_hits(query)

    def plain_hits(self, query: wq.Query) -> Hits:
        """Return what Whoosh itself finds, and its scores."""
        with self._reading() as searcher:
            found = sorted((number, score) for score, number in searcher.search(query, limit=None).top_n)
        return Hits(
            np.array([number for number, _ in found], dtype=np.int32), np.array([score for _, score in found])
        )

    def suggest(self, word: str) -> str | None:
        """Return the word of the archive that was likely meant by one that is not in it; None for one that is."""
        self._ready()
        form = fold_word(word)
        with self._arrays() as snapshot:
            if len(snapshot.postings("text", stem(form).encode()).ids):
                return None
            return nearest_word(form, snapshot.word_counts("exact"))

    @contextmanager
    def _arrays(self) -> Iterator[Snapshot]:
        with self._watching():
            if self._snapshot is None or self._snapshot.generation != self.index.latest_generation():
                self._snapshot = Snapshot.of(self.index)
            yield self._snapshot

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        """Lend this thread's searcher, following commits made since (Haystack keeps a backend per thread)."""
        with self._watching():
            if self._searcher is None:
                self._searcher = self.index.searcher(weighting=BM25F(B=B, K1=K1))
            else:
                self._searcher = self._searcher.refresh()
            yield self._searcher

    @contextmanager
    def _watching(self) -> Iterator[None]:
        try:
            yield
        except SearchTooLongError:
            raise
        # A damaged segment shows in Whoosh as any of a dozen exceptions, from struct.error to AssertionError.
        except Exception as error:
            logger.exception("The search index cannot be read")
            self._searcher = self._snapshot = None
            self.setup_complete = False
            if self._opened is not None:
                self.folder.suspect(self._opened)
            raise SearchUnavailableError(
                f"the search index cannot be read ({type(error).__name__}: {error}); "
                "run: python manage.py rebuild_search"
            ) from error


class ArchiveEngine(WhooshEngine):  # type: ignore[misc]  # Haystack is untyped
    """What ``HAYSTACK_CONNECTIONS`` names."""

    backend = ArchiveBackend
    query = WhooshSearchQuery
