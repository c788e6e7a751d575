"""``import_articles PATH…``: store reports from files and folders."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.core.management.base import CommandError, CommandParser

from archive.desk import Checked, check_files, submit_files
from archive.management.base import ArchiveCommand
from archive.management.files import find_files
from archive.management.output import add_format_option, to_date, to_json
from archive.models import BatchItem, Outcome

# Files stored in one transaction: a crash loses at most the chunk at hand, and the others read on meanwhile.
FILES_PER_BATCH = 200


class Command(ArchiveCommand):
    """Store reports, publish them, index them and link them to their events."""

    help = (
        "Store the reports in these files and folders (.txt, .md, .html), published and searchable at once. "
        "Exits with 1 when a file was refused; the others are stored all the same."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--outlet", help="who ran these reports (default: what the page itself says)")
        parser.add_argument("--published-on", type=to_date, help="their publication date, as 2016-08-01")
        parser.add_argument("--dry-run", action="store_true", help="say what would be stored; store nothing")
        add_format_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Import in chunks and print one line a file, or the JSON result."""
        result: dict[str, list[dict[str, Any]]] = {"stored": [], "flagged": [], "refused": []}
        files = find_files(options["paths"])
        while chunk := list(islice(files, FILES_PER_BATCH)):
            if options["dry_run"]:
                for checked in check_files(chunk, outlet=options["outlet"]):
                    result[checked.outcome].append(_from_check(checked))
                continue
            batch = submit_files(
                chunk,
                by=None,
                outlet=options["outlet"],
                published_on=options["published_on"],
                publish=True,
            )
            for item in batch.items.select_related("article"):
                result[item.outcome].append(_from_item(item))
        self._print(result, options)
        if result["refused"]:
            raise CommandError(
                f"{len(result['refused'])} of {sum(map(len, result.values()))} files were refused; see above."
            )

    def _print(self, result: dict[str, list[dict[str, Any]]], options: dict[str, Any]) -> None:
        if options["format"] == "json":
            self.stdout.write(to_json(result))
            return
        for item in result["stored"]:
            self.stdout.write(f"{item['file']}: stored as {item['id']}: {item['headline'] or 'no headline'}")
        for item in result["flagged"]:
            self.stdout.write(f"{item['file']}: stored as {item['id']}, please look: {item['reason']}")
        for item in result["refused"]:
            self.stdout.write(f"{item['file']}: refused: {item['reason']}")
        counts = ", ".join(f"{len(items)} {outcome}" for outcome, items in result.items())
        would = "would be: " if options["dry_run"] else ""
        self.stdout.write(f"{would}{counts}")


def _from_item(item: BatchItem) -> dict[str, Any]:
    if item.outcome == Outcome.REFUSED or item.article is None:
        return {"file": item.filename, "reason": item.reason}
    return _entry(item.filename, item.article.pk, item.article.headline, item.reason)


def _from_check(checked: Checked) -> dict[str, Any]:
    if checked.report is None:
        return {"file": checked.file.name, "reason": checked.reason}
    return _entry(checked.file.name, None, checked.report.headline, checked.reason)


def _entry(file: str, key: int | None, headline: str | None, reason: str | None) -> dict[str, Any]:
    entry = {"file": file, "id": key, "headline": headline}
    return entry if reason is None else {**entry, "reason": reason}
