"""A rebuild takes the same memory at any size of the archive: its commits are bounded, and so are its merges."""

import json
import os
import subprocess
import sys

from tests.homes import ROOT
from tests.torture import at_length

ARTICLES = at_length(2_000, 12_000)
# What the peak of memory may grow by (MB) from a quarter of the articles to all of them.
GROWTH = 8


def test_a_rebuild_of_a_large_archive_takes_no_more_memory(tmp_path):
    done = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-W", "ignore", "-m", "tests.safekeeping.rebuilt_archive", str(ARTICLES)],
        env={**os.environ, "ARCHIVE_HOME": str(tmp_path)},
        capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip
    peaks = json.loads(done.stdout.splitlines()[-1])
    quarter, whole = peaks[len(peaks) // 4], peaks[-1]
    print(f"\n{ARTICLES} articles: peak memory {quarter} MB at a quarter, {whole} MB at the end")
    assert len(peaks) > ARTICLES / 50
    assert whole - quarter < GROWTH
