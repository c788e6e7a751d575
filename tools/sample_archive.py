"""A server of an archive of its own, holding the samples, for as long as something needs it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
_PASSWORD = re.compile(r"User name: (\S+)\s+Password: (\S+)")
_SECONDS_TO_START = 60


@dataclass(frozen=True, slots=True)
class SampleArchive:
    """Where it answers, and who may edit it."""

    url: str
    user: str
    password: str


@contextmanager
def sample_archive() -> Iterator[SampleArchive]:
    """Yield a served archive with the samples; its folder and its server are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="parallax-samples-") as home:
        environment = {**os.environ, "ARCHIVE_HOME": home}
        said = _manage("prepare_archive", environment)
        named = _PASSWORD.search(said)
        if named is None:
            raise SystemExit(f"prepare_archive named no account:\n{said}")
        port = _free_port()
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603  (our own program)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(f"{url}/healthz")
            yield SampleArchive(url, named[1], named[2])
        finally:
            server.terminate()
            server.wait()


def _manage(command: str, environment: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603  (our own command)
        [sys.executable, "manage.py", command], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )  # fmt: skip
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str) -> None:
    for _ in range(_SECONDS_TO_START * 5):
        try:
            with urlopen(url, timeout=1):  # noqa: S310  (our own address)
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise SystemExit(f"no answer from {url} within {_SECONDS_TO_START} s")
