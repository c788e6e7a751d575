"""``read_text PATH|-``: the places and aircraft types a report names."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from archive.gazetteer import (
    find_aircraft,
    find_toponyms,
    find_unknown_designators,
    load_aircraft,
    load_places,
)
from archive.management.commands.clean_text import clean_file, to_contract
from archive.management.output import add_format_option, to_json
from archive.records import AircraftMention, Toponym


class Command(BaseCommand):
    """Clean one file, recognise names in its body and print them; nothing is stored."""

    help = (
        "Print the metadata, places and aircraft types of one file (or standard input, -), with their spans."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("path", metavar="PATH|-")
        add_format_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, clean, recognise, print."""
        name, report = clean_file(options["path"])
        toponyms = find_toponyms(report.body, load_places())
        aircraft = find_aircraft(report.body, load_aircraft())
        unknown = find_unknown_designators(report.body, load_aircraft())
        if options["format"] == "json":
            metadata = to_contract(name, report)
            del metadata["blocks"]
            self.stdout.write(
                to_json(
                    {
                        **metadata,
                        "places": [_to_place(toponym) for toponym in toponyms],
                        "aircraft": [_to_aircraft(mention) for mention in aircraft],
                        "unknown_designators": [
                            {"start": each.start, "end": each.end, "surface": each.surface}
                            for each in unknown
                        ],
                    }
                )
            )
            return
        for toponym in toponyms:
            place = toponym.place
            self.stdout.write(
                f"{toponym.start}-{toponym.end}\t{toponym.surface}\t{place.name} ({place.kind})\t{toponym.role}"
                f"\t{toponym.confidence:.2f}"
            )
        for mention in aircraft:
            self.stdout.write(
                f"{mention.start}-{mention.end}\t{mention.surface}\t{mention.type.name}\t{mention.confidence:.2f}"
            )

        for each in unknown:
            self.stdout.write(f"{each.start}-{each.end}\t{each.surface}\tnot in the catalogue")


def _to_place(toponym: Toponym) -> dict[str, Any]:
    place = toponym.place
    return {
        "start": toponym.start,
        "end": toponym.end,
        "surface": toponym.surface,
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "lat": place.lat,
        "lon": place.lon,
        "role": toponym.role.value,
        "confidence": toponym.confidence,
        "within": list(place.within),
        "reasons": list(toponym.reasons),
    }


def _to_aircraft(mention: AircraftMention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "id": mention.type.id,
        "name": mention.type.name,
        "family": mention.type.family,
        "confidence": mention.confidence,
        "reasons": list(mention.reasons),
    }
