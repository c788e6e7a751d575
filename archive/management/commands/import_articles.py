"""``import_articles PATH…``: store reports from files and folders."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from typing import Any

from django.core.management.base import CommandError, CommandParser

from archive.desk import (
    MANY,
    Checked,
    SubmittedFile,
    check_files,
    open_batch,
    read_all,
    read_batch,
    reading_much,
    receive_files,
)
from archive.management.base import ArchiveCommand
from archive.management.files import find_files
from archive.management.output import add_format_option, to_columns, to_date, to_json
from archive.models import BatchItem, Duplicates

Entry = tuple[str, dict[str, Any]]


class Command(ArchiveCommand):
    """Store reports, publish them, index them and link them to their events."""

    help = (
        "Store the reports in these files and folders, published and searchable at once. A file stored before is "
        "skipped, so that an import cut short is simply run again. Exits with 1 when a file was refused; the others "
        "are stored all the same."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--outlet", help="who ran these reports (default: what the page itself says)")
        parser.add_argument("--published-on", type=to_date, help="their publication date, as 2016-08-01")
        parser.add_argument(
            "--duplicates",
            choices=[Duplicates.KEEP, Duplicates.SKIP, Duplicates.REPLACE],
            default=Duplicates.KEEP,
            help="what to do with a report that repeats one of the same outlet, nearly or word for word: keep both "
            "(said of each), skip it, or replace the stored one, whose earlier version stays in its history; the very "
            "same file is always skipped",
        )
        parser.add_argument(
            "--columns",
            type=to_columns,
            default={},
            help="which columns of a .csv or .jsonl hold what, where their names do not say: text=NAME,headline=NAME",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be stored; store nothing")
        add_format_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print one line a file, or the JSON result."""
        files = find_files(options["paths"])
        found = self._check(files, options) if options["dry_run"] else self._import(files, options)
        result: dict[str, list[dict[str, Any]]] = {"stored": [], "flagged": [], "skipped": [], "refused": []}
        for outcome, entry in found:
            result[outcome].append(entry)
        self._print(result, options)
        if result["refused"]:
            raise CommandError(
                f"{len(result['refused'])} of {sum(map(len, result.values()))} files were refused; see above."
            )

    def _check(self, files: Iterator[SubmittedFile], options: dict[str, Any]) -> Iterator[Entry]:
        for checked in check_files(files, outlet=options["outlet"], columns=options["columns"]):
            yield str(checked.outcome(options["duplicates"])), _from_check(checked)

    def _import(self, files: Iterator[SubmittedFile], options: dict[str, Any]) -> Iterator[Entry]:
        batch = open_batch(
            by=None,
            outlet=options["outlet"],
            published_on=options["published_on"],
            publish=True,
            duplicates=options["duplicates"],
        )
        last = count = 0
        ahead = None
        with ExitStack() as much:
            while chunk := list(islice(files, MANY)):
                if receive_files(batch, chunk, options["columns"]) >= MANY and not count:
                    ahead = much.enter_context(reading_much())
                read_batch(batch, ahead=ahead)
                items = list(batch.items.filter(pk__gt=last).select_related("article").order_by("pk"))
                last, count = items[-1].pk, count + len(items)
                if count >= MANY:
                    self.stderr.write(f"{count} files are read", lambda line: line)
                for item in items:
                    yield str(item.outcome), _from_item(item)
        # What an import that was cut short left behind is read, linked and indexed too.
        read_all()

    def _print(self, result: dict[str, list[dict[str, Any]]], options: dict[str, Any]) -> None:
        if options["format"] == "json":
            self.stdout.write(to_json(result))
            return
        for item in result["stored"]:
            self.stdout.write(f"{item['file']}: stored as {item['id']}: {item['headline'] or 'no headline'}")
        for item in result["flagged"]:
            self.stdout.write(f"{item['file']}: stored as {item['id']}, please look: {item['reason']}")
        for item in result["skipped"]:
            self.stdout.write(f"{item['file']}: skipped: {item['reason']}")
        for item in result["refused"]:
            self.stdout.write(f"{item['file']}: refused: {item['reason']}")
        counts = ", ".join(f"{len(items)} {outcome}" for outcome, items in result.items())
        would = "would be: " if options["dry_run"] else ""
        self.stdout.write(f"{would}{counts}")


def _from_item(item: BatchItem) -> dict[str, Any]:
    if item.article is None:
        return {"file": item.filename, "reason": item.reason}
    return _entry(item.filename, item.article.pk, item.article.headline, item.reason)


def _from_check(checked: Checked) -> dict[str, Any]:
    if checked.report is None:
        return {"file": checked.file.name, "reason": checked.said}
    return _entry(checked.file.name, None, checked.report.headline, checked.said)


def _entry(file: str, key: int | None, headline: str | None, reason: str | None) -> dict[str, Any]:
    entry = {"file": file, "id": key, "headline": headline}
    return entry if reason is None else {**entry, "reason": reason}
