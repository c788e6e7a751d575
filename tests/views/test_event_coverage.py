"""The event page: who published when, what takes the event up later, and the tools that came with it."""

import datetime as dt
import re

import pytest

from archive.models import Article, Event, EventNaming, Link
from archive.views.coverage import STRIP_WIDTH, TICK_WIDTH, set_coverage

DAY = dt.date(2019, 5, 4)


@pytest.fixture
def three(shelf):
    """Three reports of an event over ten days, the third undated."""
    first = shelf.article("One.", headline="One", outlet="Post", published_on=DAY)
    last = shelf.article("Two.", headline="Two", outlet="Herald", published_on=DAY + dt.timedelta(days=10))
    undated = shelf.article("Three.", headline="Three", outlet="Wire")
    return shelf.event(first, last, undated), first, last, undated


def link(one, other, **fields):
    first, second = sorted((one, other), key=lambda article: article.pk)
    return Link.objects.create(first=first, second=second, **{"probability": 0.9, **fields})


def coverage_of(articles, *links):
    return set_coverage(articles, {article.pk: article.outlet.name for article in articles}, links)


def test_each_report_has_its_place_on_the_strip_of_time(three):
    coverage = coverage_of(three[1:])

    assert [(line.tick, line.days_after) for line in coverage.lines] == [
        (0, 0),
        (STRIP_WIDTH - TICK_WIDTH, 10),
        (None, None),
    ]
    assert (coverage.first_on, coverage.last_on) == (DAY, DAY + dt.timedelta(days=10))


def test_reports_of_one_day_need_no_strip(shelf):
    one, other = (shelf.article("A.", outlet=outlet, published_on=DAY) for outlet in ("Post", "Herald"))

    assert not coverage_of([one, other]).has_strip


def test_the_later_of_two_near_copies_says_whose_text_it_is(three):
    _, first, last, undated = three
    coverage = coverage_of([first, last, undated], link(first, last, copied=0.9), link(first, undated))

    assert [line.copy_of for line in coverage.lines] == [None, "Post", None]
    assert coverage.independent_texts == 2


def test_the_page_shows_the_strip_as_a_picture_and_the_days_as_a_table(read, three):
    event, first, last, _ = three
    link(first, last, copied=0.9)

    html = read(event.get_absolute_url()).html
    section = html[html.index("Who published when") :]

    assert section.count("<rect") == 2
    assert re.search(r"14 May 2019</time>\s*<span class=\"note\">10 days after the first", section)
    assert "nearly that of Post" in section
    assert "date unknown" in section


def test_what_takes_the_event_up_later_is_listed_apart(read, three, shelf):
    event, first, _, _ = three
    later = shelf.article("L.", headline="Inquest opens", published_on=DAY + dt.timedelta(days=40))
    earlier = shelf.article("E.", headline="Warning given", published_on=DAY - dt.timedelta(days=9))
    link(first, later, probability=0.2, follows=True, reasons=["Marenka"])
    link(first, earlier, probability=0.2, follows=True)

    html = read(event.get_absolute_url()).html

    after = html[html.index("Later on this") : html.index("What these reports take up")]
    assert "Inquest opens" in after
    assert "Marenka" in after
    assert "Warning given" in html[html.index("What these reports take up") :]


def test_an_event_that_nothing_takes_up_says_nothing_of_it(read, three):
    assert "Later on this" not in read(three[0].get_absolute_url()).html


def test_a_report_lists_what_takes_it_up_later(read, three, shelf):
    first = three[1]
    later = shelf.article("L.", headline="Inquest opens", published_on=DAY + dt.timedelta(days=40))
    link(first, later, probability=0.2, follows=True)

    assert "Later on this" in read(first.get_absolute_url()).html
    assert "Later on this" not in read(later.get_absolute_url()).html


def test_the_page_costs_as_many_queries_for_three_reports_as_for_nine(
    client, three, shelf, django_assert_max_num_queries
):
    event = three[0]
    client.get(event.get_absolute_url())
    with django_assert_max_num_queries(40) as asked:
        client.get(event.get_absolute_url())
        few = len(asked)
    for number in range(6):
        shelf.article(f"N{number}.", outlet=f"O{number}", published_on=DAY, event=event)
    client.get(event.get_absolute_url())
    with django_assert_max_num_queries(few):
        client.get(event.get_absolute_url())


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def act(desk, event, **fields):
    return desk.post(event.get_absolute_url(), fields, follow=True).content.decode()


def test_another_event_is_joined_to_this_with_all_its_reports(desk, three, shelf):
    event = three[0]
    other = shelf.event(shelf.article("X.", headline="X"), shelf.article("Y."))

    html = act(desk, event, action="merge", other=other.pk)

    assert "The 2 reports of “X” are now of this event" in html
    assert Article.objects.in_event(event).count() == 5


@pytest.mark.parametrize("number", ["0", "999", "three", ""])
def test_a_number_of_no_event_joins_none(desk, three, number):
    assert "There is no event of that number" in act(desk, three[0], action="merge", other=number)


def test_an_event_does_not_join_itself(desk, three):
    assert "one event already" in act(desk, three[0], action="merge", other=three[0].pk)


def test_a_name_is_in_the_log_and_is_undone_there(desk, three):
    event = three[0]
    html = act(desk, event, action="name", name="The Lowick grounding")
    assert "Named “The Lowick grounding”" in html

    html = act(desk, event, action="undo_name", naming=EventNaming.objects.get().pk)

    assert "The event has the name it had before." in html
    assert Event.objects.get(pk=event.pk).name is None
    assert "named again since" in act(desk, event, action="undo_name", naming=EventNaming.objects.get().pk)


def test_a_name_of_another_event_is_not_undone_here(desk, three):
    other = EventNaming.objects.create(event=Event.objects.create(), after="Elsewhere")

    assert "not of this event" in act(desk, three[0], action="undo_name", naming=other.pk)
