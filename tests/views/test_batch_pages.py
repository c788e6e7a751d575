"""The page of a submission: progress, filters, table, choices; and the file beside what it repeats."""

import csv

import pytest

from archive.desk import SubmittedFile, open_batch, read_batch, receive_files
from archive.models import Article, Batch, BatchItem
from tests.views.test_desk_pages import OTHER, REPORT, page_of, send


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def half_read(db):
    batch = open_batch(by=None)
    files = {"ferry.txt": REPORT, "anglers.txt": OTHER, "=evil.txt": ""}
    receive_files(batch, [SubmittedFile(name, text.encode()) for name, text in files.items()])
    read_batch(batch, until=0.0)
    return batch


def test_progress_is_told_and_survives_a_reload(desk, half_read):
    for _ in range(2):
        html = page_of(desk.get(half_read.get_absolute_url()))
        assert "1 of 3 files read" in html
        assert '<progress id="bar" max="3" value="1">' in html
        assert "Waits to be read" in html


def test_reading_is_stopped_and_resumed(desk, half_read):
    address = half_read.get_absolute_url()
    assert "Resume reading" in page_of(desk.post(address, {"action": "stop"}, follow=True))
    assert not read_batch(Batch.objects.get())
    assert "Reading goes on" in page_of(desk.post(address, {"action": "resume"}, follow=True))
    assert read_batch(Batch.objects.get())


def test_a_reader_that_ended_early_is_seen_and_resumed(desk, half_read):
    html = page_of(desk.get(half_read.get_absolute_url()))
    assert "reading was interrupted" in html
    assert "Resume reading" in html


def test_files_are_narrowed_by_their_outcome(desk, half_read):
    read_batch(half_read)
    html = page_of(desk.get(f"{half_read.get_absolute_url()}?outcome=refused"))
    assert "=evil.txt" in html
    assert "ferry.txt" not in html
    assert "No file has this outcome" in page_of(desk.get(f"{half_read.get_absolute_url()}?outcome=skipped"))


def test_the_table_is_a_spreadsheet_without_formulas(desk, half_read):
    read_batch(half_read)
    lines = b"".join(desk.get(f"{half_read.get_absolute_url()}files.csv")).decode().splitlines()
    rows = list(csv.reader(lines))
    assert rows[0][:3] == ["file", "outcome", "reason"]
    assert [row[1] for row in rows[1:]] == ["stored", "stored", "refused"]
    assert rows[3][0] == "'=evil.txt"


def test_the_sure_ones_are_published_and_the_doubtful_wait(desk):
    send(
        desk,
        ("ferry.txt", REPORT.encode()),
        ("short.txt", b"Ferry aground\n\nShe was towed off again at noon.\n"),
    )
    batch = Batch.objects.get()
    html = page_of(desk.post(batch.get_absolute_url(), {"action": "publish_sure"}, follow=True))
    assert "1 report published" in html
    statuses = dict(Article.objects.values_list("original__filename", "status"))
    assert statuses == {"ferry.txt": "published", "short.txt": "draft"}


def test_a_repeated_file_is_shown_beside_the_article_and_replaces_it(desk):
    send(desk, ("ferry.txt", REPORT.encode()))
    article = Article.objects.get()
    update = REPORT + "\nThe owner said the ferry would be towed to port.\n"
    html = page_of(send(desk, ("update.txt", update.encode())))
    assert "Repeats an article: choose" in html
    item = BatchItem.objects.latest("pk")

    html = page_of(desk.get(f"/desk/files/{item.pk}/"))
    assert "<ins>The owner said the ferry would be towed to port.</ins>" in html

    html = page_of(desk.post(f"/desk/files/{item.pk}/", {"choice": "replace"}, follow=True))
    assert "Done as you chose for 1 file" in html
    article.refresh_from_db()
    assert "towed to port" in article.body


def test_one_choice_serves_all_that_repeat(desk):
    send(desk, ("ferry.txt", REPORT.encode()), ("anglers.txt", OTHER.encode()))
    send(desk, ("ferry2.txt", REPORT.encode() + b"\n"), ("anglers2.txt", OTHER.encode() + b"\n"))
    batch = Batch.objects.first()
    assert "All 2 that repeat an article" in page_of(desk.get(batch.get_absolute_url()))
    desk.post(batch.get_absolute_url(), {"action": "choose", "choice": "skip"})
    assert set(batch.items.values_list("outcome", flat=True)) == {"skipped"}


@pytest.mark.parametrize("choice", ["", "burn"])
def test_a_choice_nobody_offered_changes_nothing(desk, choice):
    send(desk, ("ferry.txt", REPORT.encode()))
    send(desk, ("again.txt", REPORT.encode()))
    item = BatchItem.objects.latest("pk")
    html = page_of(desk.post(f"/desk/files/{item.pk}/", {"choice": choice}, follow=True))
    assert "nothing was changed" in html
    assert BatchItem.objects.get(pk=item.pk).outcome == "duplicate"


def test_an_undone_submission_is_brought_back_whole(desk):
    send(desk, ("ferry.txt", REPORT.encode()), ("anglers.txt", OTHER.encode()))
    address = Batch.objects.get().get_absolute_url()
    desk.post(address, {"action": "publish"})
    desk.post(address, {"action": "undo"})
    assert not Article.objects.standing().exists()
    html = page_of(desk.post(address, {"action": "bring_back"}, follow=True))
    assert "2 reports brought back" in html
    assert "2 reports for “lifeboats”" in page_of(desk.get("/?q=lifeboats"))
