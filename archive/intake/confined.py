"""Formats whose readers are known to run wild on a hostile file: read in a process with bounded time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from archive.intake.errors import BrokenCarrierError

# The reader's own bounds on processor time and memory stand in its file; this one is for a machine under load (s).
PATIENCE = 60
_READER = Path(__file__).with_name("confined_reader.py")


def read_confined(kind: str, content: bytes, filename: str) -> str:
    """Return the text of a ``kind`` ("pdf" or "rtf"); raises an IntakeError that says why there is none."""
    try:
        done = subprocess.run(  # noqa: S603  (our own program; the file goes in as data)
            [sys.executable, "-I", str(_READER), kind],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BrokenCarrierError(f"{filename}: {_TOO_MUCH}") from None
    try:
        answer: dict[str, str] = json.loads(done.stdout)
    except ValueError:
        raise BrokenCarrierError(f"{filename}: {_TOO_MUCH}") from None
    if "error" in answer:
        raise BrokenCarrierError(f"{filename}: {answer['error']}")
    return answer["text"]


_TOO_MUCH = "reading it takes more time or memory than a report can need; save its text and send that"
