"""A comparison as plain values, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from archive.comparing.shared import PairedText
from archive.records import (
    Alignment,
    Cell,
    ClaimRow,
    Comparison,
    Passage,
    Relation,
    SharedKind,
    SharedText,
)


def comparison_to_json(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as values that JSON holds; passages are lists, for they are many."""
    return {
        "alignment": [
            [*_passage_to_json(pair.a), *_passage_to_json(pair.b), pair.score]
            for pair in comparison.alignment
        ],
        "shared": [
            [text.kind.value, [_passage_to_json(span) for span in text.spans]] for text in comparison.shared
        ],
        "rows": [asdict(row) for row in comparison.rows],
        "shared_shares": {str(article): share for article, share in comparison.shared_shares.items()},
        "independent_texts": comparison.independent_texts,
    }


def comparison_from_json(held: dict[str, Any]) -> Comparison:
    """Return the comparison that ``comparison_to_json`` wrote; raises ``KeyError`` or ``ValueError`` for another."""
    return Comparison(
        tuple(
            Alignment(Passage(a, start, end), Passage(b, begin, stop), score)
            for a, start, end, b, begin, stop, score in held["alignment"]
        ),
        tuple(
            SharedText(tuple(Passage(*span) for span in spans), SharedKind(kind))
            for kind, spans in held["shared"]
        ),
        tuple(_row(row) for row in held["rows"]),
        {int(article): share for article, share in held["shared_shares"].items()},
        held["independent_texts"],
    )


def _row(held: dict[str, Any]) -> ClaimRow:
    cells = tuple(Cell(**cell) for cell in held["cells"])
    corrected = tuple(held["corrected"])
    return ClaimRow(
        **{**held, "relation": Relation(held["relation"]), "cells": cells, "corrected": corrected}
    )


def _passage_to_json(passage: Passage) -> list[int]:
    return [passage.article, passage.start, passage.end]


def pair_to_json(texts: Sequence[PairedText]) -> list[Any]:
    """Return the text that two reports share as values that JSON holds."""
    return [
        [text.kind.value, _passage_to_json(text.one), _passage_to_json(text.other), text.words]
        for text in texts
    ]


def pair_from_json(held: Sequence[Any]) -> tuple[PairedText, ...]:
    """Return what ``pair_to_json`` wrote."""
    return tuple(
        PairedText(Passage(*one), Passage(*other), SharedKind(kind), words)
        for kind, one, other, words in held
    )
