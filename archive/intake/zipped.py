"""ZIP archives opened within bounds: how many members, how large, none of them encrypted or damaged."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from archive.intake.errors import BrokenCarrierError, DocumentTooLargeError

# More members than this are no submission of reports.
MAX_MEMBERS = 20_000
# What all members of an archive may come to when unpacked.
MAX_UNPACKED = 500_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another: its bytes, or why they were not read; a page with the address it was fetched from."""

    name: str
    content: bytes
    refusal: str | None = None
    address: str | None = None


def open_zip(content: bytes, filename: str) -> zipfile.ZipFile:
    """Return the archive; raises an IntakeError for what is none, or is too large when unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError, OSError) as error:
        raise BrokenCarrierError(
            f"{filename}: damaged, or no ZIP archive ({error}); save or pack it anew"
        ) from error
    if len(members) > MAX_MEMBERS:
        raise DocumentTooLargeError(f"{filename}: more than {MAX_MEMBERS:,} files in it; send it in parts")
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise DocumentTooLargeError(
            f"{filename}: unpacked it would have more than {MAX_UNPACKED // 1_000_000:,} MB; send it in parts"
        )
    return archive


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> Member:
    """Return a member with its bytes, or with the reason why they were not read."""
    name = member.filename
    if member.flag_bits & 1:
        return Member(name, b"", "encrypted; unpack it and send the files")
    if member.file_size > limit:
        return Member(name, b"", f"{member.file_size:,} bytes are more than the {limit:,} of one report")
    try:
        # No more than the declared size is ever unpacked, whatever the compressed data holds.
        with archive.open(member) as unpacked:
            return Member(name, unpacked.read(limit + 1))
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        return Member(name, b"", f"damaged inside the archive ({error}); pack it anew")


def read_members(content: bytes, filename: str, limit: int) -> Iterator[Member]:
    """Yield the files of an archive, folders and hidden files left out."""
    archive = open_zip(content, filename)
    for member in archive.infolist():
        parts = member.filename.replace("\\", "/").split("/")
        is_hidden = parts[0] == "__MACOSX" or any(part.startswith(".") and part.strip(".") for part in parts)
        if not member.is_dir() and not is_hidden:
            yield read_member(archive, member, limit)
