"""Judged blocks and the body, put together from what was decided."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.records import BODY_KINDS, PARAGRAPH_BREAK, JudgedBlock, Kind, Piece, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archive.cleaning.drafts import Draft


def assemble(drafts: Iterable[Draft]) -> tuple[str, tuple[JudgedBlock, ...]]:
    """Return the body and every judged block in order; each kept body block knows its place in the body."""
    return assemble_body(block for draft in drafts for block in _stretches(draft))


def assemble_body(blocks: Iterable[JudgedBlock]) -> tuple[str, tuple[JudgedBlock, ...]]:
    """Put a body together from judged blocks and return it with the blocks, each kept one placed in it.

    Blocks are joined by PARAGRAPH_BREAK; stretches of one block (a dateline and its paragraph) by a blank.
    """
    body: list[str] = []
    length = 0
    placed: list[JudgedBlock] = []
    follows_its_own = False
    for block in blocks:
        follows_its_own = follows_its_own and block.continues
        if block.verdict is not Verdict.KEPT or block.kind not in BODY_KINDS:
            placed.append(
                block if block.body_start is None else replace(block, body_start=None, body_end=None)
            )
            continue
        joint = (" " if follows_its_own else PARAGRAPH_BREAK) if body else ""
        start = length + len(joint)
        length = start + len(block.text)
        body += (joint, block.text)
        placed.append(replace(block, body_start=start, body_end=length))
        follows_its_own = True
    return "".join(body), tuple(placed)


def _stretches(draft: Draft) -> Iterator[JudgedBlock]:
    text, kind = draft.text, draft.kind or Kind.PARAGRAPH
    if not draft.cuts:
        yield _judged(draft, draft.block.pieces, draft.block.start, draft.block.end, kind, draft.reason)
        return
    edges: list[tuple[int, int, Kind, str | None]] = []
    cursor = 0
    for cut in draft.cuts:
        edges += ((cursor, cut.start, kind, draft.reason), (cut.start, cut.end, cut.kind, cut.reason))
        cursor = cut.end
    edges.append((cursor, len(text), kind, draft.reason))
    continues = False
    for start, end, stretch_kind, reason in edges:
        pieces = slice_pieces(draft.block.pieces, start, end)
        if pieces:
            block = _judged(draft, pieces, pieces[0].start, pieces[-1].end, stretch_kind, reason)
            yield replace(block, continues=continues)
            continues = True


def _judged(
    draft: Draft, pieces: tuple[Piece, ...], start: int, end: int, kind: Kind, reason: str | None
) -> JudgedBlock:
    is_removed = kind is Kind.FURNITURE or kind is Kind.COMMENT
    verdict = Verdict.REMOVED if is_removed else Verdict.KEPT
    return JudgedBlock(pieces, start, end, verdict, kind, reason, draft.confidence)


def slice_pieces(pieces: Sequence[Piece], start: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces of ``text[start:end]`` of a block, without the blanks at either end."""
    text = "".join(piece.text for piece in pieces)[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    sliced: list[Piece] = []
    offset = 0
    for piece in pieces:
        low, high = max(start - offset, 0), min(end - offset, len(piece.text))
        if low < high:
            exact = len(piece.text) == piece.end - piece.start
            sliced.append(
                Piece(
                    piece.text[low:high],
                    piece.start + low if exact else piece.start,
                    piece.start + high if exact else piece.end,
                )
            )
        offset += len(piece.text)
    return tuple(sliced)
