"""Words of a query that are one aircraft designator between them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.gazetteer import find_designators
from archive.search.nodes import Node, Word


def join_designators(parts: Sequence[Node]) -> list[Node]:
    """Join neighbouring words that are one designator: ``Mi 8`` is ``Mi-8``, ``737 MAX`` one type."""
    joined: list[Node] = []
    run: list[Word] = []
    for part in [*parts, None]:
        if isinstance(part, Word) and not part.is_prefix:
            run.append(part)
            continue
        joined.extend(_join_run(run))
        run = []
        if part is not None:
            joined.append(part)
    return joined


def _join_run(run: Sequence[Word]) -> Sequence[Word]:
    if len(run) < 2:
        return run
    text = " ".join(word.text for word in run)
    spans = [(start, end) for start, end, _ in find_designators(text) if " " in text[start:end]]
    words: list[Word] = []
    position = 0
    for word in run:
        end = position + len(word.text)
        owner = next((span for span in spans if span[0] <= position and end <= span[1]), None)
        if owner and owner[0] < position:
            words[-1] = replace(words[-1], text=f"{words[-1].text} {word.text}")
        else:
            words.append(word)
        position = end + 1
    return words
