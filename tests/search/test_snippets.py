"""Which stretch of a report is shown, and what in it is marked."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import Span
from archive.search.matching import _hits_of_runs, _hits_of_words, find_hits, merge_spans, wanted_runs
from archive.search.query import parse_query
from archive.search.snippets import LONGEST_WORD, SNIPPET_LENGTH, make_snippet


def marked(text, query, language=None):
    hits = find_hits(text, wanted_runs(parse_query(query).node), language)
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
        # words like "in" only where nothing else is asked for
        ("A ferry in fog, in the night.", "ferry in fog", ["ferry", "fog"]),
        ("A ferry in fog.", '"in fog"', ["in fog"]),
        ("A ferry in fog.", "in", ["in"]),
        ("Nothing here.", "ferry", []),
    ],
)
def test_hits_are_marked(text, query, expected):
    assert marked(text, query) == expected


@pytest.mark.parametrize(
    ("text", "query", "language", "expected"),
    [
        # a hyphen may be left out, or put in
        ("A cease-fire, a ceasefire.", "ceasefire", None, ["cease-fire", "ceasefire"]),
        ("A cease-fire, a ceasefire.", "cease-fire", None, ["cease-fire", "ceasefire"]),
        # British and American
        ("The defence of the Defense Ministry.", "defense", None, ["defence", "Defense"]),
        # by the rules of the report's language
        ("Zwei Hubschrauber.", "Hubschraubern", "de", ["Hubschrauber"]),
        ("Zwei Hubschrauber.", "Hubschraubern", None, []),
        ("L'appareil d’Idleb.", "appareils Idleb", "fr", ["appareil", "Idleb"]),
    ],
)
def test_other_spellings_are_marked_too(text, query, language, expected):
    assert marked(text, query, language) == expected


def snippet_of(text, query):
    return make_snippet(text, find_hits(text, wanted_runs(parse_query(query).node)))


def test_a_snippet_is_cut_at_words_and_shows_the_hit():
    parts = snippet_of("word " * 200 + "the ferry sank " + "word " * 200, "ferry").parts

    assert [part.text for part in parts if part.is_hit] == ["ferry"]
    assert parts[0].text == "… "
    assert parts[-1].text == " …"
    shown = "".join(part.text for part in parts[1:-1])
    assert shown.split() == [word for word in shown.split() if word in {"word", "the", "ferry", "sank"}]
    assert len(shown) <= SNIPPET_LENGTH


def test_a_snippet_prefers_the_stretch_with_most_hits():
    snippet = snippet_of("ferry " + "word " * 200 + "ferry ferry ferry " + "word " * 50, "ferry")

    assert sum(part.is_hit for part in snippet.parts) == 3
    assert snippet.first_hit == 2


def test_words_far_apart_are_shown_in_passages_of_their_own():
    snippet = snippet_of(
        "A ferry sank. " + "Much else was said. " * 40 + "The storm was over.", "storm ferry"
    )

    assert [part.text for part in snippet.parts if part.is_hit] == ["ferry", "storm"]
    assert " … " in [part.text for part in snippet.parts]


def test_one_passage_is_enough_where_it_has_all_that_was_hit():
    text = (
        "The ferry sank in a storm. "
        + "Much else was said. " * 40
        + "A ferry. "
        + "And so on. " * 40
        + "A storm."
    )
    parts = snippet_of(text, "storm ferry").parts

    assert [part.text for part in parts if part.is_hit] == ["ferry", "storm"]


def test_a_passage_begins_with_its_sentence_and_ends_without_a_stub():
    before = "Nothing of it was known before. " * 10
    text = (
        f"{before}The ferry sank. {'It was a calm day at sea. ' * 8}\n\nPutin’s spokesman said nothing. "
        + before
    )
    shown = "".join(part.text for part in snippet_of(text, "ferry").parts)

    assert shown.startswith("… The ferry sank.")
    assert shown.endswith("sea. …")


@given(seed=st.integers(0, 1 << 30), query=st.sampled_from(["ferry", "ferry storm", "pier storm ferry"]))
def test_no_word_is_cut_and_every_passage_stands_in_the_text(seed, query):
    choose = random.Random(seed)  # noqa: S311  (no secret)
    words = ["ferry", "storm", "pier", "Hafen.", "x" * 60, "\n\n", "5", *["and"] * 12]
    text = " ".join(choose.choices(words, k=choose.randint(0, 200)))
    snippet = snippet_of(text, query)
    shown = "".join(part.text for part in snippet.parts)
    printed = set(text.split())

    assert {word for word in shown.split() if len(word) < LONGEST_WORD} <= printed | {"…", "·"}
    assert len(shown) < 3 * SNIPPET_LENGTH
    if snippet.first_hit:
        assert any(part.is_hit for part in snippet.parts)


def test_a_script_without_blanks_is_cut_where_it_must():
    text = "漢" * 2000
    assert len("".join(part.text for part in make_snippet(text, ()).parts)) < 2 * SNIPPET_LENGTH


def test_a_text_without_a_hit_is_shown_from_its_beginning():
    assert make_snippet("A short report.", ()).parts[0].text == "A short report."
    assert make_snippet("A short report.", ()).first_hit == 0


def test_paragraphs_are_shown_on_one_line():
    assert "\n" not in make_snippet("One.\n\nTwo.", [Span(0, 3)]).parts[1].text


# What a word may stand beside or be part of: designators, accents, apostrophes, numbers, other scripts.
PIECES = (
    "ferry", "Ferries", "élan", "Elan", "Mi-8", "Mi 8", "mi", "Mi", "737 MAX", "max", "coast's", "O’Brien", "brien",
    "o", "3rd", "rd", "8AMTSh", "amtsh", "naïve", "naive", "ﬁre", "fire", "ferry-boat", "Ми-8", "ми", "_ferry",
    "“elan”", "l'elan", "L’Élan", "d'", "qu'ilan", "O'l'elan",
    " ", " ", " ", "-", ". ", "'", "’", "/", "8", "3.5", "\n", "\u0301",
)  # fmt: skip
BETWEEN = (" ", "-", ". ", "/", "\n", " '", "” ", "_")
ASKED = ("ferry", "ferryboat", "elan", "mi", "max", "coast", "brien", "o", "rd", "naive", "fire", '"elan"~3')


@given(
    pieces=st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BETWEEN)), max_size=12),
    query=st.lists(st.sampled_from(ASKED), min_size=1, max_size=3).map(" ".join),
)
def test_words_are_found_without_looking_at_all_of_them(pieces, query):
    text = "".join(piece + between for piece, between in pieces)
    wanted = wanted_runs(parse_query(query).node)
    assert merge_spans(_hits_of_words(text, wanted, "en")) == merge_spans(_hits_of_runs(text, wanted, "en"))
