"""What the arrays answer is what Whoosh itself answers: the same documents with the same scores."""

import os
import subprocess
import sys
import time
from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query as wq

from archive.search import keeping, snapshot
from archive.search.backend import ArchiveBackend
from archive.search.entries import to_entry
from archive.search.evaluation import NotCoveredError, lowest
from archive.search.snapshot import Snapshot
from archive.search.translation import NO_SCORE, NearEachOther

WORDS = "ferry storm fog pier crew cease-fire the of 5 Mi-8 Aleppo ships shipped ceasefire".split()
KEYWORDS = ("place", "named_place", "happened", "filed", "aircraft", "trait")


def entry(key, body, headline="", day=0, **keywords):
    return to_entry(
        {
            **dict.fromkeys(KEYWORDS, ""),
            "id": f"archive.article.{key}",
            "django_ct": "archive.article",
            "django_id": str(key),
            "text": f"{headline}\n\n{body}",
            "headline": headline,
            "byline": "",
            "outlet": "none",
            "language": "none",
            "event": "none",
            "day": day,
            **keywords,
        }
    )


@pytest.fixture(scope="module")
def backend(tmp_path_factory):
    """Return a backend of 400 reports of few words, in several segments, some deleted."""
    choose = np.random.default_rng(5)
    backend = ArchiveBackend("default", PATH=str(tmp_path_factory.mktemp("whoosh") / "index"))
    backend.clear()
    for part in range(4):
        backend.write(
            [
                entry(
                    part * 100 + number,
                    " ".join(choose.choice(WORDS, size=choose.integers(1, 60))),
                    headline=" ".join(choose.choice(WORDS, size=choose.integers(0, 4))),
                    day=int(choose.integers(0, 40)) and 20160000 + int(choose.integers(101, 1231)),
                    place=["a", "b"][: choose.integers(0, 3)],
                )
                for number in range(100)
            ]
        )
    backend.write([], replacing=[f"archive.article.{key}" for key in range(0, 400, 7)])
    return backend


FIELDS = {
    "text": ["ferri", "storm", "fog", "the", "5", "mi8", "ship"],
    "exact": ["ferry", "fog", "ships", "of"],
}
TERMS = st.sampled_from([(field, word) for field, words in FIELDS.items() for word in words])
FORMS = st.sampled_from(FIELDS["exact"])
PREFIXES = st.sampled_from(["s", "sh", "f", "zz"])
LEAVES = st.one_of(
    st.builds(lambda term, boost: wq.Term(*term, boost=boost), TERMS, st.sampled_from([1.0, 0.5, 3.0])),
    st.builds(lambda words: wq.Phrase("exact", words), st.lists(FORMS, min_size=2, max_size=3)),
    st.builds(
        lambda *words, slop: NearEachOther([wq.Term("exact", word) for word in words], slop, ordered=False),
        FORMS, FORMS, slop=st.integers(1, 6),
    ),
    st.builds(lambda text: wq.ConstantScoreQuery(wq.Prefix("exact", text), 1.0), PREFIXES),
    st.builds(
        lambda one, other: wq.ConstantScoreQuery(wq.NumericRange("day", min(one, other), max(one, other)), NO_SCORE),
        st.integers(1, 20161231), st.integers(20160101, 20161231),
    ),
    st.just(wq.ConstantScoreQuery(wq.Or([wq.Term("place", "a"), wq.Term("place", "none")]), 1.0)),
    st.just(wq.NullQuery),
)  # fmt: skip
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(wq.And, st.lists(inner, min_size=1, max_size=3)),
        st.builds(wq.Or, st.lists(inner, min_size=1, max_size=3)),
        st.builds(
            lambda one, other: wq.And([one, wq.ConstantScoreQuery(wq.Not(other), NO_SCORE)]), inner, inner
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES)
def test_arrays_and_whoosh_answer_alike(backend, query):
    plain = backend.opened().plain_hits(query)
    found = backend.opened().evaluator().find(query)

    assert found.ids.tolist() == plain.ids.tolist()
    assert found.scores == pytest.approx(plain.scores, abs=1e-5)


def test_what_the_arrays_do_not_cover_is_left_to_whoosh(backend):
    odd = wq.FuzzyTerm("exact", "fery")
    opened = backend.opened()
    evaluator = opened.evaluator()
    with pytest.raises(NotCoveredError):
        evaluator.find(odd)
    assert len(opened.hits(evaluator, odd).ids) > 0


def test_a_beginning_finds_words_of_one_report_and_of_many(tmp_path):
    backend = ArchiveBackend("default", PATH=str(tmp_path / "index"))
    backend.clear()
    for part in range(2):
        backend.write([entry(part * 20 + n, f"pier{n % 3} piero{part * 20 + n} pi pile") for n in range(20)])
    opened = backend.opened()
    for stump in ("pi", "pier", "pier1", "piero", "piero3", "piero39", "pies", "zz", "\uffff"):
        query = wq.ConstantScoreQuery(wq.Prefix("exact", stump), 1.0)
        assert opened.evaluator().find(query).ids.tolist() == opened.plain_hits(query).ids.tolist()


@pytest.mark.parametrize("field", ["exact", "headline", "place", "aircraft"])
def test_words_are_counted_as_whoosh_counts_them(backend, field):
    reader = backend.opened().searcher().reader()
    counted = Counter()
    for part in backend.opened().snapshot().word_counts(field):
        counted.update(part)

    assert counted == {term.decode(): reader.doc_frequency(field, term) for term in reader.lexicon(field)}


def test_what_was_let_go_of_is_read_again(backend, monkeypatch):
    monkeypatch.setattr(snapshot, "SEARCHES_HELD", 1)
    query = wq.Term("text", "storm")
    before = backend.opened().evaluator().find(query)
    monkeypatch.setattr(keeping, "_cache", keeping._Cache())
    backend.opened().snapshot().note_search()

    assert backend.opened().evaluator().find(query).ids.tolist() == before.ids.tolist()


def test_a_commit_is_seen_at_once(backend):
    before = backend.size()
    backend.write([entry(9000, "A newcomer.")])
    assert backend.size() == before + 1
    assert len(backend.opened().evaluator().find(wq.Term("text", "newcom")).ids) == 1


def test_commits_within_one_tick_of_the_clock_are_both_seen(backend):
    folder = backend.opened().path
    for key in (9101, 9102):
        tick = time.time_ns()
        os.utime(folder, ns=(tick, tick))
        before = backend.size()
        backend.write([entry(key, "Another newcomer.")])
        os.utime(folder, ns=(tick, tick))
        assert backend.size() == before + 1


@settings(max_examples=200, deadline=None)
@given(
    ranks=st.integers(0, 2**32 - 1).map(
        lambda seed: np.random.default_rng(seed).integers(0, 50, np.random.default_rng(seed).integers(0, 900))
    ),
    count=st.integers(0, 60),
)
def test_the_lowest_come_in_their_order(ranks, count):
    assert lowest(ranks, count).tolist() == np.argsort(ranks, kind="stable")[:count].tolist()
    scores = ranks.astype(np.float32) / 7
    assert lowest(-scores, count).tolist() == np.argsort(-scores, kind="stable")[:count].tolist()


def test_words_are_numbered_alike_in_every_process():
    code = "from archive.search.feedback import marks_of; print(marks_of(['ferry', 'storm']).tolist())"
    printed = {
        subprocess.run(  # noqa: S603  (our own program)
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_threads_share_what_is_decoded(backend):
    index = backend.opened().index
    one, other = Snapshot.of(index), Snapshot.of(index)

    assert one is other


def test_decoded_postings_take_no_more_than_their_room(monkeypatch):
    monkeypatch.setattr(keeping, "CACHE_BYTES", 100)
    cache = keeping._Cache()
    for number in range(10):
        cache.put(number, f"value {number}", 40)

    assert [number for number in range(10) if cache.get(number)] == [8, 9]


def test_a_word_said_more_than_a_thousand_times_keeps_its_places(tmp_path):
    backend = ArchiveBackend("default", PATH=str(tmp_path / "index"))
    backend.clear()
    backend.write([entry(1, "fog " * 1500 + "ferry"), entry(2, "ferry fog")])
    phrase = wq.Phrase("exact", ["fog", "ferry"])
    opened = backend.opened()
    assert len(opened.evaluator().find(phrase).ids) == len(opened.plain_hits(phrase).ids) == 1
