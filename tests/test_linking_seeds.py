"""The four real reports of one event find each other among everything there is to be taken for them."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from archive.cleaning import clean_document
from archive.comparing.events import group_reports
from archive.comparing.pairs import log_odds, score_pair, weigh_profile
from archive.comparing.profiles import profile_report
from archive.gazetteer import find_aircraft, find_toponyms, load_aircraft, load_places
from archive.intake import read_document
from archive.records import Report
from benchmarks.event_data import find_candidates, load_reports, weigh_words

SAMPLES = Path(__file__).parents[1] / "samples"
# What the seeds tell of; the samples tell of it too.
THEIR_EVENT = "idlib-mi8-2016-08"


def read_file(path):
    clean = clean_document(read_document(path.read_bytes(), path.name))
    return Report(
        id=0,
        body=clean.body,
        headline=clean.headline,
        published_on=clean.published_on,
        toponyms=find_toponyms(clean.body, load_places()),
        aircraft=find_aircraft(clean.body, load_aircraft()),
    )


@pytest.fixture(scope="module")
def archive():
    """Return names and profiles: the seeds first, then the samples, then all development reports."""
    from tests.conftest import SHARED

    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    if len(seeds) != 4:
        pytest.skip(f"no seeds in {SHARED / 'seeds'} (PARALLAX_SHARED names another folder)")
    samples = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
    named = [("seed", read_file(path)) for path in seeds]
    named += [(entry["event"], read_file(SAMPLES / entry["file"])) for entry in samples]
    development = load_reports(sorted((SHARED / "data/related").glob("events_*_dev.jsonl.gz")))
    named += [("development", labelled.report) for labelled in development]
    return [name for name, _ in named], [profile_report(report) for _, report in named]


def ranked(archive, chosen):
    """Return for each of the first four chosen places the places of its candidates, the surest first."""
    profiles = [archive[1][place] for place in chosen]
    weights = weigh_words(profiles)
    weighed = [weigh_profile(profile, weights) for profile in profiles]
    found = find_candidates(profiles, weights)
    return {
        seed: sorted(found[seed], key=lambda other: -log_odds(weighed[seed], weighed[other]))
        for seed in range(4)
    }


def test_each_seed_finds_the_other_three_first(archive):
    names, _ = archive
    chosen = [place for place, name in enumerate(names) if name != THEIR_EVENT]

    for seed, found in ranked(archive, chosen).items():
        assert set(found[:3]) == set(range(4)) - {seed}


def test_with_the_samples_of_their_event_all_of_that_event_stand_first(archive):
    names, _ = archive
    same = {place for place, name in enumerate(names) if name in ("seed", THEIR_EVENT)}

    for seed, found in ranked(archive, range(len(names))).items():
        assert set(found[: len(same) - 1]) == same - {seed}


def test_among_the_samples_the_seeds_are_of_their_event_and_no_two_happenings_are_one(archive):
    names, profiles = archive
    weights = weigh_words(profiles)
    places = [place for place, name in enumerate(names) if name != "development"]
    weighed = {place: weigh_profile(profiles[place], weights) for place in places}
    scores = {
        (one, other): score_pair(weighed[one], weighed[other]).probability
        for one, other in combinations(places, 2)
    }

    groups = group_reports(places, scores)

    told = [{THEIR_EVENT if names[place] == "seed" else names[place] for place in group} for group in groups]
    assert [events for events in told if len(events) > 1] == []
    assert next(group for group in groups if 0 in group)[:4] == (0, 1, 2, 3)
