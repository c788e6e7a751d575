"""The server's worker is a process of its own: started again should it end, and gone with the server."""

import os
import signal
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.homes import Home, kill
from tests.hostile.test_together import free_port

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="the system tells nothing of processes")
# A process needs so long (s) at most to start or to end, on a machine that has much to do.
SOON = 60.0


@contextmanager
def served(home):
    # What a shell runs beside itself ignores Ctrl+C, and so would all that it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = home.start("serve", "--port", free_port())
    finally:
        signal.signal(signal.SIGINT, before)
    try:
        yield process
    finally:
        kill(process)


def workers_of(pid):
    """Return the workers that a process has started and that have not ended."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(") ")[2].split()[:2]
            if int(parent) == pid and state != "Z" and b"run_worker" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except (FileNotFoundError, ProcessLookupError):  # it ended just now
            continue
    return found


def wait_until(holds):
    until = time.monotonic() + SOON
    while not (found := holds()):
        assert time.monotonic() < until
        time.sleep(0.1)
    return found


def is_there(pid):
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and ") Z" not in stat.read_text()


def test_a_worker_that_ended_is_started_again(tmp_path):
    home = Home(tmp_path / "home")
    with served(home) as server:
        (first,) = wait_until(lambda: workers_of(server.pid))
        os.kill(first, signal.SIGKILL)
        (second,) = wait_until(lambda: [pid for pid in workers_of(server.pid) if pid != first])
        assert second != first
        wait_until(lambda: list(home.folder.glob("index/current")))  # it works: an empty index is made


def test_the_worker_goes_with_a_server_that_is_killed(tmp_path):
    with served(Home(tmp_path / "home")) as server:
        (worker,) = wait_until(lambda: workers_of(server.pid))
        server.kill()
        wait_until(lambda: not is_there(worker))


def test_the_worker_goes_with_a_server_that_ends(tmp_path):
    with served(Home(tmp_path / "home")) as server:
        (worker,) = wait_until(lambda: workers_of(server.pid))
        server.send_signal(signal.SIGINT)
        wait_until(lambda: not is_there(worker))
