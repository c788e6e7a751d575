"""Every address, for every kind of visitor and method: only editors write, only from our own forms."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, get_resolver

from archive.gazetteer import load_aircraft
from archive.models import Article, Batch, Event, EventChange, Status, WaitingFile

pytestmark = pytest.mark.django_db

OPEN, EDITORS, ADMINISTRATORS = "everybody", "editors", "administrators"
# Who may GET (``None``: nobody, a form alone leads there), and what a POST may do: nothing (405), or an editor's work.
ROUTES = {
    "search": (OPEN, None),
    "article": (OPEN, None),
    "article_removed": (OPEN, EDITORS),
    "article_original": (OPEN, None),
    "article_download": (OPEN, None),
    "article_ris": (OPEN, None),
    "article_bibtex": (OPEN, None),
    "events": (OPEN, None),
    "event": (OPEN, EDITORS),
    "event_feed": (OPEN, None),
    "event_sheet_csv": (OPEN, None),
    "event_sheet_json": (OPEN, None),
    "event_sheet_print": (OPEN, None),
    "compare": (OPEN, EDITORS),
    "compare_sheet_csv": (OPEN, None),
    "compare_sheet_json": (OPEN, None),
    "compare_sheet_print": (OPEN, None),
    "places": (OPEN, None),
    "aircraft": (OPEN, None),
    "place": (OPEN, None),
    "aircraft_type": (OPEN, None),
    **{f"export_{form}": (OPEN, None) for form in ("csv", "jsonl", "ris", "bib", "print")},
    "search_json": (OPEN, None),
    "search_feed": (OPEN, None),
    "openapi": (OPEN, None),
    "help": (OPEN, None),
    "healthz": (OPEN, None),
    "readyz": (OPEN, None),
    "desk": (EDITORS, EDITORS),
    "upload": (EDITORS, EDITORS),
    "load_samples": (None, EDITORS),
    "batch": (EDITORS, EDITORS),
    "batch_csv": (EDITORS, None),
    "twin": (EDITORS, EDITORS),
    "preview": (EDITORS, EDITORS),
    "history": (EDITORS, EDITORS),
    "trash": (EDITORS, EDITORS),
    "suggest": (OPEN, None),
    "names": (EDITORS, EDITORS),
    "spellings": (EDITORS, EDITORS),
    "new_place": (EDITORS, EDITORS),
    "new_type": (EDITORS, EDITORS),
    "name_tables": (EDITORS, EDITORS),
    "audit": (ADMINISTRATORS, None),
    "event_passages": (EDITORS, EDITORS),
    "outlets": (EDITORS, None),
    "outlet": (EDITORS, EDITORS),
    "tokens": (EDITORS, EDITORS),
    "api_description": (OPEN, None),
    "style": (ADMINISTRATORS, None),
}
# Django's own views, with tests of their own below.
DJANGOS = {
    "sign_in",
    "sign_out",
    "set_language",
    "password",
    "password_reset_confirm",
    "password_forgotten",
    "password_letter_sent",
    None,
}
# Programs come with a token (tests/views/test_api.py).
PROGRAMS = {"api_submit", "api_batch"}
# Each reader's own; who may see and change what is tested with them (tests/views/test_dossier_pages.py).
SAVED = {"saved_searches", "save_search", "open_saved", "change_saved"}  # tests/views/test_saved_searches.py
DOSSIERS = {"dossiers", "dossier", "collect", "dossier_json", "dossier_markdown", "dossier_shared"}

# They want a row of a table that stands; who may change it is tested with one (tests/views/test_rows.py).
ROWS = {"event_row", "undo_row"}


@pytest.fixture
def stored(shelf):
    """Return addresses by route, of two published reports of one event in a batch, one with a removed block."""
    articles = [
        shelf.article(
            "A ferry ran aground.", "It was towed.", removed=[("Share", "share line")], headline=title
        )
        for title in ("One", "Two")
    ]
    event = shelf.event(*articles)
    batch = Batch.objects.create()
    Article.objects.update(batch=batch)
    shelf.index()
    item = batch.items.create(filename="x.txt", outcome="duplicate", twin=articles[0], likeness="text")
    WaitingFile.objects.create(item=item, content=b"A ferry ran aground. It was towed to port again.")
    named = {"place_id": "country:SY", "type_id": load_aircraft().types[0].id, "target": "country:SY"}
    keys = named | {
        "outlet_id": articles[0].outlet_id,
        "item_id": item.pk,
        "article_id": articles[0].pk,
        "event_id": event.pk,
        "batch_id": batch.pk,
    }

    def address(name):
        route = next(p for p in get_resolver().url_patterns if isinstance(p, URLPattern) and p.name == name)
        url = "/" + str(route.pattern)
        for key, value in keys.items():
            url = url.replace(f"<int:{key}>", str(value)).replace(f"<str:{key}>", str(value))
        return f"{url}?id={articles[0].pk}&id={articles[1].pk}" if name.startswith("compare") else url

    return {name: address(name) for name in ROUTES}


FORMS = [
    {"action": "undo"}, {"action": "discard"}, {"action": "publish"}, {"action": "overrule", "verdict": "kept"},
    {"action": "split"}, {"action": "name", "name": "Mine"}, {"action": "correct", "headline": "Mine"},
    {"pasted": "A report that nobody asked for, of a ferry that never was, in a town that is not."},
    {"published_on": "2020-01-01"}, {"choice": "skip"}, {},
]  # fmt: skip


def state():
    articles = Article.objects.order_by("pk").values_list(
        "pk", "headline", "body", "published_on", "event_id"
    )
    return (
        list(articles),
        list(Event.objects.values_list("pk", "name")),
        Batch.objects.count(),
        EventChange.objects.count(),
        WaitingFile.objects.count(),
    )


def visitor(kind, editor):
    client = Client()
    if kind == "reader":
        client.force_login(User.objects.create_user("reader-in-test"))
    elif kind == "editor":
        client.force_login(editor)
    return client


def test_every_route_is_in_the_table():
    named = {pattern.name for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)}
    assert named - DJANGOS - DOSSIERS - SAVED - ROWS - PROGRAMS == set(ROUTES)


@pytest.mark.parametrize("kind", ["anonymous", "reader", "editor"])
def test_pages_open_to_those_they_are_for(stored, editor, kind):
    client = visitor(kind, editor)
    refused = {"anonymous": 302, "reader": 403, "editor": 200}[kind]
    for name, (who, _) in ROUTES.items():
        status = client.get(stored[name]).status_code
        if who == ADMINISTRATORS and kind == "editor":
            assert status == 403, name
            continue
        assert status == (405 if who is None else 200 if who == OPEN else refused), name


@pytest.mark.parametrize("kind", ["anonymous", "reader"])
def test_nobody_but_an_editor_writes_anything(stored, editor, kind):
    client = visitor(kind, editor)
    before = state()
    for name, (_, writers) in ROUTES.items():
        wanted = {405} if writers is None else {302} if kind == "anonymous" else {403}
        for form in FORMS:
            fields = {"article": 1, "block": 1, "change": 1, **form}
            response = client.post(stored[name], fields)
            assert response.status_code in wanted, (name, form)
            if response.status_code == 302:
                assert response["Location"].startswith("/sign-in/?next=/"), name
    assert state() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_known_nowhere(stored, editor, method):
    client = visitor("editor", editor)
    before = state()
    for name, address in stored.items():
        assert getattr(client, method)(address).status_code == 405, name
    assert state() == before


def test_a_form_without_our_token_is_refused(stored, editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    before = state()
    for name, (_, writers) in ROUTES.items():
        if writers:
            assert client.post(stored[name], {"action": "undo"}).status_code == 403, name
    assert client.post("/sign-out/").status_code == 403
    assert client.post("/sign-in/", {"username": "a", "password": "b"}).status_code == 403
    assert state() == before


def test_a_draft_is_nobodys_but_the_editors(client, shelf):
    draft = shelf.article("Not for readers yet.", status=Status.DRAFT, headline="Embargoed")
    other = shelf.article("For readers.")
    shelf.event(draft, other)
    shelf.index()
    key = draft.pk
    for tail in ("", "removed/", "original/", "original/download/"):
        assert client.get(f"/articles/{key}/{tail}").status_code == 404
    for address in ("/?q=readers", "/events/", "/places/", f"/compare/?id={key}&id={other.pk}"):
        assert "Embargoed" not in client.get(address).content.decode()


def test_going_on_after_signing_in_stays_here(shared, editor):
    wanted = (shared / "data/security/open_redirect.txt").read_text(encoding="utf-8").splitlines()
    editor.set_password("a long enough password")
    editor.save()
    form = {"username": editor.username, "password": "a long enough password"}
    for value in wanted[::3]:
        client = Client()
        response = client.post("/sign-in/", {**form, "next": value})
        for answer in (response, client.get("/sign-in/", {"next": value})):
            assert answer.status_code == 302, value
            # A browser takes a backslash for a slash, and drops tabs and line ends.
            location = answer["Location"].replace("\\", "/").translate(str.maketrans("", "", "\t\r\n"))
            target = urlsplit(urljoin("http://testserver/sign-in/", location))
            assert (target.scheme, target.netloc) == ("http", "testserver"), value


def test_the_administration_is_closed_to_readers_and_to_editors_without_staff(editor):
    for kind in ("anonymous", "reader", "editor"):
        response = visitor(kind, editor).get("/admin/archive/article/")
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


def test_signing_out_takes_a_form_and_ends_the_session(client, editor):
    client.force_login(editor)
    key = client.cookies["sessionid"].value
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/desk/").status_code == 200
    client.post("/sign-out/")
    client.cookies["sessionid"] = key
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost:80@evil.example", "a b"]
)
def test_a_foreign_host_name_is_refused_without_an_inner_word(client, host):
    response = client.get("/", headers={"host": host})
    assert response.status_code == 400
    page = response.content.decode()
    assert not any(word in page for word in ("Traceback", "ALLOWED_HOSTS", "django", "DisallowedHost"))
