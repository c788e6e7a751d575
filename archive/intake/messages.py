"""E-mails (.eml) and saved web pages (.mhtml): the page or the text inside, and what the header says of it."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart

from archive.intake.decoding import decode
from archive.intake.errors import BrokenCarrierError
from archive.records import Format, Metadatum

# What is forwarded or answered says nothing of the report inside: not its headline, not its day.
_PASSED_ON = re.compile(r"\s{0,9}(?:fwd?|re|aw|wg)\s{0,3}:", re.I)

_HEADER_END = re.compile(rb"\r?\n\r?\n")
# Headers have some kilobytes, messages some dozen parts; saved pages have a part for each of their pictures.
MAX_HEADER = 100_000
MAX_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class Message:
    """The text of a message, how it is to be read, and what its header says."""

    text: str
    format: Format
    headline: Metadatum | None = None
    published: Metadatum | None = None
    canonical_url: Metadatum | None = None


def read_email(content: bytes, filename: str) -> Message:
    """Return an e-mail's page or text; raises an IntakeError where it has neither."""
    message = _parse(content, filename)
    text, found = _text_of(message.get_body(("plain", "html")), filename)
    if not text.strip():
        text, found = _text_of(message.get_body(("html",)), filename)
    subject = " ".join(str(message.get("Subject", "")).split())
    if not subject or _PASSED_ON.match(subject):
        return Message(text, found)
    return Message(
        text, found, headline=Metadatum(subject[:500], "e-mail:Subject"), published=_date_of(message)
    )


def read_mhtml(content: bytes, filename: str) -> Message:
    """Return the page that a browser saved; raises an IntakeError where there is none."""
    message = _parse(content, filename)
    part = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
    if part is None:
        raise BrokenCarrierError(f"{filename}: no web page in it; save the page anew, or its text")
    text, found = _text_of(part, filename)
    url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
    is_address = url.startswith(("http://", "https://"))
    return Message(
        text, found, canonical_url=Metadatum(url, "mhtml:Content-Location") if is_address else None
    )


def _parse(content: bytes, filename: str) -> EmailMessage:
    header = _HEADER_END.search(content)
    if header is None or header.start() > MAX_HEADER:
        raise BrokenCarrierError(
            f"{filename}: no message, or none with a header of a usual size; save its text"
        )
    if content.count(b"\n--") > MAX_PARTS:
        raise BrokenCarrierError(f"{filename}: more than {MAX_PARTS:,} parts; save its text and send that")
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
    except Exception as error:  # the standard library's parser breaks in many ways on a broken message
        raise BrokenCarrierError(
            f"{filename}: no readable message ({type(error).__name__}); save its text and send that"
        ) from error
    return message


def _text_of(part: MIMEPart | None, filename: str) -> tuple[str, Format]:
    if part is None:
        raise BrokenCarrierError(f"{filename}: no text in the message; save the report itself and send that")
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    found = Format.HTML if part.get_content_type() == "text/html" else Format.TEXT
    try:
        return content.decode(part.get_content_charset() or "utf-8"), found
    except (LookupError, UnicodeDecodeError):
        return decode(content, filename)[0], found


def _date_of(message: EmailMessage) -> Metadatum | None:
    try:
        sent = email.utils.parsedate_to_datetime(str(message.get("Date", "")))
    except (TypeError, ValueError, OverflowError):
        return None
    return Metadatum(sent.isoformat(), "e-mail:Date")
