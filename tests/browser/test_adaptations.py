"""Readers who zoom in, want calm or colours of their own; and reports that run from right to left."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import addresses

pytestmark = pytest.mark.browser

ARABIC = (
    "قالت وزارة الدفاع يوم الاثنين إن مروحية من طراز Mi-8 تحطمت قرب الميناء بعد تعرضها لنيران من الأرض، وإن خمسة أشخاص "
    "كانوا على متنها قتلوا.\n\nوأضافت الوزارة أن المروحية كانت عائدة إلى القاعدة بعد إيصال مساعدات إلى المدينة.\n"
)


def test_nothing_is_lost_at_twice_the_size(browser, live_server, grounding):
    page = browser.new_context(viewport={"width": 640, "height": 400}, device_scale_factor=2).new_page()
    for address in addresses(grounding):
        page.goto(f"{live_server.url}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, address
    page.context.close()


def test_nothing_moves_for_who_wants_it_calm(watched, live_server, grounding):
    watched.emulate_media(reduced_motion="reduce")
    watched.goto(f"{live_server.url}{grounding[0].event.get_absolute_url()}")
    moving = """() => [...document.querySelectorAll("*")].map((e) => getComputedStyle(e)).filter((s) =>
        parseFloat(s.transitionDuration) > 0 || s.animationName !== "none" || s.scrollBehavior === "smooth").length"""
    assert watched.evaluate(moving) == 0


def test_forced_colours_leave_marked_links_legible_and_the_current_page_told_apart(
    watched, live_server, grounding
):
    watched.emulate_media(forced_colors="active")
    watched.goto(f"{live_server.url}{grounding[0].get_absolute_url()}?from=0&to=60")
    link = watched.locator("mark.target a").first
    colours = link.evaluate(
        "(e) => [getComputedStyle(e).color, getComputedStyle(e.closest('mark')).backgroundColor]"
    )
    assert colours[0] != colours[1]
    watched.goto(f"{live_server.url}/events/")
    lines = watched.locator(".masthead li a").evaluate_all(
        "(all) => all.map((e) => [e.hasAttribute('aria-current'), getComputedStyle(e).borderBottomColor])"
    )
    current = {colour for is_current, colour in lines if is_current}
    assert len(current) == 1
    assert current.isdisjoint({colour for is_current, colour in lines if not is_current})


def test_arabic_runs_from_the_right_and_keeps_dates_beside_it_whole(
    watched, live_server, transactional_db, make_article
):
    import datetime as dt

    article = make_article(
        ARABIC, headline="تحطم مروحية قرب الميناء", outlet="صحيفة المرفأ", published_on=dt.date(2016, 8, 1)
    )
    watched.goto(f"{live_server.url}{article.get_absolute_url()}")
    expect(watched.locator("h1")).to_have_css("direction", "rtl")
    for paragraph in watched.locator(".prose > p").all():
        expect(paragraph).to_have_css("direction", "rtl")
    watched.goto(f"{live_server.url}/?sort=newest")
    expect(watched.locator(".hit h3")).to_have_css("direction", "rtl")
    # Were the outlet's name not kept apart, the day would stand on its other side.
    day = watched.locator(".hit time")
    assert (
        day.evaluate(
            "(e) => { const r = document.createRange(); r.selectNodeContents(e); return r.getClientRects().length; }"
        )
        == 1
    )
