"""``link_events``: reports of one event find each other."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from archive.linking import is_rebuilding, link_articles, relink_all, unlinked_articles
from archive.management.base import ArchiveCommand
from archive.management.output import add_format_option, to_json
from archive.models import Article, Event


class Command(ArchiveCommand):
    """Link published articles and print the events."""

    help = "Link the published articles not linked yet into events; --rebuild links all of them anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="link everything anew, or go on with that; what editors settled stays",
        )
        add_format_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Link and print."""
        # A rebuild that was broken off is gone on with, asked for again or not.
        rebuilds = options["rebuild"] or is_rebuilding()
        linked = relink_all(progress=self._tell) if rebuilds else self._link_new()
        events = _to_contract()
        if options["format"] == "json":
            self.stdout.write(to_json({"linked": linked, "events": events}))
            return
        self.stdout.write(f"{linked} reports linked; {len(events)} events")
        for event in events:
            self.stdout.write(f"{event['id']}: {event['title']} ({len(event['articles'])} reports)")

    def _tell(self, done: int, total: int) -> None:
        if done % 100 == 0 or done == total:
            self.stderr.write(f"{done} of {total} steps")

    def _link_new(self) -> int:
        keys = list(unlinked_articles().values_list("pk", flat=True))
        for start in range(0, len(keys), _BATCH):
            link_articles(Article.objects.filter(pk__in=keys[start : start + _BATCH]).with_reading())
            self._tell(min(start + _BATCH, len(keys)), len(keys))
        return len(keys)


# Articles linked in one transaction: a run that is broken off goes on where it was.
_BATCH = 25


def _to_contract() -> list[dict[str, Any]]:
    return [
        {
            "id": event.pk,
            "title": event.title,
            "articles": sorted(Article.objects.published().in_event(event).values_list("pk", flat=True)),
        }
        for event in Event.objects.standing().order_by("pk")
    ]
