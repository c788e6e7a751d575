"""The front page."""

import datetime as dt
import re
from html import unescape

import pytest
from django.utils import timezone

from archive.models import Article


def test_an_empty_archive_explains_itself_and_sends_a_reader_to_sign_in(read, db):
    html = read("/").html
    assert "The archive is empty" in html
    assert "/sign-in/?next=/" in html
    assert "load_samples" in html


def test_a_search_of_an_empty_archive_says_that_it_is_empty(read, db):
    assert "The archive is empty" in read("/?q=ferry").html


def test_an_editor_of_an_empty_archive_loads_the_samples_with_one_press(client, editor):
    client.force_login(editor)
    html = client.get("/").content.decode()
    assert "/desk/upload/" in html
    assert 'action="/desk/samples/"' in html
    after = client.post("/desk/samples/", follow=True).content.decode()
    assert "35 sample reports are stored." in after
    assert "Where accounts differ" in after
    assert Article.objects.published().first().batch.by == editor


@pytest.fixture
def front(shelf):
    """Return two reports of one event that differ, and an older one."""
    one = shelf.article(
        "Nine people were killed when the ferry Osprey sank off Lowick on Thursday.",
        headline="Nine killed as ferry sinks",
        published_on=dt.date(2019, 5, 2),
    )
    two = shelf.article(
        "Eleven people were killed when the ferry Osprey sank off Lowick on Thursday.",
        headline="Eleven dead in ferry sinking",
        published_on=dt.date(2019, 5, 3),
    )
    old = shelf.article("A Lynx landed.", headline="Lynx lands", published_on=dt.date(2016, 1, 1))
    shelf.place(one, "Lowick")
    shelf.place(two, "Lowick")
    shelf.aircraft(old, "Lynx")
    event = shelf.event(one, two)
    Article.objects.filter(pk=old.pk).update(published_at=timezone.now() - dt.timedelta(days=30))
    shelf.index()
    return one, two, old, event


def test_the_newest_arrivals_stand_first(read, front):
    one, two, old, _ = front
    shown = re.search(r'<h2 id="new">.*?</ul>', read("/").html, re.DOTALL)[0]
    assert re.findall(r"/articles/(\d+)/", shown) == [str(two.pk), str(one.pk), str(old.pk)]


def test_an_event_that_differs_says_on_what(read, front):
    *_, event = front
    shown = re.search(r'<h2 id="disagreement">.*?</ul>', read("/").html, re.DOTALL)[0]
    assert f'href="/events/{event.pk}/"' in shown
    assert "1 question answered differently" in shown
    assert re.search(r"<p>How many people [a-z ]*killed\?</p>", shown)
    answers = re.search(r'<ul class="answers">.*?</ul>', read("/").html)[0]
    assert len(re.findall(r"<b>([^<]+)</b>", answers)) == 2


def test_reports_that_agree_are_not_said_to_differ(read, shelf):
    one = shelf.article("Nine people were killed.", headline="One")
    two = shelf.article("Nine people were killed.", headline="Two")
    shelf.event(one, two)
    shelf.index()
    assert "No latest event has reports that answer one question differently." in read("/").html


def test_the_week_counts_what_came_in_during_seven_days_and_no_more(read, front):
    shown = read("/").html.split('<h2 id="week">')[1]
    assert re.search(r'place=test%3Alowick">Lowick <span class="n">2</span>', shown)
    assert "Lynx" not in shown


def test_every_bar_of_the_timeline_finds_as_many_reports_as_it_says(read, front):
    shown = re.findall(r'<li><a href="([^"]+)"><span class="n">(\d+)<span', read("/").html)
    assert len(shown) == 2
    for url, count in shown:
        assert re.search(rf"<h2>{count} report", read(unescape(url)).html)


def test_all_reports_are_one_click_away(read, front):
    assert "All 3 reports, newest first" in read("/").html
    assert "All 3 reports, newest first" in read("/?sort=newest").html
