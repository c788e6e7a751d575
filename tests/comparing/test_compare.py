"""Reports set side by side: the contract, and what each kind of row says."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from archive.comparing.compare import compare_reports
from archive.records import ClaimRow, Comparison, Relation, Report
from tests.comparing.reports import make_report, make_reports

HELICOPTER = (
    "A Suderian Ka-52 helicopter was shot down over Lake province on Monday, killing all four people on board.\n\n"
    "The Ka-52 was returning to Brae air base after delivering food aid to Moortown, the defence ministry said. "
    "There was no immediate claim of responsibility.\n\n"
    "It brought the toll of Suderian troops killed in Norland to 19.\n\n"
    "Last month, two Suderian airmen were killed in Lake province when their Mi-17 helicopter was shot down.",
    "Rebels shot down a Suderian attack helicopter on June 14, killing three crew and one officer aboard, "
    "according to a navy statement.\n\n"
    "The Ka-52 transport helicopter was en route to its base at Brah after a delivery of food supplies to Moortown, "
    "the defense ministry said.\n\n"
    "Suderia’s military casualties in Norland have risen to 14 since the war began.\n\n"
    "In May, an Mi-17 crashed near Moortown, killing two pilots.",
)
FERRY = (
    "The ferry sank off Fellhaven on Sunday, killing at least 40 people, the coastguard said. It was carrying 310 "
    "passengers and was bound for Moortown. Survivors said it capsized at 5:20 p.m.",
    "Forty-three people died when a ferry sank off Fellhaven on Sunday, officials said. The ferry, bound for "
    "Moortown, had 290 passengers aboard. It capsized at 17:20.",
)
EARTHQUAKE = (
    "An earthquake struck Hill province on Saturday, killing 120 people and injuring 300, rescuers said.",
    "An earthquake struck Hill province on Saturday. The quake killed 135 people and wounded 300 people, medics said.",
)


def rows(*bodies: str, published_on: dt.date | None = dt.date(2021, 6, 15)) -> list[ClaimRow]:
    return list(compare_reports(make_reports(*bodies, published_on=published_on)).rows)


def row(found: list[ClaimRow], question: str, group: str | None = None) -> ClaimRow:
    matching = [r for r in found if r.question == question and group in (None, r.group)]
    assert len(matching) == 1, [(r.question, r.group) for r in found]
    return matching[0]


def values(found: ClaimRow) -> list[str]:
    return [cell.value for cell in found.cells]


def assert_sound(comparison: Comparison, reports: list[Report]) -> None:
    bodies = {report.id: report.body for report in reports}
    for found in comparison.rows:
        assert len(found.cells) > 1 or found.relation is Relation.ONLY
        for cell in found.cells:
            assert cell.start < cell.end
            assert cell.sentence in bodies[cell.article]
            assert bodies[cell.article][cell.start : cell.end] in cell.sentence
    for pair in comparison.alignment:
        assert pair.a.article != pair.b.article
        assert 0.0 < pair.score <= 1.0
        for side in (pair.a, pair.b):
            assert 0 <= side.start < side.end <= len(bodies[side.article])
    for text in comparison.shared:
        assert len({span.article for span in text.spans}) == len(text.spans) > 1
    assert set(comparison.shared_shares) == set(bodies)
    assert all(0.0 <= share <= 1.0 for share in comparison.shared_shares.values())


@pytest.mark.parametrize("bodies", [HELICOPTER, FERRY, EARTHQUAKE])
def test_every_value_stands_in_its_sentence(bodies: tuple[str, ...]) -> None:
    reports = make_reports(*bodies)
    assert_sound(compare_reports(reports), reports)


def test_rows_that_differ_come_first() -> None:
    differs = [found.relation is Relation.DIFFER for found in rows(*HELICOPTER)]
    assert differs == sorted(differs, reverse=True)


def test_four_people_are_three_crew_and_one_officer() -> None:
    found = row(rows(*HELICOPTER), "How many people aboard were killed?", "event")
    assert found.relation is Relation.AGREE_VARIANT
    assert values(found) == ["all four people on board", "three crew and one officer aboard"]


def test_running_totals_that_differ_are_called_out_as_bare_numbers() -> None:
    found = row(rows(*HELICOPTER), "How many Suderian losses so far?")
    assert found.relation is Relation.DIFFER
    assert values(found) == ["19", "14"]


def test_a_weekday_is_the_date_another_report_prints() -> None:
    found = row(rows(*HELICOPTER), "When was it shot down?", "event")
    assert (found.relation, values(found)) == (Relation.AGREE_VARIANT, ["Monday", "June 14"])


def test_one_base_under_two_spellings_is_one_base() -> None:
    found = row(rows(*HELICOPTER), "Where was it going?")
    assert (found.relation, values(found)) == (Relation.AGREE_VARIANT, ["Brae", "Brah"])


def test_an_attack_helicopter_is_no_transport_helicopter() -> None:
    first, second = HELICOPTER
    found = row(
        rows(first.replace("Ka-52 helicopter", "transport helicopter"), second),
        "What kind of helicopter is it called?",
    )
    assert found.relation is Relation.DIFFER


def test_rebels_did_it_against_nobody_claimed_it() -> None:
    assert row(rows(*HELICOPTER), "Who did it?", "event").relation is Relation.DIFFER


def test_a_background_event_has_rows_of_its_own() -> None:
    found = [r for r in rows(*HELICOPTER) if r.group.startswith("Mi-17")]
    killed = row(found, "How many people aboard were killed?")
    assert values(killed) == ["two Suderian airmen", "two pilots"]
    assert {r.group for r in found} == {"Mi-17, May"}


def test_figures_of_two_events_never_meet() -> None:
    for found in rows(*HELICOPTER):
        held = " ".join(values(found))
        assert not ("two" in held and ("four" in held or "three" in held))


def test_the_mission_is_the_same_in_other_words() -> None:
    assert row(rows(*HELICOPTER), "What had it been doing?").relation is Relation.AGREE_VARIANT


def test_the_source_of_a_claim_is_named() -> None:
    found = row(rows(*HELICOPTER), "Where was it going?")
    assert [cell.attribution for cell in found.cells] == ["defence ministry", "defense ministry"]


def test_a_tally_told_as_at_least_may_be_a_higher_one() -> None:
    assert row(rows(*FERRY), "How many people aboard were killed?").relation is Relation.COMPATIBLE


def test_passengers_aboard_that_differ_are_called_out() -> None:
    found = row(rows(*FERRY), "How many passengers were aboard?")
    assert found.relation is Relation.DIFFER


def test_an_hour_without_its_half_of_the_day_can_be_either() -> None:
    assert row(rows(*FERRY), "At what time?").relation is Relation.AGREE


def test_an_earthquake_needs_no_vehicle() -> None:
    found = rows(*EARTHQUAKE)
    assert row(found, "How many people were killed?").relation is Relation.DIFFER
    assert row(found, "How many people were wounded?").relation in (Relation.AGREE, Relation.AGREE_VARIANT)
    assert row(found, "When did it happen?").relation is Relation.AGREE
    assert row(found, "Where did it happen?").relation is Relation.AGREE


def test_assumed_dead_is_not_confirmed_dead() -> None:
    one = "The helicopter crashed in Hill province. Palace spokesman Ole Berg confirmed that all on board are dead."
    other = "The helicopter crashed in Hill province. The palace said all five people on board were presumed dead."
    found = [r for r in rows(one, other) if r.kind == "certainty"]
    assert [r.relation for r in found] == [Relation.DIFFER]


def test_a_quotation_in_two_translations_is_one_statement() -> None:
    one = "“The pilots died bravely, steering the burning plane away from the school,” Ole Berg said."
    other = "“They died bravely because they steered the plane away from a school,” spokesman Ole Berg told reporters."
    found = [r for r in rows(one, other) if r.kind == "quote"]
    assert [r.relation for r in found] == [Relation.AGREE_VARIANT]


def test_a_general_spelled_two_ways_is_one_general() -> None:
    one = "Lt. Gen. Sergei Rudakov spoke of the ferry."
    other = "Lieutenant General Sergei Rudakow spoke of the ferry."
    found = [r for r in rows(one, other) if r.kind == "name"]
    assert [r.relation for r in found] == [Relation.AGREE_VARIANT]


def test_a_group_is_known_by_the_names_a_report_gives_it() -> None:
    one = "The Dawn Front (DF) seized the bridge."
    other = "DF fighters seized the bridge."
    assert any(r.kind == "name" for r in rows(one, other))


def test_a_report_without_a_date_is_counted_from_the_others() -> None:
    dated = make_report("The ferry sank off Fellhaven on Sunday.", key=1)
    undated = make_report("The ferry sank off Fellhaven on June 13.", key=2, published_on=None)
    found = [r for r in compare_reports([dated, undated]).rows if r.kind == "date"]
    assert [r.relation for r in found] == [Relation.AGREE_VARIANT]


def test_places_apart_differ_and_places_within_say_more() -> None:
    ferry = "The ferry sank in {} on Sunday."
    apart = rows(ferry.format("Lake province"), ferry.format("Hill province"))
    within = rows(ferry.format("Lake province"), ferry.format("Moortown"))
    assert row(apart, "Where did it sink?").relation is Relation.DIFFER
    assert row(within, "Where did it sink?").relation is Relation.COMPATIBLE


def test_fighting_repelled_by_one_side_and_won_by_the_other_differs() -> None:
    one = "A ferry sank. The army said it had repelled the assault on Moortown."
    other = "A ferry sank. Rebels said they were advancing in their assault on Moortown."
    found = [r for r in rows(one, other) if r.kind == "outcome"]
    assert [r.relation for r in found] == [Relation.DIFFER]


@pytest.mark.parametrize(
    "bodies",
    [
        ("",),  # nothing to read
        ("One report alone says this.",),
        ("", "The ferry sank on Sunday."),  # an empty body beside another
        ("\n\n\n", "   "),
        ("עברית בלבד. עוד משפט כאן.", "Une phrase en français. Rien d’autre."),  # other scripts and languages
    ],
)
def test_poor_input_gives_a_sound_comparison(bodies: tuple[str, ...]) -> None:
    reports = make_reports(*bodies, published_on=None)
    assert_sound(compare_reports(reports), reports)


def test_two_identical_reports_agree_and_count_as_one_text() -> None:
    reports = make_reports(HELICOPTER[0], HELICOPTER[0])
    comparison = compare_reports(reports)
    assert_sound(comparison, reports)
    assert comparison.independent_texts == 1
    assert not any(found.relation is Relation.DIFFER for found in comparison.rows)


def test_no_reports_compare_to_nothing() -> None:
    assert compare_reports([]).rows == ()


@pytest.mark.parametrize(
    "body",
    [
        "x" * 1_000_000,  # one long line
        "said " * 200_000,  # reporting verbs without end
        "1,000 " * 150_000,  # figures without end
        "“" * 300_000,  # quotes never closed
        "Mi-17 crashed, killing two. " * 30_000,  # a report longer than any
    ],
)
def test_hostile_text_is_read_in_good_time(body: str) -> None:
    started = time.perf_counter()
    compare_reports([make_report(body, key=1), make_report(HELICOPTER[0], key=2)])
    assert time.perf_counter() - started < 20
