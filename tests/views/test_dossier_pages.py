"""Dossiers in the browser: collecting, keeping to oneself, sharing, exporting."""

import json
import re

import pytest
from django.test import Client

from archive.dossiers import add_passage, begin_dossier, share_dossier
from archive.models import Article, Dossier
from archive.records import Span

BODY = "Nine people were lifted off the ferry in thick fog."


@pytest.fixture
def reader(db, django_user_model):
    return django_user_model.objects.create_user("reader-in-test")


@pytest.fixture
def signed_in(client, reader):
    client.force_login(reader)
    return client


@pytest.fixture
def ferry(shelf):
    return shelf.article(BODY, headline="Ferry aground", outlet="Echo")


def page(client, address):
    return client.get(address).content.decode()


def test_an_article_is_collected_from_its_page_into_a_new_dossier(signed_in, ferry, reader):
    address = ferry.get_absolute_url()
    assert "Put into a dossier" in page(signed_in, address)
    form = {"article": ferry.pk, "name": "Ferries", "note": "Call the coastguard", "next": address}
    answer = signed_in.post("/dossiers/collect/", form, follow=True)
    assert answer.redirect_chain[-1][0] == address
    assert "“Ferry aground” is in your dossier" in answer.content.decode()
    dossier = Dossier.objects.get(owner=reader)
    html = page(signed_in, dossier.get_absolute_url())
    assert "Ferry aground" in html
    assert "Call the coastguard" in html


def test_the_latest_dossier_comes_first(signed_in, reader):
    for name in ("First", "Second", "Third"):
        begin_dossier(reader, name)
    html = page(signed_in, "/dossiers/")
    assert html.index("Third") < html.index("Second") < html.index("First")


def test_a_passage_outlives_a_new_cleaning_and_says_when_it_no_longer_stands(signed_in, ferry, reader):
    start = BODY.index("lifted")
    form = {"article": ferry.pk, "from": start, "to": start + 10, "name": "Ferries"}
    signed_in.post("/dossiers/collect/", form)
    address = Dossier.objects.get(owner=reader).get_absolute_url()
    assert f"?from={start}&amp;to={start + 10}" in page(signed_in, address)

    Article.objects.filter(pk=ferry.pk).update(body=f"At dawn. {BODY}")
    assert f"?from={start + 9}&amp;to={start + 19}" in page(signed_in, address)

    Article.objects.filter(pk=ferry.pk).update(body="Eleven people were taken off.")
    html = page(signed_in, address)
    assert "no longer stand in the report" in html
    assert "lifted off" in html


def test_a_kept_passage_is_marked_for_its_reader_and_for_nobody_else(signed_in, ferry, reader):
    dossier = begin_dossier(reader, "Ferries")
    add_passage(dossier, ferry, Span(0, 11), note="Who says so?")
    html = page(signed_in, ferry.get_absolute_url())
    assert re.search(r'<span class="kept" title="Kept in “Ferries”">Nine people</span>', html)
    assert "Who says so?" in html
    assert 'class="kept"' not in page(Client(), ferry.get_absolute_url())


def test_an_event_and_a_search_are_collected_too(signed_in, shelf, ferry, reader):
    event = shelf.event(ferry, shelf.article("Eleven.", headline="Eleven off"))
    shelf.index()
    signed_in.post("/dossiers/collect/", {"event": event.pk, "name": "Ferries"})
    dossier = Dossier.objects.get(owner=reader)
    found = page(signed_in, "/?q=ferry&sort=newest")
    search = re.search(r'name="search" value="([^"]+)"', found)[1].replace("&amp;", "&")
    signed_in.post("/dossiers/collect/", {"search": search, "title": "ferry", "dossier": dossier.pk})
    html = page(signed_in, dossier.get_absolute_url())
    assert f'href="/events/{event.pk}/"' in html
    assert 'href="/?q=ferry&amp;sort=newest"' in html


def test_signing_in_comes_first_and_the_forms_are_not_shown_before(client, ferry):
    assert "Put into a dossier" not in page(client, ferry.get_absolute_url())
    assert client.get("/dossiers/")["Location"].startswith("/sign-in/")
    assert client.post("/dossiers/collect/", {"article": ferry.pk})["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("tail", ["", "dossier.json", "dossier.md"])
def test_nobody_else_sees_or_changes_a_private_dossier(client, django_user_model, reader, tail):
    dossier = begin_dossier(reader, "Mine")
    client.force_login(django_user_model.objects.create_superuser("administrator"))
    assert client.get(f"{dossier.get_absolute_url()}{tail}").status_code == 404
    client.post(dossier.get_absolute_url(), {"action": "describe", "name": "Yours"})
    assert Dossier.objects.get().name == "Mine"
    assert client.post("/dossiers/collect/", {"search": "/?q=a", "dossier": dossier.pk}).status_code == 404


def test_a_shared_dossier_is_read_by_link_until_it_is_private_again(client, ferry, reader):
    dossier = begin_dossier(reader, "Ferries")
    add_passage(dossier, ferry, Span(0, 11))
    key = share_dossier(dossier)
    html = page(client, f"/dossiers/shared/{key}/")
    assert "Nine people" in html
    assert "<textarea" not in html
    assert "Nine people" in page(client, f"{dossier.get_absolute_url()}dossier.md?key={key}")
    client.force_login(reader)
    client.post(dossier.get_absolute_url(), {"action": "unshare"})
    assert client.get(f"/dossiers/shared/{key}/").status_code == 404
    assert Client().get(f"{dossier.get_absolute_url()}dossier.md?key={key}").status_code == 404


def test_words_of_a_withdrawn_report_are_not_shown(client, ferry, reader):
    dossier = begin_dossier(reader, "Ferries")
    add_passage(dossier, ferry, Span(0, 11))
    Article.objects.filter(pk=ferry.pk).update(status="withdrawn")
    key = share_dossier(dossier)
    for address in (f"/dossiers/shared/{key}/", f"{dossier.get_absolute_url()}dossier.json?key={key}"):
        assert "Nine people" not in page(client, address)
    assert "No longer in the archive." in page(client, f"/dossiers/shared/{key}/")


def test_exports_carry_words_notes_and_citations(signed_in, ferry, reader):
    dossier = begin_dossier(reader, "Ferries *and* fog")
    item = add_passage(dossier, ferry, Span(0, 11), note="Who says [so]?")
    item.tags = ["fog"]
    item.save()
    values = json.loads(page(signed_in, f"{dossier.get_absolute_url()}dossier.json"))
    (exported,) = values["items"]
    assert exported["words"] == "Nine people"
    assert exported["stands"] is True
    assert exported["tags"] == ["fog"]
    assert exported["citations"]["chicago"].startswith(
        "“Ferry aground,” Echo, n.d., http://testserver/articles/"
    )
    assert exported["url"].startswith("http://testserver/articles/")
    text = page(signed_in, f"{dossier.get_absolute_url()}dossier.md")
    assert text.startswith(r"# Ferries \*and\* fog")
    assert "> Nine people" in text
    assert r"Who says \[so\]?" in text
    assert "Tags: fog" in text


def test_order_tags_and_taking_out_work_without_script(signed_in, shelf, reader):
    dossier = begin_dossier(reader, "Ferries")
    address = dossier.get_absolute_url()
    for name in ("One", "Two"):
        article = shelf.article("A ferry.", headline=name)
        signed_in.post("/dossiers/collect/", {"article": article.pk, "dossier": dossier.pk})
    one, two = dossier.items.all()
    signed_in.post(address, {"action": "up", "item": two.pk})
    signed_in.post(address, {"action": "note", "item": two.pk, "note": "late", "tags": "fog, night"})
    assert re.findall(r'id="item-(\d+)"', page(signed_in, address)) == [str(two.pk), str(one.pk)]
    assert re.findall(r'id="item-(\d+)"', page(signed_in, f"{address}?tag=fog")) == [str(two.pk)]
    signed_in.post(address, {"action": "take out", "item": two.pk})
    assert re.findall(r'id="item-(\d+)"', page(signed_in, address)) == [str(one.pk)]
    signed_in.post(address, {"action": "put back", "item": two.pk})
    assert re.findall(r'id="item-(\d+)"', page(signed_in, address)) == [str(two.pk), str(one.pk)]


def test_a_deleted_dossier_is_brought_back(signed_in, reader):
    dossier = begin_dossier(reader, "Ferries")
    after = signed_in.post(dossier.get_absolute_url(), {"action": "delete"}, follow=True).content.decode()
    assert "It can be brought back below." in after
    assert signed_in.get(dossier.get_absolute_url()).status_code == 404
    signed_in.post("/dossiers/", {"action": "bring back", "dossier": dossier.pk})
    assert signed_in.get(dossier.get_absolute_url()).status_code == 200


def test_a_hostile_note_is_shown_as_it_was_typed(signed_in, reader):
    dossier = begin_dossier(reader, "<b>Mine</b>")
    signed_in.post(
        dossier.get_absolute_url(), {"action": "describe", "name": "<i>x</i>", "note": "<script>1</script>"}
    )
    html = page(signed_in, dossier.get_absolute_url())
    assert "<script>1" not in html
    assert "&lt;i&gt;x&lt;/i&gt;" in html


def test_a_dossier_costs_the_same_for_two_items_and_for_twenty(signed_in, shelf, reader):
    dossier = begin_dossier(reader, "Ferries")
    article = shelf.article("A ferry.", headline="One")
    for number in range(20):
        if number == 2:
            few = _queries(signed_in, dossier)
        add_passage(dossier, article, Span(0, 7))
    assert _queries(signed_in, dossier) == few


def _queries(client, dossier):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(dossier.get_absolute_url())
    return len(queries)
