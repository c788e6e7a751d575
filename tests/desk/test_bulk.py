"""Much read at once: a process beside indexes, and whatever is killed, all is found in the end."""

import pytest

from tests.homes import Home

READ = """
import os, signal
from archive.desk import SubmittedFile, batches, open_batch, read_batch, reading_much, receive_files
from archive.models import IndexJob
batch = open_batch(by=None, publish=True)
words = ("amber birch cedar", "dune ember fjord", "grove heath inlet")
reports = [f"Ferry {w}\\n\\nThe {w} {n} sank, a spokesman said." for n, w in enumerate(words)]
receive_files(batch, [SubmittedFile(f"{n}.txt", text.encode()) for n, text in enumerate(reports)])
batches.check_file = None  # none is left to this process to clean
with reading_much() as ahead:
    read_batch(batch, ahead=ahead)
    answer = [IndexJob.objects.due().count(), IndexJob.objects.due(early=True).count() >= 3]
    if KILLED:
        os.kill(os.getpid(), signal.SIGKILL)
"""
FOUND = """
from archive.desk import is_being_read
from archive.models import Article, IndexJob
from archive.safekeeping.worker import Worker
from archive.search.engine import Filters
from archive.search.results import find_articles
assert not is_being_read()
if KILLED:
    Worker().work()
answer = [Article.objects.count(), find_articles("spokesman", Filters()).count, IndexJob.objects.count(),
    Article.objects.filter(stored_profile=None).count()]
"""


@pytest.mark.parametrize("is_killed", [False, True])
def test_what_is_read_in_bulk_is_indexed_beside_and_nobody_else_does_its_jobs_meanwhile(tmp_path, is_killed):
    home = Home(tmp_path)
    known = f"KILLED = {is_killed}\n"
    if is_killed:
        assert (
            home.run(
                "shell", "-c", "import archive.management.base as b; b.ensure_database()\n" + known + READ
            )[0]
            < 0
        )
    else:
        assert home.ask("import archive.management.base as b; b.ensure_database()\n" + known + READ) == [
            0,
            True,
        ]
    assert home.ask(known + FOUND) == [3, 3, 0, 0]


EVENT = """
from archive.desk import SubmittedFile, batches, open_batch, read_batch, reading_much, receive_files
from archive.models import Event
from archive.safekeeping.worker import Worker
from archive.search.engine import Filters
from archive.search.rebuilding import find_differences, rebuild_index
from archive.search.results import find_articles
def traits():
    return {value.id: value.count for value in find_articles("plane", Filters()).facets["trait"]}
crash = "Plane crash kills {}\\n\\nA Suderian plane crashed in Lake province on Monday, killing {} people, {} said."
crashes = [crash.format(dead, dead, who) for dead, who in ((21, "officials"), (54, "police"), (60, "a spokesman"))]
other = "Bakers meet\\n\\nBakers from all over the valley met beside a plane to praise the rye of the year."
batch = open_batch(by=None, publish=True)
receive_files(batch, [SubmittedFile(f"{n}.txt", text.encode()) for n, text in enumerate([*crashes, other])])
with reading_much() as ahead:
    read_batch(batch, ahead=ahead)
imported = traits()
Worker().work()
compared, stale = traits(), find_differences().keys
rebuild_index(afresh=True)
answer = [imported, compared, stale, traits()]
"""


def test_an_import_leaves_the_index_as_a_rebuild_would(tmp_path):
    found = Home(tmp_path).ask("import archive.management.base as b; b.ensure_database()\n" + EVENT)
    assert found == [{"event": 3}, {"event": 3, "differ": 3}, [], {"event": 3, "differ": 3}]
