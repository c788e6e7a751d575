"""Killed at a random moment of upload, publishing, undoing and indexing, the archive loses nothing and finds all."""

import json
import subprocess
import sys

from tests.homes import ROOT, Home
from tests.hostile.killing import RECOVERY
from tests.torture import at_length

KILLS = at_length(10, 200)
# An archive of its own for so many kills: what is looked at after each grows with it.
KILLS_AN_ARCHIVE = 25


def test_nothing_is_lost_however_often_it_is_killed(tmp_path):
    slowest, wrong, findings, received = 0.0, {}, [], 0
    for first in range(0, KILLS, KILLS_AN_ARCHIVE):
        home = Home(tmp_path / f"home-{first}")
        home.must("migrate", "--verbosity", 0)
        done = subprocess.run(  # noqa: S603  (our own program)
            [
                sys.executable, "-W", "ignore", "-m", "tests.hostile.killing",
                str(home.folder), str(min(KILLS_AN_ARCHIVE, KILLS - first)), str(first + 1),
            ],
            capture_output=True, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout.splitlines()[-1])
        slowest = max(slowest, found["slowest"])
        received += found["received"]
        findings += found["findings"]
        for what, count in found["wrong"].items():
            wrong[what] = wrong.get(what, 0) + count
    print(f"\n{KILLS} kills, {received} reports received, slowest recovery {slowest:.1f} s, wrong: {wrong}")
    assert not any(wrong.values()), (wrong, findings)
    assert findings == []
    assert received > KILLS // 2
    assert slowest < RECOVERY
