"""A reader of German meets no English of ours: every page is walked over reports that hold not one English word."""

import re

import pytest
from lxml import html

from archive.desk import SubmittedFile, submit_files, withdraw_articles
from archive.desk.outlets import teach_line
from archive.linking import join_event
from archive.models import Article, BatchItem, Event, Outlet
from archive.records import Verdict
from tools.messages import read_catalogue
from tools.sample_pages import OPEN_PAGES, SIGNED_IN_PAGES, WRONG_ADDRESSES

# English words of every second sentence that are no German ones.
_ENGLISH = re.compile(
    r"\b(the|of|and|is|are|were|with|from|this|that|to|not|for|by|no|it|which|has|have|been|one|or more|nothing)\b",
    re.IGNORECASE,
)
# What is no text of ours: reports, code, names of files, keys, and the way to the pages in English.
_CLASSES = {"prose", "snippet", "file", "languages", "wordmark"}
_ELEMENTS = {"blockquote", "code", "kbd", "script", "style"}
_QUOTED = re.compile(r"„[^“]*“")
_ATTRIBUTES = ("aria-label", "title", "placeholder", "data-ticked", "data-copied")
_BODY = (
    "Navis Osprey prope Lowick harenis haesit, custos litorum rettulit. Novem nautae helicoptero Mi-8 servati sunt "
    "die Iovis apud Aleppo, ubi venti saevi flabant. Quattuor vulnerati in valetudinarium ducti sunt."
)


@pytest.fixture
def archive(client, editor, admin_user, db):
    """Return a client signed in as an administrator, over an archive in which everything happened once."""
    for number in range(1, 6):
        _submit(f"Navis {number} haesit\n\n1 August 2016\n\n{_BODY} Numerus est {number}00{number}.", number)
    articles = list(Article.objects.order_by("pk"))
    event = articles[1].event or Event.objects.create()
    for article in articles[1:3]:
        article.event = event
        article.save(update_fields=["event"])
    join_event(articles[3], event, by=editor)
    batch = submit_files(
        [
            SubmittedFile("vacua.txt", b""),
            SubmittedFile("pictura.png", b"\x89PNG\r\n\x1a\n" + bytes(99)),
            SubmittedFile("ignota.xyz", b"x"),
            SubmittedFile("dubia.txt", f"Dubia\n\n03/04/2016\n\n{_BODY[:70]}".encode()),
            SubmittedFile("eadem.txt", articles[0].original.content),
        ],
        by=editor,
        outlet="Medium I",
        duplicates="ask",
    )
    teach_line(Outlet.objects.get(name="Medium I"), "Lege plura", Verdict.REMOVED, by=editor)
    withdraw_articles([articles[4]], note=None, by=editor)
    client.force_login(admin_user)
    client.batch, client.event = batch, event
    return client


def _submit(text, number):
    submit_files(
        [SubmittedFile(f"navis-{number}.txt", text.encode())],
        by=None,
        outlet=f"Medium {'I' * number}",
        publish=True,
    )


def _addresses(client):
    keys = {
        "articles": Article.objects.order_by("pk")[1].pk,
        "events": client.event.pk,
        "batches": client.batch.pk,
    }
    pages = {**OPEN_PAGES, **SIGNED_IN_PAGES, **WRONG_ADDRESSES}
    del pages["style"]  # names the parts' classes
    for address in pages.values():
        for kind, key in keys.items():
            address = re.sub(rf"/{kind}/\d+/", f"/{kind}/{key}/", address)
        yield re.sub(r"id=2&id=8", f"id={keys['articles']}&id={keys['articles'] + 1}", address)
    yield f"/desk/batches/{client.batch.pk}/"
    yield from (f"/desk/files/{item.pk}/" for item in BatchItem.objects.filter(outcome="duplicate"))
    yield f"/desk/articles/{Article.objects.order_by('pk')[4].pk}/history/"
    yield from (
        '/?q="x (y OR foo:x date:2016-99 near:Nusquam aircraft:zzz outlet:zzz language:zzz *x title: event:x "a',
        "/?q=zeppelin+luna&from=2016-01-01&to=2016-12-31&not_outlet=1",
        "/?q=navis&from=2016-99-99&page=x",
        "/?place=nusquam:1",
        "/?q=mi8&exact=1",
        "/?q=navis+luna&any=1",
        "/password/forgotten/",
        f"/admin/archive/outlet/{Outlet.objects.first().pk}/cleaning/",
    )


def _texts(page):
    """Return what a page says in our words, the attributes that are read out too."""
    root = html.fromstring(page)
    # Django's own frame round the administration is Django's.
    root = next(iter(root.xpath('//*[@id="content"]')), root)
    for element in [element for element in root.iter() if _is_not_ours(element)]:
        element.drop_tree()
    elements = list(root.iter())
    said = [text for element in elements for text in (element.text, element.tail)]
    said += [element.get(name) for element in elements for name in _ATTRIBUTES]
    return {" ".join(_QUOTED.sub("", text).split()) for text in said if text and text.strip()}


def _is_not_ours(element):
    if not isinstance(element.tag, str):
        return True
    is_english = element.get("lang") == "en"
    return is_english or element.tag in _ELEMENTS or _CLASSES & set(element.get("class", "").split())


def test_no_page_says_an_english_word_of_ours(archive):
    ours = {
        message.id: message.string
        for message in read_catalogue("de")
        if isinstance(message.id, str) and message.id and message.id != message.string
    }
    german = set(map(str, ours.values()))
    found, statuses = {}, {}
    for address in _addresses(archive):
        answer = archive.get(address, headers={"accept-language": "de"}, follow=True)
        statuses[address] = answer.status_code
        for text in _texts(answer.content.decode()):
            if _ENGLISH.search(text) or (text in ours and text not in german):
                found.setdefault(text, address)
    assert {address for address, status in statuses.items() if status >= 500} == set()
    assert sum(status == 200 for status in statuses.values()) > 45
    assert not found, "\n".join(f"{address}: {text}" for text, address in sorted(found.items()))
