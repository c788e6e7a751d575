"""An editor's word on the rows of an event's comparison: kept, applied, undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from archive.comparing.correcting_pairs import anchor_of_pair, anchor_of_passage, correct_pairs
from archive.comparing.corrections import (
    CellAnchor,
    Correction,
    RowAct,
    RowAnchor,
    anchor_of,
    cell_anchor,
    correct_rows,
)
from archive.models import Article, Event, RowCorrection
from archive.records import Cell, ClaimRow, Comparison, Passage, Relation


def correct_row(
    event: Event,
    act: RowAct,
    row: ClaimRow,
    *,
    by: AbstractBaseUser | None,
    cells: Sequence[Cell] = (),
    other: ClaimRow | None = None,
    value: str = "",
    question: str = "",
    relation: Relation | None = None,
) -> RowCorrection:
    """Keep what an editor wants done to a row; it holds for every page that shows the row."""
    details: dict[str, Any] = {
        "cells": [asdict(cell_anchor(cell)) for cell in cells],
        "other": asdict(anchor_of(other)) if other is not None else None,
        "value": value,
        "question": question,
        "relation": relation.value if relation is not None else None,
    }
    cells_about = (*row.cells, *(other.cells if other is not None else ()))
    return _keep(event, act, anchor_of(row), details, by, {cell.article for cell in cells_about})


def correct_pair(
    event: Event,
    act: RowAct,
    one: Passage,
    other: Passage,
    bodies: Mapping[int, str],
    *,
    by: AbstractBaseUser | None,
) -> RowCorrection:
    """Keep an editor's word that two passages tell the same (``PAIR``), or do not (``PART``)."""
    pair = anchor_of_pair(*(anchor_of_passage(passage, bodies[passage.article]) for passage in (one, other)))
    details: dict[str, Any] = {"cells": [], "other": None, "value": "", "question": "", "relation": None}
    return _keep(event, act, pair, details, by, {one.article, other.article})


def _keep(
    event: Event,
    act: RowAct,
    row: RowAnchor,
    details: dict[str, Any],
    by: AbstractBaseUser | None,
    articles: set[int],
) -> RowCorrection:
    with transaction.atomic():
        correction = RowCorrection.objects.create(
            event=event, act=act.value, row=asdict(row), details=details, by_id=by.pk if by else None
        )
        correction.articles.set(articles)
    return correction


def undo_correction(correction: RowCorrection, *, by: AbstractBaseUser | None) -> None:
    """Take a correction back; the row is again what the others make of it."""
    correction.undone_at, correction.undone_by_id = timezone.now(), by.pk if by else None
    correction.save(update_fields=["undone_at", "undone_by"])


def put_right(comparison: Comparison, articles: Iterable[Article]) -> tuple[Comparison, frozenset[int]]:
    """Return the comparison as editors put these articles' rows right, and the keys of what took effect."""
    articles = list(articles)
    kept = standing_corrections(article.pk for article in articles)
    comparison, done = apply_corrections(comparison, kept)
    pairs, parted = correct_pairs(
        comparison.alignment,
        [_to_correction(correction) for correction in kept],
        {article.pk: article.body for article in articles},
    )
    return replace(comparison, alignment=pairs), done | parted


def standing_corrections(articles: Iterable[int]) -> list[RowCorrection]:
    """Return the corrections about articles, by key, that are not undone, in the order they were made."""
    about = RowCorrection.objects.filter(articles__in=list(articles), undone_at=None)
    return list(about.distinct().order_by("pk"))


def apply_corrections(
    comparison: Comparison, kept: Iterable[RowCorrection]
) -> tuple[Comparison, frozenset[int]]:
    """Return the comparison with its rows so corrected, and the keys of the corrections that took effect."""
    rows, done = correct_rows(comparison.rows, [_to_correction(correction) for correction in kept])
    return replace(comparison, rows=rows), done


def _to_correction(kept: RowCorrection) -> Correction:
    details = kept.details
    return Correction(
        kept.pk,
        RowAct(kept.act),
        _to_row(kept.row),
        tuple(CellAnchor(**cell) for cell in details["cells"]),
        _to_row(details["other"]) if details["other"] else None,
        details["value"],
        details["question"],
        Relation(details["relation"]) if details["relation"] else None,
    )


def _to_row(held: dict[str, Any]) -> RowAnchor:
    return RowAnchor(held["kind"], held["question"], tuple(CellAnchor(**cell) for cell in held["cells"]))
