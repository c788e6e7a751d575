"""How much of what can go on for ever is done: a little in ``make test``, much in ``make torture``."""

import os

IS_TORTURE = bool(os.environ.get("PARALLAX_TORTURE"))


def at_length(little, much):
    """Return how often something is tried."""
    return much if IS_TORTURE else little
