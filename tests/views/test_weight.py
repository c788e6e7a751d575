"""What a page weighs on the wire."""

import gzip
from pathlib import Path

from django.conf import settings

from archive.desk import submit_samples

STATIC = Path(settings.BASE_DIR, "static", "archive")
# Bytes of a page of results: with all it loads, and when only the page itself is new.
MOST_FIRST = 60_000
MOST_NEXT = 15_000


def sent(client, address):
    response = client.get(address, headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert b"<!doctype html>" in gzip.decompress(response.content)
    return len(response.content)


def loaded():
    files = (STATIC / "parallax.css", STATIC / "favicon.svg", *STATIC.glob("*.js"))
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)


def test_pages_of_the_samples_are_light(client, db):
    submit_samples()
    for address in ("/?sort=newest", "/?q=helicopter", "/"):
        page = sent(client, address)
        assert page <= MOST_NEXT, address
        assert page + loaded() <= MOST_FIRST, address


def test_a_download_is_what_came_compressed_or_not(client, shelf):
    content = b"A ferry ran aground off Lowick. " * 40
    article = shelf.article("A ferry.", content=content)
    response = client.get(f"/articles/{article.pk}/original/download/", headers={"accept-encoding": "gzip"})
    assert gzip.decompress(response.content) == content
