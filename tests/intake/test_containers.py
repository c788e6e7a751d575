"""Files of many reports: each report comes out under a name, the others with a reason."""

import io
import json
import zipfile

import pytest

from archive.intake import (
    IntakeError,
    UnknownColumnError,
    is_container,
    open_container,
    parse_columns,
    read_document,
)
from tests.intake import carried
from tests.intake.carried import FIRST, HEADLINE, PAGE, SECOND, zipped

REPORT = f"{HEADLINE}\n\n{FIRST}\n".encode()


def opened(content, name, **columns):
    return list(open_container(content, name, columns))


def test_an_archive_gives_its_files_and_leaves_hidden_ones():
    content = zipped(
        {"a.txt": REPORT, "deep/b.txt": REPORT, "__MACOSX/a.txt": b"x", ".DS_Store": b"x", "d/": b""}
    )
    assert [(m.name, m.content, m.refusal) for m in opened(content, "a.zip")] == [
        ("a.txt", REPORT, None),
        ("deep/b.txt", REPORT, None),
    ]


def test_a_table_inside_an_archive_is_opened_and_an_archive_is_not():
    rows = f"headline,text\n{HEADLINE},{FIRST}\n".encode()
    members = opened(zipped({"t.csv": rows, "b.zip": zipped({"c.txt": REPORT}), "d.tar.gz": b"x"}), "a.zip")
    assert [bool(m.refusal) for m in members] == [False, True, True]
    assert "inside an archive" in members[1].refusal


TABLES = [
    ("a.csv", f'headline,text,date\n"{HEADLINE}","{FIRST}\n\n{SECOND}",2019-05-02\n'),
    ("a.csv", f'headline,text,date\n"{HEADLINE}","{FIRST}\n\n{SECOND} ""No,"" he said.",2019-05-02\n'),
    ("a.csv", f'Title;Body;Date\n"{HEADLINE}";"{FIRST}\n\n{SECOND}";2019-05-02\n'),
    ("a.tsv", f"title\tbody\tdate\n{HEADLINE}\t{FIRST} {SECOND}\t2019-05-02\n"),
    ("a.jsonl", json.dumps({"title": HEADLINE, "content": FIRST, "published": "2019-05-02"}) + "\n\n"),
]


@pytest.mark.parametrize(("name", "text"), TABLES)
def test_each_row_is_a_report(name, text):
    (member,) = opened(text.encode(), name)
    document = read_document(member.content, member.name)
    assert document.headline.value == HEADLINE
    assert document.published.value == "2019-05-02"
    assert document.text.startswith(FIRST)


def test_columns_of_other_names_are_told():
    (member,) = opened(
        f'Titel,Inhalt\n{HEADLINE},"{FIRST}"\n'.encode(),
        "a.csv",
        **parse_columns("text=Inhalt, headline=Titel"),
    )
    assert read_document(member.content, member.name).headline.value == HEADLINE


def test_a_row_without_a_text_is_refused_with_the_columns_there_are():
    (member,) = opened(b"Titel,Inhalt\nx,y\n", "a.csv")
    assert "Titel, Inhalt" in member.refusal


@pytest.mark.parametrize("words", ["text", "body=x", "text=", "=x"])
def test_a_word_about_columns_that_names_none_is_refused(words):
    with pytest.raises(UnknownColumnError, match="text=NAME"):
        parse_columns(words)


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_web_archive_gives_its_pages_and_says_what_it_left_out(is_packed):
    pages = {
        "https://news.example/ferry": ("text/html; charset=utf-8", PAGE.encode()),
        "https://news.example/x.png": ("image/png", b"\x89PNG"),
    }
    page, rest = opened(carried.warc(pages, is_packed=is_packed), "a.warc.gz" if is_packed else "a.warc")
    assert (page.name, page.content) == ("https://news.example/ferry.html", PAGE.encode())
    assert "1 records in it are no web pages" in rest.refusal


def test_a_page_out_of_a_web_archive_has_the_address_it_was_fetched_from_unless_it_names_one():
    url = "https://news.example/ferry?print=1"
    named = PAGE.replace("<title>", '<link rel=canonical href="https://news.example/ferry"><title>')
    for page, address in ((PAGE, url), (named, "https://news.example/ferry")):
        (member,) = opened(carried.warc({url: ("text/html", page.encode())}), "a.warc")
        document = read_document(member.content, member.name, member.address)
        assert document.canonical_url.value == address


def test_one_bad_line_stops_no_other():
    good = json.dumps({"text": FIRST})
    members = opened(f"{good}\n{{\n[]\n{good}\n".encode(), "a.jsonl")
    assert [bool(m.refusal) for m in members] == [False, True, True, False]


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.gz", "zip"])
def test_other_files_hold_no_others(name):
    assert not is_container(name)


def test_a_packed_file_is_never_unpacked_beyond_its_declared_size():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"\0" * 50_000_000)
        archive.writestr("good.txt", REPORT)
    content = held.getvalue().replace((50_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    bomb, good = opened(content, "a.zip")
    assert bomb.refusal is not None or len(bomb.content) <= 1_000
    assert good.content == REPORT


def test_an_archive_cut_off_is_refused():
    with pytest.raises(IntakeError, match="damaged"):
        opened(zipped({"a.txt": REPORT})[:-10], "a.zip")
    content = carried.warc({"https://a.example/": ("text/html", PAGE.encode())}, is_packed=True)
    assert any(member.refusal for member in opened(content[:-30], "a.warc.gz"))
