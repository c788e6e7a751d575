"""Submissions made to break the desk: every file gets its line with reason and cure, the good ones are stored."""

import gzip
import os
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from archive.desk import SubmittedFile, submit_files
from archive.management.files import find_files
from archive.models import Article, Batch, BatchItem, Original

pytestmark = pytest.mark.django_db

REPORT = (
    "{} hurt as helicopter lands hard near Homs\n\n3 March 2018\n\n"
    "HOMS, Syria (Levant Wire) — A Mi-17 helicopter landed hard near Homs on Saturday, a security source said of "
    "the {} hurt.\n\nAdvertisement\n\n"
    "The aircraft was on its way to the air base at Hmeimim when an engine failed, the source said.\n"
)


def report(word="Two"):
    return REPORT.format(word, word)


def submit(*files, **options):
    """Store name and content pairs and return (outcome, reason) by name."""
    batch = submit_files([SubmittedFile(name, content) for name, content in files], by=None, **options)
    return {item.filename: (str(item.outcome), item.reason or "") for item in batch.items.all()}


REFUSED = [
    ("empty.txt", b"", "empty"),
    ("blank.md", b" \r\n\t\n ", "empty"),
    ("zeros.txt", b"\0" * 5000, "binary"),
    ("noise.txt", bytes(range(256)) * 40, "binary"),
    ("zipped.txt", gzip.compress(report().encode()), "not text"),
    ("word.docx", report().encode(), "no ZIP archive"),
    ("none", report().encode(), "unknown format"),
    ("two.txt.exe", report().encode(), "unknown format"),
    (
        "page.html",
        b"<html><head><title></title><script>alert(1)</script></head><body></body></html>",
        "no text",
    ),
    ("furniture.txt", b"Share\n\nAdvertisement\n\nShare\n", "nothing is left"),
]


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_what_cannot_be_a_report_is_refused_beside_one_that_is(name, content, reason):
    outcomes = submit((name, content), ("good.txt", report().encode()))

    assert outcomes["good.txt"][0] == "stored"
    assert outcomes[name][0] == "refused"
    assert reason in outcomes[name][1]
    assert Article.objects.count() == Original.objects.count() == 1


# The same report in other clothes: none of them may cost a word of it.
CLOTHES = [
    ("utf-8 with a mark", "utf-8-sig"),
    ("utf-16 with a mark", "utf-16"),
    ("utf-16 without", "utf-16-le"),
    ("western", "cp1252"),
]


@pytest.mark.parametrize(("name", "encoding"), CLOTHES, ids=[name for name, _ in CLOTHES])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_an_encoding_costs_nothing(name, encoding, line_end):
    submit(("plain.txt", report().encode()))
    submit(("other.txt", report().replace("\n", line_end).encode(encoding)))

    plain, other = Article.objects.order_by("pk")
    assert (plain.headline, plain.body) == (other.headline, other.body)


def test_the_same_bytes_are_skipped_and_the_same_text_is_flagged_in_one_submission_too():
    text = report()
    outcomes = submit(
        ("a.txt", text.encode()), ("b.txt", text.encode()), ("c.txt", text.replace("\n", "\r\n").encode())
    )

    assert outcomes["a.txt"][0] == "stored"
    assert outcomes["b.txt"][0] == "skipped"
    assert "a.txt" in outcomes["b.txt"][1]
    assert outcomes["c.txt"][0] == "flagged"
    assert "a.txt" in outcomes["c.txt"][1]


def test_a_submission_that_loses_a_race_loses_only_the_file_both_carry(monkeypatch):
    from archive.desk import batches

    check = batches.check_file

    def check_then_be_overtaken(file, *args, **kwargs):
        checked = check(file, *args, **kwargs)
        monkeypatch.setattr(batches, "check_file", check)
        submit(("theirs.txt", report("Two").encode()))
        return checked

    monkeypatch.setattr(batches, "check_file", check_then_be_overtaken)
    outcomes = submit(("ours.txt", report("Two").encode()), ("more.txt", report("Nine").encode()))

    assert outcomes["ours.txt"][0] == "skipped"
    assert "theirs.txt" in outcomes["ours.txt"][1]
    assert outcomes["more.txt"][0] in ("stored", "flagged")
    assert Article.objects.filter(original__filename="ours.txt").count() == 0


NAMES = [
    "../../etc/passwd.txt",
    "..\\..\\boot.txt",
    "a/b/c.txt",
    "quo\"te's & <b>.txt",
    "новости.txt",
    "\u202etxt.exe.txt",
    "line\nbreak.txt",
    "x" * 300 + ".txt",
    "%00.txt",
    "a;filename=b.txt",
    "-rf.txt",
    " .txt",
    "COM1.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_strange_file_name_is_only_a_name(client, editor, name):
    client.force_login(editor)
    file = SimpleUploadedFile("x.txt", report().encode())
    file._name = name  # past the cleaning of Django's own, as a browser of ill will sends it

    response = client.post("/desk/upload/", {"uploads": file}, follow=True)

    assert response.status_code == 200
    stored = Article.objects.get().original.filename
    assert "/" not in stored
    assert "\\" not in stored
    page = client.get(f"/articles/{Article.objects.get().pk}/").status_code
    assert page == 404  # still a draft
    call_command("link_events", stdout=StringIO())
    assert "<b>" not in client.get(Batch.objects.get().get_absolute_url()).content.decode()


def test_a_download_is_bytes_to_keep_never_a_page(client, make_article):
    page = "<html><body><h1>Ferry aground</h1><script>alert(1)</script><p>The ferry ran aground.</p></body></html>"
    article = make_article(page, name='evil".html')

    response = client.get(f"/articles/{article.pk}/original/download/")

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == f'attachment; filename="original-{article.pk}.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content == page.encode()


def test_more_files_than_a_submission_may_carry_are_too_many_and_none_is_stored(client, editor):
    client.force_login(editor)
    files = [SimpleUploadedFile(f"{number}.txt", report(str(number)).encode()) for number in range(1_050)]

    response = client.post("/desk/upload/", {"uploads": files})

    assert response.status_code in (400, 413)
    assert "1000" in response.content.decode()
    assert not Article.objects.exists()


def test_one_file_too_large_stops_no_other(client, editor):
    client.force_login(editor)
    large = SimpleUploadedFile("large.txt", b"word " * 2_200_000)
    good = SimpleUploadedFile("good.txt", report().encode())

    page = client.post("/desk/upload/", {"uploads": [large, good]}, follow=True).content.decode()

    outcomes = dict(BatchItem.objects.values_list("filename", "outcome"))
    assert outcomes == {"large.txt": "refused", "good.txt": "stored"}
    assert "11,000,000 bytes" in page


BODIES = [
    ("no boundary", "multipart/form-data", b"x"),
    ("cut off", "multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="uploads"; fil'),
    ("base64 that is none", "multipart/form-data; boundary=b",
     b'--b\r\nContent-Disposition: form-data; name="uploads"; filename="a.txt"\r\n'
     b"Content-Transfer-Encoding: base64\r\n\r\n%%%%\r\n--b--\r\n"),
    ("json", "application/json", b'{"pasted": "x"}'),
    ("long boundary", "multipart/form-data; boundary=" + "b" * 300, b"--b"),
    ("a form that lies about its charset", "application/x-www-form-urlencoded; charset=utf-7", b"pasted=+ADw-b"),
    ("two thousand fields", "application/x-www-form-urlencoded", b"&".join(b"f%d=1" % n for n in range(2000))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content_type", "body"), [case[1:] for case in BODIES], ids=[case[0] for case in BODIES]
)
def test_a_broken_form_stores_nothing_and_breaks_nothing(client, editor, content_type, body):
    client.force_login(editor)
    assert client.generic("POST", "/desk/upload/", body, content_type).status_code < 500
    assert not Article.objects.exists()


def test_a_name_of_no_valid_utf_8_and_one_too_long_are_named(tmp_path):
    (tmp_path / "good.txt").write_text(report("Two"), encoding="utf-8")
    odd = os.fsencode(tmp_path) + b"/odd\xff\xfe.txt"
    with open(odd, "wb") as file:
        file.write(report("Three").encode())
    out = StringIO()

    with pytest.raises(CommandError, match="2 of 4 files were refused"):
        call_command("import_articles", str(tmp_path), str(tmp_path / ("x" * 300)), "", stdout=out)

    assert "odd\ufffd\ufffd.txt: stored" in out.getvalue()
    assert "too long" in out.getvalue()
    assert "an empty path" in out.getvalue()
    assert Article.objects.published().count() == 2


def test_hidden_files_below_a_folder_are_left_alone(tmp_path):
    for name in (".git/notes.txt", "._report.txt", ".hidden.md", "seen/report.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(report(), encoding="utf-8")

    assert [file.name for file in find_files([str(tmp_path)])] == [str(tmp_path / "seen/report.txt")]


def test_what_is_no_file_is_named(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "empty").mkdir()

    files = list(find_files([str(tmp_path), str(tmp_path / "empty"), str(tmp_path / "missing")]))

    assert [file.content for file in files] == [b""] * 5
    assert all(file.refusal for file in files)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_named(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "secret.txt").write_text(report(), encoding="utf-8")
    (tmp_path / "secret.txt").chmod(0)
    closed.chmod(0)

    files = list(find_files([str(tmp_path), str(closed / "report.txt")]))
    closed.chmod(0o700)

    assert [bool(file.refusal) for file in files] == [True, True, True]
