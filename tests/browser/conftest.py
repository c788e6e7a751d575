"""A real Chromium against the live server, and a watch on everything it must not do."""

import os
import shutil

import pytest

# Playwright keeps an event loop in this thread; Django would refuse the ORM calls the tests make beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not executable:
        leave = pytest.fail if os.environ.get("CI") else pytest.skip
        leave("no Chromium: install Debian's (apt-get install chromium) or name one in CHROMIUM")
    return {**browser_type_launch_args, "executable_path": executable, "args": FLAGS}


@pytest.fixture(scope="session")
def base_url():
    """Stand in for pytest-playwright's own, which is declared in a way that pytest 9.2 warns of."""
    return


@pytest.fixture
def watched(page, live_server):
    """Return the page; the test fails if it met a console error, a script fault or another host."""
    faults = []
    page.on("console", lambda message: message.type in ("error", "warning") and faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda request: request.url.startswith(live_server.url) or faults.append(f"asked {request.url}"),
    )
    page.set_default_timeout(10_000)
    yield page
    assert faults == []


ACCOUNTS = {
    "Lowick Echo": (
        "Rescue helicopter lifts nine from grounded ferry",
        "LOWICK: A rescue helicopter lifted nine people from the ferry Osprey after it ran aground off Lowick on "
        "Thursday, the coastguard said.\n\n"
        "“The ferry ran aground in thick fog shortly after dawn and nobody aboard was hurt,” the coastguard said in "
        "a statement.\n\n"
        "The Mi-8 helicopter flew four times between the ferry and the pier.\n\n"
        "It was the third grounding off Lowick this year.\n",
    ),
    "Harbour Herald": (
        "Ferry aground off Lowick, eleven lifted off",
        "Eleven people were lifted by helicopter from the ferry Osprey, which ran aground off Lowick on Thursday.\n\n"
        "“The ferry ran aground in thick fog shortly after dawn and nobody aboard was hurt,” the coastguard said in "
        "a statement.\n\n"
        "A Mi-8 helicopter of the coastguard carried them to the pier at Lowick.\n\n"
        "The owner of the Osprey said the ferry would be towed to port.\n",
    ),
}


@pytest.fixture
def grounding(transactional_db, make_article):
    """Return two accounts of one event, stored through the desk and put together by hand where need be."""
    import datetime as dt

    from archive.models import Article, Event

    day = dt.date(2019, 5, 2)
    articles = [
        make_article(body, headline=headline, outlet=outlet, published_on=day)
        for outlet, (headline, body) in ACCOUNTS.items()
    ]
    if articles[0].event_id is None or len({article.event_id for article in articles}) > 1:
        event = Event.objects.create()
        Article.objects.filter(pk__in=[a.pk for a in articles]).update(event=event)
    return [Article.objects.get(pk=article.pk) for article in articles]
