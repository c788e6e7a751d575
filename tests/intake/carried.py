"""Files that carry a text inside another format, made from scratch."""

import io
import zipfile
from email.message import EmailMessage
from gzip import compress

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"

HEADLINE = "Ferry runs aground off Lowick"
FIRST = "A ferry with ninety people aboard ran aground off Lowick on Thursday, the coastguard said in a statement."
SECOND = (
    "Lifeboats took everyone off within two hours, and nobody was hurt, the harbour master told reporters."
)
PAGE = (
    f"<html><head><title>{HEADLINE}</title></head>"
    f"<body><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>"
)


def zipped(members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def docx(xml=None):
    heading = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{HEADLINE}</w:t></w:r></w:p>'
    half = len(FIRST) // 2
    split = f'<w:p><w:r><w:t>{FIRST[:half]}</w:t></w:r><w:r><w:t xml:space="preserve">{FIRST[half:]}</w:t></w:r></w:p>'
    gone = "<w:p><w:del><w:r><w:delText>Struck out.</w:delText></w:r></w:del></w:p>"
    body = f"{heading}{split}{gone}<w:p><w:r><w:t>{SECOND}</w:t></w:r></w:p>"
    xml = xml or f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def odt():
    body = (
        f'<text:h text:outline-level="1">{HEADLINE}</text:h><text:p>{FIRST}</text:p>'
        f"<text:p>{SECOND.replace(' ', '<text:s/>', 1)}<text:note><text:p>A note.</text:p></text:note></text:p>"
    )
    xml = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": xml})


def rtf():
    return f"{{\\rtf1\\ansi {HEADLINE}\\par\\par {FIRST}\\par\\par {SECOND}\\par}}".encode()


def eml(subject=HEADLINE, text=f"{FIRST}\n\n{SECOND}\n", html=None):
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "desk@example.org"
    message["Date"] = "Thu, 02 May 2019 09:00:00 +0000"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="x.png")
    return message.as_bytes()


def mhtml():
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://news.example/ferry"
    message["MIME-Version"] = "1.0"
    message.make_related()
    message.add_related(PAGE, subtype="html")
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    return message.as_bytes()


def pdf(lines=(HEADLINE, "", FIRST, "", SECOND), extra=b""):
    """Return a PDF of one page, a line of text a line."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 750 Td {shown}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(stream), extra, stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    held, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(held))
        held += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(held)
    held += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return held + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def warc(pages, *, is_packed=False):
    records = []
    for url, (content_type, content) in pages.items():
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n\r\n".encode() + content
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; "
            f"msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        records.append(head.encode() + answer + b"\r\n\r\n")
    return b"".join(map(compress, records) if is_packed else records)
