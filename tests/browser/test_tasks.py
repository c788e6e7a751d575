"""The tasks of docs/tasks.md, by keyboard alone and within the keystrokes stated there."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from archive.desk import SubmittedFile, submit_files
from archive.models import Article, Batch, Event
from tests.browser.test_every_page import sign_in

pytestmark = pytest.mark.browser

ROW = re.compile(r"^\| (?P<task>[a-z][^|]+?) \| (?P<most>\d+) \|$", re.MULTILINE)
MOST = {
    row["task"]: int(row["most"])
    for row in ROW.finditer(Path(settings.BASE_DIR, "docs", "tasks.md").read_text())
}
_MOST_TABS = 150


class Keyboard:
    """Presses keys on a page and counts them."""

    def __init__(self, page):
        self.page = page
        self.count = 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def type(self, text):
        self.page.keyboard.type(text)
        self.count += len(text)

    def reach(self, wanted, key="Tab"):
        """Press Tab until what is wanted has the focus."""
        expect(wanted).to_be_visible()
        for _ in range(_MOST_TABS):
            if wanted.evaluate("e => e === document.activeElement"):
                return
            self.press(key)
        pytest.fail(f"{wanted} cannot be reached by {key}")

    def skip(self):
        """Go past the masthead."""
        self.press("Tab", "Enter")


@pytest.fixture
def task(watched, live_server, request):
    """Return a function that opens an address and gives a keyboard; afterwards the keys must be few enough."""
    keyboards = []

    def begin(address, name):
        assert name in MOST, f"docs/tasks.md does not list {name!r}"
        watched.set_viewport_size({"width": 1280, "height": 900})
        watched.goto(f"{live_server.url}{address}")
        keyboard = Keyboard(watched)
        keyboards.append((keyboard, name))
        return keyboard

    yield begin
    for keyboard, name in keyboards:
        assert keyboard.count <= MOST[name], f"{name}: {keyboard.count} keystrokes"


def test_the_list_holds_the_tasks_there_are_tests_for():
    tests = Path(__file__).read_text()
    assert len(MOST) == 16
    assert [name for name in MOST if f'"{name}"' not in tests] == []


def test_find_by_type(task, watched, grounding):
    keys = task("/help/", "find reports by an aircraft type typed in another spelling")
    keys.press("/")
    expect(watched.get_by_label("Search the archive")).to_be_focused()
    keys.type("mi8")
    keys.press("Enter")
    expect(watched.locator(".count")).to_contain_text("2 reports for “mi8”")


def test_narrow(task, watched, grounding):
    keys = task("/?q=ferry", "narrow a result to one outlet")
    keys.skip()
    keys.reach(watched.get_by_role("complementary").get_by_role("link", name="Harbour Herald", exact=True))
    keys.press("Enter")
    expect(watched.locator(".count")).to_contain_text("1 report")


def test_widen(task, watched, grounding):
    keys = task("/?q=ferry&from=2019-01-01", "take a filter off again")
    keys.skip()
    keys.reach(watched.get_by_role("link", name="Remove the filter Date"))
    keys.press("Enter")
    expect(watched).to_have_url(re.compile(r"/\?q=ferry$"))


def test_open(task, watched, grounding):
    keys = task("/?q=ferry", "open the first report found")
    keys.skip()
    keys.reach(watched.locator(".hit h3 a").first)
    keys.press("Enter")
    expect(watched).to_have_url(re.compile(r"/articles/"))


def test_compare(task, watched, grounding):
    keys = task("/?q=ferry&fold=0", "set two ticked reports side by side")
    keys.skip()
    for box in watched.locator(".hit input").all():
        keys.reach(box)
        keys.press("Space")
    keys.press("Enter")
    expect(watched.locator(".column")).to_have_count(2)


def _open_a_figure(keys, watched):
    keys.skip()
    keys.reach(watched.locator(".grid summary").first)
    keys.press("Enter")
    expect(watched.locator(".grid details[open] blockquote").first).to_be_visible()


def test_figure(task, watched, grounding):
    keys = task(grounding[0].event.get_absolute_url(), "open the sentence behind a figure of an event")
    _open_a_figure(keys, watched)


def test_figure_in_report(task, watched, grounding):
    keys = task(grounding[0].event.get_absolute_url(), "follow a figure into its report")
    _open_a_figure(keys, watched)
    keys.reach(watched.locator(".grid details[open]").first.get_by_role("link", name="In the report"))
    keys.press("Enter")
    expect(watched.locator("mark.target").first).to_be_visible()


def test_original(task, watched, grounding):
    keys = task(grounding[0].get_absolute_url(), "see a report beside its original")
    keys.skip()
    keys.reach(watched.get_by_role("link", name="Beside its original"))
    keys.press("Enter")
    expect(watched.get_by_role("heading", name="As the archive reads it")).to_be_visible()


def test_citation(task, watched, context, grounding):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    keys = task(grounding[0].get_absolute_url(), "copy a citation")
    keys.skip()
    keys.reach(watched.get_by_role("link", name="Cite", exact=True))
    keys.press("Enter")
    keys.reach(watched.get_by_role("button", name="Copy Chicago"))
    keys.press("Enter")
    expect(watched.get_by_role("button", name="Copied")).to_be_visible()
    assert "“Rescue helicopter lifts nine" in watched.evaluate("navigator.clipboard.readText()")


def test_passage(task, watched, live_server, client, grounding, django_user_model):
    sign_in(watched, live_server, client, django_user_model.objects.create_user("reader-in-test"))
    keys = task(
        f"{grounding[0].get_absolute_url()}?from=0&to=40", "keep a passage in a new dossier with a note"
    )
    keys.skip()
    keys.reach(watched.get_by_text("Keep this passage in a dossier"))
    keys.press("Enter")
    keys.reach(watched.locator("#new-passage"))
    keys.type("Lowick")
    keys.press("Tab")
    keys.type("Nine or eleven?")
    keys.press("Tab", "Enter")
    expect(watched.get_by_role("status")).to_contain_text("is in your dossier Lowick")


REPORT = (
    "Lifeboat saves two anglers near Seaton\n\n"
    "A lifeboat took two anglers off a sandbank near Seaton on Friday, the coastguard told reporters.\n\n"
    "Share\n\n"
    "Both men were cold but unhurt, and the lifeboat was back at its station within the hour.\n"
)


@pytest.fixture
def at_desk(watched, live_server, client, editor, transactional_db):
    sign_in(watched, live_server, client, editor)


@pytest.fixture
def draft(editor, transactional_db):
    return submit_files([SubmittedFile("seaton.txt", REPORT.encode())], by=editor).items.get().article


def test_paste(task, watched, at_desk, context):
    keys = task("/desk/upload/", "paste a report and preview what is stripped")
    keys.skip()
    keys.reach(watched.get_by_label("Or paste the text"))
    watched.keyboard.insert_text(REPORT)
    keys.count += 1  # as Ctrl+V
    keys.reach(watched.get_by_role("button", name="Read and preview"))
    keys.press("Enter")
    expect(watched.locator("del").first).to_have_text("Share")


def test_publish(task, watched, at_desk, draft):
    keys = task(f"/desk/articles/{draft.pk}/", "publish a draft")
    keys.skip()
    keys.reach(watched.get_by_role("button", name="Publish", exact=True))
    keys.press("Enter")
    expect(watched.get_by_role("status")).to_contain_text("published")
    assert Article.objects.published().filter(pk=draft.pk).exists()


def test_put_back(task, watched, at_desk, draft):
    keys = task(f"/desk/articles/{draft.pk}/", "put a removed block back")
    keys.skip()
    keys.reach(watched.get_by_role("button", name="Keep it (Share)"))
    keys.press("Enter")
    expect(watched.get_by_role("status")).to_contain_text("is part of the report again")


def test_correct(task, watched, at_desk, draft):
    keys = task(f"/desk/articles/{draft.pk}/", "correct the date of a report")
    keys.skip()
    keys.reach(watched.get_by_label("Published on"))
    keys.type("05032019")
    keys.press("Enter")
    expect(watched.get_by_role("status")).to_contain_text("The corrections are stored.")
    draft.refresh_from_db()
    assert str(draft.published_on) == "2019-05-03"


def test_undo(task, watched, at_desk, draft):
    batch = Batch.objects.get()
    keys = task(batch.get_absolute_url(), "undo a submission")
    keys.skip()
    keys.reach(watched.get_by_role("button", name=re.compile("^(Undo|Discard)")).first)
    keys.press("Enter")
    expect(watched.get_by_role("status").first).to_be_visible()
    assert not Article.objects.filter(pk=draft.pk).standing().exists()


def test_name_event(task, watched, at_desk, grounding):
    event = grounding[0].event
    keys = task(event.get_absolute_url(), "name an event")
    keys.press("Shift+Tab")
    keys.reach(watched.locator("#event-name"), key="Shift+Tab")
    keys.type("Osprey aground")
    keys.press("Enter")
    expect(watched.get_by_role("heading", level=1)).to_have_text("Osprey aground")
    assert Event.objects.get(pk=event.pk).name == "Osprey aground"
