import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from archive.models import Article, Batch, BatchItem, Status

REPORT = (
    "Ferry runs aground off Lowick\n\n"
    "A ferry with ninety people aboard ran aground off Lowick on Thursday, the coastguard said in a statement.\n\n"
    "Share\n\n"
    "Lifeboats took everyone off within two hours, and nobody was hurt, the harbour master told reporters.\n"
)
OTHER = (
    "Lifeboat saves two anglers near Seaton\n\n"
    "A lifeboat took two anglers off a sandbank near Seaton on Friday, the lifeboats’ crews told reporters there.\n\n"
    "Both men were cold but unhurt, and were taken home by a neighbour in the afternoon.\n"
)


@pytest.fixture
def desk(client, editor):
    """Return a browser in which an editor is signed in."""
    client.force_login(editor)
    return client


def send(desk, *files, **fields):
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return desk.post("/desk/upload/", {"uploads": uploads, **fields}, follow=True)


def page_of(response):
    return response.content.decode()


def draft_of(shelf, **fields):
    return shelf.article("A ferry ran aground off Lowick.", status=Status.DRAFT, **fields)


def test_an_uploaded_report_is_previewed_before_readers_see_it(desk):
    response = send(desk, ("ferry.txt", REPORT.encode()))
    article = Article.objects.get()
    assert response.redirect_chain[-1][0] == f"/desk/articles/{article.pk}/"
    assert article.status == Status.DRAFT
    html = page_of(response)
    assert "Draft: readers do not see it yet" in html
    assert "<del>Share</del>" in html
    assert desk.get(article.get_absolute_url()).status_code == 404


def test_a_published_report_is_found_at_once(desk):
    send(desk, ("ferry.txt", REPORT.encode()))
    article = Article.objects.get()
    desk.post(f"/desk/articles/{article.pk}/", {"action": "publish"})
    assert article.get_absolute_url() in page_of(desk.get("/?q=lifeboats"))


def test_a_pasted_text_is_a_report_too(desk):
    desk.post("/desk/upload/", {"pasted": REPORT, "outlet": "Lowick Echo", "published_on": "2019-05-02"})
    article = Article.objects.get()
    assert (article.outlet.name, article.published_on) == ("Lowick Echo", dt.date(2019, 5, 2))
    assert article.published_how == "given"


def test_a_bad_file_stops_no_other_and_each_has_its_line(desk):
    html = page_of(
        send(desk, ("empty.txt", b""), ("ferry.txt", REPORT.encode()), ("x.png", b"\x89PNG\r\n\x00\x00"))
    )
    lines = re.findall(r'<tr class="(\w+)">\s*<td class="file">([^<]+)</td>', html)
    assert [line for line in lines if line[0] == "refused"] == [
        ("refused", "empty.txt"),
        ("refused", "x.png"),
    ]
    assert Article.objects.count() == 1
    assert '<a href="?outcome=refused"><strong>2</strong> refused</a>' in html


def test_a_file_too_large_is_refused_unread_with_the_cure(desk, monkeypatch):
    monkeypatch.setattr("archive.intake.containers.MAX_BYTES", 1000)
    html = page_of(send(desk, ("long.txt", b"word " * 300), ("ferry.txt", REPORT.encode())))
    assert "1,500 bytes are more than the 1,000 of one report" in html
    assert Article.objects.count() == 1


def test_nothing_sent_is_asked_for_again_and_what_was_typed_stays(desk):
    response = desk.post("/desk/upload/", {"outlet": "Lowick Echo"})
    assert response.status_code == 400
    assert "Choose a file or a folder, or paste the text of a report." in page_of(response)
    assert 'value="Lowick Echo"' in page_of(response)


def test_more_files_than_one_submission_may_carry_get_a_plain_word(desk, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    response = send(desk, *((f"{n}.txt", b"x") for n in range(4)))
    assert response.status_code == 413
    assert "send them in several goes" in page_of(response)
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("paths", "name"),
    [
        ('["2016/august/a.txt"]', "2016/august/a.txt"),
        ('["2016/other.txt"]', "a.txt"),
        ('["x\\u0000/a.txt"]', "a.txt"),
        ("[[1]]", "a.txt"),
        ("[" * 3000, "a.txt"),
    ],
)
def test_a_file_is_listed_with_where_it_lay_where_the_script_says_so(desk, paths, name):
    send(desk, ("a.txt", REPORT.encode()), paths=paths)
    assert BatchItem.objects.get().filename == name


def test_a_pasted_text_beyond_bounds_gets_a_plain_word(desk, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = desk.post("/desk/upload/", {"pasted": "word " * 400})
    assert response.status_code == 413
    assert "save it as a file" in page_of(response)


def test_a_whole_submission_is_published_at_once_and_undone_at_once(desk):
    send(desk, ("one.txt", REPORT.encode()), ("two.txt", OTHER.encode()))
    batch = Batch.objects.get()
    html = page_of(desk.post(batch.get_absolute_url(), {"action": "publish"}, follow=True))
    assert "2 reports published" in html
    assert "2 reports for “lifeboats”" in page_of(desk.get("/?q=lifeboats"))
    html = page_of(desk.post(batch.get_absolute_url(), {"action": "undo"}, follow=True))
    assert "2 reports taken back" in html
    assert "0 reports for “lifeboats”" in page_of(desk.get("/?q=lifeboats"))


def test_the_drafts_of_a_submission_are_discarded_together(desk):
    send(desk, ("one.txt", REPORT.encode()), ("two.txt", OTHER.encode()))
    html = page_of(desk.post(Batch.objects.get().get_absolute_url(), {"action": "discard"}, follow=True))
    assert "2 drafts discarded" in html
    assert not Article.objects.standing().exists()


def test_corrections_are_stored_and_a_changed_date_is_an_editors(desk, shelf):
    article = draft_of(shelf)
    fields = {
        "headline": "Ferry aground",
        "byline": "",
        "outlet": "Lowick Echo",
        "published_on": "2019-05-02",
    }
    html = page_of(desk.post(f"/desk/articles/{article.pk}/", {"action": "correct", **fields}, follow=True))
    article.refresh_from_db()
    assert "The corrections are stored." in html
    assert (article.headline, article.byline, article.outlet.name) == ("Ferry aground", None, "Lowick Echo")
    assert article.published_how == "given"


def test_a_date_that_reads_two_ways_is_settled_at_one_press_and_what_was_typed_is_stored_too(desk, shelf):
    draft = draft_of(shelf, headline="Ferry", date_candidates=["2016-04-03", "2016-03-04"])
    url = f"/desk/articles/{draft.pk}/"
    html = page_of(desk.get(url))
    stores, days = (
        html.index("Store the corrections"),
        [html.index(f'value="2016-0{n}"') for n in ("4-03", "3-04")],
    )
    assert stores < min(days)  # Enter in a field stores, and settles nothing
    # The field's value, then the button's.
    desk.post(url, {"action": "correct", "headline": "Ferry aground", "published_on": ["", "2016-03-04"]})
    draft.refresh_from_db()
    assert (draft.headline, draft.published_on) == ("Ferry aground", dt.date(2016, 3, 4))


def test_a_wrong_correction_is_named_and_keeps_what_was_typed(desk, shelf):
    article = draft_of(shelf)
    response = desk.post(
        f"/desk/articles/{article.pk}/", {"action": "correct", "headline": "Kept", "published_on": "tomorrow"}
    )
    assert response.status_code == 400
    assert 'value="Kept"' in page_of(response)
    assert "Enter a valid date." in page_of(response)
    assert Article.objects.get().headline is None


def test_a_removed_block_is_kept_at_an_editors_word(desk):
    send(desk, ("ferry.txt", REPORT.encode()))
    article = Article.objects.get()
    block = article.blocks.get(verdict="removed")
    url = f"/desk/articles/{article.pk}/"
    response = desk.post(url, {"action": "overrule", "block": block.pk, "verdict": "kept"})
    assert response["Location"] == f"{url}#block-{block.pk}"
    assert "Share" in Article.objects.get().body
    desk.post(url, {"action": "overrule", "block": block.pk, "verdict": "removed"})
    assert "Share" not in Article.objects.get().body


@pytest.mark.parametrize("fields", [{"block": "0"}, {"block": "x"}, {"verdict": "perhaps"}, {}])
def test_a_verdict_on_no_block_changes_nothing_and_says_so(desk, shelf, fields):
    article = draft_of(shelf)
    html = page_of(desk.post(f"/desk/articles/{article.pk}/", {"action": "overrule", **fields}, follow=True))
    assert "nothing was changed" in html


def test_a_discarded_draft_is_gone(desk, shelf):
    article = draft_of(shelf)
    html = page_of(desk.post(f"/desk/articles/{article.pk}/", {"action": "discard"}, follow=True))
    assert "was discarded" in html
    assert not Article.objects.standing().exists()


def test_an_article_without_a_date_is_dated_from_the_desk(desk, shelf):
    article = shelf.article("A ferry ran aground.", headline="Undated")
    assert "Undated" in page_of(desk.get("/desk/"))
    html = page_of(desk.post("/desk/", {"article": article.pk, "published_on": "2019-05-02"}, follow=True))
    assert "is now dated 2019-05-02, given by you" in html
    article.refresh_from_db()
    assert article.published_how == "given"


def test_a_date_that_is_none_is_not_given(desk, shelf):
    article = shelf.article("A ferry ran aground.")
    html = page_of(desk.post("/desk/", {"article": article.pk, "published_on": "soon"}, follow=True))
    assert "has no date yet" in html


def test_the_desk_lists_the_latest_submissions_first(desk):
    batches = [Batch.objects.create() for _ in range(21)]
    html = page_of(desk.get("/desk/"))
    at = [html.find(f'href="{batch.get_absolute_url()}"') for batch in batches]
    assert at[0] == -1, "the oldest falls off"
    assert at[1:] == sorted(at[1:], reverse=True)


def test_the_desk_lists_submissions_with_their_outcomes(desk):
    batch = Batch.objects.create()
    for outcome in ("stored", "stored", "flagged", "refused"):
        BatchItem.objects.create(batch=batch, filename="x", outcome=outcome)
    assert "2 stored, 1 to be looked at, 1 refused" in page_of(desk.get("/desk/"))


@pytest.mark.parametrize("url", ["/desk/batches/{batch}/", "/desk/articles/{article}/", "/events/{event}/"])
def test_an_action_nobody_offered_changes_nothing(desk, shelf, url):
    one, two = shelf.article("One."), shelf.article("Two.")
    event, batch = shelf.event(one, two), Batch.objects.create()
    address = url.format(batch=batch.pk, article=one.pk, event=event.pk)
    html = page_of(desk.post(address, {"action": "explode"}, follow=True))
    assert "nothing was changed" in html


EDITOR_PAGES = ["/desk/", "/desk/upload/", "/desk/batches/{batch}/", "/desk/articles/{article}/"]
WRITES = [*EDITOR_PAGES, "/events/{event}/", "/articles/{article}/removed/"]


@pytest.fixture
def addresses(shelf):
    one, two = shelf.article("One."), shelf.article("Two.")
    return {"article": one.pk, "event": shelf.event(one, two).pk, "batch": Batch.objects.create().pk}


@pytest.mark.parametrize("url", EDITOR_PAGES)
def test_who_is_not_signed_in_is_asked_to_sign_in(client, addresses, url):
    address = url.format(**addresses)
    assert client.get(address)["Location"] == f"/sign-in/?next={address}"


@pytest.mark.parametrize("url", WRITES)
def test_a_reader_may_write_nothing(client, addresses, django_user_model, url):
    client.force_login(django_user_model.objects.create_user("reader"))
    response = client.post(url.format(**addresses), {"action": "undo"})
    assert response.status_code == 403
    assert "You may not do that" in page_of(response)


@pytest.mark.parametrize("url", WRITES)
def test_a_form_without_its_token_is_refused(addresses, editor, url):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    response = client.post(url.format(**addresses), {"action": "undo"})
    assert response.status_code == 403
    assert "The form was not accepted" in page_of(response)


@pytest.mark.parametrize(
    "wanted", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_leads_nowhere_but_here(client, editor, wanted):
    fields = {"username": editor.username, "password": "a long enough password", "next": wanted}
    assert client.post("/sign-in/", fields)["Location"] == "/"


def test_a_wrong_password_says_nothing_of_the_name(client, editor):
    def answer(name):
        html = page_of(client.post("/sign-in/", {"username": name, "password": "wrong"}))
        return re.search(r'<div class="errors".*?</div>', html, re.DOTALL)[0]

    assert answer(editor.username) == answer("nobody")


def test_signing_out_takes_a_post(client, editor):
    client.force_login(editor)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").status_code == 302
    assert client.get("/desk/").status_code == 302


def test_what_is_doubtful_stands_out_in_the_preview(desk, shelf):
    article = draft_of(shelf, outlet=None)
    article.blocks.update(confidence=0.7)
    html = page_of(desk.get(f"/desk/articles/{article.pk}/"))
    assert "no publication date was found" in html
    assert "who ran it is not known" in html
    assert "1 verdict is less sure" in html
    assert 'class="block kept doubtful"' in html


def test_a_report_without_a_doubt_says_nothing_of_doubts(desk, shelf):
    article = draft_of(shelf, published_on=dt.date(2019, 5, 2))
    assert "Please look at" not in page_of(desk.get(f"/desk/articles/{article.pk}/"))


PAGE = """<html lang="en"><head><title>Ferry runs aground off Lowick</title>
<meta property="og:site_name" content="Lowick Echo">
<meta property="article:published_time" content="2019-05-02T09:15:00Z">
</head><body><article><h1>Ferry runs aground off Lowick</h1><p>By Jane Doe</p>
<p>A ferry with ninety people aboard ran aground off Lowick on Thursday, the coastguard said in a statement.</p>
<p>Lifeboats took everyone off within two hours, and nobody was hurt, the harbour master told reporters.</p>
</article></body></html>"""


def test_the_preview_says_what_each_field_was_read_from(desk):
    html = page_of(send(desk, ("ferry.html", PAGE.encode())))
    article = Article.objects.get()
    assert article.evidence["outlet"] == {"value": "Lowick Echo", "found_in": "meta:og:site_name"}
    assert "<q>2019-05-02T09:15:00Z</q>" in html
    assert "<code>meta:article:published_time</code>" in html
    byline = article.blocks.get(kind="byline")
    assert f'<a href="#block-{byline.pk}">printed in the report</a>' in html


def test_what_an_editor_gives_rests_on_nothing_that_was_read(desk):
    send(desk, ("ferry.html", PAGE.encode()))
    article = Article.objects.get()
    fields = {"headline": article.headline, "byline": "John Roe", "outlet": "Lowick Echo"}
    desk.post(f"/desk/articles/{article.pk}/", {"action": "correct", "published_on": "2019-05-03", **fields})
    article.refresh_from_db()
    assert {"byline", "published_on"}.isdisjoint(article.evidence)
    assert {"headline", "outlet"} <= set(article.evidence)


def test_an_outlet_named_on_submission_rests_on_nothing_that_was_read(desk):
    send(desk, ("ferry.html", PAGE.encode()), outlet="Seaton Herald", published_on="2019-05-04")
    assert {"outlet", "published_on"}.isdisjoint(Article.objects.get().evidence)
