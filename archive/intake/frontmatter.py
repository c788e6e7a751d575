"""The lines of ``name: value`` that a Markdown file may begin with, between two rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.intake.pieces import read_stretch, tidy_pieces
from archive.records import Block, Markup, Metadatum

FENCE = re.compile(r"\s{0,20}---[ \t]*(?:\r?\n|$)")
LINE = re.compile(r"(?P<name>[A-Za-z][\w .-]{0,40})[ \t]*:(?:[ \t]+(?P<value>\S.*))?$")
MAX_LINES = 60
# The hint by which cleaning knows these lines.
FRONT_MATTER = "front matter"
KINDS = {
    "title": "headline",
    "headline": "headline",
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "date": "published",
    "published": "published",
    "source": "outlet",
    "outlet": "outlet",
    "url": "canonical_url",
    "canonical_url": "canonical_url",
    "lang": "language",
    "language": "language",
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The statements found, their lines as blocks, and where the text goes on (0 without any)."""

    end: int = 0
    blocks: tuple[Block, ...] = ()
    headline: Metadatum | None = None
    byline: Metadatum | None = None
    published: Metadatum | None = None
    outlet: Metadatum | None = None
    canonical_url: Metadatum | None = None
    language: Metadatum | None = None


def read_front_matter(text: str) -> FrontMatter:
    """Return the front matter of ``text``; an empty one when the first lines are anything else."""
    opening = FENCE.match(text)
    if opening is None:
        return FrontMatter()
    offset = opening.end()
    blocks = [_block(text, opening.start(), opening.end(), Markup.RULE)]
    found: dict[str, Metadatum] = {}
    for _ in range(MAX_LINES):
        end = text.find("\n", offset) + 1 or len(text)
        line = text[offset:end].strip()
        if line == "---":
            blocks.append(_block(text, offset, end, Markup.RULE))
            return FrontMatter(end, tuple(block for block in blocks if block.pieces), **found)
        match = LINE.match(line)
        if (match is None and not line.startswith(("- ", "#"))) or end == offset:
            return FrontMatter()
        if match is not None and match["value"] and match["name"].lower() in KINDS:
            value = match["value"].strip().strip("\"'")
            found.setdefault(KINDS[match["name"].lower()], Metadatum(value, f"front matter:{match['name']}"))
        blocks.append(_block(text, offset, end, Markup.PLAIN))
        offset = end
    return FrontMatter()


def _block(text: str, start: int, end: int, markup: Markup) -> Block:
    pieces = tidy_pieces(read_stretch(text, start, end))
    if not pieces:
        return Block((), start, end, markup, hints=(FRONT_MATTER,))
    return Block(pieces, pieces[0].start, pieces[-1].end, markup, hints=(FRONT_MATTER,))
