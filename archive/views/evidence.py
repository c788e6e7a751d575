"""What each statement about an article was read from, for the preview."""

from __future__ import annotations

from dataclasses import dataclass

from archive.models import Article
from archive.records import Kind

LABELS = {
    "headline": "Headline",
    "byline": "Byline",
    "published_on": "Date",
    "outlet": "Outlet",
    "canonical_url": "Address",
    "language": "Language",
}
# The kinds of block that print a field.
_PRINTED_AS = {
    "headline": (Kind.HEADLINE,),
    "byline": (Kind.BYLINE,),
    "published_on": (Kind.DATE, Kind.BYLINE),
}
PRINTED, BY_DATELINE, BY_WORDS = "printed in the report", "from the dateline", "told by its words"


@dataclass(frozen=True, slots=True)
class Evident:
    """A field and the words it was read from.

    ``source`` names the page's own statement (``json-ld:author``); without one, ``where`` says it in words, and
    ``block`` is the key of the block that prints it, if one does.
    """

    label: str
    value: str
    where: str
    source: str | None
    block: int | None


def evidence_of(article: Article) -> list[Evident]:
    """Return a row for each field of which it is known what it was read from."""
    return [_row(article, name, LABELS[name]) for name in LABELS if name in article.evidence]


def _row(article: Article, name: str, label: str) -> Evident:
    said = article.evidence[name]
    value, found_in = said["value"], said["found_in"]
    if found_in.startswith("told by"):
        return Evident(label, value, BY_WORDS, None, None)
    if found_in == "dateline" or found_in.startswith("printed"):
        where = BY_DATELINE if found_in == "dateline" else PRINTED
        kinds = (Kind.DATELINE,) if found_in == "dateline" else _PRINTED_AS.get(name, ())
        return Evident(label, value, where, None, _printing_block(article, kinds, value))
    return Evident(label, value, "", found_in, None)


def _printing_block(article: Article, kinds: tuple[Kind, ...], value: str) -> int | None:
    blocks = [block for block in article.blocks.all() if block.kind in kinds]
    holding = [block for block in blocks if value in block.text] or blocks
    return holding[0].pk if holding else None
