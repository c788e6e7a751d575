"""Measure a page of results over HTTP in a large archive: the server's processor time a page, and its memory.

``python -m benchmarks.search_page --data FOLDER [--reports 100000] [--home FOLDER]`` fills an archive with the folder's
documents (over again until there are enough) under twenty outlets, with places, types and events, indexes it, starts
the server, and asks it for pages with facets, snippets, folded rows and a map: the queries of ``perf_queries.json``,
each once, so that most words are new to the process. Printed are the median and the 95th percentile of the processor's
time a page, how much of it the engine took, how many times longer the page took than it would with an engine that takes
no time at all, and the server's memory. With ``--home`` the archive is kept there and used again.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.figures import record
from benchmarks.search_peers import benchmark_reports
from benchmarks.serving import Client, free_port

ROOT = Path(__file__).resolve().parents[1]
AT_ONCE = 1000
OUTLETS, PLACES, TYPES = 20, 400, 25
KINDS = ("term_common", "and3", "or3", "phrase", "sortdate", "term_rare")


def main() -> None:
    """Fill or open the archive, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--home", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pages-") as folder:
        home = chosen.home or Path(folder)
        is_new = not (home / "archive.sqlite3").exists()
        os.environ.update(
            ARCHIVE_HOME=str(home), ARCHIVE_RATES="off", DJANGO_SETTINGS_MODULE="archive.settings"
        )
        import django

        django.setup()
        if is_new:
            store(chosen.data, chosen.reports)
        index(chosen.reports)
        measure(paths(json.loads((chosen.data / "perf_queries.json").read_text(encoding="utf-8"))))


def store(data: Path, count: int) -> None:
    """Store reports row by row, past the desk."""
    from django.core.management import call_command

    from archive.models import AircraftType, Outlet, Place

    call_command("prepare_archive", "--empty", verbosity=0)
    outlets = [Outlet.objects.get_or_create(name=f"Outlet {number}")[0] for number in range(OUTLETS)]
    places = [
        Place(
            id=f"bench:{n}",
            name=f"Town {n}",
            label=f"Town {n}",
            kind="town",
            lat=n % 80,
            lon=n % 170,
            within=[f"bench:{n % 20}"] if n >= 20 else [],
        )
        for n in range(PLACES)
    ]
    Place.objects.bulk_create(places)
    types = [AircraftType(id=f"bench-{n}", name=f"B-{n}", family=f"B-{n}", kind="jet") for n in range(TYPES)]
    AircraftType.objects.bulk_create(types)
    choose, rows = random.Random(5), benchmark_reports(data, count)
    while batch := list(itertools.islice(rows, AT_ONCE)):
        _store(batch, outlets, places, types, choose)


def index(count: int) -> None:
    """Index them where they are not, going on where it was broken off."""
    from archive.search.index import search_backend
    from archive.search.rebuilding import rebuild_index

    if search_backend().current() is None:
        began = time.process_time()
        rebuild_index()
        each = 1000 * (time.process_time() - began) / count
        print(f"indexed: {each:.1f} ms of the processor a report", flush=True)


def _store(batch: list[Any], outlets: Any, places: Any, types: Any, choose: random.Random) -> None:
    from archive.models import Article, Event, Mention, Original, Part, Status

    event = Event.objects.create()
    contents = [f"{key} {title} {body}".encode() for key, title, body, _, _ in batch]
    originals = Original.objects.bulk_create(
        Original(
            sha256=hashlib.sha256(content).hexdigest(),
            filename="report.txt",
            format="text",
            encoding="utf-8",
            content=b"",
        )
        for content in contents
    )
    articles = Article.objects.bulk_create(
        Article(
            original=original,
            outlet=choose.choice(outlets),
            status=Status.PUBLISHED,
            headline=title or body[:60],
            body=body,
            body_sha256=original.sha256,
            language="en",
            published_on=dt.date(day // 10_000, day // 100 % 100, day % 100),
            event=event if number < 4 else None,
        )
        for number, (original, (_, title, body, day, _)) in enumerate(zip(originals, batch, strict=True))
    )
    Mention.objects.bulk_create(
        Mention(
            article=article, part=Part.BODY, start=0, end=5, surface=article.body[:5], confidence=0.9, **named
        )
        for article in articles
        for named in _named(places, [] if article.event else types, choose)
    )


def _named(places: Any, types: Any, choose: random.Random) -> list[dict[str, Any]]:
    """Return what a report names: some places, the first ones oftenest, and now and then a type."""
    chosen = {min(int(choose.paretovariate(0.5)), PLACES) - 1 for _ in range(3)}
    named: list[dict[str, Any]] = [{"place": places[number], "role": "mentioned"} for number in chosen]
    if types and choose.random() < 0.15:
        named.append({"aircraft_type": choose.choice(types)})
    return named


def paths(queries: dict[str, list[Any]]) -> list[str]:
    """Return the addresses asked for, those of all kinds in turn."""
    texts: dict[str, Callable[[Any], dict[str, str]]] = {
        "term_common": lambda word: {"q": word},
        "term_rare": lambda word: {"q": word},
        "and3": lambda three: {"q": " ".join(three)},
        "or3": lambda three: {"q": " OR ".join(three)},
        "phrase": lambda pair: {"q": f'"{" ".join(pair)}"'},
        "sortdate": lambda word: {"q": word, "sort": "newest"},
    }
    asked = [[texts[kind](query) for query in queries[kind]] for kind in KINDS]
    mixed = itertools.chain.from_iterable(itertools.zip_longest(*asked))
    return [f"/?{urllib.parse.urlencode(fields)}" for fields in mixed if fields]


def measure(asked: list[str]) -> None:
    """Ask a server of its own for each page and print what it cost."""
    port = free_port()
    server = subprocess.Popen(  # noqa: S603  (our own program)
        [sys.executable, "manage.py", "serve", "--without-worker", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        client = Client(f"http://127.0.0.1:{port}")
        _wait_for(client)
        for path in ("/?q=harbour", "/?q=the+war&page=2"):  # the first search reads the index
            client.ask(path)
        times, walls = [], []
        for path in asked:
            before, began = _processor_ms(server.pid), time.perf_counter()
            status, _, _ = client.ask(path)
            walls.append((time.perf_counter() - began) * 1000)
            times.append(_processor_ms(server.pid) - before)
            if status != 200:
                sys.exit(f"{path}: {status}")
        print(
            f"{len(asked)} pages: median {statistics.median(times):.1f} ms of the processor, 95 of 100 under "
            f"{statistics.quantiles(times, n=20)[-1]:.1f} ms (on the clock {statistics.median(walls):.1f}, "
            f"{statistics.quantiles(walls, n=20)[-1]:.1f})"
        )
        memory = _memory_mb(server.pid)
        print(f"memory of the server: {memory} MB")
        record("page/95th-ms", statistics.quantiles(times, n=20)[-1])
        record("page/memory-mb", memory)
    finally:
        server.kill()
        server.wait()
    _measure_engine(asked, statistics.median(times))


def _measure_engine(asked: list[str], page: float) -> None:
    """Print how much of a page is the engine's: an engine that took no time could not make it faster than that."""
    from django.http import QueryDict
    from haystack import connections

    from archive.search.engine import Request
    from archive.search.names import resolve_names
    from archive.search.query import parse_query
    from archive.search.results import MAX_NEARLY
    from archive.views.address import read_address
    from archive.views.searching import PER_PAGE

    backend: Any = connections["default"].get_backend()
    requests = []
    for path in asked:
        address = read_address(QueryDict(path.partition("?")[2]))
        node = resolve_names(parse_query(address.text).node, exact=False).node
        requests.append(
            Request(node, address.filters, address.sort, per_page=PER_PAGE, nearly=MAX_NEARLY, fold=True)
        )
    backend.find(requests[0])
    times = []
    for request in requests:
        began = time.process_time()
        backend.find(request)
        times.append((time.process_time() - began) * 1000)
    own = statistics.median(times)
    print(
        f"the engine: median {own:.1f} ms, 95 of 100 under {statistics.quantiles(times, n=20)[-1]:.1f} ms; "
        f"the page takes {page / (page - own):.2f} times what it would with an engine that takes no time"
    )
    record("page/times-no-engine", page / (page - own))


def _processor_ms(pid: int) -> float:
    """Return the processor's time that all threads of a process have had (ms)."""
    return (
        sum(
            int(path.read_text(encoding="ascii").split()[0])
            for path in Path(f"/proc/{pid}/task").glob("*/schedstat")
        )
        / 1e6
    )


def _memory_mb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


def _wait_for(client: Client) -> None:
    for _ in range(300):
        try:
            client.ask("/healthz")
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("the server never answered")


if __name__ == "__main__":
    main()
