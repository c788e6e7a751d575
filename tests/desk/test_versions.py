"""Versions, differences, the trash and the way back: nothing an editor does is lost."""

import datetime as dt

import pytest
from django.utils import timezone

from archive.desk import (
    DeskError,
    bring_back,
    compare_texts,
    correct_article,
    discard_articles,
    empty_trash,
    give_date,
    history_of,
    overrule_block,
    restore_version,
    undo_batch,
    withdraw_articles,
)
from archive.models import Act, Article, Change, IndexJob, Mention, Original, Status, Withdrawal
from archive.records import Verdict
from tests.desk.test_desk import FERRY, found, submit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article():
    stored = submit(("ferry.txt", FERRY.encode()), outlet="Courier", publish=True).items.get().article
    stored.refresh_from_db()
    return stored


def snapshot(article):
    """Return all that readers see of an article."""
    stored = Article.objects.get(pk=article.pk)
    blocks = list(stored.blocks.values_list("position", "text", "verdict", "kind", "body_start", "body_end"))
    mentions = sorted(stored.mentions.values_list("part", "start", "end", "place_id"))
    return (
        stored.headline,
        stored.outlet,
        stored.published_on,
        stored.published_how,
        stored.body,
        blocks,
        mentions,
    )


class TestVersions:
    def test_every_change_is_kept_with_who_when_and_what(self, article, editor):
        give_date(article, dt.date(2017, 5, 14), by=editor)

        deed = history_of(Article.objects.get(pk=article.pk))[0]
        assert (deed.change.by, deed.change.act, deed.number) == (editor, Act.CORRECTED, 1)
        assert timezone.now() - deed.change.made_at < dt.timedelta(minutes=5)
        assert [(f.label, f.before, f.after) for f in deed.fields] == [
            ("Published on", "2017-05-12", "2017-05-14")
        ]

    def test_a_changed_text_is_shown_by_its_words(self, article):
        overrule_block(article.blocks.get(text="Advertisement"), Verdict.KEPT, by=None)

        deed = history_of(Article.objects.get(pk=article.pk))[0]
        assert [[s.text for s in e.stretches] for e in deed.text if e.change == "added"] == [
            ["Advertisement"]
        ]

    def test_restoring_gives_back_every_word_verdict_and_mention_and_the_search_follows(self, article):
        before = snapshot(article)
        overrule_block(article.blocks.get(text__contains="Istanbul"), Verdict.REMOVED, by=None)
        article.refresh_from_db()
        correct_article(article, by=None, headline="Zeppelin", byline="", outlet="Herald", published_on=None)
        assert snapshot(article) != before

        first = history_of(Article.objects.get(pk=article.pk))[-1]
        restore_version(Article.objects.get(pk=article.pk), first.change, by=None)

        assert snapshot(article) == before
        assert found("Istanbul") == {article.pk}
        assert found("zeppelin") == set()

    def test_a_restored_version_can_be_taken_back_too(self, article):
        give_date(article, dt.date(2017, 5, 14), by=None)
        changed = snapshot(article)
        restore_version(
            Article.objects.get(pk=article.pk), Change.objects.exclude(before=None).get(), by=None
        )

        restore_version(
            Article.objects.get(pk=article.pk), Change.objects.exclude(before=None).first(), by=None
        )

        assert snapshot(article) == changed

    def test_another_articles_version_is_refused(self, article):
        other = submit(("train.txt", FERRY.replace("ferry", "train").encode())).items.get().article
        give_date(other, dt.date(2017, 5, 14), by=None)

        with pytest.raises(DeskError, match="not kept"):
            restore_version(article, Change.objects.exclude(before=None).get(), by=None)


class TestDifferences:
    CASES = [
        ("a b c", "a b c", [""]),
        ("one\n\ntwo", "one", ["", "removed"]),
        ("one", "one\n\ntwo", ["", "added"]),
        ("one\n\nthe red fox", "one\n\nthe blue fox", ["", "changed"]),
    ]

    @pytest.mark.parametrize(("before", "after", "changes"), CASES)
    def test_paragraphs_are_told_apart(self, before, after, changes):
        assert [edit.change for edit in compare_texts(before, after)] == changes

    @pytest.mark.parametrize(("before", "after", "changes"), CASES)
    def test_both_texts_read_back(self, before, after, changes):
        edits = compare_texts(before, after)
        for kept, gone in ((before, "added"), (after, "removed")):
            texts = [
                "".join(s.text for s in e.stretches if s.change != gone) for e in edits if e.change != gone
            ]
            assert "\n\n".join(texts) == kept

    def test_only_the_words_that_changed_are_marked(self):
        edit = compare_texts("the red fox ran", "the blue fox ran")[0]
        assert [(s.text, s.change) for s in edit.stretches] == [
            ("the ", ""), ("red ", "removed"), ("blue ", "added"), ("fox ran", ""),
        ]  # fmt: skip


class TestTrash:
    def test_a_withdrawn_article_is_found_nowhere_and_comes_back_searchable_at_once(self, article):
        before = snapshot(article)

        assert withdraw_articles([article], note="The outlet took it back.", by=None) == 1
        assert found("ferry") == set()
        assert not Article.objects.published().exists()

        assert bring_back([Article.objects.get(pk=article.pk)], by=None) == 1
        assert found("ferry") == {article.pk}
        assert not IndexJob.objects.exists()
        assert snapshot(article) == before

    def test_it_finds_its_event_again(self, make_article):
        texts = [FERRY, FERRY.replace("A tug is on its way", "A second tug left")]
        one, two = (make_article(text, outlet=f"Outlet {n}") for n, text in enumerate(texts))
        two.refresh_from_db()
        one.refresh_from_db()
        assert one.event_id is not None
        assert one.event_id == two.event_id

        withdraw_articles([two], by=None)
        one.refresh_from_db()
        assert one.event_id is None
        bring_back([Article.objects.get(pk=two.pk)], by=None)

        one.refresh_from_db()
        two.refresh_from_db()
        assert one.event_id is not None
        assert one.event_id == two.event_id

    def test_a_discarded_draft_comes_back_as_a_draft(self):
        draft = submit(("ferry.txt", FERRY.encode())).items.get().article
        discard_articles([draft], by=None)

        bring_back([Article.objects.get(pk=draft.pk)], by=None)

        draft.refresh_from_db()
        assert draft.status == Status.DRAFT

    def test_what_lies_in_the_trash_stands_in_no_new_files_way(self, article):
        withdraw_articles([article], by=None)

        again = submit(("ferry.txt", FERRY.encode()), publish=True).items.get().article

        assert found("ferry") == {again.pk}
        assert Original.objects.count() == 1

    def test_after_its_time_it_is_deleted_with_its_versions_and_the_note_stays(self, article):
        give_date(article, dt.date(2017, 5, 14), by=None)
        withdraw_articles([article], note="Never happened.", by=None)
        assert empty_trash() == 0, "it was put there a moment ago"

        Withdrawal.objects.update(withdrawn_at=timezone.now() - dt.timedelta(days=31))
        assert empty_trash() == 1

        assert not Article.objects.exists()
        assert not Original.objects.exists()
        assert not Mention.objects.exists()
        assert not Change.objects.exclude(before=None).exists()
        assert Change.objects.filter(article_key=article.pk, act=Act.CORRECTED).exists()
        assert Withdrawal.objects.get().note == "Never happened."

    def test_an_original_that_another_article_shares_outlives_the_first(self, article):
        withdraw_articles([article], by=None)
        again = submit(("ferry.txt", FERRY.encode())).items.get().article
        Withdrawal.objects.update(withdrawn_at=timezone.now() - dt.timedelta(days=31))

        empty_trash()

        assert bytes(Article.objects.get(pk=again.pk).original.content) == FERRY.encode()

    def test_an_undone_batch_comes_back_whole(self):
        batch = submit(
            ("ferry.txt", FERRY.encode()),
            ("train.txt", FERRY.replace("ferry", "train").encode()),
            publish=True,
        )
        assert undo_batch(batch, by=None) == 2
        assert found("") == set()

        bring_back(list(batch.articles.filter(status=Status.WITHDRAWN)), by=None)

        assert len(found("")) == 2


def test_a_version_kept_before_evidence_was_stored_can_still_be_restored(article, editor):
    correct_article(article, by=editor, headline="Another", byline=None, outlet=None, published_on=None)
    change = Change.objects.get(act=Act.CORRECTED)
    del change.before["evidence"]
    change.save(update_fields=["before"])
    restore_version(article, change, by=editor)
    assert Article.objects.get(pk=article.pk).evidence == {}
