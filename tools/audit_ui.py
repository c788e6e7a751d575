"""``make audit-ui``: how the pages of the samples do in html-validate, in Lighthouse and on the scales.

Every page is validated, painted and watched for jumps; those a reader lives in go through Lighthouse as well, on a desk
and on a phone; a page of results is weighed. Prints what each reached and leaves with 1 where one falls short.
``make audit-ui ONLY=upload,dossier`` sends only these through Lighthouse.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tools.sample_archive import ROOT, SampleArchive, sample_archive
from tools.sample_pages import OPEN_PAGES, SIGNED_IN_PAGES, WRONG_ADDRESSES, begin_sample_dossier, sign_in

LIGHTHOUSE = "lighthouse@13.5.0"
HTML_VALIDATE = "html-validate@10.17.0"
# Per cent, by Lighthouse's categories.
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 95}
LIGHTHOUSE_PAGES = ("front", "results", "article", "event", "upload", "dossier", "help")
# Bytes that a page of results may bring on the first visit, and the next one after it.
MOST_BYTES = (60_000, 15_000)
# What a page may take (ms) until its largest part is painted, and how far it may jump (Layout Instability's score).
MOST_MS, MOST_SHIFT = 600, 0.02
_CHROME = "--headless=new --no-sandbox --disable-gpu"
_WEIGHT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .reduce((sum, entry) => sum + entry.transferSize, 0)"""
# The paints and shifts there were, and those of another half a second.
_PAINTED = """() => new Promise((done) => {
    let painted = 0, shift = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) painted = entry.startTime; })
        .observe({type: "largest-contentful-paint", buffered: true});
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done([painted, shift]), 500);
})"""


def main() -> None:
    """Measure all; exit with 1 where a page falls short."""
    if shutil.which("npm") is None:
        raise SystemExit("make audit-ui needs Node with npm (Debian: apt-get install nodejs npm)")
    chosen = os.environ.get("ONLY", "").split(",") if os.environ.get("ONLY") else LIGHTHOUSE_PAGES
    with (
        sample_archive() as archive,
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        sign_in(page, archive)
        begin_sample_dossier(page, archive)
        short = _validate(page, archive, Path(folder)) + _paint(page, archive) + _weigh(browser, archive)
        cookie = "; ".join(f"{c.get('name')}={c.get('value')}" for c in page.context.cookies())
        browser.close()
        headers = Path(folder, "headers.json")
        headers.write_text(json.dumps({"Cookie": cookie}))
        for form in ("desktop", "mobile"):
            for name in chosen:
                short += _measure(name, archive, form, headers)
    sys.exit(1 if short else 0)


def _npm(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  (pinned packages)
        ["npm", "exec", "--yes", "--", *arguments], cwd=ROOT, capture_output=True, text=True, check=False  # noqa: S607  (npm as it is found)
    )  # fmt: skip


def _validate(page: Page, archive: SampleArchive, folder: Path) -> int:
    pages = {**OPEN_PAGES, **SIGNED_IN_PAGES, **WRONG_ADDRESSES}
    for name, address in pages.items():
        (folder / f"{name}.html").write_bytes(page.request.get(f"{archive.url}{address}").body())
    done = _npm(HTML_VALIDATE, "--config", str(ROOT / "tools" / "htmlvalidate.json"), str(folder / "*.html"))
    print(done.stdout or done.stderr or f"html-validate: 0 errors on {len(pages)} pages")
    return int(done.returncode != 0)


def _paint(page: Page, archive: SampleArchive) -> int:
    """Return how many pages paint too late or jump; a page's first showing only warms up the server."""
    short = 0
    for name, address in {**OPEN_PAGES, **SIGNED_IN_PAGES}.items():
        for _ in range(2):
            page.goto(f"{archive.url}{address}")
        painted, shift = page.evaluate(_PAINTED)
        is_short = painted > MOST_MS or shift >= MOST_SHIFT
        short += is_short
        print(f"{name}: largest paint {painted:.0f} ms, shift {shift:.3f}{' TOO MUCH' if is_short else ''}")
    return short


def _weigh(browser: Browser, archive: SampleArchive) -> int:
    page, weights = browser.new_page(), []
    for address in ("/?q=helicopter", "/?q=army"):
        page.goto(f"{archive.url}{address}", wait_until="networkidle")
        weights.append(page.evaluate(_WEIGHT))
    print(f"a page of results: {weights[0]} bytes on the first visit, {weights[1]} for the next one")
    return sum(weight > most for weight, most in zip(weights, MOST_BYTES, strict=True))


def _measure(name: str, archive: SampleArchive, form: str, headers: Path) -> int:
    report = headers.with_name("report.json")
    is_open = name in OPEN_PAGES
    address = OPEN_PAGES[name] if is_open else SIGNED_IN_PAGES[name]
    more = ([] if is_open else [f"--extra-headers={headers}"]) + (
        ["--preset=desktop"] if form == "desktop" else []
    )
    done = _npm(
        LIGHTHOUSE, f"{archive.url}{address}", "--quiet", "--output=json", f"--output-path={report}",
        f"--chrome-flags={_CHROME}", *more,
    )  # fmt: skip
    if done.returncode != 0:
        print(done.stderr)
        return 1
    read = json.loads(report.read_text())
    reached = {each: round(100 * (read["categories"][each]["score"] or 0)) for each in LEAST}
    audits = read["audits"]
    said = (audits[each]["displayValue"] for each in ("largest-contentful-paint", "cumulative-layout-shift"))
    failed = [
        each for each, held in audits.items() if (held["scoreDisplayMode"], held["score"]) == ("binary", 0)
    ]
    print(form, name, reached, ", ".join(said), *failed, flush=True)
    return sum(reached[each] < least for each, least in LEAST.items())


if __name__ == "__main__":
    main()
