"""Files that hold many reports (.zip, .csv, .tsv, .jsonl, .warc): each report out of them, as a file of its own."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from archive.intake.decoding import decode
from archive.intake.errors import DocumentTooLargeError
from archive.intake.rows import to_record, without_text
from archive.intake.zipped import MAX_MEMBERS, MAX_UNPACKED, Member, read_members

# A report is some kilobytes, its page seldom more than two megabytes; ten leaves room for any of them.
MAX_BYTES = 10_000_000
MAX_CONTAINER = 100_000_000
# Tables are held in memory whole, as text.
MAX_TABLE = 30_000_000
MAX_COLUMNS = 1_000
_LINE = re.compile(r"[^\n]+\n?|\n")
_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".warc")
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def is_container(filename: str) -> bool:
    """Return whether a file of this name holds many reports."""
    return _opener(filename) is not None


def size_limit(filename: str) -> int:
    """Return how many bytes a file of this name may have."""
    return MAX_CONTAINER if is_container(filename) else MAX_BYTES


def open_container(content: bytes, filename: str, columns: dict[str, str]) -> Iterator[Member]:
    """Yield the reports in a file of many, each with a name, or with the reason why it is refused.

    ``columns`` say which columns of a table hold what (``rows.parse_columns``). Raises an IntakeError for a file that
    cannot be opened; one that is found damaged on the way yields a member that says so.
    """
    opener = _opener(filename)
    if opener is None:
        raise ValueError(f"{filename} holds no other files: ask is_container first")
    if len(content) > MAX_CONTAINER:
        raise DocumentTooLargeError(
            f"{filename}: {len(content):,} bytes; a file of many reports may have {MAX_CONTAINER:,}"
        )
    unpacked = 0
    for number, member in enumerate(opener(content, filename, columns)):
        unpacked += len(member.content)
        if number >= MAX_MEMBERS or unpacked > MAX_UNPACKED:
            yield Member(filename, b"", "holds more than one submission may; the rest was not read")
            return
        yield member


def _zip(content: bytes, filename: str, columns: dict[str, str]) -> Iterator[Member]:
    for member in read_members(content, filename, MAX_BYTES):
        if member.name.lower().endswith(_ARCHIVES):
            yield Member(member.name, b"", "an archive inside an archive; unpack it and send the files")
        elif is_container(member.name) and member.refusal is None:
            yield from open_container(member.content, member.name, columns)
        else:
            yield member


def _csv(content: bytes, filename: str, columns: dict[str, str]) -> Iterator[Member]:
    text = _table(content, filename)
    head = text.split("\n", 1)[0]
    try:
        # The columns' names tell what parts them; how quotation marks in texts are written they cannot tell.
        delimiter = csv.Sniffer().sniff(head[:10_000], ",;\t|").delimiter
    except csv.Error:
        delimiter = ","
    if max(map(head.count, ",;\t|")) > MAX_COLUMNS:
        raise DocumentTooLargeError(
            f"{filename}: more than {MAX_COLUMNS:,} columns; send the columns of the reports"
        )
    csv.field_size_limit(MAX_BYTES)
    lines = (match[0] for match in _LINE.finditer(text))
    try:
        for number, row in enumerate(csv.DictReader(lines, delimiter=delimiter), 2):
            yield _row(row, f"{filename}-row-{number}.json", columns)
    except csv.Error as error:
        yield Member(filename, b"", f"no readable table from here on ({error}); save it as CSV in UTF-8")


def _jsonl(content: bytes, filename: str, columns: dict[str, str]) -> Iterator[Member]:
    for number, match in enumerate(_LINE.finditer(_table(content, filename)), 1):
        line, name = match[0], f"{filename}-line-{number}.json"
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Member(name, b"", f"no valid JSON ({error}); write one object a line")
            continue
        if isinstance(row, dict):
            yield _row(row, name, columns)
        else:
            yield Member(name, b"", "no JSON object; write one object a line")


def _table(content: bytes, filename: str) -> str:
    if len(content) > MAX_TABLE:
        raise DocumentTooLargeError(
            f"{filename}: {len(content):,} bytes; a table may have {MAX_TABLE:,}; send it in parts"
        )
    return decode(content, filename)[0]


def _row(row: dict[Any, Any], name: str, columns: dict[str, str]) -> Member:
    record = to_record(row, columns)
    if "text" not in record:
        return Member(name, b"", without_text(row))
    return Member(name, json.dumps(record, ensure_ascii=False).encode())


def _warc(content: bytes, filename: str, columns: dict[str, str]) -> Iterator[Member]:
    others = pages = 0
    try:
        for record in ArchiveIterator(io.BytesIO(content)):
            if record.rec_type not in ("response", "resource"):
                continue
            if not _is_page(record):
                others += 1
                continue
            pages += 1
            yield _page(record, f"record-{pages}")
    except Exception as error:  # warcio raises whatever a broken record makes it raise
        yield Member(filename, b"", f"damaged from here on ({error}); {pages} pages were read before")
    if others:
        yield Member(filename, b"", f"{others} records in it are no web pages and were left out")
    elif not pages:
        yield Member(filename, b"", "no web page in it; send an archive with some, or the pages themselves")


def _is_page(record: Any) -> bool:
    headers = record.http_headers or record.rec_headers
    content_type = (headers.get_header("Content-Type") or "").lower()
    is_fine = record.http_headers is None or record.http_headers.get_statuscode() == "200"
    return is_fine and content_type.startswith(_PAGE_TYPES)


def _page(record: Any, unnamed: str) -> Member:
    url = record.rec_headers.get_header("WARC-Target-URI") or unnamed
    name = url if url.lower().endswith((".html", ".htm", ".xhtml")) else f"{url}.html"
    address = url if url.startswith(("http://", "https://")) else None
    content = record.content_stream().read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        return Member(name, b"", f"more than the {MAX_BYTES:,} bytes of one report")
    if getattr(record.raw_stream, "limit", 0) > 0:
        return Member(name, b"", "cut off: the archive ends inside this page")
    return Member(name, content, address=address)


Opener = Callable[[bytes, str, dict[str, str]], Iterator[Member]]
_OPENERS: dict[str, Opener] = {
    ".zip": _zip,
    ".csv": _csv,
    ".tsv": _csv,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".warc": _warc,
    ".warc.gz": _warc,
}


def _opener(filename: str) -> Opener | None:
    name = filename.lower()
    return next((opener for ending, opener in _OPENERS.items() if name.endswith(ending)), None)
