"""Measure linking in a large archive: ``python -m benchmarks.event_scale --pool FILE… --data FILE… [--size N]``.

Fills an archive with the documents of ``--pool``, again and again with a seventh of the words left out and another
date until there are ``--size``, as if all had been linked; then lets the reports of ``--data`` arrive one by one.
Prints the CPU time of each arrival and the most memory the process ever had. An archive in ``--home`` is used again.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import multiprocessing
import os
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

from archive.comparing.candidates import find_terms
from archive.comparing.profile_json import to_plain
from archive.comparing.profiles import Profile, profile_report
from archive.comparing.weighing import WordWeights
from archive.records import Report

SEED = 11
LEFT_OUT = 1 / 7
# Dates of a repeated document lie so many days apart from its own, at most.
MOST_DAYS_APART = 3000
_AT_ONCE = 2000


def read_documents(paths: Sequence[Path]) -> list[Report]:
    """Return the documents of files of one JSON object a line, whatever they call their text."""
    reports = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            reports += [_to_report(json.loads(line)) for line in lines]
    return reports


def _to_report(row: dict[str, str]) -> Report:
    day = (row.get("date") or "")[:10]
    try:
        published_on = dt.date.fromisoformat(day)
    except ValueError:
        published_on = None
    text = row.get("text") or row.get("body") or ""
    return Report(0, text, row.get("title") or None, row.get("source"), published_on)


def repeat(reports: Sequence[Report], size: int) -> Iterator[Report]:
    """Yield ``size`` reports: each as it is, then again and again with words left out and another date."""
    shuffler = random.Random(SEED)
    yield from islice(reports, size)
    for number in range(len(reports), size):
        report = reports[number % len(reports)]
        words = [word for word in report.body.split(" ") if shuffler.random() >= LEFT_OUT]
        day = report.published_on
        if day is not None:
            day += dt.timedelta(days=shuffler.randint(-MOST_DAYS_APART, MOST_DAYS_APART))
        yield Report(0, " ".join(words), report.headline, report.outlet, day)


def fill(reports: Iterator[Report]) -> None:
    """Store articles with what linking keeps of each; no links, since what is measured makes its own."""
    from archive.models import Term

    frequencies: Counter[str] = Counter()
    numbers: dict[str, int] = {}
    keys = count(1)
    while some := list(islice(reports, _AT_ONCE)):
        profiles = [profile_report(report) for report in some]
        frequencies.update(word for profile in profiles for word in profile.words)
        stored = [next(keys) for _ in some]
        _store_articles(stored, some)
        _store_profiles(stored, profiles, frequencies, numbers)
        print(f"{stored[-1]} stored", flush=True)
    Term.objects.bulk_create(
        (Term(pk=number, word=word, articles=frequencies[word]) for word, number in numbers.items()),
        batch_size=_AT_ONCE,
    )


def _store_articles(keys: Sequence[int], reports: Sequence[Report]) -> None:
    from archive.models import Article, Original, Status

    Original.objects.bulk_create(
        Original(pk=key, sha256=f"{key:064}", filename="r.txt", format="text", encoding="utf-8", content=b"")
        for key in keys
    )
    Article.objects.bulk_create(
        Article(
            pk=key,
            original_id=key,
            headline=report.headline,
            body=report.body,
            body_sha256=f"{key:064}",
            published_on=report.published_on,
            status=Status.PUBLISHED,
        )
        for key, report in zip(keys, reports, strict=True)
    )


def _store_profiles(
    keys: Sequence[int], profiles: Sequence[Profile], frequencies: Counter[str], numbers: dict[str, int]
) -> None:
    from archive.models import StoredProfile, TermUse

    weights = WordWeights(keys[-1], frequencies)
    StoredProfile.objects.bulk_create(
        StoredProfile(article_id=key, profile={**to_plain(profile), "id": key})
        for key, profile in zip(keys, profiles, strict=True)
    )
    for profile in profiles:
        for word in profile.words.keys() | profile.opening:
            numbers.setdefault(word, len(numbers) + 1)
    TermUse.objects.bulk_create(
        TermUse(term_id=numbers[word], article_id=key, in_lede=in_lede)
        for key, profile in zip(keys, profiles, strict=True)
        for word, in_lede in find_terms(profile, weights).items()
    )


def arrive(reports: Sequence[Report], first_key: int) -> list[float]:
    """Let reports arrive and be linked one by one; return the seconds of CPU each took."""
    from archive.linking import link_articles
    from archive.models import Article

    seconds = []
    for key, report in enumerate(reports, first_key):
        _store_articles([key], [report])
        article = Article.objects.with_reading().filter(pk=key)
        started = time.process_time()
        link_articles(article)
        seconds.append(time.process_time() - started)
    return seconds


def _set_up(home: Path) -> None:
    os.environ |= {"ARCHIVE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")


def _build(home: Path, pool: Sequence[Path], size: int) -> None:
    _set_up(home)
    fill(repeat(read_documents(pool), size))


def _measure(home: Path, data: Sequence[Path], most: int) -> None:
    _set_up(home)
    from archive.models import Article, Event, Link

    reports = read_documents(data)
    reports = reports[:: max(1, len(reports) // most)][:most]
    size = Article.objects.count()
    seconds = sorted(arrive(reports, size + 1))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size} articles; {len(seconds)} arrivals; {Link.objects.count()} links, {Event.objects.count()} events"
    )
    for name, share in (("median", 0.5), ("95th percentile", 0.95), ("most", 1.0)):
        print(
            f"  CPU a report, {name:<16} {1000 * seconds[min(len(seconds) - 1, int(len(seconds) * share))]:7.0f} ms"
        )
    print(f"  most memory of the process {memory:11.0f} MB")


def main() -> None:
    """Build the archive where there is none, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pool", type=Path, nargs="+", required=True)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--arrivals", type=int, default=100)
    parser.add_argument("--home", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = chosen.home or Path(temporary)
        # Each in a process of its own, so that the memory measured is that of linking alone.
        steps = [] if (home / "archive.sqlite3").exists() else [(_build, (home, chosen.pool, chosen.size))]
        for step, arguments in [*steps, (_measure, (home, chosen.data, chosen.arrivals))]:
            process = multiprocessing.get_context("spawn").Process(target=step, args=arguments)
            process.start()
            process.join()
            if process.exitcode:
                raise SystemExit(f"{step.__name__} ended with {process.exitcode}")


if __name__ == "__main__":
    main()
