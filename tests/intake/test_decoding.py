"""Encodings: what is said, what is found, what is refused."""

import codecs

import pytest

from archive.intake import UndecodableError, read_document

FRENCH = "Les secours ont été appelés à l’aube, a déclaré un témoin. " * 4
RUSSIAN = "Российский вертолёт был сбит в провинции Идлиб, сообщили в министерстве обороны. " * 6
META = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'


@pytest.mark.parametrize(
    ("content", "encoding", "expected"),
    [
        (FRENCH.encode(), "utf-8", FRENCH),
        (codecs.BOM_UTF8 + FRENCH.encode(), "utf-8", FRENCH),
        (codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"), "utf-16-le", FRENCH),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), "utf-16-be", FRENCH),
        (codecs.BOM_UTF32_LE + FRENCH.encode("utf-32-le"), "utf-32-le", FRENCH),
        (FRENCH.encode("utf-16-le"), "utf-16-le", FRENCH),  # the mark was lost
        (FRENCH.encode("cp1252"), "cp1252", FRENCH),
        (RUSSIAN.encode("cp1251"), "cp1251", RUSSIAN),
    ],
)
def test_text_is_decoded_whatever_its_encoding(content, encoding, expected):
    document = read_document(content, "a.txt")

    assert document.encoding == encoding
    assert document.text == expected


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("windows-1251", "cp1251"),
        ("koi8-r", "koi8_r"),
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),  # as browsers read it
    ],
)
def test_a_page_may_declare_its_encoding(charset, codec):
    words = "Вертолёт" if "12" not in charset[-4:] and "8859" not in charset else "Où"
    words = "Вертолёт" if charset == "windows-1251" else words
    content = META.format(charset, words).encode(codec)

    assert read_document(content, "a.html").blocks[0].text == words


def test_a_page_that_declares_utf8_wrongly_is_detected():
    content = META.format("utf-8", FRENCH).encode("cp1252")

    assert read_document(content, "a.html").encoding == "cp1252"


def test_bytes_of_no_encoding_are_refused():
    content = b"abc " + bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xFF, 0xFE, 0x98]) * 3

    with pytest.raises(UndecodableError, match="save it as UTF-8"):
        read_document(content, "a.txt")


def test_line_ends_and_the_mark_cost_nothing():
    unix = read_document(b"One.\n\nTwo.", "a.txt")
    windows = read_document(codecs.BOM_UTF8 + b"One.\r\n\r\nTwo.", "a.txt")

    assert [block.text for block in unix.blocks] == [block.text for block in windows.blocks]
    assert windows.text == "One.\r\n\r\nTwo."
    assert windows.blocks[1].start == windows.text.index("Two")
