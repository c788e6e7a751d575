"""Figures of any kind: what they count, and when two are of one thing."""

from __future__ import annotations

import time

import pytest

from archive.comparing.compare import compare_reports
from archive.comparing.figures import find_figures
from archive.comparing.reading import read_report
from archive.records import ClaimRow, Relation
from tests.comparing.reports import DAY, make_report, make_reports


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ministers fired 59 Tomahawk cruise missiles at dawn.", [("59 Tomahawk cruise missiles", "missil")]),
        ("Turnout was 68 percent of the roll.", [("68 percent", "percent")]),
        ("Turnout was 68 per cent.", [("68 per cent", "percent")]),  # two words
        ("Shares fell 6.6%.", [("6.6", "percent")]),
        ("They paid $11 million for it.", [("$11 million", "dollar")]),  # the sign belongs to the figure
        ("Families get 200,000 taka each.", [("200,000 taka", "taka")]),  # a currency without a sign
        ("A magnitude 6.4 quake struck.", [("6.4", "magnitud")]),
        ("They signed a 12-point declaration.", [("12-point", "point")]),  # number and noun in one word
        ("The border is 320-kilometre long.", [("320-kilometre", "kilometr")]),
        ("It is 320 km long.", [("320 km", "kilometr")]),  # one unit, however spelled
        ("The two companies merged.", []),  # known before, not counted
        ("Both brothers boarded.", []),
        ("It won 97 of the 193 seats.", [("97", "seat")]),  # a part, not the whole
        ("It was at a depth of 15 kilometres.", [("15 kilometres", "kilometr")]),
        ("It ran at 132 kilometres per hour.", [("132 kilometres per hour", "km/h")]),  # a speed, no length
        ("It ran at 132 km/h.", [("132 km/h", "km/h")]),
        ("A three-day walkout began.", [("three-day", "hour")]),  # all stretches of time are told in hours
        ("They walked for 72 hours.", [("72 hours", "hour")]),
        ("Pike got 14,208; Egerton 12,896.", [("14,208", ""), ("12,896", "")]),  # of a table
        ("It flew 3,700kms.", []),  # half a word
        ("Four of its six carriages fell.", [("Four", "carriage")]),
    ],
)
def test_a_figure_is_read_with_what_it_counts(text: str, expected: list[tuple[str, str]]) -> None:
    reading = read_report(make_report(text), DAY)
    assert [(text[f.start : f.end], f.unit) for f in find_figures(reading)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "It stood in Warehouse 12 rows behind.",  # part of a name
        "A 2004 law temporarily cut taxes.",  # a year
        "He died on June 14 in Norland.",  # a date
        "They left at 5:30 p.m. for home.",  # a time of day
        "Five people waited.",  # people are counted elsewhere
        "She was the first woman there.",  # an ordinal
    ],
)
def test_what_is_no_figure_is_left_out(text: str) -> None:
    assert not list(find_figures(read_report(make_report(text), DAY)))


def number_rows(*bodies: str) -> list[ClaimRow]:
    return [row for row in compare_reports(make_reports(*bodies)).rows if row.kind == "number"]


# Words weigh what they are rare in reports of a common length.
FILLER = (
    "The mayor of the town spoke on the radio. Rain is expected. Schools stayed closed until noon. Buses ran late. "
    "A choir sang. Markets opened early. Nobody minded. Traffic was light. Birds flew south. "
)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Turnout was 68 percent.", "Turnout reached 71 percent, a website said.", Relation.DIFFER),
        ("Turnout was 68 percent.", "Turnout in the vote reached 68 percent.", Relation.AGREE),
        ("She won 51.3 percent of the vote.", "With 51.3 percent she took the vote.", Relation.AGREE),
        ("It carried 12 tonnes of maize.", "There were 20 tonnes of maize on deck.", Relation.DIFFER),
        ("A three-day walkout began.", "They began a 72-hour walkout.", Relation.AGREE_VARIANT),  # one length
        (
            "Some 45,000 passengers wait.",
            "45,000 travellers were told.",
            Relation.COMPATIBLE,
        ),  # whatever befell them
        (
            "They scrapped nearly 400 flights.",
            "It cancelled 380 flights.",
            Relation.COMPATIBLE,
        ),  # a hedge between
        (
            "It offered 3.5 percent.",
            "No more than 3.5 percent, it says.",
            Relation.AGREE_VARIANT,
        ),  # an odd share
        (
            "Some 2,750 tonnes of ammonium blew up.",
            "The 2,750 tonnes of ammonium were old.",
            Relation.COMPATIBLE,
        ),
    ],
)
def test_figures_of_one_thing_are_compared(one: str, other: str, relation: Relation) -> None:
    assert [row.relation for row in number_rows(FILLER + one, FILLER.upper() + other)] == [relation]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Turnout was 68 percent.", "Shares fell 12 percent."),  # two things
        ("The port lies 240 kilometres off.", "The border is 80 kilometres away."),  # two ways
        ("The sum was $146 billion.", "They paid $22 for a share."),  # of two orders
        ("In 2014 he won 36 percent of the vote.", "He won 44 percent of the vote."),  # another time
        ("The house is in the 300 block of Elm Road.", "They closed one block of Elm Road."),  # an address
        ("The tax rate was 21 percent.", "They would have paid a tax rate of 26 percent."),  # what is not
        ("Since 2005 it had 14 cases.", "It had 12 cases in the past year."),  # two stretches of time
        ("He waited two hours.", "She waited three hours."),  # stretches of time seldom are of one thing
    ],
)
def test_figures_of_two_things_never_meet(one: str, other: str) -> None:
    assert not number_rows(FILLER + one, FILLER.upper() + other)


def test_a_report_that_gives_both_figures_gives_them_for_two_things() -> None:
    one = "She won 51 percent and he won 44 percent of the vote."
    other = "He won 44 percent of the vote."
    assert all(row.relation is not Relation.DIFFER for row in number_rows(one, other))


def test_an_aftershock_is_not_the_shock() -> None:
    one = "A magnitude 6.4 earthquake struck Hill province. An aftershock of magnitude 4.9 followed."
    other = "An earthquake of magnitude 6.2 struck Hill province."
    (row,) = (row for row in number_rows(one, other) if row.question == "How strong was it?")
    assert [cell.value for cell in row.cells] == ["6.4", "6.2"]
    assert row.relation is Relation.DIFFER


@pytest.mark.parametrize(
    "text",
    [
        "Turnout was 68 percent and 5 people died. " * 120,  # a table written out
        "A-" * 20_000,  # one word
        "Aa did not " * 3_000,  # no sentence ends
    ],
)
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    started = time.process_time()
    compare_reports(make_reports(text, text + " x"))
    assert time.process_time() - started < 6


TERM = "How long is the prison term?"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("A court sent Kask to prison for nine years.", "Kask was jailed for eight years.", Relation.DIFFER),
        ("Kask got nine years in prison.", "Kask was sentenced to nine years.", Relation.AGREE),
    ],
)
def test_prison_terms_are_compared(one: str, other: str, relation: Relation) -> None:
    found = compare_reports(make_reports(one, other)).rows
    assert [row.relation for row in found if row.question == TERM] == [relation]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Prices read at two times of one day.
        ("Shares of Norcom fell 4.3 percent by noon.", "Shares of Norcom fell 1.5 percent at the opening."),
        # What was threatened, and what was done.
        ("Norland threatened to fire four missiles at the island.", "Norland fired three missiles at the island."),
    ],
)  # fmt: skip
def test_figures_of_other_times_or_of_plans_are_not_opposed(one: str, other: str) -> None:
    found = compare_reports(make_reports(one, other)).rows
    assert not [row for row in found if row.relation is Relation.DIFFER]


def test_a_question_is_put_once_for_one_answer() -> None:
    text = (
        "The flight turned back four hours into its journey. The flight had turned back four hours into it."
    )
    found = compare_reports(make_reports(text, text)).rows
    questions = [row.question for row in found]
    assert len(questions) == len(set(questions))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The well is about 40 metres deep (131 feet).", ["about 40 metres"]),
        ("It was 131 feet deep (and dry).", ["131 feet"]),  # no figure in the bracket
        ("They paid 82 US dollars (£58) for it.", ["82 US dollars"]),
        ("It rose 3 percent (from $12).", ["3 percent", "$12"]),  # another thing altogether
        ("Hundreds of flights were cancelled.", ["Hundreds of flights"]),
        ("It asked $70-a-share for half a million shares.", ["$70-a-share", "half a million shares"]),
    ],
)
def test_a_figure_in_another_unit_is_the_same_figure(text: str, values: list[str]) -> None:
    reading = read_report(make_report(text), DAY)
    assert [text[f.start : f.end] for f in find_figures(reading)] == values


def test_only_what_is_deep_is_asked_for_its_depth() -> None:
    one = "The well measured 12 inches wide, and it was 42 metres deep, police said."
    asked = {row.question for row in number_rows(one, one.replace("police", "firemen"))}
    assert "How deep was it?" in asked
    assert "How many inches?" in asked


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (
            "Broadway's first offer for Quorum was $105 billion.",
            Relation.DIFFER,
        ),  # close: one thing, told twice
        ("Broadway's first offer for Quorum was $103 billion.", Relation.AGREE),
    ],
)
def test_sums_that_hardly_differ_are_of_one_thing(other: str, relation: Relation) -> None:
    one = "Broadway made a first offer of $103 billion for Quorum."
    (found,) = (row for row in number_rows(f"Rain fell. {one}", f"Snow fell. {other}"))
    assert found.relation is relation


def test_sums_far_apart_are_of_two_things() -> None:
    one, other = "Broadway made an offer of $103 billion for Quorum.", "Broadway paid $12 billion for Quorum."
    assert not list(number_rows(f"Rain fell. {one}", f"Snow fell. {other}"))
