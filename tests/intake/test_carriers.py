"""Texts carried inside other formats: every word of the report comes out, and its place in what was read."""

import json
from contextlib import suppress

import pytest

from archive.cleaning import clean_document
from archive.intake import IntakeError, read_document
from archive.records import Carrier, Markup
from tests.intake import carried
from tests.intake.carried import FIRST, HEADLINE, PAGE, SECOND

RECORD = {"title": HEADLINE, "body": f"{FIRST}\n\n{SECOND}", "date": "2019-05-02", "source": "Lowick Echo"}
FILES = [
    ("report.docx", carried.docx(), Carrier.DOCX),
    ("report.odt", carried.odt(), Carrier.ODT),
    ("report.rtf", carried.rtf(), Carrier.RTF),
    ("report.pdf", carried.pdf(), Carrier.PDF),
    ("report.eml", carried.eml(), Carrier.EMAIL),
    ("html.eml", carried.eml(text="", html=PAGE), Carrier.EMAIL),
    ("page.mhtml", carried.mhtml(), Carrier.MHTML),
    ("report.json", json.dumps(RECORD).encode(), Carrier.RECORD),
]


@pytest.mark.parametrize(("name", "content", "carrier"), FILES, ids=[name for name, _, _ in FILES])
def test_every_word_of_the_report_is_read(name, content, carrier):
    document = read_document(content, name)

    assert document.carrier == carrier
    report = clean_document(document)
    assert report.body == f"{FIRST}\n\n{SECOND}"
    assert report.headline == HEADLINE
    for block in document.blocks:
        for piece in block.pieces:
            if len(piece.text) == piece.end - piece.start:
                assert document.text[piece.start : piece.end] == piece.text


def test_headings_of_a_document_stay_headings():
    for name, content in (("a.docx", carried.docx()), ("a.odt", carried.odt())):
        first = read_document(content, name).blocks[0]
        assert (first.text, first.markup, first.level) == (HEADLINE, Markup.HEADING, 1)


def test_what_was_struck_out_or_is_a_note_is_no_text():
    assert "Struck" not in read_document(carried.docx(), "a.docx").text
    assert "note" not in read_document(carried.odt(), "a.odt").text


def test_an_email_tells_headline_and_day_unless_it_was_passed_on():
    document = read_document(carried.eml(), "a.eml")
    assert document.headline.value == HEADLINE
    assert document.published.value.startswith("2019-05-02")
    passed_on = read_document(carried.eml(f"Fwd: {HEADLINE}"), "a.eml")
    assert passed_on.headline is None
    assert passed_on.published is None


def test_a_saved_page_tells_its_address():
    assert read_document(carried.mhtml(), "a.mhtml").canonical_url.value == "https://news.example/ferry"


def test_a_record_tells_what_its_columns_say():
    document = read_document(json.dumps(RECORD).encode(), "a.json")
    assert (document.outlet.value, document.published.value) == ("Lowick Echo", "2019-05-02")


REFUSED = [
    ("a.docx", b"no archive at all", "pack it anew"),
    ("a.docx", carried.zipped({"other.xml": "<a/>"}), "missing"),
    ("a.docx", carried.docx("<w:document"), "damaged"),
    ("a.docx", carried.docx('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "declares entities"),
    ("a.odt", carried.docx(), "missing"),
    ("a.rtf", b"plain words", "no RTF document"),
    ("a.pdf", b"%PDF-1.4 and nothing more", "damaged"),
    ("a.pdf", carried.pdf(lines=()), "scan"),
    ("a.eml", b"", "empty"),
    ("a.mhtml", carried.eml(), "no web page"),
    ("a.json", b"[1, 2]", "no JSON object"),
    ("a.json", b'{"titel": "x"}', "titel"),
    ("a.json", b"{", "no valid JSON"),
    ("a.exe", b"MZ", ".docx"),
]


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED, ids=[f"{n} {r}" for n, _, r in REFUSED])
def test_what_cannot_be_read_is_refused_with_reason_and_cure(name, content, reason):
    with pytest.raises(IntakeError, match=reason) as refused:
        read_document(content, name)
    assert str(refused.value).startswith(f"{name}: ")


@pytest.mark.parametrize(("name", "content"), [(n, c) for n, c, _ in FILES], ids=[n for n, _, _ in FILES])
def test_a_file_cut_off_anywhere_is_read_or_refused(name, content):
    step = len(content) // (4 if name.endswith((".pdf", ".rtf")) else 40) or 1
    for end in range(1, len(content), step):
        with suppress(IntakeError):
            read_document(content[:end], name)
