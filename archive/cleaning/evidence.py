"""What each statement about a report rests on: where it stood in the file, and the words as they stood there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.records import Kind, Metadatum, PublishedHow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.cleaning.drafts import Draft
    from archive.cleaning.printed import PrintedLines, Publication
    from archive.records import Document

PRINTED = "printed"
TOLD_BY_WORDS = "told by its words"


def find_evidence(
    document: Document,
    drafts: Sequence[Draft],
    printed: PrintedLines,
    published: Publication,
    language: str | None,
) -> dict[str, Metadatum]:
    """Return per field of the report that has a value what it was read from.

    ``found_in`` names the page's statement (``json-ld:author``, ``meta:og:title``, ``html:lang``), or says that it is
    printed in the text itself; ``value`` is the statement as it stood, a date with its time where that was given.
    """
    headline = next((draft for draft in drafts if draft.kind is Kind.HEADLINE), None)
    found = {
        "headline": document.headline
        if headline is None
        else Metadatum(headline.text, f"{PRINTED}, {headline.reason}"),
        "byline": document.byline or (Metadatum(printed.byline, PRINTED) if printed.byline else None),
        "published_on": _date(document, printed, published),
        "outlet": document.outlet,
        "canonical_url": document.canonical_url,
        "language": document.language or (Metadatum(language, TOLD_BY_WORDS) if language else None),
    }
    return {name: evidence for name, evidence in found.items() if evidence is not None}


def _date(document: Document, printed: PrintedLines, published: Publication) -> Metadatum | None:
    if published.how is PublishedHow.METADATA:
        return document.published
    if published.how is PublishedHow.DATELINE and published.day is not None:
        return Metadatum(published.day.isoformat(), "dateline")
    return Metadatum(printed.date_line, PRINTED) if printed.date_line else None
