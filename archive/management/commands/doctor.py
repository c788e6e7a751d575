"""``doctor``: whether database, index and originals match."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from archive.management.base import ArchiveCommand
from archive.management.output import add_format_option, to_json
from archive.safekeeping.doctor import Finding, look_closely, look_quickly, mend


class Command(ArchiveCommand):
    """Compare, say, and mend where asked."""

    help = (
        "Compare the database, the search index and the stored originals, and print what does not match. Exits with "
        "1 when something is left that does not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--repair", action="store_true", help="put right what can be")
        parser.add_argument("--quick", action="store_true", help="only what can be seen at a glance")
        add_format_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, mend, look again."""
        look = look_quickly if options["quick"] else look_closely
        findings = list(look())
        self._print(findings, options["format"])
        if options["repair"] and any(finding.mend for finding in findings):
            mend(findings)
            findings = list(look())
            if options["format"] == "text":
                self.stdout.write("After the repair:")
            self._print(findings, options["format"])
        if findings:
            raise CommandError(f"{len(findings)} things are not as they should be; see above.")

    def _print(self, findings: list[Finding], form: str) -> None:
        rows = [
            {
                "what": finding.what,
                "count": finding.count,
                "found": finding.words,
                "cure": finding.cure,
                "mends_itself": finding.mend is not None,
            }
            for finding in findings
        ]
        if form == "json":
            self.stdout.write(to_json({"findings": rows}))
            return
        if not rows:
            self.stdout.write("All is well: database, index and originals match.")
        for row in rows:
            cure = f"--repair: {row['cure']}" if row["mends_itself"] else row["cure"]
            self.stdout.write(f"{row['what']:<10} {row['count']:>6}  {row['found']}\n{'':<19}{cure}")
