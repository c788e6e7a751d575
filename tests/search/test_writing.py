"""What our writer puts into a segment is what Whoosh's own does, whatever was deleted or merged before."""

import random
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Frequency, Positions
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from archive.search.joining import Joined
from archive.search.schema import news_schema
from archive.search.segments import Segment
from archive.search.terms import BLOCK
from archive.search.writing import NewsWriter
from tests.search.test_whoosh import WORDS, entry


def plain_schema():
    """Return the schema as Whoosh itself would index it, a token at a time."""
    schema = news_schema()
    for name in ("text", "exact", "headline", "byline"):
        schema[name].format = Positions()
    schema["lede"].format = Frequency()
    return schema


def documents(count):
    """Return entries with words in few and in many reports, rare long ones, languages and keywords."""
    choose = random.Random(8)  # noqa: S311  (no secret)
    return [
        entry(
            key,
            " ".join(choose.choices(WORDS, k=choose.randint(0, 80))) + choose.choice(["", " ferry" * 300, f" w{key}"]),
            headline=choose.choice(["", "Ships collide in fog"]),
            day=choose.choice([0, 20160801, 20161105]),
            place=sorted(choose.sample(["a", "b", "c"], k=choose.randint(0, 3))),
            language=choose.choice(["none", "en", "de"]),
        )
        for key in range(count)
    ]  # fmt: skip


def merge_all(writer, segments):
    """Whoosh's policy to make one segment of all."""
    for segment in segments:
        writer.add_reader(SegmentReader(writer.storage, writer.schema, segment))
    return []


def join_all(writer, segments):
    """Ours, after what the writer itself holds, which is nothing."""
    folder = Path(writer.storage.folder)
    joined = Joined(writer.storage, writer.schema, segments, folder / "joining")
    joined.move_to(folder)
    return joined.in_place(segments)


def written_by(folder, make_writer, schema, parts, *, deleted=(), merge=None):
    """Return the index that a writer leaves after a commit for each part, one for what is deleted, and one to merge."""
    index = FileStorage(str(folder)).create().create_index(schema)
    for part in parts:
        writer = make_writer(index)
        for document in part:
            writer.add_document(**document)
        writer.commit(merge=False)
    writer = make_writer(index)
    for number in deleted:
        writer.delete_document(number)
    writer.commit(merge=False)
    if merge is not None:
        make_writer(index).commit(mergetype=merge)
    return index


def content_of(index):
    """Return all that can be read of each segment: terms, postings, lengths, what is stored."""
    held = []
    for segment in index._segments():
        reader = SegmentReader(index.storage, index.schema, segment)
        for field, term in reader.all_terms():
            info = reader.term_info(field, term)
            matcher = reader.postings(field, term)
            posted = [(number, matcher.weight(), matcher.value()) for number in matcher.all_ids()]
            held.append((field, term, posted, vars(info).keys(), info.weight(), info.doc_frequency()))
            held.append(
                (info.min_length(), info.max_length(), info.max_weight(), info.min_id(), info.max_id())
            )
        for number in reader.all_doc_ids():
            lengths = [reader.doc_field_length(number, name) for name in reader.schema.scorable_names()]
            columns = [reader.column_reader(name)[number] for name in ("day", "key", "group")]
            held.append((number, lengths, columns, reader.stored_fields(number)))
        held.append([reader.field_length(name) for name in reader.schema.scorable_names()])
    return held


@pytest.mark.parametrize("is_merged", [False, True])
@pytest.mark.parametrize("deleted", [(), (0, 7, BLOCK, 2 * BLOCK + 3, 299)])
def test_our_segments_are_whooshs(deleted, is_merged, tmp_path):
    held = documents(2 * BLOCK + 44)
    parts = [held[:1], held[1 : BLOCK + 50], held[BLOCK + 50 :]]
    ours = written_by(
        tmp_path / "ours", NewsWriter, news_schema(), parts,
        deleted=deleted, merge=join_all if is_merged else None,
    )  # fmt: skip
    theirs = written_by(
        tmp_path / "theirs", SegmentWriter, plain_schema(), parts,
        deleted=deleted, merge=merge_all if is_merged else None,
    )  # fmt: skip

    assert ours.doc_count() == len(held) - len(deleted)
    assert len(ours._segments()) == len(theirs._segments()) == (1 if is_merged else len(parts))
    assert content_of(ours) == content_of(theirs)


def test_what_either_wrote_is_read_as_the_same_arrays(tmp_path):
    held = documents(2 * BLOCK)
    for ours, theirs in zip(
        segments_of(written_by(tmp_path / "ours", NewsWriter, news_schema(), [held], merge=join_all)),
        segments_of(written_by(tmp_path / "theirs", SegmentWriter, plain_schema(), [held], merge=merge_all)),
        strict=True,
    ):
        for field, term in ours._leaf.all_terms():
            one, other = ours.postings(field, term), theirs.postings(field, term)
            assert one.ids.tolist() == other.ids.tolist()
            assert one.weights.tolist() == other.weights.tolist()
            assert ours.holders(field, term) == theirs.holders(field, term) == len(one.ids)
        for form in (b"ferry", b"fog"):
            one, other = ours.occurrences("exact", form), theirs.occurrences("exact", form)
            assert one.places.tolist() == other.places.tolist()


def segments_of(index):
    return [Segment(index.storage, index.schema, segment) for segment in index._segments()]
