"""Which outlet reported which event: the events of a page as rows, their outlets as columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive.models import Article, Event, Outlet
from archive.search.engine import NONE
from archive.views.address import SearchAddress


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How many reports an outlet has of an event, and the search that finds them; no address where none."""

    outlet: str | None
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An event, with a cell for each outlet of the matrix."""

    event: Event
    title: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Events by outlets: the outlet with most reports first, ``None`` (not known) last."""

    outlets: tuple[str | None, ...]
    rows: tuple[MatrixRow, ...]


def set_matrix(events: Sequence[tuple[Event, str, Sequence[Article]]]) -> Matrix:
    """Return the matrix of events with their titles and reports; the reports' outlets are fetched."""
    counts = [Counter(article.outlet for article in articles) for _, _, articles in events]
    totals: Counter[Outlet | None] = Counter()
    for counted in counts:
        totals.update(counted)
    outlets = sorted(
        totals, key=lambda outlet: (outlet is None, -totals[outlet], outlet.name if outlet else "")
    )
    rows = tuple(
        MatrixRow(event, title, tuple(_cell(event, outlet, counted[outlet]) for outlet in outlets))
        for (event, title, _), counted in zip(events, counts, strict=True)
    )
    return Matrix(tuple(outlet.name if outlet else None for outlet in outlets), rows)


def _cell(event: Event, outlet: Outlet | None, count: int) -> MatrixCell:
    key = str(outlet.pk) if outlet else NONE
    url = SearchAddress(text=f"event:{event.pk}", outlets=(key,), fold=False).url if count else ""
    return MatrixCell(outlet.name if outlet else None, count, url)
