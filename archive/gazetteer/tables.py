"""The gazetteer's CSV files, read with every row checked."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class BadTableError(ValueError):
    """A gazetteer file that cannot be trusted: the message names file, line, what is wrong and the cure."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path.name}:{line}: {reason}")
        self.path, self.line, self.reason = path, line, reason


class Row:
    """A row of a table, read by column, that knows its line."""

    def __init__(self, path: Path, line: int, cells: dict[str, str]) -> None:
        self.path, self.line, self._cells = path, line, cells

    def __getitem__(self, column: str) -> str:
        return self._cells[column]

    def several(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that holds several, parted by ``|``. Raises BadTableError at one given twice."""
        values = [value.strip() for value in self._cells[column].split("|") if value.strip()]
        if len(set(values)) < len(values):
            twice = next(value for value in values if values.count(value) > 1)
            raise self.refuse(f"{column} holds {twice!r} twice; remove one")
        return tuple(values)

    def point(self) -> tuple[float, float]:
        """Return (lat, lon) in degrees. Raises BadTableError outside -90..90 and -180..180."""
        return self._degrees("lat", 90.0), self._degrees("lon", 180.0)

    def refuse(self, reason: str) -> BadTableError:
        """Return the error that refuses this row for ``reason``."""
        return BadTableError(self.path, self.line, reason)

    def _degrees(self, column: str, limit: float) -> float:
        try:
            value = float(self._cells[column])
        except ValueError:
            raise self.refuse(
                f"{column} {self._cells[column]!r} is no number; give decimal degrees"
            ) from None
        if not -limit <= value <= limit:
            raise self.refuse(f"{column} {value} is outside -{limit:g} to {limit:g}; check the coordinate")
        return value


def read_table(path: Path, columns: Sequence[str], key: str) -> Iterator[Row]:
    """Yield the rows of a CSV file that has exactly ``columns``, each with its own ``key``.

    Raises BadTableError at a wrong header, a row of another length, and an empty or repeated key.
    """
    seen: dict[str, int] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if header != list(columns):
            raise BadTableError(path, 1, f"columns are {','.join(header)}; they must be {','.join(columns)}")
        for cells in reader:
            row = Row(path, reader.line_num, dict(zip(columns, cells, strict=False)))
            if len(cells) != len(columns):
                raise row.refuse(
                    f"{len(cells)} cells where {len(columns)} are wanted; quote a cell with a comma"
                )
            if not row[key]:
                raise row.refuse(f"no {key}; every row needs one")
            if row[key] in seen:
                raise row.refuse(f"{key} {row[key]!r} stands on line {seen[row[key]]} already; remove one")
            seen[row[key]] = reader.line_num
            yield row
