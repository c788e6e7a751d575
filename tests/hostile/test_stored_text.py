"""Text stored to run in a reader's or an editor's browser: it stays text on every page that shows it."""

import pytest

from archive.desk import SubmittedFile, submit_files
from archive.models import Article, Event
from tests.browser.conftest import base_url, browser_type_launch_args  # noqa: F401  (fixtures)
from tests.conftest import SHARED
from tests.hostile.payloads import scripts
from tests.torture import at_length

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The whole of the development data is some 9,000 strings; so many of them go into each run, of a fixed seed.
SAMPLE = at_length(12, 400)
# A page takes this many reports made of payloads, so that the browser is asked for few pages.
A_FILE = 8

WATCH = """
window.fired = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (...a) => window.fired.push(name);
document.addEventListener("securitypolicyviolation", (e) => window.fired.push(
    `${e.violatedDirective} ${e.blockedURI} ${e.sourceFile} ${e.sample}`));
"""
# Everything a visitor could do to an element without leaving the page.
POKE = """() => {
    const names = ["click", "focus", "mouseover", "mouseenter", "pointerdown", "keydown", "toggle", "error", "load",
        "animationstart", "transitionend", "input", "change", "wheel", "copy", "scroll"];
    document.addEventListener("click", (e) => e.preventDefault(), true);
    for (const element of document.querySelectorAll("main *, form *"))
        for (const name of names) element.dispatchEvent(new Event(name, {bubbles: false, cancelable: true}));
    return window.fired;
}"""
# What no page may hold, whoever wrote the text on it.
ACTIVE = """() => [...document.querySelectorAll("*")].flatMap((element) => [
    ...(["IFRAME", "OBJECT", "EMBED", "BASE", "STYLE", "FRAME", "APPLET"].includes(element.tagName)
        || (element.tagName === "SCRIPT" && !element.src.startsWith(location.origin)) ? [element.tagName] : []),
    ...[...element.attributes].filter(({name, value}) => /^on|^style$|^srcdoc$/i.test(name)
        || /^[\\s\\x00-\\x1f]*(javascript|vbscript|data):/i.test(value.replace(/[\\s\\x00-\\x1f]/g, "")))
        .map(({name, value}) => `${element.tagName} ${name}=${value.slice(0, 60)}`),
])"""


def as_text(payloads):
    lines = [f"The ferry {payload} ran aground near Homs, a source said of it." for payload in payloads]
    return "\n\n".join([f"Ferry {payloads[0]} aground", f"By {payloads[-1]}", "3 March 2018", *lines])


def as_page(payloads):
    body = "".join(
        f"<p title='{payload}'>The ferry {payload} ran aground near Homs, a source said of it.</p>"
        for payload in payloads
    )
    return f"<html><head><title>{payloads[0]}</title></head><body><h1>Ferry {payloads[0]}</h1>{body}</body></html>"


@pytest.fixture
def stored(transactional_db, editor):
    """Return the articles of a batch of text, Markdown and HTML made of payloads, all of one event."""
    payloads = scripts(SHARED / "data/security/xss", SAMPLE)
    files = []
    for at in range(0, len(payloads), A_FILE):
        chunk = payloads[at : at + A_FILE]
        files += [(f"{at}{chunk[0]}.txt", as_text(chunk)), (f"{at}{chunk[-1]}.md", as_text(chunk[::-1]))]
    # One to a page: what is left open by one string would hide the next.
    files += [(f"{at}.html", as_page([payload])) for at, payload in enumerate(payloads)]
    batch = submit_files(
        [SubmittedFile(name, text.encode()) for name, text in files],
        by=editor,
        outlet="<script>alert('outlet')</script>",
        publish=True,
    )
    articles = list(Article.objects.order_by("pk"))
    event = Event.objects.create(name="<img src=x onerror=alert(1)>")
    Article.objects.filter(pk__in=[article.pk for article in articles[:6]]).update(event=event)
    return batch, event, articles


def addresses(batch, event, articles):
    for article in articles:
        own = article.get_absolute_url()
        is_page = article.original.format == "html"
        yield f"{own}original/"
        if not is_page:
            yield from (own, f"{own}removed/", f"/desk/articles/{article.pk}/")
    first = articles[0].pk
    yield from (
        "/?q=ferry",
        "/?q=%3Cscript%3Ealert(1)%3C/script%3E+ferry&outlet=%3Csvg%20onload=alert(1)%3E",
        "/events/",
    )
    yield from (event.get_absolute_url(), f"/compare/?id={first}&id={articles[1].pk}", "/desk/", "/places/")
    yield from (batch.get_absolute_url(), "/desk/upload/", "/<script>alert(1)</script>")


def test_nothing_stored_ever_runs(browser, live_server, client, editor, stored):
    client.force_login(editor)
    context = browser.new_context()
    context.add_init_script(WATCH)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))

    for address in addresses(*stored):
        page.goto(live_server.url + address, wait_until="load")
        fired = page.evaluate(POKE)
        active = page.evaluate(ACTIVE)
        if fired or active:
            faults.append((address, fired, active))
    context.close()

    assert not faults, faults[:10]
    assert [url for url in asked if not url.startswith(live_server.url)] == []


def test_the_administration_shows_it_as_text(browser, live_server, client, admin_user, stored):
    batch, _, articles = stored
    client.force_login(admin_user)
    context = browser.new_context()
    # The administration's own pages set styles that the policy refuses: only what runs or leaves counts here.
    context.add_init_script(WATCH.replace("securitypolicyviolation", "none"))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    admin = f"{live_server.url}/admin/archive"

    for address in (
        f"{admin}/article/",
        *(f"{admin}/article/{article.pk}/change/" for article in articles[:4]),
        f"{admin}/outlet/",
        f"{admin}/event/",
        f"{admin}/batch/{batch.pk}/change/",
        f"{admin}/original/",
        f"{admin}/article/?q=%3Cscript%3Ealert(1)%3C/script%3E",
    ):
        assert page.goto(address, wait_until="load").status == 200
        assert page.evaluate(POKE) == [], address
    context.close()

    assert [url for url in asked if not url.startswith(live_server.url)] == []
