"""From bytes to text: which encoding, or a clear refusal."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from archive.intake.errors import BinaryDocumentError, UndecodableError

# Longest first: the UTF-16 mark is also the beginning of the UTF-32 one.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# How common binaries begin; the name goes into the message.
SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
)

META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{2,40})""", re.I)
XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_.:-]{2,40})""", re.I)
# The HTML standard looks for the declaration in the first 1,024 bytes; real pages put it later.
DECLARATION_REACH = 8_192

CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
# Text has no control characters; one in two hundred allows for a stray form feed or escape.
MAX_CONTROL_SHARE = 0.005
SAMPLE_BYTES = 65_536
# Detection needs no more than this, and its cost grows with it.
DETECTION_BYTES = 200_000
# Below this share of high bytes, Western text with some accents or curly quotes.
WESTERN_HIGH_SHARE = 0.12
# charset-normalizer's own measure of garbage, 0.0 to 1.0; above this it is guessing.
MAX_CHAOS = 0.1

UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH_BYTES = re.compile(rb"[\x80-\xff]")
# What a high byte of Western text is: a letter, or a typographic mark.
WESTERN_MARKS = "‘’“”–—…•«»€£§°·©®´¡¿ºª™½¼¾¢¨\xa0\xad‹›„‚×÷"
CURE = "save it as UTF-8 and send it again"


def decode(content: bytes, filename: str) -> tuple[str, str]:
    """Return the text without byte-order mark, line ends as they came, and the encoding's name.

    Raises BinaryDocumentError for what is no text, UndecodableError when no encoding fits with confidence.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_marked(content[len(mark) :], encoding, filename), encoding
    _refuse_binary(content, filename)
    wide = _wide_encoding(content)
    if wide is not None:
        return _decode_marked(content, wide, filename), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_other(content, error, filename)


def _decode_marked(content: bytes, encoding: str, filename: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"{filename}: marked as {encoding}, but byte {error.start} does not fit; {CURE}"
        ) from error


def _refuse_binary(content: bytes, filename: str) -> None:
    for signature, name in SIGNATURES:
        if content.startswith(signature):
            raise BinaryDocumentError(
                f"{filename}: this is {name}, not text; save the report as .txt, .md or .html"
            )
    if _wide_encoding(content) is not None:
        return
    sample = content[:SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if b"\0" in content or controls > MAX_CONTROL_SHARE * len(sample):
        raise BinaryDocumentError(
            f"{filename}: binary data (null bytes or control characters), not text; "
            "save the report as .txt, .md or .html"
        )


def _wide_encoding(content: bytes) -> str | None:
    """Name UTF-16 without its mark: every other byte of Latin text is then a null."""
    sample = content[:SAMPLE_BYTES]
    half = len(sample) // 2
    if half < 8 or len(content) % 2:
        return None
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if odd > 0.7 * half and even == 0:
        return "utf-16-le"
    if even > 0.7 * half and odd == 0:
        return "utf-16-be"
    return None


def _decode_other(content: bytes, error: UnicodeDecodeError, filename: str) -> tuple[str, str]:
    place = f"byte {error.start} (0x{content[error.start]:02x})"
    high = len(HIGH_BYTES.findall(content))
    in_sequences = sum(len(match) for match in UTF8_SEQUENCE.findall(content))
    # Mostly UTF-8 with a broken character: any other reading would turn every quotation mark to rubbish.
    if in_sequences * 2 > high and in_sequences > 2:
        raise UndecodableError(f"{filename}: UTF-8, but broken at {place}; {CURE}") from error
    declared = _declared_encoding(content)
    if declared is not None:
        try:
            return content.decode(declared), declared
        except UnicodeDecodeError:
            pass
    if _is_western(content, high):
        return content.decode("cp1252"), "cp1252"
    return _detect(content, place, filename)


def _declared_encoding(content: bytes) -> str | None:
    head = content[:DECLARATION_REACH]
    match = XML_ENCODING.match(head) or META_CHARSET.search(head)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    if name in {"iso8859-1", "ascii"}:  # as browsers read it: the standard says so
        return "cp1252"
    return None if name == "utf-8" else name


def _is_western(content: bytes, high: int) -> bool:
    if high > WESTERN_HIGH_SHARE * len(content):
        return False
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    odd = sum(1 for char in text if char > "\x7f" and char not in WESTERN_MARKS and not ("À" <= char <= "ÿ"))
    return odd * 20 <= high


def _detect(content: bytes, place: str, filename: str) -> tuple[str, str]:
    best = from_bytes(content[:DETECTION_BYTES]).best()
    if (
        best is not None
        and best.chaos <= MAX_CHAOS
        and (best.coherence > 0 or best.encoding.startswith("utf"))
    ):
        try:
            return content.decode(best.encoding), best.encoding
        except UnicodeDecodeError:
            pass
    raise UndecodableError(
        f"{filename}: not UTF-8 at {place}, and no other encoding fits with confidence; {CURE}"
    )
