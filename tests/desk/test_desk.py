"""Submitting, correcting, publishing, undoing: what an editor's word does to the archive."""

import datetime as dt

import pytest

from archive.desk import (
    DeskError,
    SubmittedFile,
    correct_article,
    discard_articles,
    give_date,
    overrule_block,
    publish_articles,
    submit_files,
    undo_batch,
)
from archive.models import Article, IndexJob, Mention, Original, Outcome, Status
from archive.records import PublishedHow, Verdict
from archive.search.engine import Filters
from archive.search.results import find_articles
from tests.intake import carried

pytestmark = pytest.mark.django_db(transaction=True)

FERRY = """Ferry runs aground off Aleppo Street

12 May 2017

The ferry Northern Light ran aground on Friday with forty passengers aboard, the coastguard said. Nobody was hurt.

Advertisement

A tug is on its way from Istanbul, and the passengers are to be taken off before the evening tide, a spokesman said.
"""


def submit(*files, **options):
    return submit_files([SubmittedFile(name, content) for name, content in files], by=None, **options)


def found(query):
    return {row.article.pk for row in find_articles(query, Filters()).rows}


class TestSubmitting:
    def test_a_file_becomes_a_draft_that_readers_do_not_find(self):
        batch = submit(("ferry.txt", FERRY.encode()))

        article = batch.items.get().article
        assert article.status == Status.DRAFT
        assert article.headline == "Ferry runs aground off Aleppo Street"
        assert article.published_on == dt.date(2017, 5, 12)
        assert "Advertisement" not in article.body
        assert found("ferry") == set()

    def test_a_page_out_of_a_web_archive_keeps_its_address(self):
        url = "https://news.example/ferry?print=1"
        page = carried.PAGE.encode()

        article = submit(("a.warc", carried.warc({url: ("text/html", page)}))).items.get().article

        assert article.canonical_url == url
        assert bytes(article.original.content) == page

    def test_the_original_is_kept_byte_for_byte(self):
        content = FERRY.replace("\n", "\r\n").encode("utf-8-sig")

        article = submit(("ferry.txt", content)).items.get().article

        assert bytes(article.original.content) == content
        assert "\r" not in article.body
        assert "\ufeff" not in article.headline

    def test_a_bad_file_stops_none_of_the_others(self):
        batch = submit(
            ("ferry.txt", FERRY.encode()),
            ("empty.txt", b""),
            ("picture.txt", bytes(range(256)) * 40),
            ("report.xyz", b"Some text."),
            ("furniture.txt", b"Share\n\nAdvertisement\n"),
        )

        outcomes = {item.filename: (item.outcome, item.reason) for item in batch.items.all()}
        assert outcomes["ferry.txt"] == (Outcome.STORED, None)
        for name in ("empty.txt", "picture.txt", "report.xyz", "furniture.txt"):
            outcome, reason = outcomes[name]
            assert outcome == Outcome.REFUSED
            assert len(reason.split()) > 4, "a refusal says what to do"
        assert Article.objects.count() == 1

    def test_the_same_bytes_are_skipped_with_the_stored_article_named(self):
        first = submit(("ferry.txt", FERRY.encode())).items.get().article

        item = submit(("again.txt", FERRY.encode())).items.get()

        assert (item.outcome, item.twin) == (Outcome.SKIPPED, first)
        assert f"article {first.pk}" in item.reason
        assert Original.objects.count() == 1

    def test_the_same_file_twice_in_one_submission_is_stored_once(self):
        batch = submit(("one.txt", FERRY.encode()), ("two.txt", FERRY.encode()))

        assert [item.outcome for item in batch.items.all()] == [Outcome.STORED, Outcome.SKIPPED]

    def test_the_same_text_from_another_outlet_is_kept_and_called_wire_copy(self):
        submit(("ferry.txt", FERRY.encode()), outlet="Courier")

        item = submit(("copy.txt", FERRY.encode() + b"\n\n"), outlet="Herald").items.get()

        assert item.outcome == Outcome.STORED
        assert "wire copy" in item.reason
        assert item.article is not None

    def test_an_outlet_and_a_date_given_with_the_files_are_kept(self):
        item = submit(
            ("ferry.txt", FERRY.encode()), outlet="Courier", published_on=dt.date(2017, 5, 13)
        ).items.get()

        assert item.article.outlet.name == "Courier"
        assert item.article.published_on == dt.date(2017, 5, 13)
        assert item.article.published_how == PublishedHow.GIVEN

    def test_every_mention_reads_back_from_the_text_it_points_at(self):
        article = submit(("ferry.txt", FERRY.encode())).items.get().article

        assert article.mentions.exists()
        for mention in article.mentions.all():
            text = article.body if mention.part == "body" else article.headline
            assert text[mention.start : mention.end] == mention.surface

    def test_every_kept_block_reads_back_from_the_body(self):
        article = submit(("ferry.txt", FERRY.encode())).items.get().article

        kept = [block for block in article.blocks.all() if block.is_in_body]
        assert kept
        for block in kept:
            assert article.body[block.body_start : block.body_end] == block.text


class TestMemory:
    PITCH = "The harbour by post, every Friday"

    def ferry(self, number):
        return (
            f"Ferry number {number} runs aground\n\nBy Jane Doe\n\n1{number} May 2017\n\n"
            f"The ferry Northern Light {number} ran aground on Friday with forty passengers aboard, officer {number} of"
            f" the coastguard said.\n\n{self.PITCH}\n\nA tug from port {number} is on its way, and the passengers of"
            f" ferry {number} are to be taken off before the evening tide, a spokesman said."
        ).encode()

    def article(self, number, outlet="Courier"):
        return submit((f"{number}.txt", self.ferry(number)), outlet=outlet).items.get().article

    def test_a_line_of_two_other_articles_of_the_outlet_is_furniture(self):
        first, second, third = (self.article(number) for number in (1, 2, 3))

        assert self.PITCH in first.body
        assert self.PITCH in second.body
        assert self.PITCH not in third.body
        assert third.byline == "Jane Doe", "who writes every week is no furniture"

    def test_another_outlets_articles_teach_nothing(self):
        self.article(1, "Herald")
        self.article(2, "Herald")

        assert self.PITCH in self.article(3, "Courier").body

    def test_a_line_an_editor_put_back_stays_in_the_next_report(self):
        self.article(1)
        self.article(2)
        overrule_block(self.article(3).blocks.get(text=self.PITCH), Verdict.KEPT, by=None)

        assert self.PITCH in self.article(4).body


class TestPublishing:
    def test_a_published_article_is_found_at_once(self):
        article = submit(("ferry.txt", FERRY.encode())).items.get().article

        publish_articles([article], by=None)

        assert found("ferry") == {article.pk}
        assert not IndexJob.objects.exists()

    def test_discarding_a_draft_leaves_nothing_in_the_way(self):
        article = submit(("ferry.txt", FERRY.encode())).items.get().article

        assert discard_articles([article], by=None) == 1
        assert not Article.objects.standing().exists()
        assert submit(("ferry.txt", FERRY.encode())).items.get().outcome == Outcome.STORED

    def test_a_published_article_is_not_discarded(self):
        article = submit(("ferry.txt", FERRY.encode()), publish=True).items.get().article
        article.refresh_from_db()

        with pytest.raises(DeskError, match="undo its batch"):
            discard_articles([article], by=None)

    def test_undoing_a_batch_takes_its_articles_out_of_search_too(self):
        kept = submit(("train.txt", FERRY.replace("ferry", "train").encode()), publish=True)
        batch = submit(("ferry.txt", FERRY.encode()), publish=True)

        assert undo_batch(batch, by=None) == 1

        assert found("") == {kept.items.get().article_id}
        assert batch.items.get().filename == "ferry.txt"


class TestCorrecting:
    @pytest.fixture
    def article(self):
        article = submit(("ferry.txt", FERRY.encode()), publish=True).items.get().article
        article.refresh_from_db()
        return article

    def test_a_given_date_is_known_to_be_given(self, article):
        give_date(article, dt.date(2017, 5, 14), by=None)

        article.refresh_from_db()
        assert (article.published_on, article.published_how) == (dt.date(2017, 5, 14), PublishedHow.GIVEN)
        assert find_articles("date:2017-05-14", Filters()).count == 1

    def test_a_date_taken_back_is_unknown(self, article):
        give_date(article, None, by=None)

        article.refresh_from_db()
        assert (article.published_on, article.published_how) == (None, PublishedHow.UNKNOWN)

    def test_a_corrected_headline_is_searchable(self, article):
        correct_article(
            article,
            by=None,
            headline="Zeppelin runs aground",
            byline="",
            outlet="Courier",
            published_on=article.published_on,
        )

        assert found("zeppelin") == {article.pk}
        article.refresh_from_db()
        assert article.byline is None
        assert article.published_how == PublishedHow.PRINTED, "a date left alone stays as it was known"

    def test_a_block_put_back_is_found_and_taken_out_again_is_not(self, article):
        block = article.blocks.get(text__contains="Advertisement")

        overrule_block(block, Verdict.KEPT, by=None)
        assert found("advertisement") == {article.pk}
        article.refresh_from_db()
        assert "\n\nAdvertisement\n\n" in article.body

        overrule_block(article.blocks.get(pk=block.pk), Verdict.REMOVED, by=None)
        assert found("advertisement") == set()
        article.refresh_from_db()
        assert "Advertisement" not in article.body

    def test_mentions_follow_a_block_that_was_removed(self, article):
        block = article.blocks.get(text__contains="Istanbul")
        assert Mention.objects.filter(surface="Istanbul").exists()

        overrule_block(block, Verdict.REMOVED, by=None)

        assert not Mention.objects.filter(surface="Istanbul").exists()

    def test_the_last_block_of_a_report_cannot_be_removed(self, article):
        paragraphs = [block for block in article.blocks.all() if block.is_in_body]
        for block in paragraphs[:-1]:
            overrule_block(block, Verdict.REMOVED, by=None)

        with pytest.raises(DeskError, match="needs a body"):
            overrule_block(paragraphs[-1], Verdict.REMOVED, by=None)
