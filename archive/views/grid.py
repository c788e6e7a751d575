"""The claims table: a row for each question, a column for each report, a word for how the answers stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from archive.models import Article
from archive.records import Cell, ClaimRow, Relation


@dataclass(frozen=True, slots=True)
class Standing:
    """How the answers of a row stand to each other: a class, a sign and a word, so that none speaks alone."""

    css: str
    sign: str
    word: str
    meaning: str


# In the order the rows of a group stand.
STANDINGS = {
    Relation.DIFFER: Standing("differ", "≠", "differ", "The reports give different answers."),
    Relation.DIFFER_SCOPE: Standing(
        "scope", "⊂", "different scope", "The values count different things, so they need not clash."
    ),
    Relation.COMPATIBLE: Standing(
        "compatible", "∩", "compatible", "The values differ in detail; all can be right."
    ),
    Relation.AGREE_VARIANT: Standing(
        "variant", "≈", "agree in other words", "The same value, worded or spelled differently."
    ),
    Relation.AGREE: Standing("agree", "=", "agree", "All that answer give the same value."),
    Relation.ONLY: Standing("only", "•", "only here", "One report answers; the others do not say."),
}
_RANK = {relation: rank for rank, relation in enumerate(STANDINGS)}
_THIS_EVENT = "event"


@dataclass(frozen=True, slots=True)
class Saying:
    """One answer: its value, and the sentence cut so that the value's own words can be marked."""

    value: str
    before: str
    words: str
    after: str
    attribution: str | None
    url: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A question and each report's answers, in the order of the columns; silence is an empty tuple."""

    question: str
    standing: Standing
    cells: tuple[tuple[Saying, ...], ...]


@dataclass(frozen=True, slots=True)
class GridGroup:
    """Rows about one happening; ``name`` is ``None`` for the event itself."""

    name: str | None
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole table; ``counts`` say how many rows stand how, most serious first."""

    columns: tuple[tuple[Article, str], ...]
    groups: tuple[GridGroup, ...]
    counts: tuple[tuple[Standing, int], ...]


def set_grid(articles: Sequence[Article], names: dict[int, str], rows: Sequence[ClaimRow]) -> Grid:
    """Return the table: the event's own rows first, then each background; what differs on top."""
    grouped: dict[str, list[ClaimRow]] = {}
    for row in sorted(rows, key=lambda row: (row.group != _THIS_EVENT, _RANK[row.relation])):
        grouped.setdefault(row.group, []).append(row)
    groups = tuple(
        GridGroup(None if name == _THIS_EVENT else name, tuple(_row(row, articles) for row in held))
        for name, held in grouped.items()
    )
    counts = [
        (standing, sum(row.relation is relation for row in rows)) for relation, standing in STANDINGS.items()
    ]
    return Grid(
        tuple((article, names[article.pk]) for article in articles),
        groups,
        tuple((standing, count) for standing, count in counts if count),
    )


def _row(row: ClaimRow, articles: Sequence[Article]) -> GridRow:
    cells = tuple(
        tuple(_saying(cell, article) for cell in row.cells if cell.article == article.pk)
        for article in articles
    )
    return GridRow(row.question, STANDINGS[row.relation], cells)


def _saying(cell: Cell, article: Article) -> Saying:
    """Cut the cell's sentence around its words; a sentence not found in the body is shown unmarked."""
    near = max(cell.start - len(cell.sentence), 0)
    at = article.body.find(cell.sentence, near) if cell.sentence else -1
    if not at <= cell.start <= cell.end <= at + len(cell.sentence) or at < 0:
        url = _passage_url(article, cell.start, cell.end)
        return Saying(cell.value, cell.sentence, "", "", cell.attribution, url)
    start, end = cell.start - at, cell.end - at
    return Saying(
        cell.value,
        cell.sentence[:start],
        cell.sentence[start:end],
        cell.sentence[end:],
        cell.attribution,
        _passage_url(article, at, at + len(cell.sentence)),
    )


def _passage_url(article: Article, start: int, end: int) -> str:
    return f"{article.get_absolute_url()}?{urlencode({'from': start, 'to': end})}#c{start}-{end}"
