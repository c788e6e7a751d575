"""Cards on marked names, and suggestions while typing."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def reports(make_article):
    return [
        make_article(
            "A Russian Mi-8 helicopter was shot down near Saraqib in Idlib province, Syria, on Monday."
        ),
        make_article("Jets took off from Hmeimim air base in Syria on Tuesday, an officer told reporters."),
    ]


def test_a_card_opens_on_hover_and_focus_and_escape_closes_it(watched, live_server, reports):
    watched.goto(f"{live_server.url}{reports[0].get_absolute_url()}")
    mark = watched.locator("[data-card]", has_text="Saraqib").first
    card = watched.locator(".card:visible")
    mark.hover()
    expect(card).to_contain_text("in Idlib, Syria")
    card.hover()  # it stays while it is pointed at
    expect(card).to_be_visible()
    watched.keyboard.press("Escape")
    expect(card).to_have_count(0)
    watched.locator("h1").hover()
    mark.focus()
    expect(card).to_contain_text("Saraqib")


def test_the_box_suggests_and_a_choice_narrows_the_search(watched, live_server, reports):
    watched.goto(f"{live_server.url}/?sort=newest")
    box = watched.get_by_role("combobox")
    box.press_sequentially("jets hme")
    option = watched.get_by_role("option")
    expect(option).to_contain_text("Khmeimim Air Base: air base, Syria, 1 report; also spelled Hmeimim")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-0")
    box.press("Enter")
    expect(watched).to_have_url(re.compile(r"q=jets&.*place=overlay"))
    expect(watched.locator(".hits h3")).to_have_count(1)


def test_escape_puts_the_suggestions_away_and_leaves_the_words(watched, live_server, reports):
    watched.goto(f"{live_server.url}/?sort=newest")
    box = watched.get_by_role("combobox")
    box.press_sequentially("sara")
    expect(watched.get_by_role("option")).to_have_count(1)
    box.press("Escape")
    expect(watched.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("sara")
