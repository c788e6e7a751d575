"""The pages of what was done: history and restore, trash and note to readers, audit."""

import datetime as dt

import pytest

from archive.desk import give_date
from archive.models import Article, Change, Status


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def page_of(response):
    return response.content.decode()


def test_a_version_is_shown_and_restored(desk, shelf, editor):
    article = shelf.article("A ferry ran aground.", headline="Ferry", published_on=dt.date(2019, 5, 2))
    give_date(article, dt.date(2019, 5, 3), by=editor)
    address = f"/desk/articles/{article.pk}/history/"

    html = page_of(desk.get(address))
    assert "editor-in-test" in html
    assert "<del>2019-05-02</del> <ins>2019-05-03</ins>" in html

    html = page_of(desk.post(address, {"change": Change.objects.get().pk}, follow=True))
    assert "is again what it was" in html
    assert Article.objects.get().published_on == dt.date(2019, 5, 2)


def test_a_withdrawn_report_leaves_a_note_and_comes_back_searchable(desk, shelf, client):
    article = shelf.article("A ferry ran aground.", headline="Ferry aground")
    shelf.index()
    form = {"action": "withdraw", "note": "Never happened."}
    html = page_of(desk.post(f"/desk/articles/{article.pk}/", form, follow=True))
    assert "the trash keeps it 30 days" in html

    gone = client.get(article.get_absolute_url())
    assert gone.status_code == 410
    assert "Never happened." in page_of(gone)
    assert article.get_absolute_url() not in page_of(client.get("/?q=ferry"))

    html = page_of(desk.post("/desk/trash/", {"article": article.pk}, follow=True))
    assert "the search finds it now" in html
    assert article.get_absolute_url() in page_of(client.get("/?q=ferry"))
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_discarded_draft_is_no_withdrawn_report_to_readers(desk, shelf, client):
    draft = shelf.article("Not for readers.", status=Status.DRAFT)
    desk.post(f"/desk/articles/{draft.pk}/", {"action": "discard"})
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_what_lies_in_the_trash_is_not_worked_on(desk, shelf):
    article = shelf.article("A ferry ran aground.", headline="Ferry")
    desk.post(f"/desk/articles/{article.pk}/", {"action": "withdraw"})
    html = page_of(desk.post(f"/desk/articles/{article.pk}/", {"action": "publish"}, follow=True))
    assert "bring it back to work on it" in html
    assert Article.objects.get().status == Status.WITHDRAWN


def test_the_audit_says_who_did_what_and_is_narrowed(admin_client, shelf, editor):
    article = shelf.article("A ferry ran aground.", headline="Ferry")
    give_date(article, dt.date(2019, 5, 3), by=editor)
    assert "dated 2019-05-03" in page_of(admin_client.get("/desk/audit/?by=editor-in-test&act=corrected"))
    for query in ("by=nobody", "act=purged", "article=999"):
        assert "Nothing that fits was done" in page_of(admin_client.get(f"/desk/audit/?{query}"))
