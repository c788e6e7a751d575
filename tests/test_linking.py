"""Stored reports find the others of their events."""

import datetime as dt
import itertools
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.comparing.candidates import find_terms, gather_shared_terms, nearest_by_terms
from archive.linking import (
    Later,
    join_event,
    link_articles,
    offered_dates,
    related_articles,
    relink_all,
    unlink_article,
)
from archive.linking.knowledge import ArchiveWeights, load_profiles
from archive.linking.terms import find_shared
from archive.models import Article, Event, Link, Status, StoredProfile, Term, TermUse
from tests.linking_reports import (
    AFTERMATH,
    FIRE,
    FIRE_NAMES,
    LONE,
    REEF,
    REEF_NAMES,
    events_of,
    fresh,
    published,
    state,
    store,
    store_all,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    articles = store_all()
    link_articles(published(*articles.values()))
    return fresh(articles)


def test_reports_of_one_event_are_put_together_and_others_stay_out(archive):
    assert events_of(archive) == sorted(map(sorted, [FIRE_NAMES, REEF_NAMES]))
    assert archive["council"].event is None


def test_linking_nothing_does_nothing():
    link_articles([])

    assert not Link.objects.exists()


def test_drafts_are_neither_linked_nor_found():
    draft = store(FIRE["harbour"], "harbour", status=Status.DRAFT)
    shown = store(FIRE["tribune"], "tribune")

    link_articles(published(draft, shown))

    assert not Link.objects.exists()
    assert StoredProfile.objects.get().article == shown


def test_linking_an_article_again_changes_nothing(archive):
    before, counted = state(), sorted(Term.objects.values_list("word", "articles"))

    link_articles(published(archive["fire wire"]))

    assert state() == before
    assert sorted(Term.objects.values_list("word", "articles")) == counted


def test_a_corrected_article_is_compared_as_it_now_reads(archive):
    council = archive["council"]
    Article.objects.filter(pk=council.pk).update(headline=FIRE["wire"][0], body=FIRE["wire"][2])

    link_articles(published(council))

    assert sorted([*FIRE_NAMES, "council"]) in events_of(archive)


# Every 149th of the 720 orders in which six reports can arrive.
@pytest.mark.parametrize("order", list(itertools.permutations(range(6)))[::149])
def test_the_order_of_arrival_does_not_change_the_events(order):
    articles = store_all()
    arriving = list(articles.values())

    for place in order:
        link_articles(published(arriving[place]))

    assert events_of(articles) == sorted(map(sorted, [FIRE_NAMES, REEF_NAMES]))


def test_arriving_one_by_one_and_a_rebuild_give_the_same_events():
    articles = store_all()
    for article in articles.values():
        link_articles(published(article))
    one_by_one = events_of(articles)

    assert relink_all() == len(articles)

    assert events_of(articles) == one_by_one


def test_how_many_profiles_are_kept_at_a_time_does_not_change_the_links(monkeypatch):
    def links():
        return list(Link.objects.order_by("first", "second").values_list("first", "second", "probability"))

    store_all()
    link_articles(Article.objects.all())
    expected = links()
    monkeypatch.setattr("archive.linking.scoring.MOST_KEPT", 1)
    link_articles(Article.objects.all())
    assert expected
    assert links() == expected


def test_a_new_report_bridges_two_reports_that_did_not_meet():
    first, second, bridge = (store(FIRE[outlet], outlet) for outlet in FIRE)
    link_articles(published(first, second))
    Link.objects.all().delete()
    Event.objects.all().delete()
    Link.objects.create(first=first, second=second, probability=0.4, reasons=[])

    link_articles(published(bridge))

    assert {article.event_id for article in Article.objects.all()} == {Event.objects.get().pk}


def test_an_undated_report_joins_its_event_and_is_offered_the_dates_of_the_others():
    articles = [store(FIRE[outlet], outlet) for outlet in ("harbour", "wire")]
    undated = store(FIRE["tribune"], "tribune", dated=False)

    link_articles(published(*articles, undated))
    undated.refresh_from_db()

    assert undated.event_id is not None
    assert offered_dates(undated) == (dt.date(2019, 5, 4), dt.date(2019, 5, 5))


def test_an_article_alone_is_offered_no_date(archive):
    assert offered_dates(archive["council"]) == ()


def test_reasons_are_stored_with_each_link(archive):
    pair = sorted([archive["fire harbour"].pk, archive["fire tribune"].pk])
    link = Link.objects.get(first=pair[0], second=pair[1])

    assert link.probability > 0.9
    assert link.reasons[0] == "same day"
    assert "Marenka" in " ".join(link.reasons)
    assert "3 killed" in link.reasons


def test_related_reports_come_from_links_with_those_of_the_event_first(archive):
    related = related_articles(archive["reef harbour"])

    assert related[0].article == archive["reef tribune"]
    assert related[0].in_same_event
    others = [r.probability for r in related if not r.in_same_event]
    assert [r.in_same_event for r in related] == [True] + [False] * len(others)
    assert others[0] == max(others)


def test_a_report_not_like_this_one_is_found_through_its_event(archive):
    pair = sorted([archive["reef harbour"].pk, archive["reef tribune"].pk])
    Link.objects.exclude(first=pair[0], second=pair[1]).delete()
    low, high = sorted([archive["council"].pk, archive["reef harbour"].pk])
    Link.objects.create(first_id=low, second_id=high, probability=0.3)

    related = related_articles(archive["council"])

    assert [r.article for r in related] == [archive["reef harbour"], archive["reef tribune"]]
    assert related[1].reasons == ("of one event with a report above",)


def test_a_report_of_a_later_day_that_takes_up_the_same_is_linked_as_such_and_not_merged():
    first, second = (store(FIRE[outlet], outlet) for outlet in ("harbour", "tribune"))
    later = store(AFTERMATH, "wire")
    link_articles(published(first, second, later))
    first.refresh_from_db()
    later.refresh_from_db()

    follow_up = next(r for r in related_articles(first) if r.article == later)
    taken_up = next(r for r in related_articles(later) if r.article == first)

    assert follow_up.later is Later.THIS
    assert taken_up.later is Later.OTHER
    assert later.event_id is None


def test_nearly_the_same_text_is_known_as_such():
    headline, day, body = FIRE["harbour"]
    one, copy = store(FIRE["harbour"], "harbour"), store((headline, day, f"{body} So it was."), "tribune")
    update = store((headline, day, f"{body} The fire is out."), "harbour")
    link_articles(published(one, copy, update))
    one.refresh_from_db()

    by_article = {r.article: r for r in related_articles(one)}

    assert by_article[copy].copied > 0.9
    assert by_article[copy].reasons[0] == "nearly the same text"
    assert by_article[update].reasons[0] == "two versions of one text"


def test_related_reports_cost_the_same_for_few_and_for_many(archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        related_articles(archive["fire harbour"])


def test_a_report_an_editor_joined_is_related_and_says_so(archive, editor):
    join_event(archive["council"], archive["reef harbour"].event, by=editor)

    related = related_articles(archive["council"])

    assert {r.article for r in related} == {archive["reef harbour"], archive["reef tribune"]}
    assert related[0].reasons == ("put together by an editor",)


def test_withdrawing_one_of_two_dissolves_the_event(archive):
    unlink_article(archive["reef harbour"])

    assert events_of(archive) == [sorted(FIRE_NAMES)]
    assert Event.objects.count() == 1


def test_withdrawing_leaves_no_trace_of_the_article(archive):
    article = archive["fire wire"]

    unlink_article(article)

    assert not TermUse.objects.filter(article=article).exists()
    assert not StoredProfile.objects.filter(article=article).exists()
    assert not Link.objects.filter(first=article).exists()
    assert not Link.objects.filter(second=article).exists()
    assert events_of(archive) == sorted(map(sorted, [FIRE_NAMES - {"fire wire"}, REEF_NAMES]))


def test_words_are_counted_down_when_an_article_goes(archive):
    before = Term.objects.get(word="marenka").articles

    unlink_article(archive["fire wire"])

    assert Term.objects.get(word="marenka").articles == before - 1


def test_the_database_adds_up_shared_terms_as_the_rules_say(archive):
    profile = load_profiles([archive["fire wire"].pk])[archive["fire wire"].pk]
    weights = ArchiveWeights().of([profile])
    terms = find_terms(profile, weights)
    uses = TermUse.objects.exclude(article=profile.id).values_list("term__word", "article", "in_lede")
    by_rules = gather_shared_terms(terms, [use for use in uses if use[0] in terms], weights)

    found = find_shared(list(terms), terms, weights, excluding=profile.id)

    assert found == pytest.approx(by_rules)
    assert list(found) == nearest_by_terms(by_rules)
    assert len(found) >= len(FIRE_NAMES) - 1


def test_withdrawing_an_article_that_was_never_linked_is_no_error():
    unlink_article(store(LONE))


def test_a_rebuild_says_how_far_it_is(archive):
    told = []

    relink_all(progress=lambda done, total: told.append((done, total)))

    assert told == [(6, 12), (12, 12)]


def test_the_command_links_what_is_new_and_prints_the_events():
    articles = store_all()
    out = StringIO()

    call_command("link_events", "--format", "json", stdout=out)

    result = json.loads(out.getvalue())
    assert result["linked"] == 6
    assert sorted(len(event["articles"]) for event in result["events"]) == [2, 3]
    titles = {event["title"] for event in result["events"]}
    assert titles == {FIRE["harbour"][0], REEF["harbour"][0]}
    assert set(itertools.chain(*(event["articles"] for event in result["events"]))) < {
        article.pk for article in articles.values()
    }


def test_the_command_finds_nothing_to_do_the_second_time(archive):
    out = StringIO()

    call_command("link_events", stdout=out)

    assert out.getvalue().startswith("0 reports linked; 2 events")


def test_the_related_command_prints_the_event_first_and_why(archive):
    out = StringIO()

    call_command("related_articles", str(archive["reef harbour"].pk), stdout=out)

    first = out.getvalue().splitlines()[0]
    assert first.startswith(f"{archive['reef tribune'].pk}: Fog blamed")
    assert "(tribune) — same event: same day; " in first


def test_the_related_command_prints_for_scripts(archive):
    out = StringIO()

    call_command(
        "related_articles", str(archive["fire wire"].pk), "--format", "json", "--limit", "2", stdout=out
    )

    result = json.loads(out.getvalue())
    assert result["event"] == archive["fire wire"].event_id
    assert {entry["id"] for entry in result["related"]} == {
        archive["fire harbour"].pk,
        archive["fire tribune"].pk,
    }
    assert all(entry["same_event"] and entry["reasons"] for entry in result["related"])


def test_the_related_command_names_an_article_that_is_not_there():
    with pytest.raises(CommandError, match="no published article 7"):
        call_command("related_articles", "7")


def test_the_related_command_says_when_nothing_is_near():
    alone, out = store(LONE), StringIO()
    link_articles(published(alone))

    call_command("related_articles", str(alone.pk), stdout=out)

    assert "No report in the archive is near" in out.getvalue()
