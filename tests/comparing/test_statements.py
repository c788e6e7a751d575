"""Sentences that tell one thing: how alike they must be, and what keeps them apart."""

from __future__ import annotations

import pytest

from archive.records import ClaimRow
from tests.comparing.test_compare import rows

FIRE = "A fire swept through a factory in Moortown on Monday. "
# Sentences that the reports do not share: what they do share then is rare.
FILLERS = [
    " ".join(f"{word.title()} {verb} there." for word in words.split())
    for verb, words in (
        ("lay", "rope sand coal tin wool hay salt lead rust"),
        ("stood", "owls pines cranes mills goats lamps carts barns"),
    )
]


def statements(one: str, other: str) -> list[ClaimRow]:
    return [
        row
        for row in rows(f"{FIRE}{one} {FILLERS[0]}", f"{FIRE}{other} {FILLERS[1]}")
        if row.kind == "statement"
    ]


@pytest.mark.parametrize(
    ("one", "other", "question"),
    [
        # One speaker by name: less likeness is enough, and the question names the speaker.
        ("Police chief Kofi Boateng said officers had fired only in the air.",
         '"My men fired warning shots into the air," police commander Kofi Boateng said.',
         "What does Police chief Kofi Boateng say about the air?"),
        # Few words, but rare ones, and hardly any beside them.
        ("He called the attack a crime against humanity.", "Anna Berg described it as a crime against humanity.",
         "What is said about the crime?"),
        # What will be on Monday is the same Monday, whichever day it is counted to.
        ("The Security Council is to meet on Monday.", "The Security Council will hold a meeting on Monday.",
         "What is said about Security Council?"),
    ],
)  # fmt: skip
def test_sentences_that_tell_one_thing_make_a_row(one: str, other: str, question: str) -> None:
    assert question in [row.question for row in statements(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # "His lawyer" is nobody by name.
        ("His lawyer said he would appeal.", "His lawyer said the appeal had failed again in a higher court."),
        # One is sure, the other is not.
        ("Anna Berg said the crew of the ferry was dead.", "Anna Berg said the crew of the ferry was feared dead."),
        # A picture's credit.
        ("Rescuers carry a man from the burning factory hall (Hyung Min/Yonhap via AP)",
         "Rescuers carry a man from the burning factory hall (Hyung Min/Yonhap via AP)"),
    ],
)  # fmt: skip
def test_sentences_that_do_not_make_none(one: str, other: str) -> None:
    told = [row for row in statements(one, other) if "Moortown" not in row.question]
    assert not told


def test_a_name_that_goes_two_ways_does_not_keep_a_sentence_from_being_shown() -> None:
    one = "Talks with groups not aligned with Islamic State (IS) or other armed factions go on in Fellhaven."
    other = "Talks with groups not aligned with IS or other armed factions go on in Fellhaven."
    assert len(statements(one, other)) == 1
