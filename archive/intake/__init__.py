"""Intake: the bytes of a report, in any format we read, become blocks of text. Pure."""

from archive.intake.errors import (
    BinaryDocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    IntakeError,
    UndecodableError,
    UnknownFormatError,
)
from archive.intake.reading import MAX_BYTES, read_document

__all__ = [
    "MAX_BYTES",
    "BinaryDocumentError",
    "DocumentTooLargeError",
    "EmptyDocumentError",
    "IntakeError",
    "UndecodableError",
    "UnknownFormatError",
    "read_document",
]
