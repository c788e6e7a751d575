"""Sending reports by program: tokens and their scopes, and the desk's own answers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from archive.desk import make_token, withdraw_token
from archive.models import Article, Change, Scope, Status, Token
from tests.views.test_desk_pages import OTHER, REPORT, page_of


@pytest.fixture
def key(editor):
    return make_token(editor, name="wire reader", scope=Scope.PUBLISH)[1]


@pytest.fixture
def program():
    return Client(enforce_csrf_checks=True)


def send(program, key, *files, **fields):
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return program.post(
        "/api/submissions/", {"uploads": uploads, **fields}, headers={"Authorization": f"Bearer {key}"}
    )


def test_reports_sent_are_drafts_and_every_file_has_its_outcome(program, key):
    answer = send(program, key, ("ferry.txt", REPORT.encode()), ("x.png", b"x"), outlet="Lowick Echo")

    assert answer.status_code == 201
    told = answer.json()
    assert [(f["file"], f["outcome"]) for f in told["files"]] == [
        ("ferry.txt", "stored"),
        ("x.png", "refused"),
    ]
    assert "unknown format" in told["files"][1]["reason"]
    assert (told["counts"]["stored"], told["state"]) == (1, "done")
    article = Article.objects.get()
    assert (article.status, article.outlet.name) == (Status.DRAFT, "Lowick Echo")
    again = program.get(told["url"], headers={"Authorization": f"Bearer {key}"})
    assert again.json() == told


def test_a_token_that_may_publish_publishes(program, key):
    send(program, key, ("ferry.txt", REPORT.encode()), publish="1")
    assert "1 report for “lifeboats”" in page_of(Client().get("/?q=lifeboats"))


def test_a_repeated_file_waits_for_a_choice_or_is_treated_as_the_program_says(program, key):
    send(program, key, ("ferry.txt", REPORT.encode()))
    told = send(program, key, ("again.txt", REPORT.encode() + b"\n")).json()["files"][0]
    assert (told["outcome"], told["repeats"]) == ("duplicate", Article.objects.get().pk)
    told = send(program, key, ("again.txt", REPORT.encode() + b"\n"), duplicates="skip").json()["files"][0]
    assert told["outcome"] == "skipped"


def test_a_token_for_drafts_publishes_nothing(program, editor):
    _, key = make_token(editor, name="drafts", scope=Scope.SUBMIT)
    answer = send(program, key, ("ferry.txt", REPORT.encode()), publish="1")
    assert answer.status_code == 403
    assert "drafts only" in answer.json()["error"]
    assert not Article.objects.exists()


def test_without_a_good_token_nothing_is_taken(program, editor, key):
    withdraw_token(Token.objects.get(), by=editor)
    for wrong in ("", "parallax_guess", key):
        answer = send(program, wrong, ("ferry.txt", REPORT.encode()))
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
    program.force_login(editor)
    assert program.post("/api/submissions/", {"pasted": REPORT}).status_code == 401, "a session is no token"
    assert not Article.objects.exists()


def test_who_is_no_editor_any_more_sends_nothing(program, editor, key):
    editor.groups.clear()
    assert send(program, key, ("ferry.txt", REPORT.encode())).status_code == 403
    editor.is_active = False
    editor.save()
    assert send(program, key, ("ferry.txt", REPORT.encode())).status_code == 401


def test_another_persons_submission_is_not_shown(program, key, django_user_model):
    told = send(program, key, ("ferry.txt", REPORT.encode())).json()
    other = django_user_model.objects.create_superuser("other")
    _, theirs = make_token(other, name="theirs", scope=Scope.SUBMIT)
    assert program.get(told["url"], headers={"Authorization": f"Bearer {theirs}"}).status_code == 404


def test_a_wrong_form_is_named_field_by_field(program, key):
    answer = send(program, key, ("a.csv", OTHER.encode()), columns="nonsense", published_on="soon")
    assert answer.status_code == 400
    assert set(answer.json()["fields"]) == {"columns", "published_on"}


def test_the_key_is_shown_once_and_stored_nowhere(client, editor):
    client.force_login(editor)
    html = page_of(client.post("/desk/tokens/", {"name": "wire reader", "scope": "submit"}))
    key = html.split("<code>")[1].split("</code>")[0]
    assert key.startswith("parallax_")
    assert key not in page_of(client.get("/desk/tokens/"))
    assert key not in str(Token.objects.values())

    html = page_of(client.post("/desk/tokens/", {"withdraw": Token.objects.get().pk}, follow=True))
    assert "is withdrawn" in html
    assert list(Change.objects.values_list("act", flat=True)) == ["token gone", "token made"]


def test_a_token_of_another_is_not_withdrawn(client, editor, django_user_model):
    make_token(django_user_model.objects.create_user("other"), name="theirs", scope=Scope.SUBMIT)
    client.force_login(editor)
    assert client.post("/desk/tokens/", {"withdraw": Token.objects.get().pk}).status_code == 404
    assert Token.objects.get().withdrawn_at is None


def test_the_interface_is_described_and_the_description_holds(client, program, key):
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {"/api/submissions/", "/api/submissions/{id}/"}
    told = send(program, key, ("ferry.txt", REPORT.encode())).json()
    schemas = described["components"]["schemas"]
    assert set(told) == set(schemas["Submission"]["properties"])
    file = schemas["Submission"]["properties"]["files"]["items"]["properties"]
    assert set(told["files"][0]) <= set(file)
    assert told["files"][0]["outcome"] in file["outcome"]["enum"]
