"""``related_articles ID``: the reports near one report, and why."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from archive.linking import Related, related_articles
from archive.management.base import ArchiveCommand
from archive.management.output import add_format_option, to_json
from archive.models import Article


class Command(ArchiveCommand):
    """Print the reports linked to a published one, those of its event first."""

    help = "Print the reports near a published one: which are of its event, which follow it up, and why."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("id", type=int, metavar="ID")
        parser.add_argument("--limit", type=int, default=10, help="at most so many (default: 10)")
        add_format_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the links and print."""
        article = Article.objects.published().filter(pk=options["id"]).first()
        if article is None:
            raise CommandError(f"there is no published article {options['id']}")
        related = related_articles(article, limit=max(1, options["limit"]))
        if options["format"] == "json":
            lines = [_to_contract(other) for other in related]
            self.stdout.write(to_json({"id": article.pk, "event": article.event_id, "related": lines}))
            return
        for other in related:
            self.stdout.write(_to_line(other))
        if not related:
            self.stdout.write("No report in the archive is near this one.")


def _to_contract(other: Related) -> dict[str, Any]:
    return {
        "id": other.article.pk,
        "title": other.article.title,
        "outlet": other.article.outlet.name if other.article.outlet else None,
        "published_on": other.article.published_on,
        "same_event": other.in_same_event,
        "probability": round(other.probability, 4),
        "copied": round(other.copied, 4),
        "follow_up": other.later.name.lower() if other.later else None,
        "reasons": list(other.reasons),
    }


def _to_line(other: Related) -> str:
    standing = "same event" if other.in_same_event else f"{other.probability:.0%}"
    later = f" [{other.later}]" if other.later else ""
    credit = f" ({other.article.outlet.name})" if other.article.outlet else ""
    return (
        f"{other.article.pk}: {other.article.title}{credit} — {standing}{later}: {'; '.join(other.reasons)}"
    )
