"""Nothing moves under the reader, and going back finds all as it was left."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import SIGNED_IN, addresses_by_route, stock
from tests.browser.test_every_page import sign_in

pytestmark = pytest.mark.browser

# Cumulative layout shift; what a reader notices begins at 0.1.
MOST_SHIFT = 0.02


def test_no_page_shifts_as_it_loads(watched, live_server, grounding, client, django_user_model):
    reader = django_user_model.objects.create_superuser("reader-in-test")
    pages = addresses_by_route(grounding, stock(grounding, reader))
    open_to_all = sorted(set(pages) - SIGNED_IN - {"no such page"})
    for width in (390, 1280):
        watched.set_viewport_size({"width": width, "height": 900})
        for route in open_to_all:
            assert shift_of(watched, f"{live_server.url}{pages[route][0]}") < MOST_SHIFT, (route, width)
    sign_in(watched, live_server, client, reader)
    for width in (390, 1280):
        watched.set_viewport_size({"width": width, "height": 900})
        for route in sorted(SIGNED_IN):
            assert shift_of(watched, f"{live_server.url}{pages[route][0]}") < MOST_SHIFT, (route, width)


def shift_of(page, address):
    """Return the cumulative layout shift of a page in its first moments."""
    page.goto(address)
    return page.evaluate(
        """() => new Promise((tell) => {
            let sum = 0;
            const seen = new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
            });
            seen.observe({type: "layout-shift", buffered: true});
            setTimeout(() => tell(sum), 100);
        })"""
    )


def test_going_back_finds_the_results_and_the_ticks(watched, live_server, grounding):
    watched.goto(f"{live_server.url}/?q=ferry&fold=0")
    for box in watched.locator(".hit input").all():
        box.check()
    watched.locator(".hit h3 a").first.click()
    expect(watched.get_by_role("heading", name="Cite this report")).to_be_visible()
    watched.go_back()
    expect(watched.get_by_label("Search the archive")).to_have_value("ferry")
    expect(watched.locator(".hit input:checked")).to_have_count(2)
    expect(watched.get_by_role("button", name="Compare 2 ticked reports")).to_be_visible()


def test_a_form_refused_keeps_what_was_typed(page, live_server, client, editor, grounding):
    sign_in(page, live_server, client, editor)
    page.goto(f"{live_server.url}/desk/upload/")
    page.get_by_label("Outlet").fill("Lowick Echo")
    page.get_by_role("button", name="Read and preview").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Outlet")).to_have_value("Lowick Echo")


def test_what_was_unfolded_is_found_unfolded_by_reload_and_back(watched, live_server, grounding):
    watched.goto(f"{live_server.url}{grounding[0].event.get_absolute_url()}")
    folds = watched.locator(".grid details")
    folds.nth(1).locator("summary").click()
    watched.reload()
    expect(folds.nth(1)).to_have_attribute("open", "")
    expect(folds.nth(0)).not_to_have_attribute("open", "")
    watched.goto(f"{live_server.url}/help/")
    watched.go_back()
    expect(folds.nth(1)).to_have_attribute("open", "")


def test_the_message_of_a_stored_correction_is_in_view(page, live_server, client, editor, grounding):
    sign_in(page, live_server, client, editor)
    page.set_viewport_size({"width": 390, "height": 700})
    address = f"{live_server.url}/desk/articles/{grounding[0].pk}/"
    block = grounding[0].blocks.last().pk
    page.goto(f"{address}#block-{block}")
    page.get_by_role("button", name="Store the corrections").click()
    expect(page.get_by_text("The corrections are stored.")).to_be_in_viewport()
