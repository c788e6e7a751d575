"""What holds of every page at every width, in both schemes, with and without script."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 1280)


def addresses(articles):
    one, two = articles
    return [
        "/", "/?sort=newest", "/?q=ferry", "/?q=zeppelin&outlet=none", one.get_absolute_url(),
        f"{one.get_absolute_url()}?from=0&to=40", f"{one.get_absolute_url()}removed/",
        f"{one.get_absolute_url()}original/", "/events/", one.event.get_absolute_url(),
        f"/compare/?id={one.pk}&id={two.pk}", f"/compare/?id={one.pk}&id={two.pk}&alone=1", "/compare/",
        f"{one.event.get_absolute_url()}print/", "/places/", "/aircraft/", "/help/", "/sign-in/",
        "/places/?by=kind", "/places/country:SY/", "/aircraft/?by=role", "/aircraft/mi-8/",
    ]  # fmt: skip


DESK = [
    "/desk/", "/desk/upload/", "/desk/articles/{article}/", "/desk/batches/{batch}/", "/events/{event}/",
    "/desk/names/", "/desk/names/new-place/", "/desk/names/new-type/", "/desk/names/tables/",
    "/desk/spellings/country:SY/",
]  # fmt: skip


def sign_in(page, live_server, client, user):
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


def faults_of(page):
    """Return what is wrong with the page as laid out: sideways scroll, targets under 24 px."""
    return page.evaluate(
        """() => {
            const wide = document.documentElement.scrollWidth - innerWidth;
            const small = [...document.querySelectorAll("button, input:not([type=hidden]), select, nav a, summary")]
                .filter((e) => e.checkVisibility())
                .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
                .filter(([, box]) => box.height < 23.5 || box.width < 23.5)
                .map(([html]) => html);
            return [...(wide > 0 ? [`${wide} px too wide`] : []), ...small];
        }"""
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways_or_has_targets_too_small(watched, live_server, grounding, width):
    watched.set_viewport_size({"width": width, "height": 800})
    for address in addresses(grounding):
        watched.goto(f"{live_server.url}{address}")
        assert faults_of(watched) == [], (address, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_of_the_desk_does_either(watched, live_server, client, editor, grounding, width):
    sign_in(watched, live_server, client, editor)
    watched.set_viewport_size({"width": width, "height": 800})
    keys = {"article": grounding[0].pk, "batch": grounding[0].batch_id, "event": grounding[0].event_id}
    for address in DESK:
        watched.goto(f"{live_server.url}{address.format(**keys)}")
        assert faults_of(watched) == [], (address, width)


def test_text_spaced_wide_still_fits_a_narrow_page(watched, live_server, grounding):
    watched.set_viewport_size({"width": 320, "height": 800})
    for address in addresses(grounding):
        watched.goto(f"{live_server.url}{address}")
        # WCAG 1.4.12, set through the style object: a style element would break the policy.
        watched.evaluate(
            """() => document.querySelectorAll("body *").forEach((e) => {
                e.style.lineHeight = "1.5"; e.style.letterSpacing = ".12em"; e.style.wordSpacing = ".16em";
            })"""
        )
        assert watched.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_german_words_fit_a_narrow_page(browser, live_server, client, editor, grounding):
    page = browser.new_context(locale="de-DE", viewport={"width": 320, "height": 800}).new_page()
    sign_in(page, live_server, client, editor)
    keys = {"article": grounding[0].pk, "batch": grounding[0].batch_id, "event": grounding[0].event_id}
    desk = [address.format(**keys) for address in (*DESK, "/desk/spellings/mi-8/")]
    for address in [*addresses(grounding), *desk]:
        page.goto(f"{live_server.url}{address}")
        assert page.locator("html").get_attribute("lang") == "de"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    page.context.close()


def test_the_first_tab_skips_to_the_content(watched, live_server, grounding):
    for address in addresses(grounding):
        if address == "/sign-in/":  # there the first field has the focus: nothing else is to be done
            continue
        watched.goto(f"{live_server.url}{address}")
        watched.keyboard.press("Tab")
        skip = watched.get_by_role("link", name="Skip to the content")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()


def test_a_printed_result_shows_its_reports_and_no_controls(watched, live_server, grounding):
    watched.goto(f"{live_server.url}/?q=ferry")
    watched.emulate_media(media="print")
    expect(watched.locator(".hit h3").first).to_be_visible()
    for control in (".hit input", ".compare-bar", ".take-away", ".bar", ".searchbox"):
        expect(watched.locator(control).first).to_be_hidden()


def test_dark_pages_are_dark_and_printed_pages_are_not(watched, live_server, grounding):
    ground = "getComputedStyle(document.body).backgroundColor"
    watched.emulate_media(color_scheme="dark")
    watched.goto(f"{live_server.url}{grounding[0].get_absolute_url()}")
    assert watched.evaluate(ground) == "rgb(20, 24, 27)"
    watched.emulate_media(media="print", color_scheme="light")
    expect(watched.get_by_role("navigation", name="Main")).to_be_hidden()


def test_without_script_the_whole_way_can_be_gone(browser, live_server, grounding):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/?q=ferry&fold=0")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Compare the ticked reports").click()
    expect(page.locator(".column")).to_have_count(2)
    page.locator(".columns .number").first.click()
    expect(page.locator(".told:target")).to_have_count(1)
    page.context.close()


def test_a_hostile_report_runs_nothing(watched, live_server, transactional_db, make_article):
    text = "The <script>window.fired = 1</script> <img src=x onerror='window.fired = 1'> ferry ran aground off Lowick. "
    article = make_article(
        text * 3, headline="<svg onload='window.fired=1'> ferry aground", outlet="<b>Echo</b>"
    )
    html = (
        b"<html><body><h1>Ferry</h1><p onclick='window.fired=1'>" + text.encode() * 3 + b"</p></body></html>"
    )
    page = make_article(html.decode(), name="evil.html")
    addresses = [
        "/?q=%3Cscript%3Eferry",
        *(f"{a.get_absolute_url()}{t}" for a in (article, page) for t in ("", "removed/", "original/")),
    ]
    for address in addresses:
        watched.goto(f"{live_server.url}{address}")
        watched.evaluate(
            "document.querySelectorAll('main *').forEach((e) => e.dispatchEvent(new Event('click')))"
        )
        assert watched.evaluate("window.fired") is None, address
