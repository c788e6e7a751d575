"""The samples, several losses of aircraft in one war told by invented outlets, fall into their events."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from archive.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample_events(settings):
    """Load the samples; return for each event of two or more reports the set of what they are said to tell."""
    folder = settings.BASE_DIR / "samples"
    told = {
        entry["file"].rsplit("/", 1)[-1]: entry["event"]
        for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    }
    call_command("load_samples", stdout=StringIO())
    return [
        [told[name] for name in event.articles.values_list("original__filename", flat=True)]
        for event in Event.objects.standing()
    ]


def test_no_two_happenings_of_the_samples_are_taken_for_one(sample_events):
    mixed = [told for told in sample_events if len(set(told)) > 1]

    assert mixed == []


def test_nearly_all_events_of_the_samples_are_found_whole(sample_events):
    found = [told[0] for told in sample_events]

    assert len(found) == len(set(found))
    assert sum(len(told) for told in sample_events) >= 28
