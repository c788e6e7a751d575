"""Where the words of a kept passage stand now. Pure."""

from __future__ import annotations

import re

from archive.records import Span


def find_standing(body: str, words: str, near: int) -> Span | None:
    """Return where ``words`` stand in ``body``, the occurrence nearest to ``near``; ``None`` where they do not.

    White space may differ: a new cleaning may join or part lines.
    """
    if body.startswith(words, near):
        return Span(near, near + len(words))
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return None
    found = re.finditer(r"\s+".join(parts), body)
    nearest = min(found, key=lambda match: abs(match.start() - near), default=None)
    return Span(*nearest.span()) if nearest else None
