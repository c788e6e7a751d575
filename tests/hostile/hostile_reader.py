"""A program of its own: checks one hostile file after another and prints, for each, what it cost and what was said.

Run by test_hostile_files.py. An argument names a folder with more files.
"""

import io
import json
import os
import random
import resource
import signal
import sys
import time
import zipfile
import zlib
from pathlib import Path

from tests.intake import carried

MB = 1_000_000
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def zip_bomb(name="bomb.txt", size=1_500 * MB):
    """Return an archive of one member that unpacks to ``size`` bytes of nothing."""
    packer, crc = zlib.compressobj(9, zlib.DEFLATED, -15), 0
    packed, zeros = [], bytes(10 * MB)
    for _ in range(size // len(zeros)):
        packed.append(packer.compress(zeros))
        crc = zlib.crc32(zeros, crc)
    data = b"".join(packed) + packer.flush()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, b"")
    empty = held.getvalue()
    sizes = crc.to_bytes(4, "little") + len(data).to_bytes(4, "little") + size.to_bytes(4, "little")
    local, central = empty.index(b"PK\x03\x04"), empty.index(b"PK\x01\x02")
    end = empty.index(b"PK\x05\x06")
    head = (
        empty[local : local + 8]
        + b"\x08\0"
        + empty[local + 10 : local + 14]
        + sizes
        + empty[local + 26 : central]
    )
    entry = empty[central : central + 10] + b"\x08\0" + empty[central + 12 : central + 16] + sizes
    entry += empty[central + 28 : end]
    tail = empty[end : end + 16] + (len(head) + len(data)).to_bytes(4, "little") + empty[end + 20 :]
    return head + data + entry + tail


def _marked_encrypted(archive):
    """Return an archive whose member says that it is encrypted."""
    at = archive.index(b"PK\x01\x02") + 8
    return archive[:6] + b"\x01" + archive[7:at] + b"\x01" + archive[at + 1 :]


def pdf_bomb():
    """Return a PDF whose page unpacks to half a gigabyte."""
    data = zlib.compress(b"(A) Tj " * (70 * MB), 9)
    plain = carried.pdf(lines=("x",))
    start, end = plain.index(b"4 0 obj"), plain.index(b"5 0 obj")
    stream = b"4 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n" % (
        len(data),
        data,
    )
    return plain[:start] + stream + plain[end:]


def pdf_loop():
    """Return a PDF whose tree of pages is a circle."""
    return carried.pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def files():
    """Yield name and bytes of each hostile file."""
    noise = random.Random(3).randbytes(MB)  # noqa: S311  (noise)
    yield from packed_files(noise)
    yield from documents(noise)
    yield from files_of_many(noise)
    yield from long_lines_and_polyglots()
    for path in sorted(Path(sys.argv[1]).iterdir()) if len(sys.argv) > 1 else ():
        yield path.name, path.read_bytes()


def packed_files(noise):
    """Yield archives, and documents that are archives inside, that unpack to more than anybody sent."""
    yield "bomb.zip", zip_bomb()
    yield "many-declared.zip", carried.zipped({f"{n}.txt": bytes(9 * MB) for n in range(60)})
    gigabyte = (1_000 * MB).to_bytes(4, "little")
    for name, member in (("declared.zip", "a.txt"), ("declared.docx", "word/document.xml")):
        packed = carried.zipped({member: b"x" * 77_777})
        yield name, packed.replace((77_777).to_bytes(4, "little"), gigabyte)
    yield "encrypted.zip", _marked_encrypted(carried.zipped({"a.txt": b"A report."}))
    yield "bomb.odt", carried.zipped({"content.xml": bytes(200 * MB)})
    yield "laughs.odt", carried.zipped({"content.xml": f"{LAUGHS}]><l>&j;</l>"})
    yield "bomb.docx", carried.zipped({"word/document.xml": bytes(200 * MB)})
    yield "nested.zip", carried.zipped({"a.zip": carried.zipped({"b.zip": zip_bomb(size=100 * MB)})})
    yield (
        "traversal.zip",
        carried.zipped(
            {"../../../../tmp/evil.txt": b"Gone.", "/etc/evil.txt": b"Gone.", "C:\\evil.txt": b"Gone."}
        ),
    )
    yield "crowd.zip", carried.zipped({f"{n}.txt": b"" for n in range(30_000)})
    yield "noise.zip", b"PK\x03\x04" + noise
    yield "laughs.docx", carried.docx(f"{LAUGHS}]><l>&j;</l>")
    yield "outside.docx", carried.docx(OUTSIDE)
    yield "deep.docx", carried.docx("<a>" * 100_000)
    yield (
        "wide.docx",
        carried.docx(f"<w:document xmlns:w='{carried.W}'><w:body>{'<w:p/>' * 600_000}</w:body></w:document>"),
    )


def documents(noise):
    """Yield pages, PDF and RTF files that ask for other files, or go round in circles."""
    yield "outside.xhtml", OUTSIDE.encode()
    yield "laughs.html", f"{LAUGHS}]><html><body>&j;</body></html>".encode()
    yield "noise.pdf", b"%PDF-1.7\n" + noise
    yield "bomb.pdf", pdf_bomb()
    yield "loop.pdf", pdf_loop()
    yield (
        "many-objects.pdf",
        b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n[%d 0 R]\nendobj\n" % (n, n + 1) for n in range(200_000)),
    )
    yield "deep.rtf", b"{\\rtf1" + b"{" * 3 * MB
    yield "controls.rtf", b"{\\rtf1" + b"\\'e9\\u233?" * 900_000 + b"}"
    yield "unicode.rtf", b"{\\rtf1" + b"\\uc999999999 \\u1 " * 300_000 + b"}"


def files_of_many(noise):
    """Yield messages, tables and web archives of very many parts."""
    yield (
        "nested.eml",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(50_000)),
    )
    yield "headers.eml", b"Subject: " + b"=?utf-8?q?=41?= " * 500_000 + b"\n\nx"
    yield "parts.mhtml", b"Content-Type: multipart/related; boundary=b\n\n" + b"--b\n\nx\n" * MB
    yield "broken.pdf", carried.pdf()[:-200]
    yield "empty.pdf", b"%PDF-1.7\n%%EOF"
    yield "no-pages.pdf", carried.pdf().replace(b"/Kids [3 0 R]", b"/Kids []")
    yield "half.docx", carried.docx("<w:document")[:-30]
    yield (
        "link.mhtml",
        b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n"
        + (
            b"Content-Location: file:///etc/passwd\n\n<html><body><img src=file:///etc/passwd></body></html>\n--b--\n"
        ),
    )
    yield "wide.csv", b"text," * 2 * MB + b"\n" + b"x," * 2 * MB
    yield "quote.csv", b'text\n"' + b"word " * 19 * MB
    yield "deep.jsonl", b'{"text":' * 3 * MB
    yield "rows.jsonl", b"{}\n" * 3 * MB
    yield "noise.warc", b"WARC/1.0\r\n" + noise
    yield (
        "lie.warc",
        (
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: text/html\r\nContent-Length: 9999999999\r\n\r\nx"
        ),
    )


def long_lines_and_polyglots():
    """Yield texts of one line of megabytes, and files that are two formats at once."""
    yield "line.txt", b"word " * (19 * MB // 10)
    yield "line-without-blanks.txt", b"w" * (9 * MB)
    yield "line.html", b"<html><body><p>" + b"word " * (19 * MB // 10)
    yield "brackets.md", b"[" * (9 * MB)
    yield "polyglot.pdf", b"%PDF-1.4\n<html><script>alert(1)</script>" + carried.zipped({"a.txt": b"x"})
    yield "polyglot.html", b"GIF89a<html><body><script>alert(1)</script></body></html>"
    yield "polyglot.zip", b"<html><body><p>Not a page.</p></body></html>" + carried.zipped({"a.exe": b"MZ"})


def main():
    """Check each file in a process of its own, as nobody's memory is given back whole."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from archive.desk import SubmittedFile, check_files
    from archive.desk.reading import find_names

    call_command("migrate", verbosity=0)
    find_names("Moscow", "A Mi-8 near Moscow.")
    for name, content in files():
        connections.close_all()
        out, into = os.pipe()
        child = os.fork()
        if child == 0:
            signal.alarm(120)
            before = time.process_time()
            count, said = 0, []
            for checked in check_files([SubmittedFile(name, content)]):
                count += 1
                if len(said) < 3:
                    said.append([checked.outcome("keep"), checked.said])
            own, children = (
                resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            )
            cost = time.process_time() - before + children.ru_utime + children.ru_stime
            memory = max(own.ru_maxrss, children.ru_maxrss) // 1000 - len(content) // MB
            told = {"name": name, "seconds": round(cost, 2), "mb": memory, "count": count, "said": said}
            os.write(into, json.dumps(told)[:60_000].encode())
            os._exit(0)
        os.close(into)
        print(
            os.fdopen(out, "rb").read().decode()
            or json.dumps({"name": name, "seconds": 999, "mb": 0, "said": []}),
            flush=True,
        )
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
