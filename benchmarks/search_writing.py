"""Measure how fast reports come into the index, beside Haystack's own Whoosh, in one run.

``python -m benchmarks.search_writing --data FOLDER [--reports 3000]`` stores the folder's documents, then has them
indexed through the outbox, a commit of five hundred at a time, and by ``update_index`` into Haystack's Whoosh backend
as it comes, with the same fields. Printed are reports a second of the processor's time for each, and their ratio.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from benchmarks.figures import record


def main() -> None:
    """Store, index twice, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=3000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="writing-") as home:
        os.environ.update(ARCHIVE_HOME=home, DJANGO_SETTINGS_MODULE="archive.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from haystack import connections

        from archive.models import Article
        from archive.search.index import drain_jobs, queue_articles
        from benchmarks.search_page import store

        store(chosen.data, chosen.reports)
        queue_articles(Article.objects.values_list("pk", flat=True))
        began = time.process_time()
        done = drain_jobs()
        ours = done / (time.process_time() - began)
        connections.connections_info["plain"] = {
            "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine",
            "PATH": f"{home}/plain",
        }
        began = time.process_time()
        call_command("update_index", using=["plain"], verbosity=0)
        plain = done / (time.process_time() - began)
    print(
        f"through the outbox {ours:.0f}, update_index {plain:.0f} reports a second; {ours / plain:.1f} times"
    )
    record("writing/times-update-index", ours / plain)


if __name__ == "__main__":
    main()
