"""On PostgreSQL: what is settled by its address, and a server of it that ends while people work."""

import hashlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import zipfile
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from archive.settings import _database
from tests.homes import ROOT, Home
from tests.hostile.killing import RECOVERY, text_of
from tests.hostile.test_together import ACCOUNT, MAKE_ACCOUNT, free_port, publish
from tests.torture import at_length
from tests.visitors import Visitor, wait_for

RESTARTS = at_length(1, 10)
EDITORS = 3


def test_its_address_is_read():
    found = _database("postgresql://reader:p%40ss@db.example:6543/news?sslmode=require")
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert [found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "news",
        "reader",
        "p@ss",
        "db.example",
        "6543",
    ]
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("address", ["mysql://x/y", "postgresql://host", "archive.sqlite3"])
def test_another_address_is_refused_without_saying_it(address):
    with pytest.raises(SystemExit, match="ARCHIVE_DATABASE_URL must be like"):
        _database(address)


def lasting_port():
    """Return a free port that no connection is given: while the server is away, those who ask for it are given some."""
    for _ in range(100):
        port = random.randint(20_000, 32_000)  # noqa: S311  (no secret)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no free port")


class Server:
    """A PostgreSQL server of the test's own, run by another user where we are root."""

    def __init__(self, folder, binaries):
        self.folder, self.binaries, self.port = folder, binaries, lasting_port()
        folder.mkdir()
        self.as_user = {"cwd": "/", "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if os.getuid() == 0:
            self.as_user |= {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(folder, "postgres", "postgres")
        self._run(
            "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"
        )
        self.start()
        self.url = self.create("parallax")

    def create(self, name):
        """Create a database and return its address."""
        self._run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "postgres", name)
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def start(self):
        where = f"listen_addresses=127.0.0.1 port={self.port} unix_socket_directories={self.folder}"
        options = [part for setting in where.split() for part in ("-c", setting)]
        self.process = subprocess.Popen(  # noqa: S603  (PostgreSQL's own)
            [self.binaries / "postgres", "-D", self.folder / "data", *options], **self.as_user
        )
        wait_for(lambda: self._run("pg_isready", "-h", "127.0.0.1", "-p", self.port, check=False) == 0, 60)

    def stop(self):
        self.process.send_signal(signal.SIGQUIT)  # at once, as in a crash: nothing is written down first
        self.process.wait(60)

    def _run(self, program, *arguments, check=True):
        command = [self.binaries / program, *map(str, arguments)]
        return subprocess.run(command, check=check, **self.as_user).returncode  # noqa: S603  (PostgreSQL's own)


class Editors:
    """People who publish one report after another; what the site says when it cannot is kept."""

    def __init__(self, url):
        self.url, self.ended, self.said, self.published = url, threading.Event(), set(), []
        self.threads = [threading.Thread(target=self._edit, args=(number,)) for number in range(EDITORS)]

    def start(self):
        for thread in self.threads:
            thread.start()

    def end(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def wait_for_more(self):
        before = len(self.published)
        wait_for(lambda: len(self.published) > before + 2, 60)

    def _edit(self, number):
        choose = random.Random(number)  # noqa: S311  (no secret)
        visitor = Visitor(self.url).sign_in("second", ACCOUNT[1])
        while not self.ended.is_set():
            try:
                publish(visitor, text_of(choose))
            except (AssertionError, TypeError):  # a page that says why, or one without a form
                status, page, _ = visitor.get("/events/")
                self.said.add((status, "does not answer" in page))
                time.sleep(0.2)
            else:
                self.published.append(number)


@pytest.fixture
def server():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [Path(shutil.which("initdb") or "")]
    pytest.importorskip("psycopg")
    if not found[-1].is_file():
        pytest.skip("no PostgreSQL server is installed here")
    # Its user must get through, which pytest's own folder forbids: anew whenever another pytest begins.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o711)
        server = Server(Path(name) / "server", found[-1].parent)
        yield server
        server.stop()


def test_a_server_that_ends_while_people_work_costs_nothing_acknowledged(server, tmp_path):
    home = Home(tmp_path / "home")
    home.must("prepare_archive", "--empty", ARCHIVE_DATABASE_URL=server.url)
    home.ask(MAKE_ACCOUNT % ("second", ACCOUNT[1]), ARCHIVE_DATABASE_URL=server.url)
    with _served(home, server) as url:
        editors = Editors(url)
        editors.start()
        try:
            for _ in range(RESTARTS):
                editors.wait_for_more()
                server.stop()
                time.sleep(1.5)
                assert Visitor(url).get("/events/")[0] == 503
                server.start()
            editors.wait_for_more()
        finally:
            editors.end()
        published = len(editors.published)
        took = wait_for(lambda: _found(url) >= published, 3 * RECOVERY)
    print(f"\n{RESTARTS} restarts, {published} reports published, all found after {took:.1f} s")
    assert {status for status, _ in editors.said} <= {200, 503}
    assert all(is_said for status, is_said in editors.said if status == 503)
    assert took < RECOVERY
    assert "All is well" in home.must("doctor", "--repair", ARCHIVE_DATABASE_URL=server.url)


HELD = """
from django.core.serializers import serialize
from django.apps import apps
from archive.search.results import find_articles
from archive.search.engine import Filters
models = [model for model in apps.get_models() if model._meta.app_label in ("archive", "auth")]
rows = {model.__name__: serialize("json", model.objects.order_by("pk")) for model in models}
found = [[row.article.pk for row in find_articles(text, Filters()).rows] for text in ("", "helicopter")]
answer = [rows, found]
"""


def test_a_backup_comes_back_into_another_database(server, tmp_path):
    first, second = Home(tmp_path / "first"), Home(tmp_path / "second")
    reports = sorted((ROOT / "samples/reports").glob("2016-08*"))
    with_first = {"ARCHIVE_DATABASE_URL": server.url}
    with_second = {"ARCHIVE_DATABASE_URL": server.create("second")}
    first.must("prepare_archive", "--empty", **with_first)
    first.must("import_articles", *reports, **with_first)
    first.ask(MAKE_ACCOUNT % ("second", ACCOUNT[1]), **with_first)
    backup = tmp_path / "archive.zip"
    first.must("backup", backup, **with_first)

    second.must("migrate", **with_second)
    assert "Whole" in second.must("verify_backup", backup, **with_second)
    code, out = Home(tmp_path / "third").run("restore", backup)
    assert (code, "PostgreSQL" in out) == (1, True)
    second.must("restore", backup, **with_second)

    held = second.ask(HELD, **with_second)
    assert len(json.loads(held[0]["Article"])) == len(reports)
    assert all(held[1])
    assert held == first.ask(HELD, **with_first)
    assert "All is well" in second.must("doctor", **with_second)
    code, out = first.run("restore", backup, **with_first)
    assert (code, "holds" in out) == (1, True)


def test_a_dump_that_is_not_what_was_written_is_refused(server, tmp_path):
    home, with_first = Home(tmp_path / "home"), {"ARCHIVE_DATABASE_URL": server.url}
    with_second = {"ARCHIVE_DATABASE_URL": server.create("second")}
    home.must("prepare_archive", "--empty", **with_first)
    backup = tmp_path / "archive.zip"
    home.must("backup", backup, **with_first)
    with zipfile.ZipFile(backup) as bundle:
        members = {name: bundle.read(name) for name in bundle.namelist()}

    dump = members["archive.dump"][: len(members["archive.dump"]) // 2]
    manifest = json.loads(members["manifest.json"])
    manifest["files"]["archive.dump"] = hashlib.sha256(dump).hexdigest()
    broken = _bundle(tmp_path / "broken.zip", members | _members(dump, manifest))
    code, out = home.run("verify_backup", broken, **with_second)
    assert (code, "pg_restore" in out) == (1, True)

    manifest = json.loads(members["manifest.json"])
    manifest["tables"]["archive_outlet"]["rows"] += 1
    other = _bundle(tmp_path / "other.zip", members | _members(members["archive.dump"], manifest))
    code, out = home.run("restore", other, **with_second)
    assert (code, "archive_outlet" in out) == (1, True)


def _members(dump, manifest):
    return {"archive.dump": dump, "manifest.json": json.dumps(manifest).encode()}


def _bundle(path, members):
    with zipfile.ZipFile(path, "w") as bundle:
        for name, content in members.items():
            bundle.writestr(name, content)
    return path


@contextmanager
def _served(home, server):
    port = free_port()
    process = home.start("serve", "--port", port, ARCHIVE_DATABASE_URL=server.url, ARCHIVE_RATES="off")
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
        return Visitor(url).get("/readyz")[0] == 200
    except OSError:
        return False


def _found(url):
    status, page, _ = Visitor(url).get("/?sort=newest&fold=0")
    heading = page.partition("<h2>")[2]
    return int(heading.split(" report")[0].split()[-1]) if status == 200 and " report" in heading else 0
