"""Clauses, and which event each sentence tells."""

from __future__ import annotations

from itertools import permutations

import pytest

from archive.comparing.clauses import clause_around
from archive.comparing.compare import compare_reports, event_day, read_reports
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
        ("In April, a helicopter crashed, killing two.", "earlier crash, April"),  # another month
        ("An Mi-17 crashed near Fellhaven in May.", "Mi-17, May"),  # another type
        # what was lost names the loss, not what brought it down
        ("In May, an Mi-17 was brought down by an An-26.", "Mi-17, May"),
        ("A plane crashed there two years ago.", "earlier crash"),  # so long ago
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


def test_losses_that_may_have_been_on_one_day_are_one_however_they_are_told() -> None:
    one = f"{LEDE}\n\nThe earlier crash, on May 5, killed a woman and a man from Moortown."
    other = f"{LEDE}\n\nIn May, two passengers were killed when a plane crashed into a river."
    third = f"{LEDE}\n\nIn March, two passengers were killed when a plane sank in a lake."
    names = [sentences[2] for sentences in groups(one, other, third)]
    assert names == ["earlier crash, May", "earlier crash, May", "earlier sinking, March"]


def test_a_lede_is_never_background() -> None:
    assert groups("An Mi-17 crashed in May. Two died.", LEDE)[0][0] == MAIN


def test_the_aircraft_of_a_report_is_the_helicopter_of_its_event() -> None:
    assert groups(LEDE + "The aircraft had been delivering mail.", LEDE)[0][2] == MAIN
    assert groups(LEDE + "Aircraft deliver the mail there.", LEDE)[0][2] is None


QUAKE = "An earthquake struck Hill province on Monday. Nine people died. "


@pytest.mark.parametrize(
    ("sentence", "group"),
    [
        ("A similar quake on June 3, 2004, killed 31 people.", "quake, June 2004"),
        ("The deadly quake of March 5 killed two people.", "deadly quake, March"),
        ("In May, a ferry disaster killed nine.", "ferry disaster, May"),
        # What names no happening by a noun, or dates none, is no event of its own.
        ("He was elected mayor in May.", MAIN),
        ("A quake in 2004 killed 31 people.", MAIN),
        ("Quakes are common there.", MAIN),
        # Nor is one of many, one to come, or the day that a report opens with.
        ("It was the deadliest quake since May 2004.", MAIN),
        ("A test of the sirens planned for March is off.", MAIN),
        ("The quake of June 14 broke windows.", MAIN),
        # The name of a day says nothing of another week, however old the report is thought to be.
        ("The quake on Sunday broke windows.", MAIN),
    ],
)
def test_a_happening_dated_long_before_is_background_whatever_the_event(sentence: str, group: str) -> None:
    assert groups(QUAKE + sentence, QUAKE)[0][2] == group


def test_one_happening_in_two_reports_is_told_by_its_noun_and_its_date() -> None:
    one = QUAKE + "A nuclear test on June 3, 2004, shook the valley."
    other = (
        QUAKE + "The valley was shaken by the nuclear test in June 2004. In May 2004 a test of sirens failed."
    )
    assert groups(one, other) == [
        [MAIN, MAIN, "nuclear test, June 2004"],
        [MAIN, MAIN, "nuclear test, June 2004", "test, May 2004"],
    ]


def test_nobody_was_aboard_a_background_event_without_a_vehicle() -> None:
    told = QUAKE + "A quake on June 3, 2004, killed 31 people. "
    rows = compare_reports(make_reports(told, told + "Farmers sold apples.")).rows
    questions = {row.question for row in rows if row.group == "quake, June 2004"}
    assert "How many people were killed?" in questions
    assert not any("aboard" in question for question in questions)


def test_a_background_that_one_report_tells_by_a_noun_and_one_by_a_verb_has_its_day() -> None:
    one = f"{LEDE}\n\nThe earlier crash, on May 5, killed a woman and a man from Moortown."
    other = f"{LEDE}\n\nIn May, two passengers were killed when a plane crashed into a river."
    rows = compare_reports(make_reports(one, other)).rows
    days = [
        [cell.value for cell in row.cells]
        for row in rows
        if row.group == "earlier crash, May" and row.kind == "date"
    ]
    assert days == [["May 5", "In May"]]


def test_the_order_of_the_reports_makes_no_difference_to_the_background() -> None:
    bodies = (
        f"{LEDE}\n\nLast month, two airmen were killed in Lake province when their Mi-17 helicopter was shot down.\n\n"
        "A warplane was shot down along the border in November, and one of the pilots was killed after ejecting.",
        f"{LEDE}\n\nIn May, an Mi-17 was shot down near Fellhaven, killing two pilots.\n\n"
        "Last October, a helicopter was destroyed in a rescue of the pilot of a Su-24 shot down at the border.",
        f"{LEDE}\n\nAn Mi-17 was downed on May 8.",
    )
    found = [
        {
            bodies[at]: names[2:]
            for at, names in zip(order, groups(*(bodies[at] for at in order)), strict=True)
        }
        for order in permutations(range(3))
    ]
    assert all(names == found[0] for names in found)
    assert [names[0] for names in found[0].values()] == ["Mi-17, May"] * 3
