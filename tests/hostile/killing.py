"""Works on an archive in a process that is killed at a random moment, again and again, and looks at what is left.

Run as ``python -m tests.hostile.killing HOME TRIALS SEED``; prints its findings as JSON.
"""

import hashlib
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

# Nobody needs longer than this (s) after a restart until search and database tell the same.
RECOVERY = 10.0
WORDS = (
    "harbour convoy bridge airfield minister crew hospital witness radar pilot village coast brigade shelter market "
    "rescue night border tanker station council engine school patrol mountain signal river depot column warning"
).split()
PLACES = ("Homs", "Latakia", "Idlib", "Aleppo", "Palmyra", "Lowick")
TYPES = ("Mi-8", "Su-24", "An-26", "Mi-24")


def text_of(choose):
    """Return a report that resembles no other."""
    sentences = [
        f"The {' '.join(choose.sample(WORDS, 9))} near {choose.choice(PLACES)} saw a {choose.choice(TYPES)} on Friday."
        for _ in range(5)
    ]
    return " ".join(choose.sample(WORDS, 5)).capitalize() + "\n\n" + "\n\n".join(sentences) + "\n"


class Diary:
    """What was acknowledged, on the disk before the next thing is begun."""

    def __init__(self, path):
        self.path = path

    def write(self, act, value):
        with self.path.open("a") as file:
            file.write(json.dumps([act, value]) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def entries(self):
        return [json.loads(line) for line in self.path.read_text().splitlines()] if self.path.exists() else []


def work(diary, choose):
    """Upload, publish, undo, rebuild, without end; each deed is acknowledged when it is done."""
    from archive.desk import (
        SubmittedFile,
        open_batch,
        publish_articles,
        read_batch,
        receive_files,
        undo_batch,
    )
    from archive.models import Batch
    from archive.search.rebuilding import rebuild_index

    diary.write("begun", os.getpid())
    while True:
        batch = open_batch(by=None, publish=choose.random() < 0.6)
        texts = [text_of(choose) for _ in range(choose.choice((1, 2, 3)))]
        receive_files(
            batch, [SubmittedFile(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
        )
        diary.write("received", [hashlib.sha256(text.encode()).hexdigest() for text in texts])
        read_batch(batch)
        if not batch.publish:
            keys = [article.pk for article in batch.articles.all()]
            publish_articles(batch.articles.all(), by=None)
            diary.write("published", keys)
        else:
            diary.write("published", [article.pk for article in batch.articles.all()])
        deed = choose.random()
        if deed < 0.2:
            undone = Batch.objects.order_by("?").first()
            diary.write("undoing", undone.pk)
            undo_batch(undone, by=None)
            diary.write("undone", undone.pk)
        elif deed < 0.4:
            rebuild_index()


def recover():
    """Start again as the server does and return how long (s) it took until the search found what is published."""
    from archive.desk import read_all
    from archive.safekeeping.worker import Worker

    began = time.monotonic()
    worker = Worker()
    read_all()
    worker.bring_in_step()
    seconds = time.monotonic() - began
    if not worker.work():  # and what takes its time: events compared, parts of the index merged
        raise AssertionError("the worker could not do its work")
    return seconds


def look(diary):
    """Return what is wrong: counts by kind, all of them 0 where nothing was lost."""
    from django.db import connection

    from archive.models import Article, Batch, BatchItem, IndexJob, Original
    from archive.safekeeping.doctor import look_closely
    from archive.search.index import search_backend

    entries = diary.entries()
    received = {digest for act, digests in entries if act == "received" for digest in digests}
    undone = {value for act, value in entries if act in ("undoing", "undone")}
    done = {value for act, value in entries if act == "undone"}
    published = {key for act, keys in entries if act == "published" for key in keys}
    stored = set(Article.objects.values_list("original__sha256", flat=True))
    shown = set(Article.objects.published().values_list("pk", flat=True))
    withdrawn = set(Article.objects.filter(batch__in=undone).values_list("pk", flat=True))
    taken_back = {pk for pk in withdrawn if Article.objects.get(pk=pk).batch_id in done}
    index = search_backend().entries()
    half = [
        batch.pk
        for batch in Batch.objects.all()
        if BatchItem.objects.filter(batch=batch, outcome__in=("stored", "flagged"), article=None).exists()
    ]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        is_whole = cursor.fetchone()[0] == "ok"
    findings = [f"{f.what}: {f.words}" for f in look_closely() if f.what != "disk"]
    return {
        "lost": len(received - stored),
        "unpublished": len(published - withdrawn - shown),
        "still shown": len(shown & taken_back),
        "twice": Article.objects.count() - len(stored) + search_backend().size() - len(index),
        "without original": Original.objects.filter(content=b"").count(),
        "half batches": len(half),
        "not found": len(shown - index.keys()),
        "found though gone": len(index.keys() - shown),
        "jobs left": IndexJob.objects.count(),
        "database damaged": int(not is_whole),
        "findings": findings,
    }  # fmt: skip


def in_child(function, *arguments):
    """Run a function in a process of its own and return (its pid, a pipe its JSON answer comes out of)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    code = 1
    try:
        answer = json.dumps(function(*arguments))
        os.write(writing, answer.encode())
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)


def answer_of(child, reading):
    with os.fdopen(reading) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return json.loads(answer)


def trial(diary, seed):
    """Kill one worker, recover, look; return how long the recovery took and what is wrong."""
    choose = random.Random(seed)  # noqa: S311  (no secret)
    begun = len(diary.entries())
    child, reading = in_child(work, diary, choose)
    while len(diary.entries()) == begun:
        time.sleep(0.005)
    time.sleep(choose.uniform(0.02, 1.5))
    os.kill(child, signal.SIGKILL)
    os.close(reading)
    os.waitpid(child, 0)
    return answer_of(*in_child(recover)), answer_of(*in_child(look, diary))


def main(home, trials, seed):
    """Print how many kills there were, how long the slowest recovery took, and what went wrong in all."""
    from haystack import connections

    import archive.desk
    import archive.safekeeping.worker
    import archive.search.results  # noqa: F401  (read once, before the forks)

    connections["default"].get_unified_index().collect_indexes()
    diary = Diary(Path(home) / "diary")
    wrong, slowest, findings = {}, 0.0, []
    for number in range(trials):
        seconds, found = answer_of(*in_child(trial, diary, seed * 1000 + number))
        slowest = max(slowest, seconds)
        findings += found.pop("findings")
        for what, count in found.items():
            wrong[what] = wrong.get(what, 0) + count
    received = sum(len(value) for act, value in diary.entries() if act == "received")
    print(
        json.dumps(
            {"kills": trials, "received": received, "slowest": slowest, "wrong": wrong, "findings": findings}
        )
    )


if __name__ == "__main__":
    os.environ["ARCHIVE_HOME"] = sys.argv[1]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    import django

    django.setup()
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
