"""A program of its own: fills an archive, rebuilds its index and prints the peak of its memory (MB) after each commit.

Run by test_rebuild_memory.py; ``ARCHIVE_HOME`` names an empty folder, an argument the number of articles.
"""

import hashlib
import json
import os
import random
import resource
import sys

from tests.hostile.killing import text_of

# Small commits, so that there are many and segments are merged.
ARTICLES_AT_ONCE = 50
TEXTS_AN_ARTICLE = 4
STORED_AT_ONCE = 500


def store(count):
    """Store articles row by row, past the desk."""
    from archive.models import Article, Original, Status

    choose = random.Random(4)  # noqa: S311  (no secret)
    for first in range(0, count, STORED_AT_ONCE):
        texts = [
            f"{number} " + "\n\n".join(text_of(choose) for _ in range(TEXTS_AN_ARTICLE))
            for number in range(first, min(first + STORED_AT_ONCE, count))
        ]
        digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        originals = Original.objects.bulk_create(
            Original(sha256=digest, filename="r.txt", format="text", encoding="utf-8", content=text.encode())
            for text, digest in zip(texts, digests, strict=True)
        )
        Article.objects.bulk_create(
            Article(original=original, status=Status.PUBLISHED, body=text, body_sha256=original.sha256)
            for original, text in zip(originals, texts, strict=True)
        )


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main():
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
    django.setup()
    from django.core.management import call_command

    from archive.search import rebuilding

    call_command("migrate", verbosity=0)
    store(int(sys.argv[1]))
    rebuilding.ARTICLES_AT_ONCE = ARTICLES_AT_ONCE
    peaks = []
    rebuilding.rebuild_index(lambda done, total: peaks.append(peak()))
    print(json.dumps(peaks))


if __name__ == "__main__":
    main()
