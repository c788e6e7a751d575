"""What is taken from a report before it is compared: its words, its lede, what it only recalls."""

import datetime as dt

import pytest

from archive.comparing.candidates import MOST_TERMS, fade_with_days, find_terms, gather_shared_terms
from archive.comparing.profile_json import from_plain, to_plain
from archive.comparing.profiles import LEDE_WORDS, profile_report
from archive.comparing.recalled import find_recalled
from archive.comparing.weighing import WordWeights
from tests.comparing.pair_reports import ONE, OTHER, TOWN, TUESDAY, kind, report


@pytest.mark.parametrize(
    ("sentence", "is_recalled"),
    [
        ("Last month two airmen were killed.", True),
        ("In April a gunship crashed.", True),
        ("Two died on May 12.", True),
        ("Russia sent aircraft three years ago.", True),
        ("On Monday the army answered.", False),  # within the week
        ("The crew died on 3 June.", False),
        ("The army will answer soon.", False),
        ("It may rain.", False),  # no month
    ],
)
def test_sentences_of_an_earlier_time_are_recalled(sentence, is_recalled):
    text = f"A helicopter fell. {sentence} That is all."

    found = [text[span.start : span.end] for span in find_recalled(text, 1, TUESDAY)]

    assert found == ([sentence] if is_recalled else [])


@pytest.mark.parametrize(
    ("sentence", "is_recalled"),
    [
        ("In April a gunship crashed.", True),
        ("One fell on July 8.", True),
        ("One fell on 8 July.", True),
        ("On Monday the army answered.", False),
        ("They may march on.", False),
    ],
)
def test_without_a_date_a_month_named_below_the_lead_is_taken_to_be_past(sentence, is_recalled):
    text = f"A helicopter fell. {sentence} That is all."

    assert bool(list(find_recalled(text, 1, None))) == is_recalled


def test_the_lead_is_never_taken_for_background():
    body = "Last month two airmen were killed. " * 3

    assert list(find_recalled(body, len(body), TUESDAY)) == []
    assert profile_report(report(body, on=TUESDAY)).words["airman"] == 3


def test_a_profile_is_the_same_after_being_stored():
    full = report(
        ONE,
        headline="Helicopter lost",
        outlet="Courier",
        on=TUESDAY,
        places=(("Veldmark", TOWN),),
        aircraft=(("helicopter", kind("Mi-8", "Mi-8")),),
    )
    for each in (full, report(""), report(OTHER)):
        profile = profile_report(each)
        assert from_plain(to_plain(profile)) == profile


def test_the_lead_holds_the_headline_and_the_first_words():
    body = " ".join(f"word{number}" for number in range(LEDE_WORDS + 5))
    profile = profile_report(report(body, headline="Ferry"))

    assert "ferry" in profile.lede
    assert f"word{LEDE_WORDS - 1}" in profile.lede
    assert f"word{LEDE_WORDS}" not in profile.lede


def test_a_rare_word_weighs_more_and_about_the_same_in_any_archive():
    small = WordWeights(30, {"common": 25, "rare": 1})
    large = WordWeights(100_000, {"common": 80_000, "rare": 1})

    assert small.weight("rare") > small.weight("common") > 0
    assert large.weight("rare") == pytest.approx(small.weight("rare"), rel=0.1)
    assert large.weight("never") >= large.weight("rare")


def test_a_report_is_found_by_its_rarest_words_and_a_bounded_number_of_them():
    words = [f"Name{number}" for number in range(500)]
    profile = profile_report(report("The helicopter of " + " and ".join(words)))
    weights = WordWeights(1000, {"helicopter": 900})

    terms = find_terms(profile, weights)

    assert len(terms) == MOST_TERMS
    assert "helicopter" not in terms


def test_a_word_of_both_leads_counts_double():
    weights = WordWeights(10, {})
    uses = [("drury", 7, True), ("drury", 8, False)]

    shared = gather_shared_terms({"drury": True}, uses, weights)

    assert shared[7] == pytest.approx(2 * shared[8])


def test_candidates_fade_with_days_but_never_vanish():
    days = [dt.timedelta(days=number) for number in (0, 1, 30, 10_000)]
    left = [fade_with_days(1.0, TUESDAY, TUESDAY + day) for day in days]

    assert left[0] == 1.0
    assert left == sorted(left, reverse=True)
    assert left[-1] > 0.1
    assert 0.1 < fade_with_days(1.0, None, TUESDAY) < 1.0
