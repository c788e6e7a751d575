"""Times of day, places, sums and offices as reports tell them in other words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.comparing.claims.claim import Claim
from archive.comparing.claims.spots import Spot, judge_places
from archive.comparing.times import find_clock_times
from archive.records import ClaimRow, Relation
from tests.comparing.reports import make_report, place
from tests.comparing.test_compare import row, rows, values

TALE = "The council of Moortown met on Monday. Rain is expected."


def questions(found: list[ClaimRow]) -> set[str]:
    return {found_row.question for found_row in found}


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ("It began at noon.", 720),
        ("It began an hour before midnight.", 1380),
        ("It began half an hour after midday.", 750),
        ("It began at midnight.", 0),
    ],
)
def test_times_of_day_are_told_in_words(told: str, minutes: int) -> None:
    assert [clock.minutes for clock in find_clock_times(told)] == [minutes]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("at 12:46 p.m.", "shortly before 1 p.m.", Relation.AGREE_VARIANT),
        ("at 1:15 p.m.", "shortly before 1 p.m.", Relation.DIFFER),
        ("just after 11 p.m.", "about 10:30 p.m.", Relation.DIFFER),
        ("about 11 p.m.", "at around 11:05 p.m.", Relation.AGREE_VARIANT),
        ("an hour before midnight", "at 11 p.m.", Relation.AGREE),
    ],
)
def test_a_hedged_time_reaches_as_far_as_its_words(one: str, other: str, relation: Relation) -> None:
    tales = [f"{TALE} The blast occurred {when} in the old mill." for when in (one, other)]
    assert row(rows(*tales), "At what time?").relation is relation


def test_what_happened_south_of_a_town_did_not_happen_in_it() -> None:
    one = "The storm struck Moortown on Monday."
    other = "The storm struck Lake province on Monday."
    third = "The storm struck 30 kilometres south of the town of Fellhaven on Monday."
    found = row(rows(one, other, third), "Where did it happen?")
    assert found.relation is Relation.COMPATIBLE
    assert values(found) == ["Moortown", "Lake province"]


def test_strikes_from_the_air_are_no_verb() -> None:
    one = "Gunmen shot two guards in Moortown on Monday, in answer to air strikes in Hill province."
    assert values(
        row(rows(one, "Gunmen shot two guards in Moortown on Monday."), "Where did it happen?")
    ) == [
        "Moortown",
        "Moortown",
    ]


def test_a_sum_told_with_hyphens_is_one() -> None:
    one = f"{TALE} Halden will pay 4.6 billion euros for its rival Orvane."
    other = f"{TALE} Orvane goes to its rival Halden in a 4.6-billion-euro deal."
    assert ["4.6 billion euros", "4.6-billion-euro"] in [values(found) for found in rows(one, other)]


def test_the_day_on_which_it_was_said_answers_where_nothing_happened() -> None:
    one = "Halden will buy its rival Orvane, the companies said on Monday."
    other = "Orvane goes to Halden, it was announced on Monday."
    found = row(rows(one, other), "When was it made known?")
    assert values(found) == ["Monday", "Monday"]
    assert "When did it happen?" not in questions(rows(one, other))


def test_the_day_of_a_price_is_no_event() -> None:
    one = "Halden pays more than Friday's closing price."
    assert "When did it happen?" not in questions(rows(one, one))


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        (
            "Marco Ruiz, a spokesman for the forest service, spoke.",
            "The forest service spokesman Marco Ruiz spoke.",
            ["Marco Ruiz, a spokesman", "forest service spokesman Marco Ruiz"],
        ),
        (
            "Team physician James Muntz spoke.",
            "It was James Muntz, an Astros physician, who spoke.",
            ["Team physician James Muntz", "James Muntz, an Astros physician"],
        ),
    ],
)
def test_who_somebody_is_told_before_the_name_or_after_it(one: str, other: str, shown: list[str]) -> None:
    found = [r for r in rows(f"{TALE} {one}", f"{TALE} {other}") if r.question.startswith("Who is")]
    assert [values(r) for r in found] == [shown]


def test_an_age_told_in_a_sentence_is_the_one_told_beside_the_name() -> None:
    one, other = f"{TALE} Karl Fenn, 65, fell.", f"{TALE} Karl Fenn is 65 years old."
    assert row(rows(one, other), "How old is Karl Fenn?").relation is Relation.AGREE


def test_a_time_of_day_stays_in_the_clause_it_dates() -> None:
    body = "The shooting happened shortly after 11:30 p.m. in Moortown."
    report = make_report(body)
    assert report.body[find_clock_times(body)[0].start :].startswith("11:30 p.m.")
    assert row(rows(body, body), "At what time?").relation is Relation.AGREE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norland dismissed the claim.", "Officials in Norland denied making illegal deliveries."),
        ("The rebels denied that they had fired.", "A leader of the rebels rejected the accusation."),
    ],
)
def test_one_denier_is_known_by_name_country_or_calling(one: str, other: str) -> None:
    assert row(rows(f"{TALE} {one}", f"{TALE} {other}"), "Who denies it?").relation is Relation.AGREE_VARIANT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The rebels denied it.", "The army denied it."),  # two deniers
        ("The rebels denied it.", "The rebels seek to deny justice."),  # nothing is said against a claim
    ],
)
def test_two_deniers_are_two_questions(one: str, other: str) -> None:
    assert "Who denies it?" not in questions(rows(f"{TALE} {one}", f"{TALE} {other}"))


def test_a_place_of_two_words_that_no_list_knows_is_told_by_the_openings() -> None:
    one = "A wildfire destroyed 37 homes on the edge of Calder Ridge on Tuesday."
    other = "A wildfire killed one man near Calder Ridge on Tuesday."
    assert values(row(rows(one, other), "Where did it happen?")) == ["Calder Ridge", "Calder Ridge"]


def test_a_place_told_below_the_openings_is_the_event_s_where_the_sentence_tells_the_event() -> None:
    lede = "Researchers found smoke rings in the sea.\n\nThe rings carry small animals far.\n\n"
    told = "Researchers found the smoke rings in Moortown harbour, from the sea side."
    found = row(rows(lede + told, lede + told), "Where did it happen?")
    assert values(found) == ["Moortown", "Moortown"]


def test_where_somebody_lives_is_not_where_he_died() -> None:
    one = "The storm hit the coast and killed Ada Holm, 26, of Moortown. It hit Fellhaven on Monday."
    other = "The storm hit Fellhaven on Monday."
    assert values(row(rows(one, other), "Where did it happen?")) == ["Fellhaven", "Fellhaven"]


def test_a_surname_alone_is_no_other_name() -> None:
    one, other = f"{TALE} Mr. McNamee spoke.", f"{TALE} Roger McNamee, an investor, spoke."
    assert "How is McNamee named?" not in questions(rows(one, other))


def test_a_name_led_by_its_kind_is_told_by_two_reports_of_three() -> None:
    text = f"{TALE} He studied at the University of Fellmoor for years."
    found = row(rows(text, text.replace("years", "months"), TALE), "Which university?")
    assert values(found) == ["University of Fellmoor", "University of Fellmoor"]


def test_what_two_reports_give_and_what_two_others_do_is_one_question() -> None:
    first, second = (
        f"{TALE} Broadmoor made an initial offer of {sum_} for Qualtown."
        for sum_ in ("$103 billion", "$105 billion")
    )
    found = [r for r in rows(first, second, first, second) if r.kind == "number"]
    assert [(r.relation, len(r.cells)) for r in found] == [(Relation.DIFFER, 4)]


def test_a_topic_that_is_a_name_is_printed_whole() -> None:
    one = f"{TALE} The campaign has $7 million from Common Sense and others."
    other = f"{TALE} Common Sense gave $7 million for the campaign."
    found = [r.question for r in rows(one, other) if "sum" in r.question]
    assert "What sum is given for Common?" not in found


def test_a_row_whose_answers_another_row_holds_is_left_out() -> None:
    one = f"{TALE} The group opens 55,000 public schools across the land for the campaign."
    found = [r for r in rows(one, one, one) if r.question.startswith("How many")]
    assert len(found) == 1


def test_a_town_may_stand_for_the_province_called_after_it() -> None:
    capital = place("city:hill", "Hill", "city", ("region:hill", "country:NO"))
    far = Spot(place("city:fell", "Fellhaven", "city", ("region:hill", "country:NO")))
    one = Claim(1, 0, 0, 4, "Hill", Spot(capital))
    other = Claim(2, 0, 0, 9, "Fellhaven", replace(far, place=replace(far.place, lat=5.0)))
    assert judge_places([one, other]) is Relation.COMPATIBLE


def test_a_year_before_fighters_counts_nobody() -> None:
    text = f"{TALE} The border town fell in 2015 Kurdish fighters took the bridge."
    assert not [
        question for question in questions(rows(text, text)) if question.startswith("How many fighters")
    ]
