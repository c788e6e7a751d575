"""One generation of the index, open: written through Whoosh, answered from a snapshot's arrays."""

from __future__ import annotations

import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from haystack.constants import DJANGO_ID
from whoosh import query as wq
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import LockError
from whoosh.scoring import BM25F

from archive.search.analysis import ENGLISH, OTHER_LANGUAGES, fold_word, stem
from archive.search.engine import Answer, Request, SearchUnavailableError
from archive.search.evaluation import Evaluator, Hits, NotCoveredError
from archive.search.generations import locked, sync
from archive.search.joining import Joined
from archive.search.merging import after_commit, choose_segments
from archive.search.ranking import Ranking
from archive.search.snapshot import Snapshot
from archive.search.spelling import nearest_word
from archive.search.translation import translate
from archive.search.writing import NewsWriter

logger = logging.getLogger(__name__)

# A writer waits so long (s) for another process's commit before it gives up; the job then stays queued.
LOCK_TIMEOUT = 30.0
BUSY = f"another process has been writing the search index for {LOCK_TIMEOUT:.0f} s; try again"
# No search may take longer (s); one of a hundred words takes a tenth of it at 20,000 articles.
SEARCH_SECONDS = 5.0
# A list of segments that was replaced between finding and reading it is looked for so often again.
_TRIES = 5
# A folder's time moves in steps shorter than this (ns); the coarsest known are of 10 ms, 2 s on FAT.
_TICK = 3_000_000_000
# BM25F's saturation and length weight, swept on the development collections (`python -m benchmarks.search_quality`).
K1, B = 0.7, 0.6


class OpenedIndex:
    """A generation as one thread uses it (the snapshot is shared by all that read the same commit)."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self.path = path
        self.storage = FileStorage(str(path))
        self.index = _patiently(lambda: self.storage.open_index(schema=schema))
        self._searcher: Any = None
        self._snapshot: Snapshot | None = None
        self._changed_at = 0

    def close(self) -> None:
        """Let go of what is open."""
        if self._searcher is not None:
            self._searcher.close()
        self._searcher = self._snapshot = None

    def write(self, documents: Sequence[dict[str, Any]], replacing: Sequence[str]) -> None:
        """Drop the entries with the ids ``replacing`` and add ``documents`` (a value a field), in one commit."""
        with self._writer() as writer:
            for number in self._numbers_of(replacing):
                writer.delete_document(number)
            for document in documents:
                writer.add_document(**document)
            writer.commit(merge=False)
        sync(self.path)
        if joined := self._join(after_commit(len(documents)), self.path / "joining.now"):
            self._put_in_place(joined)

    def merge(self, most: int, turn: Callable[[], AbstractContextManager[bool]]) -> bool:
        """Make one segment of some alike, of up to ``most`` documents in all; return whether that was done.

        Others may read and write meanwhile: ``turn`` is entered, for the right to write, only when it is ready. Nothing
        is done where another is being made already, or something it was made of is not there any more.
        """
        with locked(self.path / "joining.lock", 0.0) as is_alone:
            joined = self._join(most, self.path / "joining") if is_alone else None
            if joined is None:
                return False
            with turn() as is_ours:
                return is_ours and self._put_in_place(joined)

    def _join(self, most: int, beside: Path) -> Joined | None:
        """Make a segment in a folder beside; None where none are alike."""
        segments = _patiently(self.index._segments)
        chosen = choose_segments([segment.doc_count() for segment in segments], most)
        if not chosen:
            return None
        return Joined(self.storage, self.index.schema, [segments[place] for place in chosen], beside)

    def _put_in_place(self, joined: Joined) -> bool:
        with self._writer() as writer:
            segments = joined.in_place(writer.segments)
            if segments is None:
                writer.cancel()
                return False
            joined.move_to(self.path)
            writer.commit(mergetype=lambda *_: segments)
        sync(self.path)
        return True

    @contextmanager
    def _writer(self) -> Iterator[Any]:
        try:
            writer = NewsWriter(self.index, timeout=LOCK_TIMEOUT, delay=0.05)
        except LockError:
            raise SearchUnavailableError(BUSY) from None
        try:
            yield writer
        except BaseException:
            # cancel() itself fails on a full disk and would then keep the lock for the life of the process.
            try:
                writer.cancel()
            finally:
                if getattr(writer, "writelock", None):
                    writer.writelock.release()
            raise

    def _numbers_of(self, ids: Sequence[str]) -> list[int]:
        """Return the documents with these ids; only for who may write, as nobody renumbers them then."""
        if not ids or self.index.is_empty():
            return []
        snapshot = Snapshot.of(self.index)
        keys = np.array([int(name.rpartition(".")[2]) for name in ids], dtype=np.int64)
        is_one = np.isin(snapshot.column("key"), keys)
        found: list[int] = np.flatnonzero(
            is_one if snapshot.live is None else is_one & snapshot.live
        ).tolist()
        return found

    def snapshot(self) -> Snapshot:
        """Return the index as of its last commit."""
        changed_at = os.stat(self.path).st_mtime_ns
        if self._snapshot is None or changed_at != self._changed_at:
            # Two commits within one tick of the system's clock leave the folder with the same time.
            is_past = time.time_ns() - changed_at > _TICK
            self._snapshot, self._changed_at = Snapshot.of(self.index), changed_at if is_past else 0
        return self._snapshot

    def searcher(self) -> Any:
        """Return Whoosh's own searcher, following commits made since."""
        if self._searcher is None:
            self._searcher = self.index.searcher(weighting=BM25F(B=B, K1=K1))
        else:
            self._searcher = self._searcher.refresh()
        return self._searcher

    def evaluator(self) -> Evaluator:
        """Return what answers queries as of the last commit."""
        return Evaluator(self.snapshot(), k1=K1, b=B, seconds=SEARCH_SECONDS)

    def find(self, request: Request) -> Answer:
        """Answer a request: the page's keys, the exact count, and facets over all matches."""
        evaluator = self.evaluator()
        evaluator.snapshot.note_search()
        query = translate(request.node, _languages(evaluator.snapshot))
        return Ranking(evaluator, partial(self.hits, evaluator)).answer(request, query)

    def hits(self, evaluator: Evaluator, query: wq.Query) -> Hits:
        """Return what a query matches, Whoosh asked where the arrays do not cover it."""
        try:
            return evaluator.find(query)
        except NotCoveredError as error:
            logger.warning("Whoosh itself answers: %s", error)
            return self.plain_hits(query)

    def plain_hits(self, query: wq.Query) -> Hits:
        """Return what Whoosh itself finds, and its scores."""
        found = sorted((number, score) for score, number in self.searcher().search(query, limit=None).top_n)
        return Hits(
            np.array([number for number, _ in found], dtype=np.int32),
            np.array([score for _, score in found], dtype=np.float32),
        )

    def suggest(self, word: str) -> str | None:
        """Return the word of the archive that was likely meant by one that is not in it; None for one that is."""
        form = fold_word(word)
        snapshot = self.snapshot()
        if any(
            snapshot.holders("text", stem(form, language).encode())
            for language in (ENGLISH, *_languages(snapshot))
        ):
            return None
        return nearest_word(form, snapshot.word_counts("exact"))

    def carriers(self, field: str, values: Iterable[str]) -> Counter[str]:
        """Return how many reports carry each of these values."""
        evaluator = self.evaluator()
        return Counter({value: len(evaluator.find(wq.Term(field, value)).ids) for value in values})

    def held_forms(self, forms: Iterable[str]) -> Counter[str]:
        """Return in how many reports, withdrawn ones among them, each of these words stands as printed."""
        snapshot = self.snapshot()
        counts = {form: snapshot.holders("exact", form.encode()) for form in forms}
        return Counter({form: count for form, count in counts.items() if count})

    def entries(self) -> dict[int, str]:
        """Return the digest of each article's entry, by its key."""
        return {int(fields[DJANGO_ID]): str(fields.get("digest")) for fields in self._stored()}

    def _stored(self) -> Iterator[dict[str, Any]]:
        searcher = self.searcher()
        for number in searcher.reader().all_doc_ids():
            yield searcher.stored_fields(number)

    def read_all(self) -> None:
        """Read everything there is; raises whatever damage raises."""
        reader = self.searcher().reader()
        for field in reader.indexed_field_names():
            for term in reader.lexicon(field):
                for _ in reader.postings(field, term).all_ids():
                    pass
        for _ in self._stored():
            pass


def _patiently(read: Callable[[], Any]) -> Any:
    """Read the list of segments, of which a commit may just be putting another in its place."""
    for _ in range(_TRIES):
        with suppress(FileNotFoundError):
            return read()
    return read()


def _languages(snapshot: Snapshot) -> list[str]:
    """Return the languages besides English by whose rules words of the archive are stemmed."""
    return [name for name in snapshot.labels("language").names if name in OTHER_LANGUAGES]
