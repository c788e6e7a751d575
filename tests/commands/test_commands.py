"""The commands scripts rely on: their JSON, their exit codes, their words on a bad input."""

import json
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from archive.models import Article

pytestmark = pytest.mark.django_db(transaction=True)

REPORT = """Two hurt as helicopter lands hard near Homs

3 March 2018

HOMS, Syria (Levant Wire) — A Mi-17 helicopter landed hard near Homs on Saturday and two of the crew were hurt, a
security source said.

Advertisement

The aircraft was on its way to the air base at Hmeimim when an engine failed, the source said.
"""


@pytest.fixture
def folder(tmp_path):
    """Return a folder with one good report and two bad files."""
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.md").write_bytes(b"\x00\x01\x02\x03" * 200)
    return tmp_path


def run(name, *args):
    """Return a command's parsed JSON and the message it failed with, or None."""
    out, failure = StringIO(), None
    try:
        call_command(name, *args, "--format", "json", stdout=out)
    except CommandError as error:
        failure = str(error)
    return json.loads(out.getvalue()) if out.getvalue() else None, failure


def test_import_says_what_became_of_every_file(folder):
    result, failure = run("import_articles", str(folder))

    assert [item["headline"] for item in result["stored"]] == ["Two hurt as helicopter lands hard near Homs"]
    assert result["flagged"] == []
    assert {item["file"].rsplit("/", 1)[-1] for item in result["refused"]} == {"empty.txt", "binary.md"}
    assert failure == "2 of 3 files were refused; see above."
    assert Article.objects.published().count() == 1


def test_no_file_of_a_folder_is_passed_over_in_silence(folder):
    (folder / "picture.xyz").write_bytes(b"not a report")

    result, _ = run("import_articles", str(folder))

    reasons = {item["file"].rsplit("/", 1)[-1]: item["reason"] for item in result["refused"]}
    assert ".txt" in reasons["picture.xyz"]


def test_a_dry_run_says_the_same_and_stores_nothing(folder):
    result, _ = run("import_articles", str(folder), "--dry-run")

    assert [item["id"] for item in result["stored"]] == [None]
    assert len(result["refused"]) == 2
    assert not Article.objects.exists()


def test_import_is_quiet_about_success_and_loud_about_a_missing_path(tmp_path):
    result, failure = run("import_articles", str(tmp_path / "nowhere.txt"))

    assert "no such file" in result["refused"][0]["reason"]
    assert failure


def test_a_file_over_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    result, _ = run("import_articles", str(path))

    assert "200 MB" in result["refused"][0]["reason"]


def test_clean_text_prints_the_contract(folder):
    result, failure = run("clean_text", str(folder / "good.txt"))

    assert failure is None
    assert {
        "file",
        "headline",
        "byline",
        "dateline",
        "published_on",
        "published_how",
        "language",
        "body",
        "blocks",
    } <= set(result)
    assert result["dateline"] == {"place": "Homs, Syria", "agency": "Levant Wire"}
    assert (result["published_on"], result["published_how"]) == ("2018-03-03", "printed")
    removed = [block for block in result["blocks"] if block["verdict"] == "removed"]
    assert [block["text"] for block in removed] == ["Advertisement"]
    assert removed[0]["reason"]
    for block in result["blocks"]:
        assert {"text", "verdict", "kind", "reason", "start", "end"} <= set(block)
        assert block["text"].split()[0] in REPORT[block["start"] : block["end"]]


def test_read_text_prints_spans_that_read_back(folder):
    result, _ = run("read_text", str(folder / "good.txt"))

    assert {place["surface"] for place in result["places"]} >= {"Homs", "Hmeimim"}
    assert [mention["id"] for mention in result["aircraft"]] == ["mi-17"]
    for mention in result["places"] + result["aircraft"]:
        assert result["body"][mention["start"] : mention["end"]] == mention["surface"]
        assert 0.0 <= mention["confidence"] <= 1.0


def test_clean_text_says_what_its_metadata_rest_on_and_how_surely_each_block_was_removed(folder):
    kept, removed = StringIO(), StringIO()
    call_command("clean_text", str(folder / "good.txt"), stdout=kept)
    call_command("clean_text", str(folder / "good.txt"), "--removed", stdout=removed)

    assert "published_on: 3 March 2018 (printed)" in kept.getvalue()
    assert removed.getvalue() == "[advertisement, 100% sure] Advertisement\n"


@pytest.mark.parametrize("command", ["clean_text", "read_text"])
def test_a_file_that_cannot_be_read_is_named(command, folder):
    result, failure = run(command, str(folder / "empty.txt"))

    assert result is None
    assert "empty.txt" in failure


def test_search_prints_the_contract(folder):
    run("import_articles", str(folder / "good.txt"), "--outlet", "Courier")

    result, failure = run("search_articles", "helicopter", "--place", "Khmeimim", "--aircraft", "Mi-17")

    assert failure is None
    assert result["count"] == 1
    hit = result["results"][0]
    assert {"id", "headline", "outlet", "published_on", "file", "event", "snippet"} == set(hit)
    assert (hit["outlet"], hit["published_on"], hit["file"]) == ("Courier", "2018-03-03", "good.txt")
    assert {"place", "happened", "filed", "aircraft", "outlet", "year"} == set(result["facets"])
    assert {"id": "mi-17", "name": "Mi-17", "count": 1} in result["facets"]["aircraft"]


@pytest.mark.parametrize(
    ("option", "value"), [("--place", "Nowhereland"), ("--aircraft", "Zz-999"), ("--outlet", "Nobody")]
)
def test_search_names_a_filter_nobody_knows(folder, option, value):
    run("import_articles", str(folder / "good.txt"))

    result, failure = run("search_articles", "helicopter", option, value)

    assert result is None
    assert value in failure


def test_compare_prints_the_contract(folder):
    (folder / "second.txt").write_text(
        REPORT.replace("two of the crew", "three of the crew").replace("Two hurt", "Three hurt"),
        encoding="utf-8",
    )
    run("import_articles", str(folder / "good.txt"), str(folder / "second.txt"))
    keys = [str(pk) for pk in Article.objects.values_list("pk", flat=True)]

    result, failure = run("compare_articles", *keys)

    assert failure is None
    assert [article["file"] for article in result["articles"]] == ["good.txt", "second.txt"]
    bodies = {article["id"]: article["body"] for article in result["articles"]}
    for pair in result["alignment"]:
        assert {"a", "b", "score"} <= set(pair)
        assert pair["a"]["end"] <= len(bodies[pair["a"]["article"]])
    assert result["shared"]
    for row in result["rows"]:
        assert {"question", "kind", "relation", "group", "cells"} <= set(row)


@pytest.mark.parametrize("keys", [("1",), ("1", "1"), ("1", "999")])
def test_compare_names_what_it_cannot_compare(folder, keys):
    run("import_articles", str(folder / "good.txt"))

    result, failure = run("compare_articles", *keys)

    assert result is None
    assert failure


def test_link_events_prints_the_events(folder):
    run("import_articles", str(folder / "good.txt"))

    result, failure = run("link_events", "--rebuild")

    assert failure is None
    assert result["events"] == []


def test_the_samples_load_once(db):
    out = StringIO()
    call_command("load_samples", stdout=out)
    count = Article.objects.published().count()
    call_command("load_samples", stdout=out)

    assert count >= 24
    assert Article.objects.count() == count


def test_preparing_twice_makes_one_account_and_shows_its_password_once(django_user_model, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    first, second = StringIO(), StringIO()
    call_command("prepare_archive", "--empty", stdout=first)
    call_command("prepare_archive", "--empty", stdout=second)

    user = django_user_model.objects.get()
    password = first.getvalue().split("Password: ")[1].split()[0]
    assert user.check_password(password)
    assert second.getvalue() == ""


def test_the_first_start_leaves_the_samples_out_of_an_archive_already_in_use(folder, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    run("import_articles", str(folder))

    call_command("prepare_archive", stdout=StringIO())

    assert Article.objects.count() == 1


def test_the_server_collects_the_pages_static_files_where_they_are_missing(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path
    served = []
    monkeypatch.setattr("archive.management.commands.serve.waitress.serve", lambda *_, **__: served.append(1))

    call_command("serve", "--port", "0", "--without-worker", stdout=StringIO())

    assert served
    assert (settings.STATIC_ROOT / "archive/parallax.css").exists()


@pytest.mark.django_db(transaction=True)
def test_a_new_archive_gets_its_tables_on_first_use(monkeypatch):
    """An archive is a folder; the first command on it makes the database."""
    called = []
    monkeypatch.setattr(
        "archive.management.base.MigrationExecutor", lambda connection: FakeExecutor(applied={})
    )
    monkeypatch.setattr("archive.management.base.call_command", lambda *args, **options: called.append(args))

    call_command("search_articles", "", stdout=StringIO())

    assert called == [("migrate",)]


def test_an_older_database_is_not_upgraded_in_passing(monkeypatch):
    executor = FakeExecutor(applied={("archive", "0001_initial"): None})
    monkeypatch.setattr("archive.management.base.MigrationExecutor", lambda connection: executor)

    with pytest.raises(CommandError, match="prepare_archive"):
        call_command("search_articles", "")


class FakeExecutor:
    """A migration executor with one migration still to be applied."""

    def __init__(self, applied):
        self.loader = SimpleNamespace(graph=SimpleNamespace(leaf_nodes=list), applied_migrations=applied)

    def migration_plan(self, targets):
        return ["a migration"]
