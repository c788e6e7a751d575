"""One row of a table as a report: which columns hold its text, headline, day, outlet, byline and address."""

from __future__ import annotations

import json
from typing import Any

from archive.intake.errors import BrokenCarrierError, EmptyDocumentError
from archive.records import Metadatum

# What a row may say, and the columns in which it is looked for, unless they are named.
COLUMNS = {
    "text": ("text", "body", "content", "article", "full_text", "maintext"),
    "headline": ("headline", "title"),
    "published": ("published", "date", "published_on", "pub_date", "publish_date", "published_at"),
    "outlet": ("outlet", "source", "publication", "publisher", "newspaper"),
    "byline": ("byline", "author", "authors"),
    "url": ("url", "link", "canonical_url"),
}


class UnknownColumnError(ValueError):
    """A word about columns that names none."""


def parse_columns(words: str) -> dict[str, str]:
    """Return the columns that "text=Inhalt, headline=Titel" names; raises ``UnknownColumnError``."""
    columns = {}
    for pair in filter(str.strip, words.split(",")):
        field, _, column = (part.strip() for part in pair.partition("="))
        if field not in COLUMNS or not column:
            known = ", ".join(COLUMNS)
            raise UnknownColumnError(f"{pair.strip()!r} names no column: write text=NAME; there are {known}")
        columns[field] = column
    return columns


def to_record(row: dict[str, Any], columns: dict[str, str]) -> dict[str, str]:
    """Return what a row says under our names; a column that is missing or empty is left out."""
    by_name = {str(name).strip().lower(): value for name, value in row.items()}
    record = {}
    for field, usual in COLUMNS.items():
        names = (columns[field].lower(),) if field in columns else usual
        value = next((by_name[name] for name in names if by_name.get(name)), None)
        if isinstance(value, list):
            value = ", ".join(map(str, value))
        if value is not None and not isinstance(value, dict) and str(value).strip():
            record[field] = str(value).strip()
    return record


def without_text(row: dict[Any, Any]) -> str:
    """Return why a row is no report: it has no text, under the columns there are."""
    names = ", ".join(str(name)[:50] for name in list(row)[:20]) or "none"
    return f"no column with a text (there are: {names}); say which holds it, as text=NAME"


def read_record(content: bytes, filename: str) -> tuple[str, dict[str, Metadatum]]:
    """Return a record's text and its other statements; raises an IntakeError where it has no text."""
    try:
        row = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BrokenCarrierError(f"{filename}: no valid JSON ({error}); send one object a report") from error
    if not isinstance(row, dict):
        raise BrokenCarrierError(f"{filename}: no JSON object; send one object a report, or .jsonl for many")
    record = to_record(row, {})
    text = record.pop("text", None)
    if text is None:
        raise EmptyDocumentError(f"{filename}: {without_text(row)}")
    return text, {field: Metadatum(value, f"column:{field}") for field, value in record.items()}
