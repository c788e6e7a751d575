"""Intake: the bytes of a report, in any format we read, become blocks of text. Pure."""

from archive.intake.containers import MAX_BYTES, is_container, open_container, size_limit
from archive.intake.errors import (
    BinaryDocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    IntakeError,
    UndecodableError,
    UnknownFormatError,
)
from archive.intake.reading import read_carried, read_document
from archive.intake.rows import UnknownColumnError, parse_columns

__all__ = [
    "MAX_BYTES",
    "BinaryDocumentError",
    "DocumentTooLargeError",
    "EmptyDocumentError",
    "IntakeError",
    "UndecodableError",
    "UnknownColumnError",
    "UnknownFormatError",
    "is_container",
    "open_container",
    "parse_columns",
    "read_carried",
    "read_document",
    "size_limit",
]
