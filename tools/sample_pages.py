"""The pages of an archive of samples that are measured and photographed, and the session that may open them all."""

from __future__ import annotations

from playwright.sync_api import Page

from tools.sample_archive import SampleArchive

# What any reader opens.
OPEN_PAGES = {
    "front": "/", "results": "/?q=helicopter", "all-reports": "/?sort=newest", "nothing": "/?q=zeppelin",
    "article": "/articles/2/", "passage": "/articles/2/?from=0&to=60", "removed": "/articles/2/removed/",
    "original": "/articles/2/original/", "events": "/events/", "event": "/events/2/", "event-print": "/events/2/print/",
    "compare": "/compare/?id=2&id=8", "compare-start": "/compare/", "compare-print": "/compare/print/?id=2&id=8",
    "places": "/places/", "places-kind": "/places/?by=kind", "place": "/places/country:SY/", "aircraft": "/aircraft/",
    "aircraft-role": "/aircraft/?by=role", "type": "/aircraft/mi-8/", "help": "/help/", "sign-in": "/sign-in/",
    "results-print": "/export.print?q=helicopter",
}  # fmt: skip
# What the editor's account of the samples opens, an administrator's.
SIGNED_IN_PAGES = {
    "dossiers": "/dossiers/", "dossier": "/dossiers/1/", "searches": "/searches/", "desk": "/desk/",
    "upload": "/desk/upload/", "batch": "/desk/batches/1/", "preview": "/desk/articles/2/",
    "history": "/desk/articles/2/history/", "trash": "/desk/trash/", "audit": "/desk/audit/",
    "outlets": "/desk/outlets/", "outlet": "/desk/outlets/1/", "tokens": "/desk/tokens/", "names": "/desk/names/",
    "new-place": "/desk/names/new-place/", "new-type": "/desk/names/new-type/",
    "name-tables": "/desk/names/tables/", "spellings": "/desk/spellings/mi-8/", "password": "/password/",
    "passages": "/events/2/passages/2/", "style": "/style/",
}  # fmt: skip
# Answers with an error; as they should.
WRONG_ADDRESSES = {"no-such-page": "/ferry/aground/"}


def sign_in(page: Page, archive: SampleArchive) -> None:
    """Give the page's session the editor's rights."""
    page.goto(f"{archive.url}/sign-in/")
    page.locator("[name=username]").fill(archive.user)
    page.locator("[name=password]").fill(archive.password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_load_state()


def begin_sample_dossier(page: Page, archive: SampleArchive) -> None:
    """Put a report, a passage with a note and an event into a dossier, through the pages' own forms."""
    for address, summary, name, note in (
        ("/articles/2/", "Put into a dossier", "Helicopters over Idlib", ""),
        ("/articles/2/?from=0&to=120", "Keep this passage in a dossier", "", "Ask who counted."),
        ("/events/2/", "Put into a dossier", "", "How many were aboard?"),
    ):
        page.goto(f"{archive.url}{address}")
        form = page.locator("details.collect").filter(has_text=summary)
        form.locator("summary").click()
        form.locator("[name=name]").fill(name)
        form.locator("[name=note]").fill(note)
        form.get_by_role("button", name="Put it there").click()
        page.wait_for_load_state()
