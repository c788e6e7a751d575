"""An archive in a folder of its own, worked on by real processes: what a kill, a lock or a restore does to it."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Home:
    """One archive's folder."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database = self.folder / "archive.sqlite3"

    def start(self, *arguments, **more):
        """Start a command and return its process."""
        # Neither an archive of the developer's own nor what the browser tests set for themselves.
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("ARCHIVE_", "DJANGO_"))
        }
        return subprocess.Popen(  # noqa: S603  (our own program)
            [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)],
            env={**environment, "ARCHIVE_HOME": str(self.folder), "PYTHONWARNINGS": "ignore", **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments, **more):
        """Run a command to its end and return (exit code, what it printed, errors included)."""
        process = self.start(*arguments, **more)
        out, err = process.communicate(timeout=240)
        return process.returncode, out + err

    def must(self, *arguments, **more):
        """Run a command that must succeed and return what it printed."""
        code, out = self.run(*arguments, **more)
        assert code == 0, out
        return out

    def ask(self, code, **more):
        """Return what ``answer`` is after this code has run inside the program."""
        out = self.must(
            "shell", "-c", f"{code}\nimport json; print(); print('answer', json.dumps(answer))", **more
        )
        return json.loads(next(line for line in out.splitlines() if line.startswith("answer"))[6:])

    def rows(self, query, *values):
        """Return the rows a query finds, read past the program."""
        with closing(sqlite3.connect(self.database, timeout=60)) as connection:
            return connection.execute(query, values).fetchall()

    def count(self, table, where="1"):
        """Return a number of rows."""
        return self.rows(f"SELECT COUNT(*) FROM {table} WHERE {where}")[0][0]  # noqa: S608  (names of our own)

    def copy(self, folder):
        """Return a copy of this archive in another folder."""
        shutil.copytree(self.folder, folder)
        return Home(folder)


def kill(process):
    """End a process as a power cut would, as far as the process is concerned."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
