"""The German catalogue holds every text of the pages, and what is served is what it says."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tools.messages import catalogue, compiled, read_catalogue, said, untranslated

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|</?\w+>")


def texts(message):
    return [message.id] if isinstance(message.id, str) else list(message.id)


TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
# What reads the same in every language, and the page of parts, whose words are the names of classes.
_NAMES = re.compile(r"Parallax|CSV|JSON|Lines|RIS|BibTeX|Markdown|UTC")
_NOT_SAID = re.compile(
    r"{% blocktranslate.*?{% endblocktranslate %}|{% block main_class %}.*?{% endblock %}|{[%{#].*?[%}#]}"
    r"|<(?:code|kbd)\b.*?</(?:code|kbd)>|<[^>]*>",
    re.DOTALL,
)


@pytest.mark.parametrize(
    "path",
    sorted({*TEMPLATES.glob("archive/*.html")} - {TEMPLATES / "archive/style_page.html"}),
    ids=lambda path: path.name,
)
def test_no_template_says_a_word_that_cannot_be_translated(path):
    bare = _NAMES.sub("", _NOT_SAID.sub("\n", path.read_text(encoding="utf-8")))
    assert re.findall(r"[^\W\d_]{3,}.*", bare) == []


@pytest.fixture(scope="module")
def marked():
    return said()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_every_text_and_no_other(language, marked):
    held = {(m.context, str(m.id)) for m in read_catalogue(language) if m.id}
    wanted = {(m.context, str(m.id)) for m in marked if m.id}
    assert wanted - held == set(), "make messages adds them"
    assert held - wanted == set(), "make messages drops them"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    assert untranslated(read_catalogue(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_its_text_does(language):
    for message in read_catalogue(language):
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = {tuple(sorted(PLACEHOLDER.findall(text))) for text in texts(message)}
        for string in strings if message.id else []:
            assert tuple(sorted(PLACEHOLDER.findall(string))) in wanted, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language):
    assert catalogue(language).with_suffix(".mo").read_bytes() == compiled(read_catalogue(language))


def test_a_reader_of_german_reads_german_and_dates_in_german(client, make_article):
    import datetime as dt

    article = make_article(
        "The ferry Osprey ran aground off Lowick on Thursday, the coastguard said in a statement. " * 3,
        headline="Ferry aground",
        outlet="Echo",
        published_on=dt.date(2019, 5, 2),
    )
    html = client.get(article.get_absolute_url(), headers={"accept-language": "de"}).content.decode()
    assert '<html lang="de">' in html
    assert "Diesen Bericht zitieren" in html
    assert "2. Mai 2019" in html
    assert re.search(r'<div class="prose[^"]*" lang="en"', html)


def test_the_language_chosen_is_kept_and_leads_back(client, db):
    answer = client.post("/language/", {"language": "de", "next": "/help/"})
    assert answer["Location"] == "/help/"
    assert "Was die Zeichen bedeuten" in client.get("/help/").content.decode()
    assert client.post("/language/", {"language": "de", "next": "https://evil.example/"})["Location"] == "/"


def test_english_stays_english(client, db):
    html = client.get("/help/", headers={"accept-language": "fr"}).content.decode()
    assert '<html lang="en">' in html
    assert "What the marks mean" in html


def test_choices_of_forms_are_said_in_german(client, editor):
    client.force_login(editor)
    html = client.get("/desk/upload/", headers={"accept-language": "de"}).content.decode()
    assert "Mich fragen, Datei für Datei" in html


def test_a_closed_door_says_so_in_german(client, db):
    wrong = {"username": "nobody", "password": "wrong"}
    for _ in range(6):
        answer = client.post("/sign-in/", wrong, headers={"accept-language": "de"})
    assert "Zu viele falsche Passwörter. Warten Sie 15 Minuten" in answer.content.decode()
