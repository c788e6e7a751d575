"""``search_articles QUERY``: the archive's search on the command line."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from archive.management.base import ArchiveCommand
from archive.management.output import add_format_option, to_date, to_json
from archive.models import Outlet
from archive.search.engine import Filters, SearchUnavailableError
from archive.search.facets import FacetValue
from archive.search.names import find_aircraft_ids, find_place_ids
from archive.search.results import SORTS, ResultPage, Row, find_articles

# Scripts rely on these and no others.
FACETS_PRINTED = ("place", "happened", "filed", "aircraft", "outlet", "year")


class Command(ArchiveCommand):
    """Search with the language and filters of the search page."""

    help = (
        "Search the archive. --place and --aircraft take a name in any spelling, or an id; repeat to narrow."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("query", metavar="QUERY", help="words, as in the search box; '' for everything")
        parser.add_argument("--place", action="append", default=[])
        parser.add_argument("--aircraft", action="append", default=[])
        parser.add_argument("--outlet", action="append", default=[])
        parser.add_argument(
            "--from", dest="from_on", type=to_date, help="published on or after, as 2016-08-01"
        )
        parser.add_argument("--to", dest="to_on", type=to_date, help="published on or before, as 2016-08-31")
        parser.add_argument("--sort", choices=SORTS, default=SORTS[0])
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--per-page", type=int, default=20)
        parser.add_argument(
            "--any", action="store_true", dest="any_word", help="any of the words, best first"
        )
        parser.add_argument("--exact", action="store_true", help="only the spelling typed")
        add_format_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Search and print."""
        try:
            page = find_articles(
                with_names(options["query"], options["place"], options["aircraft"]),
                Filters(
                    outlets=_outlet_ids(options["outlet"]),
                    from_on=options["from_on"],
                    to_on=options["to_on"],
                ),
                sort=options["sort"],
                page=options["page"],
                per_page=options["per_page"],
                exact=options["exact"],
                any_word=options["any_word"],
            )
        except SearchUnavailableError as error:
            raise CommandError(str(error)) from None
        if options["format"] == "json":
            self.stdout.write(to_json(to_contract(options["query"], page)))
            return
        self.stdout.write(f"{page.count} reports")
        for notice in page.notices:
            self.stdout.write(notice)
        if page.also_searched:
            self.stdout.write(f"also searched: {', '.join(page.also_searched)}")
        for row in page.rows:
            article = row.article
            on = article.published_on or "date unknown"
            self.stdout.write(f"{article.pk}\t{on}\t{article.outlet or 'outlet unknown'}\t{article.title}")


def with_names(query: str, places: list[str], aircraft: list[str]) -> str:
    """Return the query narrowed by names; raises ``CommandError`` for a name nobody knows."""
    for name in places:
        if not find_place_ids(name):
            raise CommandError(
                f"--place {name!r}: no place of that name in the gazetteer; check the spelling"
            )
    for name in aircraft:
        if not find_aircraft_ids(name):
            raise CommandError(
                f"--aircraft {name!r}: no type of that name in the catalogue; check the spelling"
            )
    fields = [f'place:"{name}"' for name in places] + [f'aircraft:"{name}"' for name in aircraft]
    return " ".join([f"({query})" if fields and query.strip() else query, *fields])


def _outlet_ids(names: list[str]) -> tuple[str, ...]:
    ids = []
    for name in names:
        outlet = Outlet.objects.filter(name__iexact=name).first()
        if outlet is None:
            raise CommandError(f"--outlet {name!r}: no such outlet in this archive")
        ids.append(str(outlet.pk))
    return tuple(ids)


def to_contract(query: str, page: ResultPage) -> dict[str, Any]:
    """Return the JSON that scripts rely on."""
    return {
        "query": query,
        "count": page.count,
        "page": page.page,
        "pages": page.pages,
        "notices": list(page.notices),
        "also_searched": list(page.also_searched),
        "results": [_to_result(row) for row in page.rows],
        "facets": {name: [_to_value(value) for value in page.facets[name]] for name in FACETS_PRINTED},
    }


def _to_result(row: Row) -> dict[str, Any]:
    article = row.article
    return {
        "id": article.pk,
        "headline": article.headline,
        "outlet": article.outlet.name if article.outlet else None,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "file": article.original.filename,
        "event": article.event_id,
        "snippet": "".join(part.text for part in row.snippet),
    }


def _to_value(value: FacetValue) -> dict[str, Any]:
    return {"id": value.id, "name": value.name, "count": value.count}
