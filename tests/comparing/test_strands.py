"""Clauses, and which event each sentence tells."""

from __future__ import annotations

import pytest

from archive.comparing.clauses import clause_around
from archive.comparing.compare import event_day, read_reports
from archive.comparing.event_reading import MAIN, read_event
from archive.comparing.incidents import loss_class
from archive.comparing.strands import find_strands
from tests.comparing.reports import make_reports, read

LEDE = "A Ka-52 helicopter crashed in Lake province on Monday. All four aboard died. "


@pytest.mark.parametrize(
    ("text", "inside", "clause"),
    [
        ("It sank while he slept.", "sank", "It sank"),  # a subordinator opens a clause
        ("It sank, killing nine.", "nine", "killing nine"),  # so does a comma before -ing
        ("It sank, and nine died.", "nine", "and nine died"),
        ("On Monday, it sank.", "sank", "On Monday, it sank"),  # a plain comma does not
        ("It opened “safe roads” there.", "opened", "It opened “safe roads” there"),  # nor a quoted word
    ],
)
def test_a_clause_holds_what_is_said_together(text: str, inside: str, clause: str) -> None:
    start = text.index(inside)
    begin, end = clause_around(read(text), 0, start, start + len(inside))
    assert text[begin:end] == clause


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("was shot down", "shot down"),
        ("the downing", "shot down"),
        ("capsized", "sank"),
        ("had come down", "crashed"),
        ("sailed", None),
    ],
)
def test_losses_have_classes(text: str, kind: str | None) -> None:
    assert loss_class(text) == kind


def groups(*bodies: str) -> list[list[str | None]]:
    readings = read_reports(make_reports(*bodies))
    event = read_event(readings, event_day(readings))
    found = find_strands(event)
    return [[found.groups.get((r.id, n)) for n in range(len(r.sentences))] for r in readings]


@pytest.mark.parametrize(
    ("sentence", "group"),
    [
        ("The helicopter was old.", MAIN),  # names the vehicle
        ("In April, a helicopter crashed, killing two.", "earlier loss, April"),  # another month
        ("An Mi-17 crashed near Fellhaven in May.", "Mi-17, May"),  # another type
        ("A plane crashed there two years ago.", "earlier loss"),  # so long ago
        # A stretch that lasts until today dates no other loss.
        (
            "The crash was the deadliest on the force since its helicopter wing began service last March.",
            MAIN,
        ),
        ("The toll has risen to 30 since March.", None),  # a sum of losses tells none
        ("Farmers in the valley sold apples.", None),  # nothing of it
    ],
)
def test_a_sentence_tells_the_event_or_its_background(sentence: str, group: str | None) -> None:
    other = "The Ka-52 helicopter came down in Lake province. Nobody lived."
    assert groups(LEDE + sentence, other)[0][2] == group


def test_what_follows_in_the_paragraph_belongs_to_the_same_background() -> None:
    found = groups(f"{LEDE}\n\nAn Mi-17 crashed in May. The crash left both pilots dead.", LEDE)
    assert found[0][2:] == ["Mi-17, May", "Mi-17, May"]


def test_one_background_in_two_reports_has_one_name() -> None:
    one = f"{LEDE}\n\nIn May, an Mi-17 crashed near Fellhaven."
    other = f"{LEDE}\n\nLast month an Mi-17 went down near Fellhaven, killing two."
    assert groups(one, other)[0][2] == groups(one, other)[1][2] == "Mi-17, May"


def test_a_lede_is_never_background() -> None:
    assert groups("An Mi-17 crashed in May. Two died.", LEDE)[0][0] == MAIN


def test_the_aircraft_of_a_report_is_the_helicopter_of_its_event() -> None:
    assert groups(LEDE + "The aircraft had been delivering mail.", LEDE)[0][2] == MAIN
    assert groups(LEDE + "Aircraft deliver the mail there.", LEDE)[0][2] is None
