"""Measure a large import: ``python -m benchmarks.importing --pool FILE… [--reports 10000]``.

Makes so many text files of the documents of ``--pool`` (each again and again with a seventh of the words left out and
another date), imports them by one command beside a running server, and asks that server for searches meanwhile and
afterwards. Prints the minutes, the processor's time a report, the most memory of all processes of the import together,
how long searches took, and whether everything is stored, linked and in the index.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.records import Report
from benchmarks.event_scale import read_documents, repeat
from benchmarks.made_up import ROOT
from benchmarks.serving import Client, free_port, start, wait_for

SEED = 5
# A reader asks this often (s), one after another.
ASKED_EVERY = 0.4
# So long (s) searches are timed when nothing else is done.
IDLE = 60.0
# Until then a server's threads have read the index; these searches are not counted.
WARMING = 20.0
LOOKED_EVERY = 2.0


def write_reports(pool: list[Path], count: int, folder: Path) -> list[str]:
    """Write the reports as text files and return some of their headlines, to be searched for."""
    documents = read_documents(pool)
    random.Random(SEED).shuffle(documents)
    for number, report in enumerate(repeat(documents, count)):
        (folder / f"{number:05}.txt").write_text(_as_text(report), encoding="utf-8")
    return [report.headline for report in documents if report.headline]


def _as_text(report: Report) -> str:
    day = f"{report.published_on:%B %d, %Y}" if report.published_on else None
    return "\n\n".join(filter(None, (report.headline, day, report.body))) + "\n"


class Reader(threading.Thread):
    """Searches for two words of a headline, again and again; notes how long (s) each page took."""

    def __init__(self, url: str, headlines: list[str]) -> None:
        super().__init__(daemon=True)
        self.times: list[float] = []
        self.errors: list[str] = []
        self._client, self._headlines = Client(url), headlines
        self._choose, self._end = random.Random(SEED), threading.Event()

    def run(self) -> None:
        """Ask until stopped."""
        while not self._end.wait(ASKED_EVERY):
            words = re.findall(r"\w{4,}", self._choose.choice(self._headlines)) or ["war"]
            query = urllib.parse.quote_plus(" ".join(self._choose.sample(words, min(2, len(words)))))
            began = time.perf_counter()
            status, _, _ = self._client.ask(f"/?q={query}")
            self.times.append(time.perf_counter() - began)
            if status != 200:
                self.errors.append(f"{query}: {status}")

    def stop(self) -> None:
        """Let it end after its search."""
        self._end.set()
        self.join()


class Memory(threading.Thread):
    """Looks how much memory (MB) a process and those below it hold together; what they share is counted once."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.seen = process, [0.0]

    def run(self) -> None:
        """Look until the process is gone."""
        while Path(f"/proc/{self.process}/smaps_rollup").exists():
            self.seen.append(sum(map(_proportional_share, _family(self.process))) / 1024)
            time.sleep(LOOKED_EVERY)

    def most(self, share: float = 1.0) -> float:
        """Return the most that was seen in the first ``share`` of the time."""
        return max(self.seen[: max(1, round(len(self.seen) * share))])


def _family(process: int) -> list[int]:
    found = [process]
    for each in found:
        try:
            found += map(int, Path(f"/proc/{each}/task/{each}/children").read_text(encoding="ascii").split())
        except OSError:
            continue
    return found


def _proportional_share(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    match = re.search(r"^Pss:\s+(\d+)", lines, re.MULTILINE)
    return int(match[1]) if match else 0


def _late(times: list[float]) -> float:
    return 1000 * statistics.quantiles(times, n=20)[-1]


def check(count: int) -> list[str]:
    """Return what is missing of ``count`` reports."""
    from archive.linking import unlinked_articles
    from archive.models import Article, BatchItem, Event, IndexJob, Outcome
    from archive.search.index import search_backend

    stored = Article.objects.published().count()
    # A short report comes out the same twice, whatever words are left out.
    told = (
        BatchItem.objects.filter(outcome__in=(Outcome.REFUSED, Outcome.SKIPPED)).exclude(reason=None).count()
    )
    print(
        f"{stored} stored in {Event.objects.count()} events and alone, {told} refused or skipped with a reason"
    )
    compared = Article.objects.filter(event__figures_differ=True).values("pk")
    held = {
        "stored": count - stored - told,
        "linked": unlinked_articles().count(),
        "indexed": stored - search_backend().size(),
        # What the server's worker finds by comparing events, which it begins when the import ends, is its to write.
        "indexed as they are now": IndexJob.objects.exclude(article_key__in=compared).count(),
    }
    return [f"{missing} are not {what}" for what, missing in held.items() if missing]


def measure(folder: Path, count: int, headlines: list[str]) -> list[str]:
    """Import beside a server, print the figures and return what went wrong."""
    with _server() as url:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.monotonic()
        command = [sys.executable, "manage.py", "import_articles", str(folder)]
        with Path(os.environ["ARCHIVE_HOME"], "import.log").open("wb") as log:
            importer = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)  # noqa: S603  (our own program)
        memory, busy = Memory(importer.pid), Reader(url, headlines)
        for thread in (memory, busy):
            thread.start()
        importer.wait()
        seconds = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        busy.stop()
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{count} reports in {seconds / 60:.1f} minutes, {1000 * used / count:.0f} ms of the processor each"
    )
    quarter = memory.most(1 / 4)
    print(f"memory of the import: at most {memory.most():.0f} MB, {quarter:.0f} MB in the first quarter")
    # Another server, which does not compare the new events meanwhile.
    with _server("--without-worker") as url:
        for seconds in (WARMING, IDLE):
            idle = Reader(url, headlines)
            idle.start()
            time.sleep(seconds)
            idle.stop()
    latest = busy.times[len(busy.times) // 2 :]
    print(
        f"searches: 95 of 100 under {_late(idle.times):.0f} ms when idle, {_late(busy.times):.0f} ms during the import "
        f"({len(busy.times)} of them), {_late(latest):.0f} ms in its second half"
    )
    return [*busy.errors, *idle.errors, *check(count)]


@contextmanager
def _server(*options: str) -> Iterator[str]:
    port = free_port()
    server = start("serve", "--port", str(port), *options)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url)
        Client(url).ask("/?q=war")  # the first search reads the index
        yield url
    finally:
        server.kill()
        server.wait()


def main() -> None:
    """Write the reports, import, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pool", type=Path, nargs="+", required=True)
    parser.add_argument("--reports", type=int, default=10_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="importing-") as temporary:
        home, folder = Path(temporary, "home"), Path(temporary, "reports")
        for path in (home, folder):
            path.mkdir()
        os.environ |= {
            "ARCHIVE_HOME": str(home),
            "ARCHIVE_RATES": "off",
            "DJANGO_SETTINGS_MODULE": "archive.settings",
        }
        import django
        from django.core.management import call_command

        django.setup()
        call_command("prepare_archive", "--empty", verbosity=0)
        headlines = write_reports(chosen.pool, chosen.reports, folder)
        wrong = measure(folder, chosen.reports, headlines)
        if wrong:
            sys.exit("\n".join([*wrong, (home / "import.log").read_text(encoding="utf-8")[-3_000:]]))


if __name__ == "__main__":
    main()
