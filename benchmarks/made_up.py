"""A large archive of made-up reports, to measure on."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import subprocess
import sys
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
    subprocess.run([sys.executable, "manage.py", "shell", "-v", "0", "-c", code], cwd=ROOT, check=True)  # noqa: S603  (our own program)
