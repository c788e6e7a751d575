"""The doctor finds each kind of mismatch, names it, and mends what can be mended."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from archive.models import Article, IndexJob, Original
from archive.safekeeping.doctor import look_closely, look_quickly
from archive.search.index import drain_jobs, search_backend
from tests.homes import Home

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles(make_article):
    return [
        make_article(f"A ferry ran aground off Lowick on day {number}, and all aboard were taken ashore.")
        for number in range(3)
    ]


def words():
    return [f"{finding.what}: {finding.words}" for finding in look_closely()]


def repair():
    try:
        call_command("doctor", "--repair")
    except CommandError:
        return False
    return True


def test_a_whole_archive_is_well(articles, capsys):
    call_command("doctor")
    assert "All is well" in capsys.readouterr().out


def test_entries_missing_behind_and_left_over_are_found_and_mended(articles):
    index = search_backend()
    index.write([], replacing=[f"archive.article.{articles[0].pk}"])
    Article.objects.filter(pk=articles[1].pk).update(headline="Another")
    Article.objects.filter(pk=articles[2].pk).update(status="draft")

    found = words()
    assert f"index: articles that the index lacks: {articles[0].pk}" in found
    assert f"index: entries that are behind their articles: {articles[1].pk}" in found
    assert f"index: entries without a published article: {articles[2].pk}" in found

    assert repair()
    assert words() == []


def test_an_index_that_is_gone_is_built_anew(articles):
    (search_backend().folder.root / "current").unlink()
    assert "index: missing, damaged or of another version" in words()
    assert repair()


def test_bytes_that_changed_are_named_and_left_to_a_person(articles, capsys):
    Original.objects.filter(pk=articles[1].original_id).update(content=b"something else")
    assert not repair()
    out = capsys.readouterr().out
    assert f"bytes that are not those that came in: {articles[1].original_id}" in out
    assert "backup" in out


def test_a_text_changed_past_the_desk_is_named(articles):
    Article.objects.filter(pk=articles[0].pk).update(body="Forged.")
    assert f"articles: texts changed past the desk: {articles[0].pk}" in words()


def test_an_original_without_an_article_comes_back_as_a_draft(articles):
    content = bytes(articles[0].original.content)
    Article.objects.filter(pk=articles[0].pk).delete()
    IndexJob.objects.all().delete()

    assert repair()

    assert bytes(Article.objects.get(status="draft").original.content) == content


def test_a_report_never_compared_is_compared(articles):
    articles[0].stored_profile.delete()
    assert "events: published reports never compared" in words()
    assert repair()


def test_parked_and_late_jobs_are_said_with_their_error(articles):
    IndexJob.objects.create(article_key=1, attempts=9, last_error="ValueError: poison")
    IndexJob.objects.create(
        article_key=2, due_at=timezone.now() - dt.timedelta(hours=1), last_error="No space left"
    )
    found = [f"{finding.words} / {finding.cure}" for finding in look_quickly()]
    assert any("could not be indexed: 1" in text and "state=parked" in text for text in found)
    assert any("No space left" in text and "run_worker" in text for text in found)


def test_readiness_tells_what_is_wrong_and_no_more(client, articles):
    assert client.get("/readyz").json() == {"status": "ready", "wrong": []}
    (search_backend().folder.root / "current").unlink()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "wrong": ["index"]}
    assert client.get("/healthz").status_code == 200
    drain_jobs()


def test_a_damaged_database_is_said_in_one_line(tmp_path):
    home = Home(tmp_path / "home")
    home.must("migrate", "--verbosity", 0)
    content = bytearray(home.database.read_bytes())
    content[len(content) // 3 : len(content) // 3 + 40_000] = b"\xff" * 40_000
    home.database.write_bytes(content)
    code, out = home.run("doctor")
    assert code == 1
    assert "restore the last backup" in out
    assert "Traceback" not in out

    home.database.write_bytes(b"no database at all")
    for command in (("doctor",), ("backup", tmp_path / "b.zip"), ("search_articles", "ferry")):
        code, out = home.run(*command)
        assert code == 1
        assert "cannot be used: file is not a database" in out
        assert "Traceback" not in out
