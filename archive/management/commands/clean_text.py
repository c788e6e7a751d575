"""``clean_text PATH|-``: what of a file is the report, what is furniture, and why."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.cleaning import clean_document
from archive.intake import IntakeError, read_document
from archive.management.files import read_path_or_stdin
from archive.management.output import add_format_option, to_json
from archive.records import CleanReport, JudgedBlock, Verdict


class Command(BaseCommand):
    """Clean one file and print the result; nothing is stored."""

    help = "Clean one file (or standard input, -) and print the report; --removed shows the rest, why and how surely."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("path", metavar="PATH|-")
        parser.add_argument(
            "--removed", action="store_true", help="print the removed blocks, why and how surely"
        )
        add_format_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, clean, print."""
        name, report = clean_file(options["path"])
        if options["format"] == "json":
            self.stdout.write(to_json(to_contract(name, report)))
            return
        if options["removed"]:
            for block in report.blocks:
                if block.verdict is Verdict.REMOVED:
                    sure = f"{block.confidence:.0%} sure"
                    self.stdout.write(f"[{block.reason}, {sure}] {' '.join(block.text.split())}")
            return
        self.stdout.write(f"{report.headline or 'No headline in the file'}\n")
        self.stdout.write(f"{report.published_on or 'date unknown'} ({report.published_how})")
        for name, evidence in report.evidence.items():
            self.stdout.write(f"{name}: {evidence.value} ({evidence.found_in})")
        self.stdout.write("")
        self.stdout.write(report.body)


def clean_file(path: str) -> tuple[str, CleanReport]:
    """Return the file's name and its cleaned report; a file that cannot be read is a ``CommandError``."""
    file = read_path_or_stdin(path)
    if file.refusal is not None:
        raise CommandError(f"{file.name}: {file.refusal}")
    try:
        document = read_document(file.content, "stdin.txt" if path == "-" else file.name)
    except IntakeError as error:
        raise CommandError(str(error).replace("stdin.txt", "-")) from None
    return file.name, clean_document(document)


def to_contract(name: str, report: CleanReport) -> dict[str, Any]:
    """Return the JSON that scripts rely on."""
    dateline = report.dateline
    return {
        "file": name,
        "headline": report.headline,
        "byline": report.byline,
        "dateline": {"place": dateline.place, "agency": dateline.agency} if dateline else None,
        "published_on": report.published_on.isoformat() if report.published_on else None,
        "published_how": report.published_how.value,
        "date_candidates": [day.isoformat() for day in report.date_candidates],
        "outlet": report.outlet,
        "language": report.language,
        "canonical_url": report.canonical_url,
        "evidence": {
            name: {"value": evidence.value, "found_in": evidence.found_in}
            for name, evidence in report.evidence.items()
        },
        "body": report.body,
        "blocks": [_to_block(block) for block in report.blocks],
    }


def _to_block(block: JudgedBlock) -> dict[str, Any]:
    return {
        "text": block.text,
        "verdict": block.verdict.value,
        "kind": block.kind.value,
        "reason": block.reason,
        "confidence": block.confidence,
        "start": block.start,
        "end": block.end,
        "body_start": block.body_start,
        "body_end": block.body_end,
    }
