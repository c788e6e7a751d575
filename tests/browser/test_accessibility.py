"""axe-core finds nothing on any page, in light and dark, on a phone and on a desk."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.pages import SIGNED_IN, addresses_by_route, stock, unlisted
from tests.browser.test_every_page import sign_in

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")


@pytest.fixture
def superuser(transactional_db, django_user_model):
    return django_user_model.objects.create_superuser("administrator-in-test")


def violations(page):
    """Return what axe finds wrong: the rule, and where."""
    return page.evaluate(
        """async () => (await axe.run({resultTypes: ["violations"]})).violations
            .map((v) => [v.id, v.help, v.nodes.map((n) => n.html.slice(0, 160))])"""
    )


def test_axe_finds_nothing_on_any_page(page, live_server, client, superuser, grounding):
    pages = addresses_by_route(grounding, stock(grounding, superuser))
    assert unlisted(pages) == set(), "pages that nobody looks at: list them in tests/browser/pages.py"
    found = {}
    for routes in (set(pages) - SIGNED_IN, set(pages) & SIGNED_IN):
        for address in [address for route in sorted(routes) for address in pages[route]]:
            page.goto(f"{live_server.url}{address}")
            page.evaluate(AXE)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    wrong = violations(page)
                    if wrong:
                        found[address, width, scheme] = wrong
        sign_in(page, live_server, client, superuser)
    assert found == {}


def test_axe_finds_nothing_in_an_open_menu_or_an_open_form(page, live_server, client, superuser, grounding):
    sign_in(page, live_server, client, superuser)
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{live_server.url}{grounding[0].get_absolute_url()}")
    page.get_by_text("Put into a dossier").click()
    page.get_by_role("button", name="Menu").click()
    page.evaluate(AXE)
    assert violations(page) == []


def test_axe_does_see_a_fault(page, live_server, transactional_db):
    page.goto(live_server.url)
    page.evaluate(AXE)
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [rule for rule, *_ in violations(page)] == ["image-alt"]
