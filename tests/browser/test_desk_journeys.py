"""What an editor comes to do at the desk, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_journeys import REPORT, sign_in

pytestmark = pytest.mark.browser

UPDATE = (
    REPORT + "\nThe anglers thanked the crew of the lifeboat in a letter to the newspaper the day after.\n"
)
PLACES = "Alder Birch Cedar Dune Elm Fern Gorse Heath Ivy".split()


def sent(name, text):
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def accident(place):
    letters = " ".join(f"{place.lower()}{letter}" for letter in "abcdefghijklmnop")
    return (
        f"Bus leaves the road at {place}\n\nA bus left the road at {place}: {letters}, a witness told reporters.\n"
        * 2
    )


def upload(page, live_server, *files):
    page.goto(f"{live_server.url}/desk/upload/")
    page.get_by_label("Files", exact=True).set_input_files(list(files))
    page.get_by_role("button", name="Read and preview").click()


def searched(page, live_server, words):
    page.goto(f"{live_server.url}/?q={words}")
    return page.get_by_role("status").filter(has_text="for “")


@pytest.fixture
def desk(watched, live_server, transactional_db, editor):
    sign_in(watched, live_server, editor)
    return watched


def test_a_pasted_report_is_previewed_a_block_is_put_back_and_it_is_published(desk, live_server):
    desk.get_by_label("Or paste the text").fill(REPORT)
    desk.get_by_role("button", name="Read and preview").click()
    expect(desk.get_by_text("Draft: readers do not see it yet")).to_be_visible()

    # By keyboard alone: to the button, and pressed.
    desk.get_by_role("button", name="Keep it (Share)").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status").filter(has_text="is part of the report again")).to_be_visible()
    desk.get_by_role("button", name="Publish", exact=True).press("Enter")
    expect(desk.get_by_role("status").filter(has_text="The report is published")).to_be_visible()
    expect(searched(desk, live_server, "anglers")).to_contain_text("1 report for “anglers”")


def test_blocks_are_walked_kept_and_published_by_single_keys(desk, live_server):
    desk.get_by_label("Or paste the text").fill(REPORT)
    desk.get_by_role("button", name="Read and preview").click()
    expect(desk.get_by_text("to the next doubtful one")).to_be_visible()
    removed = desk.locator(".block.removed")
    expect(removed.first).to_be_visible()
    before = removed.count()
    first = desk.locator(".block").evaluate_all("all => all.findIndex(b => b.classList.contains('removed'))")
    for _ in range(first + 2):
        desk.keyboard.press("j")
    desk.keyboard.press("k")
    expect(removed.first.get_by_role("button")).to_be_focused()

    desk.keyboard.press("x")
    expect(desk.get_by_role("status").filter(has_text="is part of the report again")).to_be_visible()
    expect(removed).to_have_count(before - 1)
    expect(desk.locator(".block.is-here")).to_contain_text("Kept")
    desk.keyboard.press("x")
    expect(removed).to_have_count(before)

    desk.get_by_label("Headline").press("p")
    expect(desk.get_by_text("Draft: readers do not see it yet")).to_be_visible()
    desk.locator("h1").click()
    desk.keyboard.press("p")
    expect(desk.get_by_role("status").filter(has_text="The report is published")).to_be_visible()


def test_twelve_files_with_three_bad_ones_are_told_apart_published_and_undone(desk, live_server):
    good = [sent(f"{place}.txt", accident(place)) for place in PLACES]
    bad = [sent("empty.txt", ""), sent("picture.png", "x"), sent("noise.txt", "\0" * 500)]
    upload(desk, live_server, *good, *bad)

    expect(desk.get_by_role("link", name="3 refused")).to_be_visible()
    rows = desk.get_by_role("row").filter(has=desk.get_by_role("cell"))
    expect(rows).to_have_count(12)
    desk.get_by_role("link", name="3 refused").click()
    expect(rows).to_have_count(3)
    for row in rows.all():
        assert len(row.get_by_role("cell").nth(1).inner_text().split()) > 4, "each with its reason"

    desk.get_by_role("link", name="All files").click()
    desk.get_by_role("button", name="Publish all 9 drafts").click()
    expect(desk.get_by_role("status").filter(has_text="9 reports published")).to_be_visible()
    expect(searched(desk, live_server, "witness")).to_contain_text("9 reports for “witness”")

    desk.go_back()
    desk.get_by_role("button", name="Undo the whole submission").click()
    expect(desk.get_by_role("status").filter(has_text="9 reports taken back")).to_be_visible()
    expect(searched(desk, live_server, "witness")).to_contain_text("0 reports for “witness”")


@pytest.fixture
def folder(tmp_path):
    """Return a folder of three reports, one of them below another folder, and a file that is the computer's own."""
    for name, place in (("alder.txt", "Alder"), ("birch.txt", "Birch"), ("below/cedar.txt", "Cedar")):
        (tmp_path / "reports" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "reports" / name).write_text(accident(place))
    (tmp_path / "reports" / ".DS_Store").write_bytes(b"\0")
    return tmp_path / "reports"


def test_a_folder_is_sent_with_all_that_lies_below_it(desk, live_server, folder):
    desk.goto(f"{live_server.url}/desk/upload/")
    desk.get_by_label("Or a folder").set_input_files(folder)
    desk.get_by_role("button", name="Read and preview").click()
    expect(desk.get_by_role("cell", name=".txt")).to_have_count(3)
    expect(desk.get_by_role("cell", name="reports/below/cedar.txt")).to_be_visible()


def test_files_and_folders_dropped_on_the_form_are_sent_together(desk, live_server, folder, tmp_path):
    (tmp_path / "dune.txt").write_text(accident("Dune"))
    desk.goto(f"{live_server.url}/desk/upload/")
    expect(desk.get_by_text("can be dropped anywhere on this form")).to_be_visible()
    drop(desk, desk.get_by_label("Or paste the text"), folder, tmp_path / "dune.txt")
    expect(desk.get_by_role("status").filter(has_text="4 files are ready to be sent")).to_be_visible()
    desk.get_by_role("button", name="Read and preview").click()
    expect(desk.get_by_role("cell", name=".txt")).to_have_count(4)
    expect(desk.get_by_role("cell", name="reports/below/cedar.txt")).to_be_visible()
    expect(desk.get_by_role("cell", name="dune.txt")).to_be_visible()


def drop(page, target, *paths):
    """Drag files and folders from the computer's desktop onto a part of the page."""
    box = target.bounding_box()
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "data": data}
    protocol = page.context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver", "drop"):
        protocol.send("Input.dispatchDragEvent", {"type": step, **at})


def test_an_updated_version_is_recognised_compared_and_becomes_a_new_version(desk, live_server):
    upload(desk, live_server, sent("seaton.txt", REPORT))
    desk.get_by_role("button", name="Publish", exact=True).click()
    upload(desk, live_server, sent("seaton-2.txt", UPDATE))

    desk.get_by_role("link", name="Look at both and choose").click()
    expect(desk.locator("ins").filter(has_text="thanked the crew")).to_be_visible()
    desk.get_by_role("button", name="Replace: a new version").click()
    expect(desk.get_by_role("status").filter(has_text="Done as you chose")).to_be_visible()
    expect(searched(desk, live_server, "letter")).to_contain_text("1 report for “letter”")

    desk.go_back()
    desk.get_by_role("link", name="Lifeboat saves two anglers").first.click()
    desk.goto(re.sub(r"/articles/(\d+)/.*", r"/desk/articles/\1/history/", desk.url))
    desk.get_by_role("button", name="Restore version 1").click()
    expect(searched(desk, live_server, "letter")).to_contain_text("0 reports for “letter”")


def test_a_withdrawn_report_comes_back_from_the_trash_and_is_found(desk, live_server):
    upload(desk, live_server, sent("seaton.txt", REPORT))
    desk.get_by_role("button", name="Publish", exact=True).click()
    desk.goto(re.sub(r"/articles/(\d+)/.*", r"/desk/articles/\1/", desk.url))
    desk.get_by_text("Withdraw this report").click()
    desk.get_by_label("What readers are told").fill("Never happened.")
    desk.get_by_role("button", name="Withdraw it").click()
    expect(searched(desk, live_server, "anglers")).to_contain_text("0 reports for “anglers”")

    desk.goto(f"{live_server.url}/desk/trash/")
    desk.get_by_role("button", name="Bring it back").click()
    expect(desk.get_by_role("status").filter(has_text="the search finds it now")).to_be_visible()
    expect(searched(desk, live_server, "anglers")).to_contain_text("1 report for “anglers”")
