"""What holds of every page: headers, no inline code, a name, and an answer for every wrong turn."""

import gzip
import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import get_resolver
from django.views.defaults import server_error

from archive.search.query import FIELDS

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
STATIC = Path(settings.BASE_DIR, "static", "archive")
# Bytes compressed, as they are sent: the styles, the scripts of any one page, and all scripts there are.
MOST_CSS = 20_000
MOST_JS = 6_000
MOST_JS_IN_ALL = 40_000


@pytest.fixture
def addresses(shelf):
    one, two = (
        shelf.article("A ferry sank.", headline="One"),
        shelf.article("The ferry sank.", headline="Two"),
    )
    shelf.place(one, "ferry")
    shelf.aircraft(two, "ferry")
    event = shelf.event(one, two)
    shelf.index()
    return [
        "/", "/?sort=newest", "/?q=ferry", "/?q=zeppelin", f"/articles/{one.pk}/", f"/articles/{one.pk}/removed/",
        f"/articles/{one.pk}/original/", f"/events/{event.pk}/", "/events/", f"/compare/?id={one.pk}&id={two.pk}",
        "/compare/", "/places/", "/places/test:ferry/", "/aircraft/", "/aircraft/ferry/",
        "/help/", "/sign-in/", "/no/such/page",
    ]  # fmt: skip


def test_every_page_has_one_h1_a_title_and_a_strict_policy(client, addresses):
    for address in addresses:
        response = client.get(address)
        html = response.content.decode()
        assert len(re.findall(r"<h1[ >]", html)) == 1, address
        assert re.search(r"<title>[^<]+Parallax|<title>Parallax", html), address
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy, address
        assert "unsafe" not in policy, address
        assert response["Cross-Origin-Resource-Policy"] == "same-origin", address


def test_every_link_of_every_page_leads_somewhere(client, addresses):
    seen = set()
    for address in addresses[:-1]:
        html = client.get(address).content.decode()
        for url in re.findall(r'href="(/[^"#]*)', html):
            if url not in seen and not url.startswith("/static/"):
                seen.add(url)
                assert client.get(unescape(url)).status_code in (200, 302), (address, url)


def test_every_fragment_on_a_page_has_its_target(client, addresses):
    for address in addresses:
        html = client.get(address).content.decode()
        ids = re.findall(r'\bid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), address
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids), address


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_carries_inline_code_or_trusts_a_text(template):
    text = template.read_text()
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\|\s*safe\b|autoescape off", text)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text)


def test_what_every_page_loads_stays_small():
    assert _sent_bytes(STATIC.glob("**/*.css")) < MOST_CSS
    assert _sent_bytes(STATIC.glob("**/*.js")) < MOST_JS_IN_ALL


def test_the_scripts_of_each_page_stay_small():
    base = _scripts_in(Path(settings.BASE_DIR, "templates", "archive", "_base.html"))
    assert base
    for template in TEMPLATES:
        scripts = base | _scripts_in(template)
        assert _sent_bytes(STATIC.parent / name for name in scripts) < MOST_JS, template.name


def _scripts_in(template):
    return set(re.findall(r"{% static '([^']+\.js)' %}", template.read_text()))


def _sent_bytes(paths):
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_no_style_or_module_asks_another_host():
    for path in (*STATIC.glob("**/*.css"), *STATIC.glob("**/*.js"), *STATIC.glob("**/*.svg")):
        text = path.read_text().replace("http://www.w3.org/2000/svg", "")
        assert "//" not in re.sub(r"^\s*//.*$|\s//\s.*$", "", text, flags=re.MULTILINE), path.name


def contrast(one, other):
    def luminance(colour):
        digits = colour.lstrip("#")
        digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
        channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_colour_keeps_its_contrast_on_every_ground(scheme):
    css = (STATIC / "parallax.css").read_text()
    roots = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    tokens = dict(re.findall(r"--([\w-]+): (#\w+)", roots[0]))
    if scheme == "dark":
        tokens |= dict(re.findall(r"--([\w-]+): (#\w+)", roots[1]))
    texts = ("ink", "soft", "accent", "differ", "scope", "compatible", "agree", "only")
    for text in texts:
        for ground in ("paper", "wash"):
            assert contrast(tokens[text], tokens[ground]) >= 4.5, (text, ground)
    for ground in ("mark", "lit", "shade-2", "shade-3", "shade-4"):
        assert contrast(tokens["ink"], tokens[ground]) >= 4.5, ground
    assert contrast(tokens["on-accent"], tokens["accent"]) >= 4.5


def test_a_wrong_address_offers_a_search_with_its_words(client, db):
    response = client.get("/articles/ferry-aground-at-lowick/")
    html = response.content.decode()
    assert response.status_code == 404
    assert 'value="ferry aground lowick"' in html


def test_a_wrong_address_of_markup_comes_back_as_text(client, db):
    html = client.get("/%22%3E%3Cscript%3Ealert(1)%3C/script%3E/").content.decode()
    assert "<script>alert" not in html


@pytest.mark.parametrize("address", ["/articles/{}/", "/events/{}/"])
@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 40])
def test_a_number_nothing_has_is_not_found(client, db, address, number):
    assert client.get(address.format(number)).status_code == 404


def test_the_page_of_a_fault_asks_nothing_of_the_database_and_tells_nothing():
    # No db fixture: a query would fail the test.
    response = server_error(RequestFactory().get("/"))
    html = response.content.decode()
    assert response.status_code == 500
    assert "Something broke here" in html
    assert "Traceback" not in html


def test_the_process_says_that_it_runs(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_reading_pages_take_no_writes(client, addresses):
    for address in ("/", "/?sort=newest", "/events/", "/places/", "/aircraft/", "/help/"):
        assert client.post(address).status_code == 405, address


def test_help_explains_every_field_of_the_query_language(client, db):
    html = client.get("/help/").content.decode()
    for name in FIELDS:
        assert f"<code>{name}:" in html


def test_every_example_of_the_help_page_is_understood(client, shelf):
    shelf.article("A helicopter evacuated the siege of Aleppo.", outlet="The Courier")
    shelf.index()
    html = client.get("/help/").content.decode()
    urls = [unescape(url) for url in re.findall(r'<dt><a href="([^"]+)"><code>', html)]
    assert len(urls) > len(FIELDS)
    for url in urls:
        page = client.get(url).content.decode()
        # That no place is named within 40 km is an answer, not a repair.
        assert 'class="notice"' not in re.sub(r'<p class="notice">Within [^<]*</p>', "", page), url


def test_every_route_of_ours_is_named():
    for pattern in get_resolver().url_patterns:
        assert getattr(pattern, "name", None) or pattern.pattern._route == "admin/"
