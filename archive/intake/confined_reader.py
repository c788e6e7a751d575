"""A program of its own: the text of a PDF or RTF file on standard input, as JSON on standard output.

It imports nothing of ours, bounds its own time and memory, and is run by ``confined.py``.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import sys

# Seconds of processor time and bytes of memory: a report needs a tenth of either.
MAX_SECONDS = 5
MAX_MEMORY = 280_000_000
# A report has some pages; a book is no report.
MAX_PAGES = 300
MAX_TEXT = 5_000_000


def read_pdf(content: bytes) -> str:
    """Return the text of a PDF, a line a line; raises ValueError with the reason where there is none."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise ValueError("PDF needs pypdf, which is not installed: pip install pypdf") from None
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("this PDF is locked with a password; save it without one")
    if len(reader.pages) > MAX_PAGES:
        raise ValueError(f"more than {MAX_PAGES} pages; send the pages of the report alone")
    texts = []
    for page in reader.pages:
        texts.append(page.extract_text())
        if sum(map(len, texts)) > MAX_TEXT:
            raise ValueError("more text than a report can have; send the report alone")
    text = "\n\n".join(texts)
    if not text.strip():
        raise ValueError("no text in this PDF: it seems to be a scan; have its text recognised (OCR) first")
    return text


def read_rtf(content: bytes) -> str:
    """Return the text of an RTF file; raises ValueError with the reason where there is none."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise ValueError("RTF needs striprtf, which is not installed: pip install striprtf") from None
    if not content.lstrip().startswith(b"{\\rtf"):
        raise ValueError("this is no RTF document; send it with the ending of its format")
    text = rtf_to_text(content.decode("cp1252", errors="replace"), errors="replace")  # type: ignore[no-untyped-call]  # striprtf is untyped
    return str(text)


def main() -> None:
    """Read within bounds and print the text, or why there is none."""
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    logging.disable()
    read = {"pdf": read_pdf, "rtf": read_rtf}[sys.argv[1]]
    try:
        answer = {"text": read(sys.stdin.buffer.read())}
    except ValueError as error:
        answer = {"error": str(error)}
    except Exception as error:  # the libraries raise whatever a broken file makes them raise
        answer = {"error": f"damaged ({type(error).__name__}: {error}); save its text and send that"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
