"""``make audit-ui``: html-validate and Lighthouse over the pages of the samples, through npm.

Prints what each page reached and leaves with 1 where one falls short.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

from tools.sample_archive import ROOT, sample_archive

LIGHTHOUSE = "lighthouse@13.5.0"
HTML_VALIDATE = "html-validate@10.17.0"
# Per cent, by Lighthouse's categories.
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 95}
PAGES = ["/", "/?q=helicopter", "/articles/2/", "/events/2/", "/places/", "/help/", "/sign-in/"]
_CHROME = "--headless=new --no-sandbox --disable-gpu"


def main() -> None:
    """Run both; exit with 1 where a page falls short."""
    if shutil.which("npm") is None:
        raise SystemExit("make audit-ui needs Node with npm (Debian: apt-get install nodejs npm)")
    with sample_archive() as archive, tempfile.TemporaryDirectory() as folder:
        short = _validate(archive.url, Path(folder))
        for form in ("desktop", "mobile"):
            for address in PAGES:
                short += _measure(f"{archive.url}{address}", form, Path(folder))
    sys.exit(1 if short else 0)


def _npm(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  (pinned packages)
        ["npm", "exec", "--yes", "--", *arguments], cwd=ROOT, capture_output=True, text=True, check=False  # noqa: S607
    )  # fmt: skip


def _validate(url: str, folder: Path) -> int:
    for number, address in enumerate(PAGES):
        with urlopen(f"{url}{address}") as answer:  # noqa: S310  (our own address)
            (folder / f"{number}.html").write_bytes(answer.read())
    done = _npm(HTML_VALIDATE, "--config", str(ROOT / "tools" / "htmlvalidate.json"), str(folder / "*.html"))
    print(done.stdout or done.stderr or f"html-validate: 0 errors on {len(PAGES)} pages")
    return int(done.returncode != 0)


def _measure(url: str, form: str, folder: Path) -> int:
    report = folder / "report.json"
    shape = ["--preset=desktop"] if form == "desktop" else []
    done = _npm(
        LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={_CHROME}", *shape
    )  # fmt: skip
    if done.returncode != 0:
        print(done.stderr)
        return 1
    read = json.loads(report.read_text())
    reached = {name: round(100 * (read["categories"][name]["score"] or 0)) for name in LEAST}
    audits = read["audits"]
    more = ", ".join(
        audits[name]["displayValue"] for name in ("largest-contentful-paint", "cumulative-layout-shift")
    )
    print(form, url.split("/", 3)[3] or "/", reached, more, flush=True)
    return sum(reached[name] < least for name, least in LEAST.items())


if __name__ == "__main__":
    main()
