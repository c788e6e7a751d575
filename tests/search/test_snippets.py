"""Which stretch of a report is shown, and what in it is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import Span
from archive.search.query import parse_query
from archive.search.snippets import (
    SNIPPET_LENGTH,
    Wanted,
    _hits_of_runs,
    _hits_of_words,
    find_hits,
    make_snippet,
    merge_spans,
)


def marked(text, query):
    hits = find_hits(text, Wanted.by(parse_query(query).node))
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("The helicopters landed.", "helicopter", ["helicopters"]),
        # the whole designator, however it is written
        ("A Mi-8 and a Mi 8T.", "mi8", ["Mi-8"]),
        ("An air base near the base.", '"air base"', ["air base"]),
        ("Helicopters, heliports, hills.", "heli*", ["Helicopters", "heliports"]),
        # what is excluded is not marked
        ("A ferry in fog.", "ferry -fog", ["ferry"]),
        ("A ferry or a train.", "ferry OR train", ["ferry", "train"]),
        ("Nothing here.", "ferry", []),
    ],
)
def test_hits_are_marked(text, query, expected):
    assert marked(text, query) == expected


def test_a_snippet_is_cut_at_words_and_shows_the_hit():
    text = "word " * 200 + "the ferry sank " + "word " * 200
    hits = find_hits(text, Wanted.by(parse_query("ferry").node))

    parts = make_snippet(text, hits)

    assert [part.text for part in parts if part.is_hit] == ["ferry"]
    assert parts[0].text == "… "
    assert parts[-1].text == " …"
    shown = "".join(part.text for part in parts[1:-1])
    assert shown.split() == [word for word in shown.split() if word in {"word", "the", "ferry", "sank"}]
    assert len(shown) <= SNIPPET_LENGTH + 30


def test_a_snippet_prefers_the_stretch_with_most_hits():
    text = "ferry " + "word " * 200 + "ferry ferry ferry " + "word " * 50
    hits = find_hits(text, Wanted.by(parse_query("ferry").node))

    assert sum(part.is_hit for part in make_snippet(text, hits)) == 3


def test_a_text_without_a_hit_is_shown_from_its_beginning():
    assert make_snippet("A short report.", ()) == make_snippet("A short report.", [])
    assert make_snippet("A short report.", ())[0].text == "A short report."


def test_paragraphs_are_shown_on_one_line():
    assert "\n" not in make_snippet("One.\n\nTwo.", [Span(0, 3)])[1].text


# What a word may stand beside or be part of: designators, accents, apostrophes, numbers, other scripts.
PIECES = (
    "ferry", "Ferries", "élan", "Elan", "Mi-8", "Mi 8", "mi", "Mi", "737 MAX", "max", "coast's", "O’Brien", "brien",
    "o", "3rd", "rd", "8AMTSh", "amtsh", "naïve", "naive", "ﬁre", "fire", "ferry-boat", "Ми-8", "ми", "_ferry",
    "“elan”", " ", " ", " ", "-", ". ", "'", "’", "/", "8", "3.5", "\n", "\u0301",
)  # fmt: skip
BETWEEN = (" ", "-", ". ", "/", "\n", " '", "” ", "_")
ASKED = ("ferry", "elan", "mi", "max", "coast", "brien", "o", "rd", "naive", "fire", '"elan"~3')


@given(
    pieces=st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BETWEEN)), max_size=12),
    query=st.lists(st.sampled_from(ASKED), min_size=1, max_size=3).map(" ".join),
)
def test_words_are_found_without_looking_at_all_of_them(pieces, query):
    text = "".join(piece + between for piece, between in pieces)
    wanted = Wanted.by(parse_query(query).node)
    assert merge_spans(_hits_of_words(text, wanted)) == merge_spans(_hits_of_runs(text, wanted))
