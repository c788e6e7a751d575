"""Two web servers and one worker on one archive: nothing is lost between them, and each fault is got over."""

import random
import shutil
import socket
import sqlite3
import threading
import time
import urllib.error

import pytest

from tests.homes import Home
from tests.hostile.killing import text_of
from tests.torture import at_length
from tests.visitors import Visitor, wait_for

ACCOUNT = ("editor", "correct horse battery")
MAKE_ACCOUNT = """
from django.contrib.auth import get_user_model
answer = get_user_model().objects.create_superuser(%r, password=%r).pk
"""
EDITORS = 4
REPORTS_EACH = at_length(4, 40)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """An archive with two servers and a worker."""

    def __init__(self, folder):
        self.home = Home(folder)
        self.home.must("prepare_archive", "--empty")
        self.home.ask(MAKE_ACCOUNT % ("second", ACCOUNT[1]))
        self.home.ask(
            f"from django.contrib.auth import get_user_model as m\nu = m().objects.get(username='editor')\n"
            f"u.set_password({ACCOUNT[1]!r}); u.save(); answer = u.pk"
        )
        self.ports = [free_port(), free_port()]
        self.processes = []
        for port in self.ports:
            self.start("serve", "--without-worker", "--port", port, ARCHIVE_RATES="off")
        self.worker = self.start("run_worker")
        for url in self.urls:
            wait_for(lambda url=url: self.answers(url))

    def start(self, *arguments, **more):
        process = self.home.start(*arguments, **more)
        for pipe in (process.stdout, process.stderr):
            threading.Thread(target=pipe.read, daemon=True).start()
        self.processes.append(process)
        return process

    @property
    def urls(self):
        return [f"http://127.0.0.1:{port}" for port in self.ports]

    @staticmethod
    def answers(url):
        try:
            return Visitor(url).get("/healthz")[0] == 200
        except (urllib.error.URLError, ConnectionError):
            return False

    def stop(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()
            process.stdout.close()
            process.stderr.close()

    def found(self, url, query="near"):
        status, text, _ = Visitor(url).get(f"/?q={query}")
        return (
            int(text.split(" report")[0].split(">")[-1].split()[-1])
            if status == 200 and " report" in text
            else -1
        )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("site"))
    yield site
    site.stop()


def publish(visitor, text):
    status, page, where = visitor.post("/desk/upload/", pasted=text)
    assert status == 200, page
    path = where.removeprefix(visitor.url)
    status, page, where = visitor.post(path, action="publish")
    assert status == 200, page
    return where


def counted(site):
    return site.home.count("archive_article", "status = 'published'")


def in_step(site):
    return site.home.count("archive_indexjob") == 0 and {site.found(url) for url in site.urls} == {
        counted(site)
    }


def test_editors_on_both_servers_lose_nothing(site):
    choose = random.Random(5)  # noqa: S311  (no secret)
    texts = [[text_of(choose) for _ in range(REPORTS_EACH)] for _ in range(EDITORS)]
    faults = []

    def work(number):
        visitor = Visitor(site.urls[number % 2]).sign_in(*ACCOUNT)
        for text in texts[number]:
            try:
                publish(visitor, text)
            except AssertionError as fault:
                faults.append(fault)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(EDITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert counted(site) == EDITORS * REPORTS_EACH
    wait_for(lambda: in_step(site), 20)


def test_a_deleted_index_comes_back_by_itself(site):
    shutil.rmtree(site.home.folder / "index")
    status, page, _ = Visitor(site.urls[0]).get("/?q=near")
    assert status == 200 or "being rebuilt" in page
    wait_for(lambda: in_step(site), 30)


def test_a_worker_killed_is_no_loss_once_another_runs(site):
    kill_quietly(site.worker)
    visitor = Visitor(site.urls[0]).sign_in(*ACCOUNT)
    publish(visitor, text_of(random.Random(6)))  # noqa: S311  (no secret)
    site.worker = site.start("run_worker")
    wait_for(lambda: in_step(site), 30)


def kill_quietly(process):
    process.kill()
    process.wait()


def test_a_locked_database_is_waited_for_and_said(site):
    """Longer than a request waits in the long form: 30 s against 20."""
    held = at_length(1.5, 30.0)
    visitor = Visitor(site.urls[0]).sign_in(*ACCOUNT)
    before = counted(site)
    other = sqlite3.connect(site.home.database, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    threading.Timer(held, lambda: other.execute("ROLLBACK")).start()

    assert Visitor(site.urls[1]).get("/?q=near")[0] == 200  # reading goes on
    began = time.monotonic()
    status, page, _ = visitor.post("/desk/upload/", pasted=text_of(random.Random(7)))  # noqa: S311  (no secret)
    took = time.monotonic() - began

    if status == 503:
        assert held > 20
        assert "holds the database" in page
    else:
        assert status == 200
        assert took >= held - 1
    time.sleep(max(0.0, held - took) + 0.5)
    other.close()
    publish(visitor, text_of(random.Random(8)))  # noqa: S311  (no secret)
    assert counted(site) == before + 1
    wait_for(lambda: in_step(site), 30)


def test_at_the_end_all_is_well(site):
    assert "All is well" in site.home.must("doctor")
