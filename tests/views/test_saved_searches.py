"""Searches that a reader keeps: what is new, letters, and nobody else's."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from archive.models import Article, Digest, SavedSearch
from archive.views.digests import send_digests


@pytest.fixture
def reader(client, db):
    user = User.objects.create_user("reader", email="reader@example.org")
    client.force_login(user)
    return user


@pytest.fixture
def kept(client, reader, shelf):
    shelf.article("A ferry sailed.", headline="Old ferry")
    shelf.index()
    Article.objects.update(published_at=timezone.now() - dt.timedelta(days=9))
    client.post("/searches/save/", {"query": "q=ferry&page=3", "name": "Ferries"})
    return SavedSearch.objects.get()


def test_a_search_is_kept_as_it_stands(kept, reader):
    assert (kept.owner, kept.name, kept.query) == (reader, "Ferries", "q=ferry")


def test_what_came_in_since_the_last_look_is_counted(client, kept, shelf):
    assert "Nothing new since you last looked" in client.get("/searches/").content.decode()
    shelf.article("A second ferry sailed.")
    shelf.article("A train.")
    shelf.index()
    assert "1 new report</strong>" in client.get("/searches/").content.decode()

    assert client.get(f"/searches/{kept.pk}/").headers["Location"] == "/?q=ferry"
    assert "Nothing new since you last looked" in client.get("/searches/").content.decode()


def test_letters_come_when_due_and_name_what_is_new(client, kept, shelf):
    client.post(f"/searches/{kept.pk}/change/", {"digest": "daily"})
    shelf.article("A second ferry sailed.", headline="Second ferry")
    shelf.index()
    assert send_digests("https://archive.example") == 0

    tomorrow = timezone.now() + dt.timedelta(days=1, minutes=1)
    assert send_digests("https://archive.example", tomorrow) == 1
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["reader@example.org"], "1 new report for “Ferries”")
    assert "Second ferry" in letter.body
    assert "Old ferry" not in letter.body
    assert f"https://archive.example/searches/{kept.pk}/" in letter.body
    assert send_digests("https://archive.example", tomorrow) == 0


def test_the_command_says_how_many_letters_it_sent(kept, capsys):
    call_command("send_digests")
    assert "0 letters sent" in capsys.readouterr().out


def test_a_search_is_deleted_by_its_reader_and_seen_by_nobody_else(client, kept):
    client.force_login(User.objects.create_user("other"))
    assert "Ferries" not in client.get("/searches/").content.decode()
    assert client.get(f"/searches/{kept.pk}/").status_code == 404
    assert client.post(f"/searches/{kept.pk}/change/", {"action": "delete"}).status_code == 404

    client.force_login(kept.owner)
    html = client.post(f"/searches/{kept.pk}/change/", {"action": "delete"}, follow=True).content.decode()
    assert not SavedSearch.objects.exists()
    fields = dict(re.findall(r'type="hidden" name="(query|name)" value="([^"]*)"', html))
    client.post("/searches/save/", fields)
    assert SavedSearch.objects.get().query == "q=ferry"


def test_nobody_keeps_a_search_without_signing_in(client, db):
    for path in ("/searches/", "/searches/1/"):
        assert client.get(path).headers["Location"].startswith("/sign-in/")
    assert client.post("/searches/save/", {"query": "q=x"}).headers["Location"].startswith("/sign-in/")
    assert not SavedSearch.objects.exists()


def test_an_odd_choice_changes_nothing(client, kept):
    client.post(f"/searches/{kept.pk}/change/", {"digest": "hourly"})
    kept.refresh_from_db()
    assert kept.digest == Digest.NEVER


def test_letters_are_in_the_language_they_were_asked_for_in(client, kept, shelf):
    client.post(f"/searches/{kept.pk}/change/", {"digest": "daily"}, headers={"accept-language": "de"})
    shelf.article("A second ferry sailed.", headline="Second ferry", published_on=dt.date(2019, 5, 2))
    shelf.index()
    assert send_digests("https://archive.example", timezone.now() + dt.timedelta(days=1, hours=1)) == 1
    letter = mail.outbox[0]
    assert letter.subject == "1 neuer Bericht zu „Ferries“"
    assert "2. Mai 2019" in letter.body
