"""``compare_articles ID ID …``: reports set side by side."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser

from archive.comparing.compare import compare_reports
from archive.management.base import ArchiveCommand
from archive.management.output import add_format_option, to_json
from archive.models import Article
from archive.records import Comparison

# More columns than this cannot be read side by side.
MAX_COMPARED = 6


class Command(ArchiveCommand):
    """Compare two to six stored articles and print alignment, shared text and claims."""

    help = f"Compare 2 to {MAX_COMPARED} stored articles: what agrees, what differs, which text they share."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("ids", nargs="+", type=int, metavar="ID")
        add_format_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Fetch, compare, print."""
        articles = find_compared(options["ids"])
        comparison = compare_reports([article.to_report() for article in articles])
        if options["format"] == "json":
            self.stdout.write(to_json(to_contract(articles, comparison)))
            return
        names = {article.pk: str(article.outlet or article.original.filename) for article in articles}
        for row in comparison.rows:
            self.stdout.write(f"{row.relation.value}: {row.question}")
            for cell in row.cells:
                self.stdout.write(f"    {names[cell.article]}: {cell.value} — {cell.sentence}")
        self.stdout.write(
            f"{len(articles)} reports, {comparison.independent_texts} independent texts, "
            f"{len(comparison.shared)} shared passages"
        )


def find_compared(keys: list[int]) -> list[Article]:
    """Return the articles in the order asked for; raises ``CommandError`` for a wrong number or key."""
    wanted = list(dict.fromkeys(keys))
    if not 2 <= len(wanted) <= MAX_COMPARED:
        raise CommandError(f"give 2 to {MAX_COMPARED} different article ids, not {len(wanted)}")
    found = Article.objects.filter(pk__in=wanted).with_reading().in_bulk()
    missing = [str(key) for key in wanted if key not in found]
    if missing:
        raise CommandError(f"there is no article {', '.join(missing)}")
    return [found[key] for key in wanted]


def to_contract(articles: list[Article], comparison: Comparison) -> dict[str, Any]:
    """Return the JSON that scripts rely on."""
    return {
        "articles": [
            {
                "id": article.pk,
                "file": article.original.filename,
                "outlet": article.outlet.name if article.outlet else None,
                "body": article.body,
            }
            for article in articles
        ],
        "alignment": [asdict(pair) for pair in comparison.alignment],
        "shared": [asdict(shared) for shared in comparison.shared],
        "rows": [asdict(row) for row in comparison.rows],
        "shared_shares": comparison.shared_shares,
        "independent_texts": comparison.independent_texts,
    }
