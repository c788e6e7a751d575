import datetime as dt
import re

import pytest

from archive.comparisons import compared as compared_reports
from archive.models import EventChange, Link
from archive.records import Alignment, Cell, ClaimRow, Comparison, Passage, Relation, SharedKind, SharedText

POST = "Nine people drowned. The ferry was new."
HERALD = "Eleven people drowned. The ferry was new."


@pytest.fixture
def compared(monkeypatch):
    """Have reports compared by hand: the figures differ, the second sentence is shared and aligned."""

    def compare(reports, find_pair):
        first, second = reports[0], reports[1]
        at = [report.body.index("The ferry was new") for report in (first, second)]
        shared = [Passage(r.id, a, a + 17) for r, a in zip((first, second), at, strict=True)]
        cells = tuple(
            Cell(
                r.id,
                r.body.split()[0],
                0,
                len(r.body.split()[0]),
                r.body[: r.body.index(".") + 1],
                "the coastguard",
            )
            for r in (first, second)
        )
        return Comparison(
            (Alignment(shared[0], shared[1], 1.0),),
            (SharedText(tuple(shared), SharedKind.VERBATIM),),
            (
                ClaimRow(
                    "Ferry’s age",
                    "age",
                    Relation.ONLY,
                    "event",
                    (Cell(first.id, "new", 35, 38, "The ferry was new."),),
                ),
                ClaimRow("People killed", "dead", Relation.DIFFER, "event", cells),
                ClaimRow("Ferry’s name", "name", Relation.AGREE, "names", cells),
                ClaimRow("Boat’s age", "age", Relation.AGREE, "earlier sinking", cells),
            ),
            {first.id: 0.45},
            2,
        )

    compared_reports.cache_clear()
    monkeypatch.setattr("archive.comparisons.storing.compare_reports", compare)
    yield
    compared_reports.cache_clear()


@pytest.fixture
def sinking(shelf, compared):
    day = dt.date(2019, 5, 2)
    post = shelf.article(POST, headline="Ferry sinks", published_on=day)
    herald = shelf.article(HERALD, headline="Ferry lost", outlet="Harbour Herald", published_on=day)
    return shelf.event(post, herald), post, herald


def test_an_event_says_how_many_reports_and_how_many_independent_texts(read, sinking):
    event, _, _ = sinking
    html = read(event.get_absolute_url()).html
    assert "<h1>Ferry sinks</h1>" in html
    assert "2 reports, 2 independent texts: The Tidewater Post, Harbour Herald" in html


def test_a_background_event_is_called_background_and_names_are_called_names(read, sinking):
    event, _, _ = sinking
    for address in (event.get_absolute_url(), f"{event.get_absolute_url()}print/"):
        heads = re.findall(r'scope="rowgroup"[^>]*>(?:<span>)?([^<]*)<', read(address).html)
        assert heads == ["Names", "Background: earlier sinking"]


def test_the_claims_table_is_a_table_with_scoped_headers(read, sinking):
    event, _, _ = sinking
    html = read(event.get_absolute_url()).html
    table = html[html.index("<table") : html.index("</table>")]
    assert len(re.findall(r'<th scope="col"', table)) == 3
    assert re.findall(r'<th scope="row">([^<]+)<', table) == [
        "People killed",
        "Ferry’s age",
        "Ferry’s name",
        "Boat’s age",
    ]
    assert table.count("does not say") == 1


def test_a_row_says_how_its_answers_stand_in_a_word_and_a_sign(read, sinking):
    event, _, _ = sinking
    html = read(event.get_absolute_url()).html
    assert '<span class="sign" aria-hidden="true">≠</span>differ</span>' in html
    assert '<span class="sign" aria-hidden="true">•</span>only here</span>' in html


def test_a_value_opens_on_its_sentence_who_said_it_and_the_report(read, sinking):
    event, post, _ = sinking
    html = read(event.get_absolute_url()).html
    assert (
        '<summary>Nine</summary><blockquote dir="auto"><mark>Nine</mark> people drowned.</blockquote>' in html
    )
    assert "According to: the coastguard" in html
    assert f'href="/articles/{post.pk}/?from=0&amp;to=20&amp;text={post.body_sha256[:16]}#c0-20"' in html


def test_the_link_of_a_value_leads_to_its_words_marked(read, sinking):
    _, post, _ = sinking
    html = read(f"/articles/{post.pk}/?from=0&to=20").html
    assert '<mark class="target" id="c0-20">Nine people drowned.</mark>' in html


def test_aligned_passages_link_to_each_other_without_script(read, sinking):
    event, post, herald = sinking
    html = read(event.get_absolute_url()).html
    here, there = f"r{post.pk}-c21-38", f"r{herald.pk}-c23-40"
    assert f'id="{here}"' in html
    assert f'href="#{there}" aria-label="Passage 1, told also by Harbour Herald; go there">1</a>' in html
    assert f'href="#{here}"' in html


def test_shared_words_are_shaded_and_name_who_shares_them(read, sinking):
    event, _, _ = sinking
    html = read(event.get_absolute_url()).html
    assert (
        '<span class="shared shared-2" title="Word for word also in Harbour Herald">The ferry was new</span>'
        in html
    )
    assert "45 % found elsewhere" in html


def test_the_reasons_of_an_event_are_shown(read, sinking):
    event, post, herald = sinking
    Link.objects.create(first=post, second=herald, probability=0.93, reasons=["same day", "both name Lowick"])
    html = read(event.get_absolute_url()).html
    assert "The Tidewater Post and Harbour Herald" in html
    assert "(93 % sure)</span>: same day; both name Lowick" in html


def test_columns_can_be_chosen_in_the_address(read, shelf, sinking):
    event, post, herald = sinking
    third = shelf.article("The ferry was new.", headline="A third", outlet="Lowick Echo", event=event)
    html = read(event.get_absolute_url(), {"id": [post.pk, third.pk]}).html
    assert re.findall(r'<article class="column" id="r(\d+)"', html) == [str(post.pk), str(third.pk)]
    assert f'value="{herald.pk}"> Harbour Herald' in html


def test_an_event_down_to_one_report_leads_to_that_report(client, shelf):
    article = shelf.article("Alone.")
    event = shelf.event(article)
    assert client.get(event.get_absolute_url())["Location"] == article.get_absolute_url()


def test_an_event_of_drafts_is_not_there_for_readers(read, shelf):
    event = shelf.event(shelf.article(status="draft"), shelf.article("Two.", status="draft"))
    assert read(event.get_absolute_url()).status == 404


def test_the_list_of_events_has_the_latest_first_and_only_those_of_two_reports(read, shelf):
    def event(day, *texts):
        return shelf.event(*(shelf.article(t, headline=t, published_on=dt.date(2019, 5, day)) for t in texts))

    event(1, "Old one", "Old two")
    event(3, "New one", "New two")
    event(9, "Alone")
    html = read("/events/").html
    assert re.findall(r'<h2><a href="/events/\d+/">([^<]+)</a>', html) == ["New one", "Old one"]
    assert html.count("· 2 reports") == 2


def test_ticked_reports_stand_side_by_side_in_the_order_ticked(read, sinking):
    _, post, herald = sinking
    html = read("/compare/", {"id": [herald.pk, post.pk]}).html
    assert "<h1>2 reports side by side</h1>" in html
    assert re.findall(r'<article class="column" id="r(\d+)"', html) == [str(herald.pk), str(post.pk)]


@pytest.mark.parametrize(
    ("ids", "status"), [([], 200), (["1"], 400), (["x", "-4", "9" * 40], 200), (["77", "78"], 400)]
)
def test_fewer_than_two_ticked_reports_say_how_to_tick(read, sinking, ids, status):
    page = read("/compare/", {"id": ids})
    assert page.status == status
    assert "Tick 2 to 6 reports" in page.html


def test_readers_see_no_editor_tools(read, sinking):
    event, _, _ = sinking
    assert "Put the event right" not in read(event.get_absolute_url()).html


def test_an_editor_sees_who_changed_what(client, editor, sinking):
    event, post, _ = sinking
    EventChange.objects.create(article=post, after=event, was_settled=False, by=editor)
    client.force_login(editor)
    html = client.get(event.get_absolute_url()).content.decode()
    assert "“Ferry sinks” put into this event by editor-in-test" in html


def test_an_event_page_costs_the_same_for_2_reports_and_for_10(
    shelf, read, sinking, django_assert_max_num_queries
):
    event, _, _ = sinking

    def cost(url):
        with django_assert_max_num_queries(30) as queries:
            assert read(url).status == 200
        return len(queries)

    few, few_listed = cost(event.get_absolute_url()), cost("/events/")
    for n in range(8):
        shelf.article(f"The ferry was new {n}.", outlet=f"Outlet {n}", event=event)
    assert (cost(event.get_absolute_url()), cost("/events/")) == (few, few_listed)
