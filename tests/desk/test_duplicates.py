"""What a file repeats is named before it is stored; an editor keeps both, replaces or skips."""

import pytest

from archive.desk import (
    choose,
    history_of,
    open_batch,
    read_batch,
    receive_files,
    resume_batch,
    stop_batch,
    undo_batch,
)
from archive.desk.checking import SubmittedFile
from archive.desk.likeness import are_near, runs_of
from archive.models import Act, Article, Likeness, Outcome, State, WaitingFile
from tests.desk.test_desk import FERRY, found, submit

pytestmark = pytest.mark.django_db(transaction=True)

UPDATED = (
    FERRY
    + "\nThe owner of the Northern Light said at noon that she would be towed to Istanbul for repairs.\n"
)
ELSEWHERE = """Train stops in the Taurus tunnel

14 May 2017

An express with two hundred passengers stood in the Taurus tunnel for three hours on Sunday, the railway said.
A second engine pushed it out at last, and nobody of those aboard had to be treated, a doctor told the newspaper.
"""


def ask(name, text, **options):
    return submit((name, text.encode()), duplicates="ask", **options).items.get()


LIKENESSES = [
    (FERRY, "Courier", Likeness.BYTES),
    (FERRY, "Herald", Likeness.BYTES),
    (FERRY + "\n\n", "Courier", Likeness.TEXT),
    (FERRY + "\n\n", None, Likeness.TEXT),  # who does not say may be the Courier
    (UPDATED, "Courier", Likeness.UPDATE),
    (UPDATED, "Herald", Likeness.WIRE),
    (FERRY + "\n\n", "Herald", Likeness.WIRE),
    (ELSEWHERE, "Courier", None),
]


@pytest.mark.parametrize(("text", "outlet", "likeness"), LIKENESSES)
def test_what_a_file_repeats_is_named(text, outlet, likeness):
    first = submit(("ferry.txt", FERRY.encode()), outlet="Courier").items.get().article

    item = ask("new.txt", text, outlet=outlet)

    assert item.likeness == likeness
    assert item.twin == (first if likeness else None)
    waits = likeness in (Likeness.BYTES, Likeness.TEXT, Likeness.UPDATE)
    assert item.outcome == (Outcome.DUPLICATE if waits else Outcome.STORED)
    assert Article.objects.count() == (1 if waits else 2)
    if likeness:
        assert f"article {first.pk}" in item.reason


class TestChoosing:
    @pytest.fixture
    def first(self):
        return submit(("ferry.txt", FERRY.encode()), outlet="Courier", publish=True).items.get().article

    def test_replaced_the_article_has_a_new_version_and_its_address(self, first):
        item = ask("update.txt", UPDATED, outlet="Courier")

        assert choose([item], "replace", by=None) == 1

        article = Article.objects.get()
        assert article.pk == first.pk
        assert "towed to Istanbul for repairs" in article.body
        assert bytes(article.original.content) == UPDATED.encode()
        assert found("repairs") == {first.pk}
        assert history_of(article)[0].change.act == Act.REPLACED
        item.refresh_from_db()
        assert (item.outcome, item.article) == (Outcome.STORED, first)
        assert not WaitingFile.objects.exists()

    def test_undoing_the_submission_undoes_the_replacing(self, first):
        item = ask("update.txt", UPDATED, outlet="Courier")
        choose([item], "replace", by=None)

        undo_batch(item.batch, by=None)

        article = Article.objects.get()
        assert "repairs" not in article.body
        assert bytes(article.original.content) == FERRY.encode()
        assert (found("repairs"), found("ferry")) == (set(), {first.pk})

    def test_both_are_kept(self, first):
        item = ask("same.txt", FERRY, outlet="Herald")

        choose([item], "keep", by=None)

        assert Article.objects.count() == 2
        item.refresh_from_db()
        assert item.article.outlet.name == "Herald"
        assert item.article.original == first.original

    def test_skipped_nothing_is_stored_and_the_line_says_so(self, first):
        item = ask("update.txt", UPDATED, outlet="Courier")

        choose([item], "skip", by=None)

        item.refresh_from_db()
        assert item.outcome == Outcome.SKIPPED
        assert "skipped by an editor" in item.reason
        assert Article.objects.count() == 1
        assert not WaitingFile.objects.exists()

    def test_a_choice_is_made_once(self, first):
        item = ask("update.txt", UPDATED, outlet="Courier")
        stale = type(item).objects.get(pk=item.pk)
        choose([item], "keep", by=None)

        assert choose([stale], "keep", by=None) == 0
        assert Article.objects.count() == 2

    def test_what_was_corrected_since_is_recognised_by_what_it_says_now(self, first):
        from archive.desk import overrule_block

        for block in first.blocks.filter(text__contains="coastguard"):
            overrule_block(block, "removed", by=None)

        # The editor's word on the line holds for the outlet: the newcomer loses it too, and then says the same.
        assert ask("same.txt", FERRY + "\n\n", outlet="Courier").likeness == Likeness.TEXT
        assert ask("other.txt", FERRY + "\n \n", outlet="Herald").likeness != Likeness.TEXT


def test_a_stopped_submission_keeps_its_files_and_goes_on_where_it_was():
    batch = open_batch(by=None)
    receive_files(
        batch, [SubmittedFile("ferry.txt", FERRY.encode()), SubmittedFile("train.txt", ELSEWHERE.encode())]
    )
    read_batch(batch, until=0.0)
    assert Article.objects.count() == 1
    stop_batch(batch)

    read_batch(batch)
    assert (Article.objects.count(), batch.state) == (1, State.STOPPED)

    resume_batch(batch)
    read_batch(batch)
    assert (Article.objects.count(), batch.state) == (2, State.DONE)


NEAR = [
    ("a b c d e f g h", "a b c d e f g h", True),
    ("a b c d e f g h i j k l m n o p", "a b c d e f g h i j k l m n o p q r s", True),
    ("a b c d e f g h i j k l", "m n o p q r s t u v w x", False),
    ("a b c d e f g h", "a b c d e f g h " + " ".join(map(str, range(40))), False),  # a part of much more
    ("too short", "too short", False),
]


@pytest.mark.parametrize(("one", "other", "expected"), NEAR)
def test_near_texts_share_most_of_their_runs_of_words(one, other, expected):
    assert are_near(runs_of(one), runs_of(other)) is expected
    assert are_near(runs_of(other), runs_of(one)) is expected
