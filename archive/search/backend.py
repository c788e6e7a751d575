"""Whoosh behind Haystack: the only file that names the engine.

A subclass of Haystack's Whoosh backend, because out of the box it loses designators in analysis, walks the whole
index once per search to narrow by model, opens two searchers each time, writes through a thread that forgets its
documents when the lock is taken, and answers an error with nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from haystack import connections
from haystack.backends.whoosh_backend import WhooshEngine, WhooshSearchBackend, WhooshSearchQuery
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.utils import get_identifier
from whoosh import query as wq
from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID as ID_FIELD
from whoosh.fields import KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import LockError
from whoosh.qparser import QueryParser

from archive.search.analysis import STOP_WORDS, find_tokens, fold_word, stem
from archive.search.columns import Columns
from archive.search.engine import Answer, Filters, IndexMissingError, Request, SearchUnavailableError
from archive.search.generations import Building, IndexFolder
from archive.search.nodes import All, AnyOf, Named, Node, Not, Phrase, Published, Title, Word

logger = logging.getLogger(__name__)

# A writer waits so long (s) for another process's commit before it gives up; the job then stays queued.
LOCK_TIMEOUT = 30.0
BUSY = f"another process has been writing the search index for {LOCK_TIMEOUT:.0f} s; try again"
# A headline's words count this much on top of the same words in the text. By judgement, not swept: a small weight.
HEADLINE_WEIGHT = 0.6

# Part of the index's version. Fields and analysis are seen by themselves; raise it when entries change in a way that
# neither shows.
ENTRIES = 1
# What stands for all texts in the index's version: an index analysed otherwise would not be found by its words.
ANALYSED = "The Mi-8s' crews, at Hmeimim/Latakia: 3.5 tonnes, Aérospatiale's U.S.-made “Su-24M2”, evacuating"

# Whoosh's own Every() swallows whatever it is joined with by AND; every entry has this term.
EVERYTHING = wq.ConstantScoreQuery(wq.Term(DJANGO_CT, "archive.article"), 0.0)

FIELD_OF_KIND = {"place": "named_place", "within": "place", "aircraft": "aircraft", "outlet": "outlet"}


class NewsAnalyzer(Analyzer):  # type: ignore[misc]  # Whoosh is untyped
    """Our words, stemmed or as printed, as Whoosh tokens."""

    def __init__(self, *, stems: bool) -> None:
        self.stems = stems

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        start_pos: int = 0,
        **kwargs: Any,
    ) -> Iterator[Token]:
        """Yield the words of ``value`` (Whoosh's protocol: one token object, filled anew each time)."""
        token = Token(positions, chars, removestops=True, mode=kwargs.get("mode", ""))
        for position, found in enumerate(find_tokens(value), start_pos):
            token.text = stem(found.form) if self.stems else found.form
            token.boost, token.stopped = 1.0, False
            if positions:
                token.pos = position
            if chars:
                token.startchar, token.endchar = found.start, found.end
            yield token


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
        fields = sorted((name, type(kind).__name__, kind.stored) for name, kind in self._schema.items())
        words = [(token.form, stem(token.form)) for token in find_tokens(ANALYSED)]
        return hashlib.sha256(json.dumps([ENTRIES, fields, words]).encode()).hexdigest()[:12]

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
        schema = Schema(
            text=TEXT(analyzer=NewsAnalyzer(stems=True), phrase=True),
            exact=TEXT(analyzer=NewsAnalyzer(stems=False), phrase=True),
            headline=TEXT(analyzer=NewsAnalyzer(stems=True), phrase=True),
            place=KEYWORD(commas=True, stored=True),
            named_place=KEYWORD(commas=True),
            happened=KEYWORD(commas=True, stored=True),
            aircraft=KEYWORD(commas=True, stored=True),
            outlet=ID_FIELD(stored=True),
            day=NUMERIC(int, stored=True),
            digest=STORED(),
            **{
                ID: ID_FIELD(stored=True, unique=True),
                DJANGO_CT: ID_FIELD(stored=True),
                DJANGO_ID: ID_FIELD(stored=True),
            },
        )
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
        documents = [self._document(index.full_prepare(article)) for article in articles]
        label = index.get_model()._meta.label_lower
        gone = [f"{label}.{key}" for key in removed]
        self.write(documents, replacing=[*(str(document[ID]) for document in documents), *gone])

    @staticmethod
    def _document(prepared: dict[str, Any]) -> dict[str, Any]:
        values = {
            name: ",".join(sorted(value)) if isinstance(value, list) else value
            for name, value in prepared.items()
            if name != "boost"
        }
        return {**values, "digest": digest_of(values)}

    def expected(self, index: Any, article: Any) -> str:
        """Return the digest of the entry an article ought to have."""
        return str(self._document(index.full_prepare(article))["digest"])

    def write(self, documents: Sequence[dict[str, Any]], *, replacing: Sequence[str] = ()) -> None:
        """Drop the entries with the ids ``replacing`` and add ``documents`` (a value a field), in one commit."""
        self._ready()
        try:
            writer = self.index.writer(timeout=LOCK_TIMEOUT, delay=0.05)
        except LockError:
            raise SearchUnavailableError(BUSY) from None
        try:
            for key in replacing:
                writer.delete_by_term(ID, key)
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
            self._searcher = None

    # --- asking ------------------------------------------------------------------------------------

    def size(self) -> int:
        """Return the number of articles in the index."""
        self._ready()
        with self._reading() as searcher:
            return int(searcher.doc_count())

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
        translated = _Translation().translate(request.node)
        # Filters decide what is found, never how it ranks.
        narrowing = [wq.ConstantScoreQuery(query, 0.0) for query in _filter_queries(request.filters)]
        self._ready()
        narrowed = wq.And([translated, *narrowing])
        with self._reading() as searcher:
            answer = self._answer(request, narrowed, searcher)
            is_last = answer.count <= request.page * request.per_page
            some = _Translation().some_of(request.node) if request.nearly and is_last else None
            if some is None:
                return answer
            ranked = searcher.search(wq.And([some, *narrowing]), limit=request.nearly, mask=narrowed)
            columns = Columns.of(searcher.reader())
            return replace(answer, nearly=tuple(columns.entry(hit.docnum).key for hit in ranked))

    def _answer(self, request: Request, narrowed: wq.Query, searcher: Any) -> Answer:
        columns = Columns.of(searcher.reader())
        if request.sort == "relevance" and request.node is not None:
            limit = request.page * request.per_page
            ranked = searcher.search(narrowed, limit=limit)
            matches = list(ranked.docs())
            wanted = [hit.docnum for hit in ranked][limit - request.per_page : limit]
        else:
            matches = list(narrowed.docs(searcher))
            oldest = request.sort == "oldest"
            matches.sort(key=columns.oldest_first if oldest else columns.newest_first)
            first = (request.page - 1) * request.per_page
            wanted = matches[first : first + request.per_page]
        return Answer(
            count=len(matches),
            keys=tuple(columns.entry(number).key for number in wanted),
            facets=columns.count_facets(matches),
        )

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        """Lend this thread's searcher, following commits made since (Haystack keeps a backend per thread)."""
        try:
            if self._searcher is None:
                self._searcher = self.index.searcher()
            else:
                self._searcher = self._searcher.refresh()
            yield self._searcher
        # A damaged segment shows in Whoosh as any of a dozen exceptions, from struct.error to AssertionError.
        except Exception as error:
            logger.exception("The search index cannot be read")
            self._searcher = None
            self.setup_complete = False
            if self._opened is not None:
                self.folder.suspect(self._opened)
            raise SearchUnavailableError(
                f"the search index cannot be read ({type(error).__name__}: {error}); "
                "run: python manage.py rebuild_search"
            ) from error


def digest_of(values: dict[str, Any]) -> str:
    """Return what two entries share only when every value of theirs is the same."""
    return hashlib.sha256(json.dumps(sorted(values.items())).encode()).hexdigest()[:16]


class _Translation:
    """Our query tree in Whoosh's terms."""

    def translate(self, node: Node | None) -> wq.Query:
        if node is None:
            return EVERYTHING
        match node:
            case Word(text, is_prefix):
                return self._prefix(text) if is_prefix else self._words("text", text, stems=True)
            case Phrase(text):
                return self._words("exact", text, stems=False)
            case Title(text, is_exact):
                return self._words("headline", text, stems=True, loose=not is_exact)
            case Named(kind, ids):
                return wq.Or([wq.Term(FIELD_OF_KIND[kind], key) for key in ids]) if ids else wq.NullQuery
            case Published(since, until):
                return _days_between(since, until)
            case Not(inner):
                return wq.And([EVERYTHING, wq.Not(self.translate(inner))])
            case AnyOf(nodes):
                return wq.Or([self.translate(part) for part in nodes])
            case All(nodes):
                return self._all(nodes)
        raise TypeError(f"{node!r} has not been resolved to ids; call resolve_names first")

    def _all(self, nodes: Sequence[Node]) -> wq.Query:
        """Every part, but words like "the" only where there is nothing else to go by."""
        parts = [part for part in nodes if not _is_stop_word(part)] or list(nodes)
        wanted = [self.translate(part) for part in parts if not isinstance(part, Not)]
        unwanted = [self.translate(part.node) for part in parts if isinstance(part, Not)]
        return wq.And([*(wanted or [EVERYTHING]), *(wq.Not(query) for query in unwanted)])

    def some_of(self, node: Node | None) -> wq.Query | None:
        """Return the query for any of the words, where the reader typed plain words; None for anything else."""
        parts = [part for part in _flat(node) if not _is_stop_word(part)]
        wanted = [part for part in parts if not isinstance(part, Not)]
        if len(wanted) < 2 or not all(_is_plain(part) for part in wanted):
            return None
        unwanted = [wq.Not(self.translate(part.node)) for part in parts if isinstance(part, Not)]
        # A word asked twice counts twice.
        counts = Counter(form for part in wanted for form in _stems_of(part))
        words = [wq.Term("text", form, boost=float(count)) for form, count in counts.items()]
        names = [self.translate(name) for part in wanted for name in _names_of(part)]
        return wq.And([wq.Or([*words, *names]), *unwanted])

    def _words(self, field: str, text: str, *, stems: bool, loose: bool = False) -> wq.Query:
        forms = [stem(token.form) if stems else token.form for token in find_tokens(text)]
        if not forms:
            return wq.NullQuery
        if len(forms) > 1 and not loose:
            return wq.Phrase(field, forms)
        query = wq.And([wq.Term(field, form) for form in forms])
        if field == "text":
            headline = wq.And([wq.Term("headline", form, boost=HEADLINE_WEIGHT) for form in forms])
            return wq.AndMaybe(query, headline)
        return query

    def _prefix(self, text: str) -> wq.Query:
        tokens = list(find_tokens(text))
        if not tokens:
            return wq.NullQuery
        last = wq.Prefix("exact", tokens[-1].form)
        return wq.And([*(wq.Term("exact", token.form) for token in tokens[:-1]), last])


def _is_stop_word(node: Node) -> bool:
    return isinstance(node, Word) and not node.is_prefix and fold_word(node.text) in STOP_WORDS


def _flat(node: Node | None) -> tuple[Node, ...]:
    """Return what must all occur, brackets that only group left out."""
    if isinstance(node, All):
        return tuple(part for inner in node.nodes for part in _flat(inner))
    return () if node is None else (node,)


def _is_plain(node: Node) -> bool:
    """Whether a reader typed it as a bare word (or a name, which its other spellings have joined since)."""
    return isinstance(node, Word) or (
        isinstance(node, AnyOf) and any(isinstance(part, Named) for part in node.nodes)
    )


def _names_of(node: Node) -> list[Named]:
    return [part for part in node.nodes if isinstance(part, Named)] if isinstance(node, AnyOf) else []


def _stems_of(node: Node) -> list[str]:
    if isinstance(node, AnyOf | All):
        return [form for part in node.nodes for form in _stems_of(part)]
    return [stem(token.form) for token in find_tokens(node.text)] if isinstance(node, Word) else []


def _filter_queries(filters: Filters) -> list[wq.Query]:
    queries: list[wq.Query] = [wq.Term("place", key) for key in filters.places]
    queries += [wq.Term("happened", key) for key in filters.happened]
    queries += [wq.Term("aircraft", key) for key in filters.aircraft]
    if filters.outlets:
        queries.append(wq.Or([wq.Term("outlet", key) for key in filters.outlets]))
    if filters.from_on or filters.to_on:
        queries.append(_days_between(filters.from_on, filters.to_on))
    return queries


def _days_between(since: dt.date | None, until: dt.date | None) -> wq.Query:
    """Return the range over known dates; an undated article is in no range."""
    first = _to_day(since) if since else 1
    last = _to_day(until) if until else 99_991_231
    return wq.NumericRange("day", first, last)


def _to_day(on: dt.date) -> int:
    return on.year * 10_000 + on.month * 100 + on.day


class ArchiveEngine(WhooshEngine):  # type: ignore[misc]  # Haystack is untyped
    """What ``HAYSTACK_CONNECTIONS`` names."""

    backend = ArchiveBackend
    query = WhooshSearchQuery
