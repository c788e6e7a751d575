"""``make screenshots``: the pictures of the help and the README, taken from the samples; with ``--all`` every page.

The help's lie in static/archive/help/ in light and dark; those of every page, at four widths, in var/screenshots/.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tools.sample_archive import ROOT, SampleArchive, sample_archive
from tools.sample_pages import OPEN_PAGES, SIGNED_IN_PAGES, WRONG_ADDRESSES, begin_sample_dossier, sign_in

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (390, 768, 1280, 1920)
HELP = ROOT / "static" / "archive" / "help"
EVERY = ROOT / "var" / "screenshots"
# The sizes of a picture in the help, by what its name ends in: the page's text in it stays readable on a desk and on a
# phone, whose pictures have two points to a pixel.
_PICTURES = {"": ViewportSize(width=1040, height=560), "-phone": ViewportSize(width=390, height=460)}


def main() -> None:
    """Take the pictures."""
    chromium = shutil.which("chromium")
    with sample_archive() as archive, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme in SCHEMES:
            for ending, size in _PICTURES.items():
                context = browser.new_context(
                    color_scheme=scheme, viewport=size, locale="en-GB", device_scale_factor=2 if ending else 1
                )
                _take_help(context.new_page(), archive, f"{ending}-{scheme}")
            if "--all" in sys.argv:
                _take_every(
                    browser.new_context(color_scheme=scheme, locale="en-GB").new_page(), archive, scheme
                )
        page = browser.new_context(color_scheme="light", viewport={"width": 1280, "height": 1000}).new_page()
        page.goto(f"{archive.url}/events/2/")
        page.screenshot(path=ROOT / "docs" / "event.png")
        browser.close()


def _take_help(page: Page, archive: SampleArchive, ending: str) -> None:
    HELP.mkdir(exist_ok=True)
    for _ in range(2):  # the first search of a server reads its files
        page.goto(f"{archive.url}/?q=helicopter+Idlib")
    _take(page, "search", ending)
    page.goto(f"{archive.url}/events/2/")
    page.locator(".grid summary").first.click()
    page.locator("#claims").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#claims').scrollIntoView()")
    _take(page, "claims", ending)
    page.evaluate("document.querySelector('#columns').scrollIntoView()")
    page.locator(".columns .number").first.press("Enter")
    _take(page, "columns", ending)
    page.goto(f"{archive.url}/articles/2/original/")
    page.evaluate("document.querySelector('.halves').scrollIntoView()")
    _take(page, "original", ending)


def _take(page: Page, name: str, ending: str) -> None:
    # The pointer is not in the picture, and nothing still moves.
    page.wait_for_timeout(400)
    page.screenshot(path=HELP / f"{name}{ending}.png")


def _take_every(page: Page, archive: SampleArchive, scheme: str) -> None:
    EVERY.mkdir(parents=True, exist_ok=True)
    sign_in(page, archive)
    if scheme == SCHEMES[0]:
        begin_sample_dossier(page, archive)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for name, address in {**OPEN_PAGES, **SIGNED_IN_PAGES, **WRONG_ADDRESSES}.items():
            page.goto(f"{archive.url}{address}")
            page.screenshot(path=Path(EVERY, f"{name}-{width}-{scheme}.png"), full_page=True)


if __name__ == "__main__":
    main()
