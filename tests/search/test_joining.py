"""Segments are made one beside the index: what others write meanwhile is kept, and a kill leaves the old ones."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager, nullcontext

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import open_dir
from whoosh.query import And, Term

from archive.search import opened
from archive.search.backend import ArchiveBackend
from archive.search.merging import BESIDE, FACTOR
from tests.homes import ROOT
from tests.search.test_whoosh import entry

SIZE = 20


@pytest.fixture
def backend(tmp_path, monkeypatch):
    """Return a backend with as many segments as become one, of some reports each; no commit merges them."""
    monkeypatch.setattr(opened, "after_commit", lambda documents: 0)
    backend = ArchiveBackend("default", PATH=str(tmp_path / "index"))
    backend.clear()
    for part in range(FACTOR):
        backend.write([report(part * SIZE + number) for number in range(SIZE)])
    backend.write([], replacing=[name_of(7), name_of(33)])
    assert len(backend.opened().index._segments()) == FACTOR
    return backend


def report(key, words="A ferry sank in a storm"):
    return entry(key, f"{words} off pier {key}.", headline="Ferry sinks", day=20160801)


def name_of(key):
    return f"archive.article.{key}"


def at_once():
    return nullcontext(enter_result=True)


def texts_of(backend):
    """Return the reports as plain Whoosh finds them, by the word that each alone has."""
    with open_dir(str(backend.current())).searcher() as searcher:
        found = {}
        for number in searcher.reader().all_doc_ids():
            key = searcher.stored_fields(number)["django_id"]
            hits = searcher.search(And([Term("exact", key), Term("exact", "pier")]))
            assert [hit["django_id"] for hit in hits] == [key]
            found[int(key)] = searcher.stored_fields(number)["digest"]
        return found


def merged_while(backend, act):
    """Make one segment of all while ``act`` is done by another; return whether that succeeded."""
    other = backend.at(backend.current())

    @contextmanager
    def turn():
        act(other)
        yield True

    return backend.opened().merge(BESIDE, turn)


def test_nothing_is_lost_that_others_write_meanwhile(backend):
    def act(other):
        other.write([report(3, "Corrected: a barge sank"), report(500)], replacing=[name_of(3)])
        other.write([], replacing=[name_of(50)])

    assert merged_while(backend, act)

    found = texts_of(backend)
    assert found.keys() == {*range(FACTOR * SIZE), 500} - {7, 33, 50}
    assert found[3] == report(3, "Corrected: a barge sank")["digest"]
    sizes = sorted(segment.doc_count() for segment in backend.opened().index._segments())
    assert sizes == [2, FACTOR * SIZE - 4]


def test_others_write_without_waiting(backend):
    def act(other):
        with other.folder.writing(0.0) as is_ours:
            assert is_ours
            other.write([report(500)])

    assert merged_while(backend, act)


def test_a_segment_that_is_gone_by_then_is_not_brought_back(backend):
    def act(other):
        writer = other.opened().index.writer()
        writer.commit(optimize=True)

    before = texts_of(backend)
    assert not merged_while(backend, act)
    assert texts_of(backend) == before


def test_all_may_be_deleted_meanwhile(backend):
    merged_while(backend, lambda other: other.write([], replacing=[*map(name_of, range(FACTOR * SIZE))]))
    assert backend.size() == 0
    assert texts_of(backend) == {}
    backend.write([report(1)])
    assert texts_of(backend).keys() == {1}


def test_two_do_not_join_at_once(backend):
    done = []
    assert merged_while(backend, lambda other: done.append(other.opened().merge(BESIDE, at_once)))
    assert done == [False]


def test_a_commit_merges_small_ones_while_large_ones_are_joined(backend, monkeypatch):
    def act(other):
        monkeypatch.setattr(opened, "after_commit", lambda documents: FACTOR)
        for key in range(500, 500 + FACTOR):
            other.write([report(key)])

    assert merged_while(backend, act)
    sizes = sorted(segment.doc_count() for segment in backend.opened().index._segments())
    assert sizes == [FACTOR, FACTOR * SIZE - 2]
    assert texts_of(backend).keys() == {*range(FACTOR * SIZE), *range(500, 500 + FACTOR)} - {7, 33}


def test_a_list_of_segments_that_was_just_replaced_is_looked_for_again(backend, monkeypatch):
    """Between the names in a folder and the file of one of them another process may commit."""
    read, failed = FileStorage.open_file, []

    def open_file(self, name, *arguments, **more):
        if name.endswith(".toc") and not failed:
            failed.append(name)
            raise FileNotFoundError(name)
        return read(self, name, *arguments, **more)

    monkeypatch.setattr(FileStorage, "open_file", open_file)
    assert backend.at(backend.current()).size() == FACTOR * SIZE - 2
    assert failed


def test_nothing_changes_where_it_is_not_our_turn(backend):
    before = texts_of(backend)
    assert not backend.opened().merge(BESIDE, lambda: nullcontext(enter_result=False))
    assert texts_of(backend) == before
    assert len(backend.opened().index._segments()) == FACTOR


KILLED = """
import contextlib, os, signal, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
import django
django.setup()
from archive.search import opened
from archive.search.backend import ArchiveBackend
from archive.search.joining import Joined
from archive.search.terms import TermWriter
from archive.search.writing import NewsWriter

def die(*arguments, **more):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[2] != "turn":
    setattr(*{"write": (TermWriter, "close", die), "commit": (NewsWriter, "commit", die)}[sys.argv[2]])
backend = ArchiveBackend("default", PATH=sys.argv[1])
backend.opened().merge(1000, die if sys.argv[2] == "turn" else lambda: contextlib.nullcontext(True))
"""


@pytest.mark.parametrize("moment", ["write", "turn", "commit"])
def test_a_kill_leaves_the_old_segments(backend, moment, tmp_path):
    before = texts_of(backend)
    done = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-W", "ignore", "-c", KILLED, str(backend.folder.root), moment],
        env={**os.environ, "ARCHIVE_HOME": str(tmp_path / "home")},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr

    assert len(backend.opened().index._segments()) == FACTOR
    assert texts_of(backend) == before
    assert backend.opened().merge(BESIDE, at_once)
    assert texts_of(backend) == before
    files = [path.name for path in backend.current().rglob("*.*") if path.suffix not in (".lock", ".toc")]
    assert len([name for name in files if name.endswith(".seg")]) == len(files) == 1
