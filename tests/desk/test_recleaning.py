"""Cleaning anew: what the outlet's memory has learned since is taken out, and editors' verdicts stay."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.desk import SubmittedFile, history_of, overrule_block, reclean, submit_files
from archive.models import Article

pytestmark = pytest.mark.django_db(transaction=True)

LINE = "The Harbour Post in your pocket"
STORIES = (
    "The ferry Northern Light ran aground on Friday with forty passengers aboard, the coastguard said.",
    "The mayor opened a market hall in the old town on Tuesday after three years of building work there.",
    "Two schools on the island stayed closed on Monday because the water supply had failed, officials said.",
)
END = "Nobody was hurt, and the inquiry will take some weeks, a spokesman for the council told the paper."


def submit(story, outlet="Harbour Post", line=LINE):
    text = f"{story}\n\n{line}\n\n{END} {story}\n"
    batch = submit_files([SubmittedFile("report.txt", text.encode())], by=None, outlet=outlet, publish=True)
    return batch.items.get().article


def block_of(article, text=LINE):
    return article.blocks.get(text=text)


@pytest.fixture
def articles():
    return [submit(story) for story in STORIES]


def run(*args):
    out = StringIO()
    call_command("reclean_articles", *args, stdout=out)
    return out.getvalue()


def test_a_dry_run_counts_and_shows_and_changes_nothing(articles):
    before = [article.body for article in Article.objects.order_by("pk")]

    printed = run()

    assert (
        "3 articles looked at; 2 would be changed, 2 blocks would be removed, 0 would be put back" in printed
    )
    assert f"- {LINE} [seen in other reports of this outlet]" in printed
    assert "  2 of 3 articles would be changed: Harbour Post" in printed
    assert "run it with --apply" in printed
    assert [article.body for article in Article.objects.order_by("pk")] == before


def test_what_the_memory_has_learned_since_is_taken_out_on_request(articles):
    result = json.loads(run("--apply", "--format", "json"))

    assert (result["changed"], result["applied"]) == (2, True)
    assert result["removed"] == {"seen in other reports of this outlet": 2}
    assert all(LINE not in article.body for article in Article.objects.all())
    assert not any(each.is_changed for each in reclean())


def test_every_article_keeps_the_version_it_had(articles):
    run("--apply")

    assert [deed.change.act for deed in history_of(Article.objects.get(pk=articles[0].pk))] == ["recleaned"]


def test_an_editors_verdict_stays_and_speaks_for_the_other_articles_too(articles):
    overrule_block(block_of(articles[2]), "kept", by=None)

    run("--apply")

    assert all(LINE in article.body for article in Article.objects.all())
    kept = block_of(articles[2])
    assert (kept.reason, kept.overruled) == ("kept by an editor", "seen in other reports of this outlet")


def test_a_line_an_editor_removed_is_taken_out_of_the_outlets_other_reports():
    first, second = submit(STORIES[0]), submit(STORIES[1])
    elsewhere = submit(STORIES[2], outlet="Courier")
    overrule_block(block_of(first), "removed", by=None)

    run("--apply", "--outlet", "Harbour Post")

    second.refresh_from_db()
    elsewhere.refresh_from_db()
    assert LINE not in second.body
    assert LINE in elsewhere.body


def test_a_line_an_editor_put_back_stays_in_the_outlets_next_report():
    overrule_block(block_of(submit(STORIES[0], line="Advertisement"), "Advertisement"), "kept", by=None)

    assert "Advertisement" in submit(STORIES[1], line="Advertisement").body
    assert "Advertisement" not in submit(STORIES[2], outlet="Courier", line="Advertisement").body


def test_an_unknown_outlet_is_named():
    with pytest.raises(CommandError, match="no outlet is called 'Nowhere'"):
        run("--outlet", "Nowhere")
