"""One person, place, time or statement known again in other words."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from archive.comparing.compare import compare_reports
from archive.records import ClaimRow, Relation, Report
from tests.comparing.reports import make_report, place
from tests.comparing.test_compare import row, rows, values
from tests.comparing.test_dated_deeds import FILLER

TALE = "The council of Moortown met on Monday. Rain is expected."


def questions(found: list[ClaimRow]) -> set[str]:
    return {found_row.question for found_row in found}


@pytest.mark.parametrize(
    ("one", "other", "question"),
    [
        ("They found a 16-year-old boy.", "Shawn Holm, 16, was found.", "How old is Shawn Holm?"),
        ("They found a 16-year-old Brae boy.", "It was a 16-year-old boy.", "How old is the boy?"),
        ("A nine-month-old baby fell.", "The 9-month-old baby fell.", "How old is the baby?"),
        ("A 5-year-old girl and her mother fled.", "Ada Holm, 5, fled.", "How old is Ada Holm?"),
    ],
)
def test_somebody_is_known_by_age_as_noun_and_by_name(one: str, other: str, question: str) -> None:
    found = row(rows(f"{TALE} {one}", f"{TALE} {other}"), question)
    assert found.relation in (Relation.AGREE, Relation.AGREE_VARIANT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("They found a 16-year-old boy.", "They found a 16-year-old girl."),  # two sexes
        ("Shawn Holm, 16, was found.", "Peter Kask, 16, was found."),  # two names
    ],
)
def test_two_of_one_age_are_two(one: str, other: str) -> None:
    found = questions(rows(f"{TALE} {one}", f"{TALE} {other}"))
    assert not any(question.startswith("How old") for question in found)


def elsewhere(report: Report, key: int) -> Report:
    """Return the report with Moortown read as another town of that name, in another country."""
    namesake = place("city:moor-abroad", "Moortown", "city", ("country:SU",))
    return replace(
        report, id=key, toponyms=tuple(replace(toponym, place=namesake) for toponym in report.toponyms)
    )


def test_one_name_is_one_place_in_all_reports_of_an_event() -> None:
    body = "A storm struck Moortown on Monday injuring {} people."
    reports = [make_report(body.format(number), key=number) for number in (58, 59)]
    reports.append(elsewhere(make_report(body.format(80)), 80))
    found = list(compare_reports(reports).rows)
    assert values(row(found, "How many people were wounded?")) == ["58 people", "59 people", "80 people"]
    assert row(found, "Where did it happen?").relation is Relation.AGREE


@pytest.mark.parametrize(
    ("one", "other", "question"),
    [
        ("He has not been charged.", "The man was charged with arson.", "Has anybody been charged?"),
        ("No arrests have been made.", "Two men were arrested.", "Has anybody been arrested?"),
        (
            "The victim has not been identified.",
            "The victim was identified on Monday as Ada Holm.",
            "Has the name been made known?",
        ),
    ],
)
def test_what_is_done_in_one_report_and_not_in_another_is_a_difference(
    one: str, other: str, question: str
) -> None:
    assert row(rows(f"{TALE} {one}", f"{TALE} {other}"), question).relation is Relation.DIFFER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He has not been charged.", "He may have been charged."),  # nobody says so
        ("He has not been charged.", "In 2014 many people have been charged."),  # others were
        ("Ada was not charged. Peter was charged.", "Peter was charged."),  # both are told
    ],
)
def test_what_is_not_surely_the_opposite_is_no_difference(one: str, other: str) -> None:
    found = questions(rows(f"{TALE} {one}", f"{TALE} {other}"))
    assert not any(question.startswith("Has anybody") for question in found)


def test_a_part_of_a_quotation_is_the_same_statement() -> None:
    one = f'{FILLER} "These are organised thugs from the harbour," minister Julian Osorio said.'
    other = f'{TALE} Minister Julian Osorio blamed "organised thugs from the harbour" for it.'
    found = [r for r in rows(one, other) if r.kind == "quote"]
    assert [r.relation for r in found] == [Relation.AGREE_VARIANT]


def test_two_speakers_of_the_same_few_words_are_two() -> None:
    one = f'{TALE} "These are organised thugs from the harbour," Julian Osorio said.'
    other = f'{TALE} "Organised thugs from the harbour," Ada Holm said.'
    assert not [r for r in rows(one, other) if r.kind == "quote"]


def test_the_one_time_a_report_tells_early_is_the_event_s_where_it_fits() -> None:
    one = "Thieves broke in shortly after 4 a.m. and took it all."
    other = "The men cut a window grille at 4:05 a.m. with saws."
    third = "The men were far away by 9 p.m. that day."
    assert values(row(rows(one, other, third), "At what time?")) == ["4 a.m.", "4:05 a.m."]


@pytest.mark.parametrize(
    ("one", "other", "question"),
    [
        ("One man is in custody.", "The man was arrested.", "Has anybody been arrested?"),
        ("He shot himself accidentally.", "The shooting was an accident.", "Was it an accident?"),
    ],
)
def test_that_somebody_is_held_or_that_it_was_an_accident_is_worth_a_row(
    one: str, other: str, question: str
) -> None:
    assert row(rows(f"{TALE} {one}", f"{TALE} {other}"), question).relation is Relation.AGREE_VARIANT


def test_that_it_was_meant_is_no_answer() -> None:
    one = f"{TALE} There was no evidence that it was intentional."
    other = f"{TALE} He shot himself accidentally."
    assert "Was it an accident?" not in questions(rows(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brae Sur won 2-1.", "Fellhaven, who lost 2-1 to Brae Sur, went home."),
        ("The bill passed by 52-48.", "Senators voted 48-52 on it."),
        ("It was a 26–24 win.", "They beat Fellhaven 26-24."),
    ],
)
def test_a_score_is_one_whoever_is_named_first(one: str, other: str) -> None:
    found = row(rows(f"{TALE} {one}", f"{TALE} {other}"), "What was the score?")
    assert found.relation in (Relation.AGREE, Relation.AGREE_VARIANT)


@pytest.mark.parametrize(
    "text",
    ["He won a 10-12 year term.", "Brae won in 2018-19.", "They walked 2-1 miles.", "She won a 3-4-5 bet."],
)
def test_a_range_is_no_score(text: str) -> None:
    assert "What was the score?" not in questions(rows(f"{TALE} {text}", f"{TALE} {text}"))


def test_a_report_of_nothing_but_quotations_is_read_in_no_time() -> None:
    text = '"Step up," she said. ' * 1_900
    started = time.process_time()
    rows(text, text)
    assert time.process_time() - started < 5
