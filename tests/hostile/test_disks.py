"""A disk that is full or can only be read: said in words, reading goes on, and with room again so does the work."""

import os
import random
import re
import subprocess
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from archive.models import Article
from tests.homes import Home
from tests.hostile.killing import text_of
from tests.hostile.test_together import ACCOUNT, MAKE_ACCOUNT, free_port, publish
from tests.torture import IS_TORTURE, at_length
from tests.visitors import Visitor, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shown(make_article):
    return make_article("A ferry ran aground off Lowick, and all aboard were taken ashore by boat.")


def take_free_pages(cursor):
    """Fill the pages that tests before this one left free: a database with some can take a report without growing."""
    free = cursor.execute("PRAGMA freelist_count").fetchone()[0]
    size = cursor.execute("PRAGMA page_size").fetchone()[0]
    cursor.execute("CREATE TABLE filler (content BLOB)")
    cursor.execute("INSERT INTO filler VALUES (zeroblob(%s))", [free * size])


@pytest.mark.parametrize(
    ("ill", "well", "words"),
    [
        ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823", "The disk is full"),
        ("PRAGMA query_only = ON", "PRAGMA query_only = OFF", "can only be read"),
    ],
)
def test_a_database_that_cannot_grow_is_said_and_got_over(editor, shown, ill, well, words):
    client = Client(raise_request_exception=False)
    client.force_login(editor)
    long = "\n\n".join(text_of(random.Random(number)) for number in range(60))  # noqa: S311  (no secret)
    with connection.cursor() as cursor:
        take_free_pages(cursor)
        cursor.execute(ill)
    try:
        response = client.post("/desk/upload/", {"pasted": long})
        assert response.status_code == 503
        assert words in response.content.decode()
        assert client.get(shown.get_absolute_url()).status_code == 200
        assert client.get("/?q=ferry").status_code == 200
    finally:
        with connection.cursor() as cursor:
            cursor.execute(well)
            cursor.execute("DROP TABLE filler")

    assert Article.objects.count() == 1
    assert client.post("/desk/upload/", {"pasted": long}).status_code == 302
    assert Article.objects.count() == 2


MEGABYTE = 1 << 20
# What is kept of each filled disk takes some of it, too.
ROOM = at_length(24, 96) * MEGABYTE
TRIES = at_length(1, 20)


@pytest.fixture
def small_disk(tmp_path):
    """Return a folder on a disk of few megabytes, which only root can make."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603  (our own program)
        pytest.skip("no right to mount a small disk here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607  (Debian's own program, fixed words)


def test_on_a_disk_that_fills_up_nothing_acknowledged_is_lost(small_disk):
    home = Home(small_disk / "home")
    home.must("prepare_archive", "--empty")
    home.ask(MAKE_ACCOUNT % ("second", ACCOUNT[1]))
    with _served(home) as url:
        visitor = Visitor(url).sign_in("second", ACCOUNT[1])
        acknowledged = refused = 0
        for number in range(TRIES):
            choose = random.Random(number)  # noqa: S311  (no secret)
            publish(visitor, text_of(choose))
            acknowledged += 1
            filler = small_disk / "filler"
            free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
            with suppress(OSError):  # the server took some of it meanwhile: the disk is full all the same
                filler.write_bytes(b"\0" * max(0, free - choose.choice((0, 8_192, 65_536))))
            for _ in range(6):
                long = "\n\n".join(text_of(choose) for _ in range(60))
                status, page, where = visitor.post("/desk/upload/", pasted=long)
                assert status in (200, 503), page
                if status == 503:
                    assert "disk is full" in page or "does not answer" in page
                    refused += 1
                elif re.search(r"/desk/articles/\d+", where):
                    acknowledged += 1
            assert Visitor(url).get("/?q=near")[0] == 200
            filler.unlink()
        publish(visitor, text_of(random.Random(9_999)))  # noqa: S311  (no secret)
        wait_for(lambda: home.count("archive_indexjob") == 0, 90)
        print(f"\n{TRIES} disks filled, {refused} submissions refused, {acknowledged + 1} kept")
        assert refused
        assert home.count("archive_article") >= acknowledged + 1
    code, out = home.run("doctor")
    assert (code, "1 things") == (1, "1 things") if "MB are left" in out else code == 0, out


@pytest.fixture
def failing_disk(tmp_path):
    """Return a disk's folder, and how to let it fail: as ext4 does then, the system only reads it from there on."""
    image, folder = tmp_path / "image", tmp_path / "disk"
    folder.mkdir()
    with image.open("wb") as file:
        file.truncate(1000 * MEGABYTE)
    _do("mkfs.ext4", "-q", image)
    _do("mount", "-o", "loop,errors=remount-ro", image, folder)
    device = Path(_do("findmnt", "-no", "SOURCE", folder).strip()).name

    def fail():
        Path(f"/sys/fs/ext4/{device}/trigger_fs_error").write_text("a drill")

    def mend():
        _do("umount", "-l", folder)
        subprocess.run(["e2fsck", "-p", image], capture_output=True, check=False)  # noqa: S603, S607  (Debian's own)
        _do("mount", "-o", "loop", image, folder)

    yield folder, fail, mend
    _do("umount", "-l", folder)


@pytest.mark.skipif(not IS_TORTURE or os.getuid() != 0, reason="only `make torture` as root lets a disk fail")
def test_a_disk_that_fails_is_read_on_and_nothing_acknowledged_is_lost(failing_disk):
    folder, fail, mend = failing_disk
    home = Home(folder / "home")
    home.must("prepare_archive", "--empty")
    home.ask(MAKE_ACCOUNT % ("second", ACCOUNT[1]))
    os.sync()  # an archive that has been there for a while
    with _served(home) as url:
        visitor = Visitor(url).sign_in("second", ACCOUNT[1])
        for number in range(5):
            publish(visitor, text_of(random.Random(number)))  # noqa: S311  (no secret)
        fail()
        status, page, _ = visitor.post("/desk/upload/", pasted=text_of(random.Random(9)))  # noqa: S311  (no secret)
        assert (status, "The disk can only be read" in page) == (503, True)
        for path in ("/", "/?q=near", "/articles/1/", "/events/"):
            assert visitor.get(path)[0] == 200, path
    mend()
    assert home.count("archive_article") >= 5
    with _served(home) as url:
        publish(Visitor(url).sign_in("second", ACCOUNT[1]), text_of(random.Random(10)))  # noqa: S311  (no secret)
    home.must("doctor", "--repair")
    _do("mount", "-o", "remount,ro", folder)
    code, out = home.run("serve", "--port", free_port())
    assert (code, "can only be read" in out) == (1, True)


def _do(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout  # noqa: S603  (Debian's own programs)


@contextmanager
def _served(home):
    port = free_port()
    process = home.start("serve", "--port", port, ARCHIVE_RATES="off")
    for pipe in (process.stdout, process.stderr):
        threading.Thread(target=pipe.read, daemon=True).start()
    try:
        wait_for(lambda: _answers(f"http://127.0.0.1:{port}"))
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


def _answers(url):
    try:
        return Visitor(url).get("/healthz")[0] == 200
    except OSError:
        return False
