"""A rebuild beside the index that answers: searches go on, changes come along, and it may be cut short anywhere."""

import pytest
from django.core.management import call_command
from haystack import connections

from archive.models import Article, IndexJob, Status
from archive.search import rebuilding
from archive.search.engine import Filters, SearchUnavailableError
from archive.search.index import drain_jobs, queue_articles, search_backend
from archive.search.rebuilding import find_differences, heal_index, is_in_step, rebuild_index
from archive.search.results import find_articles

pytestmark = [
    pytest.mark.django_db,
    # Whoosh leaves a file open where its table of contents is damaged.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def articles(shelf, monkeypatch):
    """Return ten indexed articles; a rebuild writes three of them a commit."""
    monkeypatch.setattr(rebuilding, "ARTICLES_AT_ONCE", 3)
    stored = [shelf.article(f"A ferry ran aground, day {number}.") for number in range(10)]
    shelf.index()
    return stored


def found():
    return find_articles("ferry", Filters()).count


def withdraw(article):
    Article.objects.filter(pk=article.pk).update(status=Status.DRAFT)
    queue_articles([article.pk])


def test_the_old_index_answers_until_the_new_one_is_whole(articles):
    seen = []
    old = search_backend().current()

    def tell(done, total):
        seen.append((done, total, found(), search_backend().current() == old))

    assert rebuild_index(tell) == 10
    assert seen == [
        (3, 10, 10, True),
        (6, 10, 10, True),
        (9, 10, 10, True),
        (10, 10, 10, True),
        (10, 10, 10, False),
    ]
    assert [path for path in old.parent.iterdir() if path.is_dir()] == [search_backend().current()]


def test_what_changes_meanwhile_is_in_both(articles, shelf):
    def tell(done, total):
        if done == 6:
            withdraw(articles[0])
            withdraw(articles[8])
            queue_articles([shelf.article("A ferry ran aground, late.").pk])
            Article.objects.filter(pk=articles[1].pk).update(body="A trawler ran aground.")
            queue_articles([articles[1].pk])
            drain_jobs()
            assert found() == 8

    rebuild_index(tell)

    assert found() == 8
    assert find_articles("trawler", Filters()).count == 1
    assert find_differences().keys == ()


def test_one_cut_short_goes_on_where_it_stopped(articles):
    def die(done, total):
        if done == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild_index(die)
    withdraw(articles[2])
    drain_jobs()
    connections.reload("default")
    assert found() == 9

    seen = []
    rebuild_index(lambda done, total: seen.append(done))

    assert seen[0] > 6
    assert found() == 9
    assert find_differences().keys == ()


def test_a_half_made_index_that_cannot_be_read_is_begun_anew(articles):
    with pytest.raises(KeyboardInterrupt):
        rebuild_index(lambda done, total: (_ for _ in ()).throw(KeyboardInterrupt))
    for path in search_backend().folder.building(search_backend().version).path.iterdir():
        path.write_bytes(b"")

    with pytest.raises(SearchUnavailableError):
        rebuild_index()

    assert found() == 10
    assert rebuild_index() == 10


def test_only_one_rebuilds_at_a_time(articles):
    with search_backend().folder.rebuilding(), pytest.raises(rebuilding.RebuildRunningError):
        rebuild_index()


def test_a_poisoned_article_stops_no_rebuild(articles, monkeypatch):
    from archive.search.index import ArticleIndex

    prepare = ArticleIndex.prepare_headline

    def prepare_headline(self, article):
        if article.pk == articles[4].pk:
            raise ValueError("poison")
        return prepare(self, article)

    monkeypatch.setattr(ArticleIndex, "prepare_headline", prepare_headline)

    assert rebuild_index() == 9
    assert IndexJob.objects.get().article_key == articles[4].pk


def test_an_index_of_another_version_is_built_anew_by_itself(client, articles, monkeypatch):
    monkeypatch.setattr("archive.search.schema.ENTRIES", 99)
    connections.reload("default")
    page = client.get("/?q=ferry")
    assert page.status_code == 503
    assert "being rebuilt" in page.content.decode()
    assert page["Retry-After"]

    assert "anew" in heal_index()

    assert found() == 10


def test_entries_that_lost_their_step_are_put_right_one_by_one(articles):
    Article.objects.filter(pk=articles[0].pk).update(status=Status.DRAFT)  # past the queue
    assert not is_in_step()
    Article.objects.filter(pk=articles[1].pk).update(body="A trawler ran aground.")
    differences = find_differences()
    assert (differences.missing, differences.stale, differences.orphaned) == (
        (),
        (articles[1].pk,),
        (articles[0].pk,),
    )
    generation = search_backend().current()

    assert "2 entries" in heal_index()

    assert find_differences().keys == ()
    assert search_backend().current() == generation


def test_the_command_says_how_far_it_is(articles, capsys):
    call_command("rebuild_search")
    out = capsys.readouterr()
    assert "10 articles indexed." in out.out
    assert "6 of 10" in out.err


def test_the_page_says_how_far_it_is(client, articles):
    with pytest.raises(KeyboardInterrupt):
        rebuild_index(lambda done, total: (_ for _ in ()).throw(KeyboardInterrupt))
    (search_backend().folder.root / "current").unlink()
    assert "3 of 10 reports are in the new index" in client.get("/?q=ferry").content.decode()
