"""A link to words of a report, before and after its text changes."""

import hashlib

import pytest

from archive.desk.changes import record_version
from archive.models import Act, Article
from archive.views.permalinks import passage_url

BODY = "It sank at dawn. Nine people drowned, police said."
SENTENCE = "Nine people drowned, police said."


@pytest.fixture
def link(shelf):
    article = shelf.article(BODY)
    start = BODY.index("Nine")
    return article, passage_url(article, start, start + len(SENTENCE)).split("#")[0]


def change(article, body):
    record_version(article, Act.CORRECTED, "text", by=None)
    Article.objects.filter(pk=article.pk).update(
        body=body, body_sha256=hashlib.sha256(body.encode()).hexdigest()
    )
    article.blocks.update(body_end=len(body), text=body)


def test_a_link_says_of_which_text_it_was_made(link):
    article, url = link
    assert f"text={article.body_sha256[:16]}" in url


def test_words_that_stand_are_marked(read, link):
    page = read(link[1])
    assert f">{SENTENCE}</mark>" in page.html
    assert "has changed" not in page.html


def test_words_that_moved_are_marked_where_they_stand_now(read, link):
    article, url = link
    change(article, f"The ferry was new. {BODY}")
    html = read(url).html
    assert "The words it led to still stand" in html
    assert f">{SENTENCE}</mark>" in html


def test_words_that_are_gone_are_shown_as_they_were(read, link):
    article, url = link
    change(article, "It sank at dawn. Eleven people drowned, police said.")
    html = read(url).html
    assert "no longer stand in it" in html
    assert SENTENCE in html
    assert "<mark" not in html


def test_a_link_made_from_a_version_that_is_not_kept_says_so(read, link):
    article, url = link
    Article.objects.filter(pk=article.pk).update(body_sha256="0" * 64)
    assert "is not kept" in read(url).html


@pytest.mark.parametrize("query", ["from=9&to=3", "from=0", "from=a&to=b", "from=0&to=9&text=<script>"])
def test_a_broken_link_marks_nothing_and_breaks_nothing(read, link, query):
    article, _ = link
    assert "<mark" not in read(f"{article.get_absolute_url()}?{query}").html
