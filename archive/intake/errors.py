"""Why a document is refused. Every message names the reason and the cure."""


class IntakeError(Exception):
    """A document that cannot be read; the message says why, and what to do about it."""


class EmptyDocumentError(IntakeError):
    """Nothing to read: no bytes, only white space, or a page without text."""


class BinaryDocumentError(IntakeError):
    """Not text at all: an image, a PDF, a word processor's file."""


class DocumentTooLargeError(IntakeError):
    """More bytes or tags than one report can have."""


class UnknownFormatError(IntakeError):
    """A file name whose ending is none of the formats read."""


class UndecodableError(IntakeError):
    """Bytes whose encoding cannot be told with confidence."""


class BrokenCarrierError(IntakeError):
    """A PDF, word processor's file or e-mail out of which no text can be read."""
