"""Which sentences of two reports tell the same, and how surely."""

from __future__ import annotations

import pytest

from archive.comparing.alignment import align_sentences, answers, tells
from archive.comparing.attributions import find_attributions
from archive.comparing.compare import compare_reports
from archive.comparing.concepts import sentence_concepts
from archive.comparing.reading import Reading, read_report
from archive.comparing.sentence_weights import weigh_sentences
from archive.records import BodyBlock, Kind
from tests.comparing.reports import make_report, make_reports

Marks = dict[int, list[frozenset[str]]]


def read_two(one: str, other: str) -> list[Reading]:
    return [read_report(make_report(text, key=key), None) for key, text in ((1, one), (2, other))]


def aligned(one: str, other: str, marks: Marks | None = None) -> dict[tuple[int, int], float]:
    """Return the pairs of sentences, by their numbers, with their likeness."""
    readings = read_two(one, other)
    concepts = {r.id: [sentence_concepts(r, n) for n in range(len(r.sentences))] for r in readings}
    said = weigh_sentences(readings, concepts, {r.id: find_attributions(r) for r in readings})
    none: Marks = {r.id: [frozenset()] * len(r.sentences) for r in readings}
    first, second = readings
    return {
        (first.sentence_at(pair.a.start), second.sentence_at(pair.b.start)): pair.score
        for pair in align_sentences(readings, said, marks or none)
    }


FERRY = "The ferry left Moortown at dawn. Divers searched the wreck for the missing cook. A buoy was lost."
TOLD_OTHERWISE = (
    "A cook is missing, and divers search the wreck. Farmers sold apples. At dawn the ferry left Moortown."
)


def test_sentences_are_aligned_in_whatever_order_they_are_told() -> None:
    assert aligned(FERRY, TOLD_OTHERWISE).keys() == {(0, 2), (1, 0)}


def test_a_sentence_alone_has_no_counterpart() -> None:
    assert not aligned("Farmers sold apples.", "The ferry left Moortown at dawn.")


def test_answers_to_one_question_align_more_surely() -> None:
    one, other = "Nine died in the cold.", "Nine people perished at sea."
    marked = {1: [frozenset({answers(0)})], 2: [frozenset({answers(0)})]}
    assert aligned(one, other, marked)[0, 0] > aligned(one, other)[0, 0]


def test_sentences_of_two_events_never_align() -> None:
    told = "The helicopter crashed near Moortown."
    assert aligned(told, told)
    assert not aligned(told, told, {1: [frozenset({tells("event")})], 2: [frozenset({tells("Mi-17")})]})


def test_a_mark_is_no_word() -> None:
    # All that these sentences have in common is that both tell the event.
    marks = {1: [frozenset({tells("event")})], 2: [frozenset({tells("event")})]}
    assert not aligned("Farmers sold apples.", "The ferry left Moortown.", marks)


@pytest.mark.parametrize(
    ("one", "other", "likelier"),
    [
        # a name against a common word
        ("Kozlov saw the harbour.", "The harbour was closed. A girl met Kozlov.", 1),
        # who speaks: the words alone are as like the first
        (
            "The bridge is safe, Kozlov said.",
            "The bridge is old, Brown said. The bridge is new, Kozlov said.",
            1,
        ),
        # how words begin
        (
            "Troops intervened near Moortown.",
            "Troops sang near Moortown. Troops’ intervention near Moortown.",
            1,
        ),
    ],
)
def test_of_two_sentences_the_likelier_is_the_best_match(one: str, other: str, likelier: int) -> None:
    found = aligned(one, other)
    assert max(found, key=lambda pair: found[pair]) == (0, likelier)


def test_a_sentence_is_read_with_the_one_before_it() -> None:
    before = "The dam near Moortown burst. "
    one = "It flooded nine farms."
    other = "Nine farms stand empty. Snow fell. The dam near Moortown burst. It flooded nine farms, too."
    with_it, without = aligned(before + one, other), aligned("Snow fell. " + one, other)
    assert with_it[1, 3] > without[1, 3]


def test_what_was_said_before_makes_no_match_by_itself() -> None:
    one = "The dam near Moortown burst on Monday. Farmers sold apples."
    other = "The dam near Moortown burst on Monday. Divers sang."
    assert aligned(one, other).keys() == {(0, 0)}


def test_a_heading_is_aligned_with_nothing() -> None:
    text = "The ferry left Moortown at dawn."
    one, other = make_reports(text, text)
    assert compare_reports([one, other]).alignment
    heading = type(one)(id=one.id, body=text, blocks=(BodyBlock(0, len(text), Kind.SUBHEADING),))
    assert not compare_reports([heading, other]).alignment
