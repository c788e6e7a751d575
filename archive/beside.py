"""How a process that works beside another begins, and that it ends with it. Knows Django only once it has begun."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading


def begin() -> None:
    """Set the application up in a process started by another (``multiprocessing``), and end when that one does."""
    # Its end comes with the other's: an interrupt at the keyboard reaches both.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="end with parent", daemon=True).start()
    import django

    django.setup()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
