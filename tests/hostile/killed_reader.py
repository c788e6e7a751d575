"""A program of its own: reads a submission in processes that are killed at random moments, and prints what is stored.

Run by test_interruptions.py; ``ARCHIVE_HOME`` names an empty folder.
"""

import json
import os
import random
import signal
import time

FILES = 100
KILLS = 20
# A reader is killed after the time that so many files take: it stores some, never all.
SHORTEST, LONGEST = 1, 4
MEASURED = 8
WORDS = "amber birch cedar dune ember fjord grove heath inlet jetty knoll larch marsh north ocean pier reef".split()


def text_of(number: int, chance: random.Random) -> bytes:
    """Return a report whose words are its own."""
    words = " ".join(chance.choices(WORDS, k=90))
    return f"Ferry number {number} aground\n\n{number} {words}, a spokesman said.\n".encode()


def read_and_be_killed(after: float) -> bool:
    """Read in a child process and kill it; False when it had nothing left to do."""
    from django.db import connections

    from archive.desk import read_all

    connections.close_all()
    child = os.fork()
    if child == 0:
        read_all()
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main() -> None:
    """Submit, read and be killed, read to the end, and count."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
    django.setup()
    from django.core.management import call_command

    from archive.desk import SubmittedFile, read_all, read_batch, receive_files, submit_files
    from archive.models import Article, BatchItem, IndexJob, Original, WaitingFile
    from archive.search.engine import Filters
    from archive.search.results import find_articles

    call_command("migrate", verbosity=0)
    chance = random.Random(8)  # noqa: S311  (moments to be killed at)
    # The children inherit what the first files make the parent load.
    files = [SubmittedFile(f"{n}.txt", text_of(n, chance)) for n in range(FILES)]
    batch = submit_files(files[:2], by=None, publish=True)
    began = time.monotonic()
    receive_files(batch, files[2:MEASURED])
    read_batch(batch)
    a_file = (time.monotonic() - began) / (MEASURED - 2)
    receive_files(batch, files[MEASURED:])
    killed = sum(read_and_be_killed(a_file * chance.uniform(SHORTEST, LONGEST)) for _ in range(KILLS))
    read_all()
    print(
        json.dumps(
            {
                "killed": killed,
                "files": FILES,
                "articles": Article.objects.published().count(),
                "originals": Original.objects.count(),
                "found": find_articles("spokesman", Filters()).count,
                "outcomes": sorted(set(BatchItem.objects.values_list("outcome", flat=True))),
                "bytes_left": WaitingFile.objects.count(),
                "jobs_left": IndexJob.objects.count(),
                "unlinked": Article.objects.filter(stored_profile=None).count(),
            }
        )
    )


if __name__ == "__main__":
    main()
