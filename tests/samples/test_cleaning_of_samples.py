"""The samples, cleaned: each comes out as the manifest says its outlet meant it."""

import json
from pathlib import Path

import pytest

from archive.cleaning import clean_document
from archive.intake import read_document

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
MANIFEST = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(params=MANIFEST, ids=[entry["file"] for entry in MANIFEST])
def entry(request):
    return request.param


@pytest.fixture
def report(entry):
    return clean_document(read_document((SAMPLES / entry["file"]).read_bytes(), entry["file"]))


def test_the_headline_is_read(entry, report):
    assert report.headline == entry["headline"]


def test_the_publication_date_is_read(entry, report):
    printed = report.published_on.isoformat() if report.published_on else None
    assert printed == entry["published_on"]


def test_no_furniture_is_left(entry, report):
    assert [text for text in entry["must_not_contain"] if text in report.body] == []


def test_no_prose_is_lost(entry, report):
    body = " ".join(report.body.split())
    assert [text for text in entry["must_contain"] if " ".join(text.split()) not in body] == []
