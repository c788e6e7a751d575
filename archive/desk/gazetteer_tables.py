"""Tables of spellings, places and aircraft types that editors upload: all of one is taken in, or none of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.desk.changes import record
from archive.desk.curating import spelling_key, write_place, write_spelling, write_type
from archive.desk.errors import DeskError
from archive.desk.rereading import Reread, reread_printing
from archive.gazetteer import BadTableError
from archive.gazetteer.tables import Row, read_table
from archive.models import Act, AddedPlace, AddedType, renew_gazetteer

# The columns of each kind of table; the first is what no two rows may share.
TABLES: dict[str, tuple[str, ...]] = {
    "spellings": ("spelling", "id", "use", "needs_context", "source"),
    "places": ("name", "kind", "country", "lat", "lon", "within", "spellings", "source"),
    "aircraft": ("name", "kind", "family", "manufacturer", "country", "role", "spellings", "source"),
}
_YES, _NO = frozenset({"yes", "on", "1", "true"}), frozenset({"", "no", "off", "0", "false"})


def import_table(kind: str, path: Path, *, by: AbstractBaseUser | None) -> tuple[int, Reread]:
    """Take in a table and read anew what it bears on; returns how many rows and articles.

    Raises BadTableError, which names the line and the reason, and then nothing was taken in.
    """
    columns = TABLES[kind]
    texts: list[str] = []
    with transaction.atomic():
        for row in read_table(path, columns, columns[0]):
            try:
                texts += _WRITERS[kind](row, by)
            except DeskError as error:
                raise row.refuse(str(error)) from None
            # The next row may lean on this one: a spelling of a place just added.
            renew_gazetteer()
        if not texts:
            raise BadTableError(path, 1, "there is no row below the header; add one")
        record(Act.NAMED, f"The table {path.name} of {kind} was taken in", by=by)
    rows = len(dict.fromkeys(texts))
    return rows, reread_printing(texts)


def _write_spelling(row: Row, by: AbstractBaseUser | None) -> list[str]:
    write_spelling(
        row["id"],
        row["spelling"],
        by=by,
        is_on=_is_yes(row, "use", default=True),
        needs_context=_is_yes(row, "needs_context"),
        source=row["source"],
    )
    return [row["spelling"]]


def _write_place(row: Row, by: AbstractBaseUser | None) -> list[str]:
    lat, lon = row.point()
    place = AddedPlace(
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        lat=lat,
        lon=lon,
        within=[row["within"]] if row["within"] else [],
        source=row["source"],
    )
    write_place(place, by=by)
    return _with_spellings(row, place.id, by)


def _write_type(row: Row, by: AbstractBaseUser | None) -> list[str]:
    type_ = AddedType(
        name=row["name"],
        kind=row["kind"],
        family=row["family"],
        manufacturer=row["manufacturer"],
        country=row["country"],
        role=row["role"],
        source=row["source"],
    )
    write_type(type_, by=by)
    return _with_spellings(row, type_.id, by)


def _with_spellings(row: Row, target: str, by: AbstractBaseUser | None) -> list[str]:
    """Write the row's further spellings; one that only repeats another, however written, is refused."""
    renew_gazetteer()
    seen = {spelling_key(target, row["name"]): row["name"]}
    for text in row.several("spellings"):
        key = spelling_key(target, text)
        if key in seen:
            raise row.refuse(f"{text!r} is the same name as {seen[key]!r}; remove one")
        seen[key] = text
        write_spelling(target, text, by=by, source=row["source"])
    return list(seen.values())


def _is_yes(row: Row, column: str, *, default: bool = False) -> bool:
    value = row[column].strip().lower()
    if not value:
        return default
    if value not in _YES | _NO:
        raise row.refuse(f"{column} {row[column]!r} is neither yes nor no; write one of them")
    return value in _YES


_WRITERS: dict[str, Callable[[Row, AbstractBaseUser | None], list[str]]] = {
    "spellings": _write_spelling,
    "places": _write_place,
    "aircraft": _write_type,
}
