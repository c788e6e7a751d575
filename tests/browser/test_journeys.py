"""What a journalist and an editor come to do, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_journalist_searches_narrows_reads_and_sets_accounts_side_by_side(watched, live_server, grounding):
    watched.goto(live_server.url)
    watched.get_by_label("Search the archive").fill("mi8")
    watched.keyboard.press("Enter")
    status = watched.get_by_role("status").filter(has_text="reports")
    expect(status).to_contain_text("2 reports for “mi8”")

    watched.get_by_role("complementary").get_by_role("link", name="Harbour Herald", exact=True).click()
    expect(watched.locator(".count")).to_contain_text("1 report for “mi8” · Harbour Herald")
    expect(watched.locator(".snippet mark").first).to_have_text("Mi-8")

    watched.get_by_role("link", name="Ferry aground off Lowick, eleven lifted off").click()
    expect(watched.get_by_role("heading", level=1)).to_have_text(
        "Ferry aground off Lowick, eleven lifted off"
    )

    watched.get_by_role("link", name="One of 2 reports of this event").click()
    expect(watched.locator(".column")).to_have_count(2)
    expect(watched.locator(".shared").first).to_be_visible()


def test_a_chip_goes_with_one_key_and_the_address_keeps_the_rest(watched, live_server, grounding):
    watched.goto(f"{live_server.url}/?q=ferry&outlet=none&from=2019-01-01")
    watched.get_by_role("link", name="Remove the filter Outlet: Unknown outlet").press("Enter")
    expect(watched).to_have_url(re.compile(r"/\?q=ferry&from=2019-01-01$"))


def test_a_chosen_passage_lights_its_counterpart(watched, live_server, grounding):
    watched.set_viewport_size({"width": 1280, "height": 900})
    watched.goto(f"{live_server.url}{grounding[0].event.get_absolute_url()}")
    number = watched.locator(".column").first.locator(".number").first
    passage = number.locator("xpath=..")
    number.press("Enter")
    expect(passage).to_have_class(re.compile(r"\blit\b"))
    for other in passage.get_attribute("data-with").split():
        expect(watched.locator(f"#{other}")).to_have_class(re.compile(r"\blit\b"))
        expect(watched.locator(f"#{other}")).to_be_in_viewport()
    watched.keyboard.press("Escape")
    expect(watched.locator(".lit")).to_have_count(0)


def test_two_ticked_reports_are_compared(watched, live_server, grounding):
    watched.goto(f"{live_server.url}/?sort=newest&fold=0")
    for box in watched.get_by_role("checkbox").all():
        box.check()
    watched.get_by_role("button", name="Compare 2 ticked reports").click()
    expect(watched.get_by_role("heading", level=1)).to_have_text("2 reports side by side")


def test_a_value_leads_to_its_sentence_marked(watched, live_server, grounding):
    watched.goto(f"{live_server.url}{grounding[0].event.get_absolute_url()}")
    value = watched.locator(".grid details").first
    value.locator("summary").click()
    sentence = value.locator("blockquote").inner_text()
    value.get_by_role("link", name="In the report").click()
    marked = "".join(watched.locator("mark.target").all_inner_texts())
    assert marked == sentence


REPORT = (
    "Lifeboat saves two anglers near Seaton\n\n"
    "A lifeboat took two anglers off a sandbank near Seaton on Friday, the coastguard told reporters in the town.\n\n"
    "Share\n\n"
    "Both men were cold but unhurt, and the lifeboat was back at its station within the hour, its crew said.\n"
)


def sign_in(page, live_server, editor):
    page.goto(f"{live_server.url}/desk/upload/")
    page.get_by_label("User name").fill(editor.username)
    page.get_by_label("Password").fill("a long enough password")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def test_an_editor_uploads_previews_publishes_and_finds_a_report(
    watched, live_server, transactional_db, editor
):
    sign_in(watched, live_server, editor)
    upload = {"name": "seaton.txt", "mimeType": "text/plain", "buffer": REPORT.encode()}
    watched.get_by_label("Files", exact=True).set_input_files(upload)
    watched.get_by_label("Outlet").fill("Lowick Echo")
    watched.get_by_role("button", name="Read and preview").click()

    expect(watched.get_by_text("Draft: readers do not see it yet")).to_be_visible()
    expect(watched.locator("del")).to_have_text("Share")
    watched.get_by_label("Published on").fill("2019-05-03")
    watched.get_by_role("button", name="Store the corrections").click()
    expect(watched.get_by_role("status").first).to_contain_text("The corrections are stored.")

    watched.get_by_role("button", name="Publish").click()
    expect(watched.get_by_role("status").first).to_contain_text("The report is published")
    expect(watched.get_by_role("heading", level=1)).to_have_text("Lifeboat saves two anglers near Seaton")

    watched.keyboard.press("/")
    watched.get_by_label("Search the archive").fill("anglers Seaton")
    watched.keyboard.press("Enter")
    expect(watched.locator(".count")).to_contain_text("1 report for “anglers Seaton”")


def test_an_editor_keeps_a_removed_block_and_the_search_follows(
    watched, live_server, transactional_db, editor
):
    sign_in(watched, live_server, editor)
    watched.get_by_label("Or paste the text").fill(REPORT)
    watched.get_by_role("button", name="Read and preview").click()
    watched.get_by_role("button", name="Keep it (Share)").click()
    expect(watched.get_by_role("status").first).to_contain_text("is part of the report again")
    expect(watched.locator("del")).to_have_count(0)


def test_single_keys_stay_out_of_typing_and_can_be_switched_off(watched, live_server, transactional_db):
    watched.goto(f"{live_server.url}/help/")
    watched.keyboard.press("/")
    box = watched.get_by_label("Search the archive")
    expect(box).to_be_focused()
    box.press_sequentially("a/b?")
    expect(box).to_have_value("a/b?")

    watched.goto(f"{live_server.url}/help/")
    watched.get_by_label("Single keys").uncheck()
    watched.goto(live_server.url)
    watched.keyboard.press("/")
    expect(watched.get_by_label("Search the archive")).not_to_be_focused()
