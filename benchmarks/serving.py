"""Readers and editors at once on one archive: ``python -m benchmarks.serving [--articles N --seconds S …]``.

Fills an archive with made-up reports, rebuilds its index (and says how fast, and in how much memory), starts two
servers and a worker, and lets readers search with pauses for thought while editors upload and publish. Ends with exit
code 1 where anybody met an error or a report published was not found. Waiting times depend on the machine and on what
else it does: the help page, which asks nothing of the search, is measured in the same run to compare with.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
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

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "correct horse battery"  # noqa: S105  (of an archive that is thrown away)
PLACES = (
    "Homs",
    "Latakia",
    "Idlib",
    "Aleppo",
    "Palmyra",
    "Damascus",
    "Hama",
    "Tartus",
    "Deir ez-Zor",
    "Raqqa",
)
TYPES = ("Mi-8", "Su-24", "An-26", "Mi-24", "Il-20", "MiG-29")
WORDS = (
    "harbour convoy bridge airfield minister crew hospital witness radar pilot village coast brigade shelter market "
    "rescue night border tanker station council engine school patrol mountain signal river depot column warning "
    "ceasefire humanitarian corridor shelled aircraft helicopter crashed wounded spokesman statement according"
).split()
# Readers think so long (s) between two pages, editors between two reports.
THOUGHT = (1.0, 3.0)
EDITING = (4.0, 12.0)


def a_report(choose: random.Random, sentences: int = 14) -> str:
    """Return a made-up report; most of its words are of a language of its own, so that few reports are alike."""
    lines = []
    for _ in range(sentences):
        own = "".join(chr(97 + int(choose.random() ** 2 * 26)) for _ in range(40))
        words = [*choose.choices(WORDS, k=5), *(own[at : at + 5] for at in range(0, 40, 5))]
        choose.shuffle(words)
        lines.append(f"The {' '.join(words)} near {choose.choice(PLACES)} saw a {choose.choice(TYPES)}.")
    return " ".join(choose.sample(WORDS, 6)).capitalize() + "\n\n" + "\n\n".join(lines) + "\n"


def fill(count: int) -> None:
    """Store reports row by row, past the desk, which would read each for some tenths of a second."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from archive.models import Article, Original, Outlet, Status

    call_command("prepare_archive", "--empty", verbosity=0)
    get_user_model().objects.create_superuser("bench", password=PASSWORD)
    outlets = [Outlet.objects.get_or_create(name=f"Outlet {number}")[0] for number in range(20)]
    choose = random.Random(1)
    for start in range(0, count, 500):
        texts = [a_report(choose) for _ in range(start, min(start + 500, count))]
        originals = Original.objects.bulk_create(
            Original(
                sha256=hashlib.sha256(text.encode()).hexdigest(),
                filename=f"{start + number}.txt",
                format="text",
                encoding="utf-8",
                content=text.encode(),
            )
            for number, text in enumerate(texts)
        )
        Article.objects.bulk_create(
            Article(
                original=original,
                outlet=choose.choice(outlets),
                status=Status.PUBLISHED,
                headline=text.partition("\n")[0],
                body=text.partition("\n\n")[2],
                body_sha256=original.sha256,
                published_on=dt.date(2012, 1, 1) + dt.timedelta(days=choose.randrange(12 * 365)),
            )
            for original, text in zip(originals, texts, strict=True)
        )


def first_keys() -> tuple[int, int]:
    """Return the lowest and the highest key of an article."""
    from archive.models import Article

    keys = Article.objects.values_list("pk", flat=True)
    return keys.order_by("pk")[0], keys.order_by("-pk")[0]


def rebuild() -> None:
    """Rebuild the index in a process of its own and print its speed and its peak memory."""
    code = (
        "import resource, time; from archive.search.rebuilding import rebuild_index\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; began = time.process_time()\n"
        "count = rebuild_index(); seconds = time.process_time() - began\n"
        "after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(f'rebuild: {count} articles, {1000 * seconds / count:.1f} ms of the processor each, '\n"
        "      f'peak memory {after // 1024} MB, {(after - before) // 1024} MB of it for the rebuild')"
    )
    subprocess.run([sys.executable, "manage.py", "shell", "-v", "0", "-c", code], cwd=ROOT, check=True)  # noqa: S603


class Client:
    """One browser without scripts; keeps cookies and times what it asks."""

    def __init__(self, url: str) -> None:
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.url, self._opener = url, urllib.request.build_opener(jar)

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Return (status, text, where it ended)."""
        data = urllib.parse.urlencode(form).encode() if form else None
        try:
            with self._opener.open(urllib.request.Request(self.url + path, data), timeout=120) as answer:  # noqa: S310
                return answer.status, answer.read().decode(), answer.url.removeprefix(self.url)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode(), path

    def send(self, path: str, **form: str) -> tuple[int, str, str]:
        """Send a form with the token of the page it stands on."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.ask(path)[1])
        return self.ask(path, {"csrfmiddlewaretoken": token[1] if token else "", **form})


class Load:
    """What everybody did, and how long it took."""

    def __init__(self, urls: list[str], seconds: float, keys: tuple[int, int]) -> None:
        self.keys = keys
        self.urls, self.until = urls, time.monotonic() + seconds
        self.times: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self.published = 0
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
            if status not in (0, 200):
                self.errors.append(f"{path}: {status}")

    def read(self, number: int) -> None:
        """Search, open, look for help, think."""
        choose, client = random.Random(number), Client(self.urls[number % len(self.urls)])
        time.sleep(choose.uniform(0, THOUGHT[1]))
        while time.monotonic() < self.until:
            words = urllib.parse.quote_plus(" ".join(choose.sample(WORDS, 2)))
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
        """Upload a report and publish it, again and again."""
        choose, client = random.Random(1000 + number), Client(self.urls[number % len(self.urls)])
        client.send("/sign-in/", username="bench", password=PASSWORD)
        while time.monotonic() < self.until:
            status, _, where = client.send("/desk/upload/", pasted=a_report(choose, 6))
            done = client.send(where, action="publish")[0] if status == 200 else status
            with self._lock:
                if done == 200:
                    self.published += 1
                else:
                    self.errors.append(f"upload: {status}, publish: {done}")
            time.sleep(choose.uniform(*EDITING))


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Start a command of the archive; what it complains of is kept."""
    with Path(os.environ["ARCHIVE_HOME"], "log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603
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
        load = Load(urls, arguments.seconds, first_keys())
        readers = [threading.Thread(target=load.read, args=(number,)) for number in range(arguments.readers)]
        editors = [threading.Thread(target=load.edit, args=(number,)) for number in range(arguments.editors)]
        for thread in (*readers, *editors):
            thread.start()
        for thread in (*readers, *editors):
            thread.join()
        time.sleep(10)
        found = re.search(r"([\d,]+)\s+reports", Client(urls[0]).ask("/?q=saw")[1])
        wanted = arguments.articles + load.published
        if found is None or int(found[1].replace(",", "")) != wanted:
            load.errors.append(f"{wanted} reports should be found, not {found[1] if found else 'none'}")
        return load
    finally:
        for process in processes:
            process.kill()
            process.wait()


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
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="serving-") as home:
        os.environ.update(ARCHIVE_HOME=home, ARCHIVE_RATES="off", DJANGO_SETTINGS_MODULE="archive.settings")
        import django

        django.setup()
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
        f"{load.published} reports published; servers and worker used {used.ru_utime + used.ru_stime:.0f} s"
    )
    print(f"{len(load.errors)} errors", *load.errors[:10], sep="\n")
    if load.errors:
        sys.exit(log[-6_000:])


if __name__ == "__main__":
    main()
