"""The claims table: a row for each question, a column for each report, a word for how the answers stand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from archive.comparing.words import find_words
from archive.models import Article
from archive.records import Cell, ClaimRow, Relation
from archive.views.permalinks import passage_url


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
        "compatible", "∩", "says more", "One says more, or more exactly, than another; all can be right."
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
class Piece:
    """Words of a quotation; ``is_own`` when the other wordings of it lack them."""

    text: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Saying:
    """One answer: its value, and the sentence cut so that the value's own words can be marked.

    ``place`` gives the offsets of its words; ``pieces`` are the value's words where it is one wording of several;
    ``was`` is the value as read, where an editor gave another.
    """

    value: str
    before: str
    words: str
    after: str
    attribution: str | None
    url: str
    place: str
    was: str | None = None
    pieces: tuple[Piece, ...] = ()

    @property
    def is_wording(self) -> bool:
        """Whether the value is a sentence to read, not a figure to see at a glance."""
        return len(self.value) > _LONGEST_FIGURE


# A value longer than this is prose.
_LONGEST_FIGURE = 60


@dataclass(frozen=True, slots=True)
class GridRow:
    """A question and each report's answers, in the order of the columns; silence is an empty tuple.

    ``key`` names the row in addresses; ``within`` the reports that give several answers which differ.
    """

    key: str
    question: str
    standing: Standing
    cells: tuple[tuple[Saying, ...], ...]
    within: tuple[str, ...] = ()
    is_corrected: bool = False


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
        GridGroup(None if name == _THIS_EVENT else name, tuple(_row(row, articles, names) for row in held))
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


def row_key(row: ClaimRow) -> str:
    """Return a name for a row that is the same as long as its question and cells are."""
    cells = [(cell.article, cell.start, cell.end) for cell in row.cells]
    return hashlib.sha256(f"{row.question} {cells}".encode()).hexdigest()[:_KEY_DIGITS]


_KEY_DIGITS = 12


def _row(row: ClaimRow, articles: Sequence[Article], names: dict[int, str]) -> GridRow:
    wordings = _wordings(row) if row.kind in _WORDED else {}
    cells = tuple(
        tuple(_saying(cell, article, wordings) for cell in row.cells if cell.article == article.pk)
        for article in articles
    )
    within = tuple(
        names[article.pk]
        for article, sayings in zip(articles, cells, strict=True)
        if row.relation is Relation.DIFFER and row.kind == "number" and _contradict(sayings)
    )
    return GridRow(row_key(row), row.question, STANDINGS[row.relation], cells, within, bool(row.corrected))


def _contradict(sayings: Sequence[Saying]) -> bool:
    """Tell whether one report gives several values, in the words of several speakers."""
    return len({saying.attribution for saying in sayings if saying.attribution}) > 1


# The kinds of row whose values are whole wordings of one statement.
_WORDED = ("quote",)


def _wordings(row: ClaimRow) -> dict[str, frozenset[str]]:
    """Return, for each wording of a statement, the words that the others have."""
    held = {cell.value: frozenset(word.lower for word in find_words(cell.value)) for cell in row.cells}
    if len(held) < 2:
        return {}
    return {
        value: frozenset().union(*(words for other, words in held.items() if other != value))
        for value in held
    }


def _pieces(value: str, others: frozenset[str]) -> tuple[Piece, ...]:
    """Cut a wording into runs of words that others have too and runs that are its own."""
    pieces: list[Piece] = []
    at = 0
    for word in find_words(value):
        is_own = word.lower not in others
        if pieces and pieces[-1].is_own == is_own:
            pieces[-1] = Piece(pieces[-1].text + value[at : word.end], is_own)
        else:
            pieces += [Piece(value[at : word.start], False)] if word.start > at else []
            pieces.append(Piece(word.text, is_own))
        at = word.end
    return (*pieces, Piece(value[at:], False)) if at < len(value) else tuple(pieces)


def _saying(cell: Cell, article: Article, wordings: dict[str, frozenset[str]]) -> Saying:
    """Cut the cell's sentence around its words; a sentence not found in the body is shown unmarked."""
    pieces = _pieces(cell.value, wordings[cell.value]) if cell.value in wordings else ()
    at = sentence_start(cell, article)
    if at is None:
        url = passage_url(article, cell.start, cell.end)
        place = f"{cell.start}–{cell.end}"
        return Saying(cell.value, cell.sentence, "", "", cell.attribution, url, place, cell.was, pieces)
    start, end = cell.start - at, cell.end - at
    return Saying(
        cell.value,
        cell.sentence[:start],
        cell.sentence[start:end],
        cell.sentence[end:],
        cell.attribution,
        passage_url(article, at, at + len(cell.sentence)),
        f"{cell.start}–{cell.end}",
        cell.was,
        pieces,
    )


def sentence_start(cell: Cell, article: Article) -> int | None:
    """Return where the cell's sentence begins in the body, ``None`` if its words do not stand in it there."""
    near = max(cell.start - len(cell.sentence), 0)
    at = article.body.find(cell.sentence, near) if cell.sentence else -1
    return at if 0 <= at <= cell.start <= cell.end <= at + len(cell.sentence) else None
