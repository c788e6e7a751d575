"""Readers and editors at once on one archive: ``python -m benchmarks.serving [--articles N --seconds S …]``.

Fills an archive with made-up reports and rebuilds its index (saying how fast, and in how much memory), or takes the
archive in ``--home``, which has an editor "bench". Starts two servers and a worker, and lets readers search for words
of headlines, with pauses for thought, while editors upload, publish and undo. Ends with exit code 1 where anybody met
an error or not every published report was found. Waiting times depend on the machine and on what
else it does: the help page, which asks nothing of the search, is measured in the same run to compare with.
"""

from __future__ import annotations

import argparse
import gzip
import http.cookiejar
import os
import random
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.made_up import PASSWORD, ROOT, a_report, fill, rebuild

# Readers think so long (s) between two pages, editors between two reports.
THOUGHT = (1.0, 3.0)
EDITING = (4.0, 12.0)
# The share of submissions after which the latest one, an editor's own or another's, is undone.
UNDONE = 0.2


def first_keys() -> tuple[int, int]:
    """Return the lowest and the highest key of an article."""
    from archive.models import Article

    keys = Article.objects.values_list("pk", flat=True)
    return keys.order_by("pk")[0], keys.order_by("-pk")[0]


def some_headlines() -> list[list[str]]:
    """Return the words of headlines, those with several long words."""
    from archive.models import Article

    named = Article.objects.published().exclude(headline=None).order_by("?")
    words = [
        re.findall(r"[A-Za-z]{4,}", line or "") for line in named.values_list("headline", flat=True)[:2000]
    ]
    return [found for found in words if len(set(found)) > 1]


class Client:
    """One browser without scripts; keeps cookies and times what it asks."""

    def __init__(self, url: str) -> None:
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.url, self._opener = url, urllib.request.build_opener(jar)

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Return (status, text, where it ended)."""
        data = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(self.url + path, data, {"Accept-Encoding": "gzip"})  # noqa: S310  (a server of our own)
        try:
            with self._opener.open(request, timeout=120) as answer:
                return answer.status, _text_of(answer), answer.url.removeprefix(self.url)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, _text_of(error), path

    def send(self, path: str, **form: str) -> tuple[int, str, str]:
        """Send a form with the token of the page it stands on; where that leads elsewhere, say where."""
        status, text, where = self.ask(path)
        if where != path:
            return status, text, where
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
        return self.ask(path, {"csrfmiddlewaretoken": token[1] if token else "", **form})


def _text_of(answer: Any) -> str:
    body: bytes = answer.read()
    return (gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body).decode()


class Load:
    """What everybody did, and how long it took."""

    def __init__(self, urls: list[str], seconds: float) -> None:
        self.keys, self.headlines = first_keys(), some_headlines()
        self.urls, self.until = urls, time.monotonic() + seconds
        self.times: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self.published = self.overtaken = 0
        self._lock = threading.Lock()

    def timed(self, what: str, client: Client, path: str) -> None:
        """Get a page, note how long it took and whether it came."""
        began = time.perf_counter()
        try:
            status, _, _ = client.ask(path)
        except OSError as error:
            status = 0
            self.errors.append(f"{path}: {error}")
        with self._lock:
            self.times[what].append(time.perf_counter() - began)
            # A report that an editor undid is gone, and its page says so.
            if status not in ((0, 200, 404, 410) if what == "article" else (0, 200)):
                self.errors.append(f"{path}: {status}")

    def read(self, number: int) -> None:
        """Search, open, look for help, think."""
        choose, client = random.Random(number), Client(self.urls[number % len(self.urls)])
        time.sleep(choose.uniform(0, THOUGHT[1]))
        while time.monotonic() < self.until:
            words = urllib.parse.quote_plus(" ".join(choose.sample(choose.choice(self.headlines), 2)))
            deed = choose.random()
            if deed < 0.7:
                self.timed("search", client, f"/?q={words}")
            elif deed < 0.8:
                self.timed("search", client, f"/?q={words}&sort=newest&page={choose.randint(1, 5)}")
            elif deed < 0.9:
                self.timed("article", client, f"/articles/{choose.randint(*self.keys)}/")
            else:
                self.timed("help", client, "/help/")
            time.sleep(choose.uniform(*THOUGHT))

    def edit(self, number: int) -> None:
        """Upload a report and publish it, and undo some, again and again."""
        choose, client = random.Random(1000 + number), Client(self.urls[number % len(self.urls)])
        client.send("/sign-in/", username="bench", password=PASSWORD)
        while time.monotonic() < self.until:
            status, _, where = client.send("/desk/upload/", pasted=a_report(choose, 6))
            done, _, where = client.send(where, action="publish") if status == 200 else (status, "", where)
            if done == 200 and choose.random() < UNDONE:
                done = client.send(
                    re.findall(r"/desk/batches/\d+/", client.ask("/desk/")[1])[0], action="undo"
                )[0]
            with self._lock:
                # Another editor undid it before this one could publish it: the page says so.
                if done in (404, 410) or where == "/desk/trash/":
                    self.overtaken += 1
                elif done == 200:
                    self.published += 1
                else:
                    self.errors.append(f"upload: {status}, publish or undo: {done}")
            time.sleep(choose.uniform(*EDITING))


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Start a command of the archive; what it complains of is kept."""
    with Path(os.environ["ARCHIVE_HOME"], "log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603  (our own program)
            [sys.executable, "manage.py", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=log
        )


def free_port() -> int:
    """Return a port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(arguments: argparse.Namespace) -> Load:
    """Let them all work and return what happened."""
    ports = [free_port() for _ in range(2)]
    processes = [start("serve", "--without-worker", "--port", str(port)) for port in ports]
    processes.append(start("run_worker"))
    try:
        urls = [f"http://127.0.0.1:{port}" for port in ports]
        for url in urls:
            wait_for(url)
            Client(url).ask("/?q=harbour")  # the first search reads the index
        _wait_until_linked()
        load = Load(urls, arguments.seconds)
        readers = [threading.Thread(target=load.read, args=(number,)) for number in range(arguments.readers)]
        editors = [threading.Thread(target=load.edit, args=(number,)) for number in range(arguments.editors)]
        for thread in (*readers, *editors):
            thread.start()
        for thread in (*readers, *editors):
            thread.join()
        time.sleep(10)
        found = re.search(r"All ([\d,]+) reports", Client(urls[0]).ask("/?sort=newest&fold=0")[1])
        wanted = count_published()
        if found is None or int(found[1].replace(",", "")) != wanted:
            load.errors.append(f"{wanted} reports should be found, not {found[1] if found else 'none'}")
        return load
    finally:
        for process in processes:
            process.kill()
            process.wait()


def count_published() -> int:
    """Return how many reports everybody should find."""
    from archive.models import Article

    return Article.objects.published().count()


def wait_for(url: str) -> None:
    """Wait until a server answers."""
    for _ in range(300):
        try:
            Client(url).ask("/healthz")
            return
        except OSError:
            time.sleep(0.2)
    sys.exit(f"{url} never answered")


def _wait_until_linked() -> None:
    from archive.linking import unlinked_articles

    began = time.monotonic()
    while left := unlinked_articles().count():
        if time.monotonic() - began > 3600:
            sys.exit(f"{left} reports were still not compared after an hour")
        time.sleep(2)
    print(f"the worker compared all reports within {time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    """Fill, rebuild, let them work, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--editors", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--home")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="serving-") as temporary:
        home = arguments.home or temporary
        os.environ.update(ARCHIVE_HOME=home, ARCHIVE_RATES="off", DJANGO_SETTINGS_MODULE="archive.settings")
        import django

        django.setup()
        if not arguments.home:
            fill(arguments.articles)
            rebuild()
        load = run(arguments)
        log = Path(home, "log").read_text(encoding="utf-8", errors="replace")
    for what, times in sorted(load.times.items()):
        p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        print(
            f"{what}: {len(times)} pages, median {statistics.median(times):.3f} s, 95 of 100 under {p95:.3f} s"
        )
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{load.published} reports published, {load.overtaken} undone by another editor before that; "
        f"servers and worker used {used.ru_utime + used.ru_stime:.0f} s"
    )
    print(f"{len(load.errors)} errors", *load.errors[:10], sep="\n")
    if load.errors:
        sys.exit(log[-6_000:])


if __name__ == "__main__":
    main()
