"""``reclean_articles``: stored articles cleaned as the rules and the outlets' memories are today."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.management.base import CommandError, CommandParser

from archive.desk import Recleaned, reclean, store_recleaned
from archive.management.base import ArchiveCommand
from archive.management.output import add_format_option, to_json
from archive.models import Block, Outlet

# After so many, events and search follow: a run that is broken off leaves little behind them.
STORED_AT_ONCE = 50
# Articles of which nobody knows who ran them are counted under this.
NO_OUTLET = "outlet unknown"
# So much of a sample's text is printed.
SHOWN = 100


class Command(ArchiveCommand):
    """Say what cleaning would do today, and with ``--apply`` do it."""

    help = (
        "Clean the stored articles anew, from their originals, and say what would change; --apply stores it. "
        "Editors' own verdicts stay, and every article keeps its earlier version."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--outlet", help="only the articles of this outlet")
        parser.add_argument(
            "--apply", action="store_true", help="store the result; without it nothing is changed"
        )
        parser.add_argument("--samples", type=int, default=10, help="how many changed articles to show (10)")
        add_format_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Clean anew, count, print."""
        outlet = options["outlet"]
        if outlet is not None and not Outlet.objects.filter(name=outlet).exists():
            raise CommandError(f"no outlet is called {outlet!r}; names are spelled as on the articles' pages")
        tally = Tally(options["samples"])
        changed: list[Recleaned] = []
        for recleaned in reclean(outlet):
            tally.add(recleaned)
            changed += [recleaned] if options["apply"] and recleaned.is_changed else []
            if len(changed) == STORED_AT_ONCE:
                store_recleaned(changed, by=None)
                changed.clear()
        store_recleaned(changed, by=None)
        if options["format"] == "json":
            self.stdout.write(to_json(tally.to_contract(applied=options["apply"])))
        else:
            self.stdout.write("\n".join(tally.to_lines(applied=options["apply"])))


class Tally:
    """What a run found: how much changes, for which reasons, and the first articles as samples."""

    def __init__(self, samples: int) -> None:
        self.looked_at = self.changed = 0
        self.removed: Counter[str] = Counter()
        # By outlet: how many articles were looked at, and how many of them change.
        self.seen_of: Counter[str] = Counter()
        self.changed_of: Counter[str] = Counter()
        self.returned = 0
        self.refused: list[tuple[int, str]] = []
        self.samples: list[Recleaned] = []
        self._most = samples

    def add(self, recleaned: Recleaned) -> None:
        """Count an article."""
        outlet = recleaned.article.outlet.name if recleaned.article.outlet else NO_OUTLET
        self.looked_at += 1
        self.seen_of[outlet] += 1
        if recleaned.refusal is not None:
            self.refused.append((recleaned.article.pk, recleaned.refusal))
        if not recleaned.is_changed:
            return
        self.changed += 1
        self.changed_of[outlet] += 1
        self.removed.update(block.reason or "" for block in recleaned.removed)
        self.returned += len(recleaned.returned)
        if len(self.samples) < self._most:
            self.samples.append(recleaned)

    def to_lines(self, *, applied: bool) -> list[str]:
        """Return the result for people."""
        would = "" if applied else "would be "
        lines = [
            f"{self.looked_at} articles looked at; {self.changed} {would}changed, "
            f"{self.removed.total()} blocks {would}removed, {self.returned} {would}put back"
        ]
        lines += [f"  {count} removed: {reason}" for reason, count in self.removed.most_common()]
        lines += [
            f"  {count} of {self.seen_of[outlet]} articles {would}changed: {outlet}"
            for outlet, count in self.changed_of.most_common()
        ]
        for sample in self.samples:
            lines.append(f"article {sample.article.pk}: {sample.article.title}")
            lines += [f"  - {shorten(block)} [{block.reason}]" for block in sample.removed]
            lines += [f"  + {shorten(block)}" for block in sample.returned]
        lines += [f"article {key}: not cleaned anew: {why}" for key, why in self.refused]
        if self.changed and not applied:
            lines.append("Nothing was changed; run it with --apply to store this.")
        return lines

    def to_contract(self, *, applied: bool) -> dict[str, Any]:
        """Return the result for scripts."""
        return {
            "looked_at": self.looked_at,
            "changed": self.changed,
            "applied": applied,
            "removed": dict(self.removed.most_common()),
            "put_back": self.returned,
            "outlets": {
                outlet: {"looked_at": seen, "changed": self.changed_of[outlet]}
                for outlet, seen in self.seen_of.most_common()
            },
            "samples": [
                {
                    "article": sample.article.pk,
                    "removed": [{"text": block.text, "reason": block.reason} for block in sample.removed],
                    "put_back": [block.text for block in sample.returned],
                }
                for sample in self.samples
            ],
            "refused": [{"article": key, "reason": why} for key, why in self.refused],
        }


def shorten(block: Block) -> str:
    """Return the beginning of a block on one line."""
    text = " ".join(block.text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
