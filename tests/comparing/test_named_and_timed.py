"""What things and people are called and are, and at what time of day things were done."""

from __future__ import annotations

import pytest

from archive.comparing.claims.topics import find_topic
from archive.comparing.concepts import concept
from archive.comparing.words import find_words
from archive.records import Relation
from tests.comparing.test_compare import row, rows, values


@pytest.mark.parametrize(
    ("one", "other", "question", "named"),
    [
        (
            "A leopard named Tamsin died.",
            "The male leopard, called Tamsin, died.",
            "Which leopard?",
            "Tamsin",
        ),
        (
            "The newspaper Moor Post wrote of it.",
            "Moor Post, a local newspaper, wrote of it.",
            "Which newspaper?",
            "Moor Post",
        ),
        ("They were on Flight 175 home.", "It was Flight 175.", "Which flight?", "Flight 175"),
    ],
)
def test_a_thing_of_a_kind_is_called_by_its_name(one: str, other: str, question: str, named: str) -> None:
    assert values(row(rows(one, other), question)) == [named, named]


def test_a_name_that_ends_with_its_kind_is_told_when_three_reports_name_it() -> None:
    text = "The man was taken to Moor Royal Hospital after it."
    assert not any(r.question == "Which hospital?" for r in rows(text, text.replace("The", "One")))
    found = row(rows(text, text.replace("The", "One"), text.replace("The", "A")), "Which hospital?")
    assert found.relation is Relation.AGREE


def test_what_somebody_is_called_differently_is_shown() -> None:
    one = "Zoo director Thane Maynard spoke. Rain fell."
    other = "It rained, said Thane Maynard, the president of the zoo. Rain fell."
    found = row(rows(one, other), "Who is Maynard?")
    assert values(found) == ["Zoo director Thane Maynard", "Thane Maynard, the president"]


def test_what_two_reports_alike_say_somebody_is_makes_no_row() -> None:
    one = "Police chief Kofi Boateng spoke. Rain fell."
    assert not any(r.question == "Who is Boateng?" for r in rows(one, one.replace("Rain", "Snow")))


def test_an_office_before_a_name_is_no_part_of_it() -> None:
    one = "Zoo Director Thane Maynard spoke. Rain fell."
    other = "Mr Maynard spoke. Rain fell."
    assert values(row(rows(one, other), "How is Maynard named?")) == [
        "Zoo Director Thane Maynard",
        "Mr Maynard",
    ]


FLIGHT = "A plane with 40 passengers turned back over the sea and landed safely."


def test_the_ends_of_a_journey_have_times_of_their_own() -> None:
    one = f"{FLIGHT} The plane left Moortown at 11:36 a.m. and returned at 7:33 p.m."
    other = f"{FLIGHT} It took off at 11:36am and the plane landed at 7:35 p.m."
    found = rows(one, other)
    assert row(found, "When did it set out?").relation is Relation.AGREE
    assert row(found, "When did it arrive?").relation is Relation.DIFFER


def test_a_time_that_two_reports_name_is_shown_whatever_was_done_then() -> None:
    one, other = "Voters queued at 9:15 a.m. in Moortown.", "By 9:15 a.m. some in Moortown had voted."
    assert values(row(rows(one, other), "What was at 9:15 a.m.?")) == ["9:15 a.m.", "9:15 a.m."]


def test_a_flight_that_turned_back_was_going_where_it_was_bound() -> None:
    one = "A Fellhaven-bound plane with 40 passengers returned to Moortown."
    other = "A plane, on a flight to Fellhaven with 40 passengers, returned to Moortown."
    found = rows(one, other)
    assert values(row(found, "Where was it going?")) == ["Fellhaven", "Fellhaven"]
    assert values(row(found, "Where did it return to?")) == ["Moortown", "Moortown"]


def test_the_age_of_an_animal_that_the_ledes_speak_of_is_compared() -> None:
    one, other = "A 17-year-old leopard was shot at the zoo.", "The zoo shot a 16-year-old leopard."
    assert row(rows(one, other), "How old is the leopard?").relation is Relation.DIFFER


@pytest.mark.parametrize(
    ("one", "other", "rank"),
    [
        (
            "It would be the biggest-ever technology deal.",
            "It is the largest tech deal in history.",
            ["biggest-ever technology deal", "largest tech deal in history"],
        ),
        (
            "It was the first such strike since 1998.",
            "A strike, the first in 20 years, began.",
            ["first such strike since 1998", "first in 20 years"],
        ),
    ],
)
def test_deals_and_firsts_are_ranked(one: str, other: str, rank: list[str]) -> None:
    assert values(row(rows(one, other), "How does it rank?")) == rank


def test_a_truck_full_of_explosives_is_not_what_was_lost() -> None:
    one = "A suicide bomber rammed a truck into a wall in Moortown, killing six civilians."
    other = "A truck was rammed into a wall in Moortown, killing four people and wounding 20."
    found = row(rows(one, other), "How many people were killed?")
    assert found.relation is Relation.DIFFER


def test_those_taken_to_hospital_are_wounded() -> None:
    one = "A blast in Moortown hurt many. At least 84 people were rushed to a nearby hospital."
    other = "A blast in Moortown wounded 90 people."
    assert row(rows(one, other), "How many people were wounded?").relation is Relation.DIFFER


def test_a_toll_that_rises_to_at_least_a_number_is_a_toll() -> None:
    one = "The death toll of a blast in Moortown rose to at least six on Friday."
    other = "A blast in Moortown killed four people."
    assert row(rows(one, other), "How many people were killed?").relation is Relation.DIFFER


def test_all_occupants_told_in_the_opening_are_those_aboard() -> None:
    one = "A helicopter was shot down near Moortown. All five occupants, three of them aircrew, are dead."
    other = "A helicopter was shot down near Moortown, killing all five people on board."
    found = [r for r in rows(one, other) if "killed" in r.question]
    assert [values(r) for r in found] == [["All five occupants", "all five people on board"]]


def test_the_one_of_whom_the_openings_speak_needs_no_noun() -> None:
    one = "A five-year-old boy fell into a well."
    other = "A boy fell into a deep well. The six-year-old fell while at play, his father said."
    assert row(rows(one, other), "How old is the boy?").relation is Relation.DIFFER


def test_a_town_before_a_man_has_no_age() -> None:
    text = "A 22-year-old Moortown man died after a fall."
    assert not any(
        r.question.startswith("How old is Moortown") for r in rows(text, text.replace("died", "fell"))
    )


@pytest.mark.parametrize(
    ("one", "question"),
    [
        ("Police seized two ships in March.", "When: “seized two ships”?"),
        # Too long to quote: the verb and its object alone.
        ("Police seized two ships with crews from five far lands in March.", "When: “seized two ships”?"),
    ],
)
def test_a_question_about_a_day_quotes_what_was_done(one: str, question: str) -> None:
    rain = "Rain fell in Moortown. Snow is due."
    other = "The two ships were seized in March by police."
    assert row(rows(f"{rain} {one}", f"{rain} {other}"), question).relation is Relation.AGREE


def test_as_much_as_opens_no_clause() -> None:
    one = "Rain fell. Citibank said it expects a hit of as much as $20 billion."
    other = "Snow fell. Citibank could be facing a hit of $20 billion, it was said."
    assert any(values(r) == ["$20 billion", "$20 billion"] for r in rows(one, other))


def test_one_sentence_may_hold_a_figure_and_say_more() -> None:
    text = "Michael Neu faces 269 counts of wire fraud after he wired the money of victims to friends in Suderia."
    found = rows(f"Rain fell. {text}", f"Snow fell. {text.replace('faces', 'now faces')}")
    assert row(found, "How many counts?").relation is Relation.AGREE
    assert any(r.kind == "statement" for r in found)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("It caused massive damage.", "the massive damage"),  # two words in a row, for want of anything surer
        (
            "Police ask whether a second car came.",
            "the car",
        ),  # a number shows a noun as well as an article does
        ("Boats sailed as Theresa May spoke.", None),  # "Theresa" is half a name
        ("It is said that a dry well is 40 metres deep.", "the dry well"),  # how deep is no matter by itself
        ("Nobody spoke of using tranquilizers.", None),  # half a thought
    ],
)
def test_a_statement_is_about_nouns(text: str, topic: str | None) -> None:
    words = find_words(text)
    shared = frozenset(map(concept, words)) - {"boat", "police"}
    assert find_topic(text, words, shared, dict.fromkeys(shared, 1.0)) == topic


def test_measures_in_one_word_tell_two_statements_apart() -> None:
    one = "The boy fell down the 40m-deep dry well near the old mill."
    other = "The boy fell down the 80m-deep dry well near the old mill."
    assert not any(r.kind == "statement" for r in rows(one, other))


@pytest.mark.parametrize(
    ("one", "other", "question"),
    [
        (
            "It was not immediately clear what caused the crash.",
            "The cause of the crash was unknown.",
            "Is the cause known?",
        ),
        (
            "Police are investigating the incident.",
            "The investigation is still pending.",
            "Is it being looked into?",
        ),
    ],
)
def test_what_is_not_known_yet_is_said(one: str, other: str, question: str) -> None:
    crash = "A plane crashed near Moortown on Monday. Rain fell."
    found = row(rows(f"{crash} {one}", f"{crash} {other}"), question)
    assert found.relation is Relation.AGREE_VARIANT


def test_a_cause_that_is_told_is_not_open() -> None:
    crash = "A plane crashed near Moortown on Monday. Rain fell."
    found = rows(f"{crash} Ice caused the crash.", f"{crash} The cause of the crash was ice.")
    assert not any(r.question == "Is the cause known?" for r in found)
