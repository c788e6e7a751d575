"""Files made to hurt: each is refused with a reason, or read as the harmless text it is, within time and memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SHARED

# What one file may cost: seconds of processor time and megabytes of memory, its own bytes not counted.
SECONDS, MEGABYTES = 10, 300
# Read as text or page they are harmless; nothing in them is followed, unpacked or run.
HARMLESS = {
    "outside.xhtml", "laughs.html", "line.html", "polyglot.html", "traversal.zip", "controls.rtf", "lie.warc",
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return what checking each file cost and said, by name."""
    home = tmp_path_factory.mktemp("hostile")
    uploads = SHARED / "data/security/upload"
    run = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-m", "tests.hostile.hostile_reader", *([str(uploads)] if uploads.is_dir() else [])],
        env={**os.environ, "ARCHIVE_HOME": str(home), "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return {line["name"]: line for line in map(json.loads, run.stdout.splitlines())}


def test_no_file_costs_more_than_a_report_may(told):
    dear = {
        n: (f["seconds"], f["mb"]) for n, f in told.items() if f["seconds"] > SECONDS or f["mb"] > MEGABYTES
    }
    assert len(told) >= 35
    assert dear == {}


def test_every_file_has_an_outcome_and_a_refusal_its_reason(told):
    for name, file in told.items():
        assert file["count"] >= 1, name
        for outcome, said in file["said"]:
            assert outcome != "refused" or len(said.split()) >= 4, name


def test_what_is_made_to_hurt_is_refused(told):
    made = {name for name in told if not (SHARED / "data/security/upload" / name).exists()}
    passed = {name for name in made if any(outcome != "refused" for outcome, _ in told[name]["said"])}
    assert passed <= HARMLESS


def test_nothing_is_written_where_an_archive_points(told):
    assert not Path("/tmp/evil.txt").exists()  # noqa: S108  (where the archive would have it)
    assert not Path("/etc/evil.txt").exists()
