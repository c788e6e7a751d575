"""A web page to blocks: what a reader would see as a paragraph, with the elements it stands in."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from archive.intake.elements import (
    BLOCK_ELEMENTS,
    DROPPED,
    HOLDING_NOTHING,
    MARKUPS,
    SELF_ENDING,
    TABLE_PARTS,
)
from archive.intake.head import TELLING, Head, PageMetadata
from archive.intake.pieces import read_stretch, tidy_pieces
from archive.intake.tags import find_tags, read_attributes
from archive.records import Block, Markup, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable

# Enough to tell where a block stands; a page nested 20,000 deep must not cost 20,000 names per block.
MAX_HINTS = 64
MAX_HINT = 60
MAX_NAMES = 8
# Cells longer than this are columns of a layout, not rows of a table.
MAX_CELL = 200
# The commonest of tags, which need no reading attribute by attribute.
PLAIN_NAMES = re.compile(r'\s+class="([^"&]*)"(?:\s+id="([^"&]*)")?\s*')
HIDDEN_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.I)


# An open element: its name, what its tag says, and the table's row it stands in. A plain tuple, as a page has hundreds.
_Element: TypeAlias = tuple[str, str, int]


@dataclass(slots=True)
class _Draft:
    """The block being read: its pieces so far, and the elements open where its first word stood."""

    pieces: list[Piece] = field(default_factory=list)
    has_words: bool = False
    linked: int = 0
    hints: tuple[str, ...] = ()
    markup: Markup = Markup.PLAIN
    level: int = 0
    row: int = 0


@dataclass(slots=True)
class WebPageReader:
    """Reads a page once, from its first tag to its last."""

    source: str
    head: Head = field(default_factory=Head)
    _stack: list[_Element] = field(default_factory=list)
    _open: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    # The names of the elements open, up to each of the first of them: read only when a block stands in it.
    _told: list[tuple[str, ...]] = field(default_factory=list)
    _draft: _Draft = field(default_factory=_Draft)
    _blocks: list[Block] = field(default_factory=list)
    _rows: list[int] = field(default_factory=list)
    _row: int = 0
    _breaks: int = 0
    _skipping: str | None = None
    _never_closed: set[str] = field(default_factory=set)
    _known: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def read(self) -> tuple[tuple[Block, ...], PageMetadata]:
        """Return the page's blocks in order, none overlapping, and its metadata."""
        for name, start, end, closing, said in find_tags(self.source):
            if not name:
                if said:
                    self.head.see_raw(said, self.source[start:end])
                elif self._skipping is None:
                    self._text(start, end)
            elif self._skipping is not None:
                if closing and name == self._skipping:
                    self._skipping = None
            elif closing:
                self._end(name)
            else:
                self._start(name, start, end, said)
        self._flush()
        return _joined_rows(self._blocks, self._rows), self.head.metadata()

    def _text(self, start: int, end: int) -> None:
        draft = self._draft
        if self.source[start:end].isspace():
            # A second blank would be none.
            if draft.pieces and draft.pieces[-1].text != " ":
                draft.pieces.append(Piece(" ", start, end))
            return
        if self._breaks:
            self._settle_breaks(start)
            draft = self._draft
        pieces = read_stretch(self.source, start, end)
        draft.pieces += pieces
        if not draft.has_words and not all(piece.text.isspace() for piece in pieces):
            draft.has_words = True
            draft.hints, draft.row = self._hints(), self._stack[-1][2] if self._stack else 0
            draft.markup, draft.level = self._markup()
        if self._open["a"]:
            draft.linked += _visible(pieces)

    def _settle_breaks(self, offset: int) -> None:
        """One line break is a blank; two or more end a paragraph."""
        breaks, self._breaks = self._breaks, 0
        if breaks > 1:
            self._flush()
        else:
            self._draft.pieces.append(Piece(" ", offset, offset))

    def _start(self, name: str, start: int, end: int, said: str) -> None:
        if name in TELLING:
            self.head.see_tag(name, said)
        if name in BLOCK_ELEMENTS:
            if self._draft.pieces or self._breaks:
                self._flush()
            if name == "hr":
                self._blocks.append(Block((), start, end, Markup.RULE, hints=self._hints()))
                self._rows.append(0)
            self._end_implied(name)
        if name in HOLDING_NOTHING:
            if name == "br":
                self._breaks += 1
            elif name in DROPPED:
                self._skipping = name if self._is_closed(name, end) else None
            return
        row = self._stack[-1][2] if self._stack else 0
        if name in TABLE_PARTS:
            self._row += name == "tr"
            row = 0 if name == "table" else self._row
        self._stack.append((name, said, row))
        self._open[name] += 1

    def _is_closed(self, name: str, end: int) -> bool:
        """Say whether an end tag follows; without one, the rest of the page is not the element's."""
        if name in self._never_closed or self.source[end - 2 : end] == "/>":
            return False
        if self.source.find(f"</{name}", end) < 0 and self.source.find(f"</{name.upper()}", end) < 0:
            self._never_closed.add(name)
            return False
        return True

    def _end_implied(self, name: str) -> None:
        stack = self._stack
        if stack and stack[-1][0] == "p":
            self._pop()
        if name in SELF_ENDING:
            while stack and stack[-1][0] == name:
                self._pop()

    def _end(self, name: str) -> None:
        if name in BLOCK_ELEMENTS and (self._draft.pieces or self._breaks):
            self._flush()
        if not self._open[name]:
            return
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        name = self._stack.pop()[0]
        self._open[name] -= 1
        if len(self._told) > len(self._stack):
            self._told.pop()
        return name

    def _hints(self) -> tuple[str, ...]:
        """Return the names of all open elements; html and body are left out, they describe the page."""
        told = self._told
        hints = told[-1] if told else ()
        for name, said, _ in self._stack[len(told) :]:
            if name not in {"html", "body"} and len(hints) < MAX_HINTS:
                hints = (*hints, *self._names(name, said))[:MAX_HINTS]
            told.append(hints)
        return hints

    def _names(self, name: str, said: str) -> tuple[str, ...]:
        """Return the element's name, classes and id, and whether it is hidden."""
        if not said:
            return (name,)
        key = (name, said)
        if key not in self._known:
            self._known[key] = (name, *_read_names(said))
        return self._known[key]

    def _markup(self) -> tuple[Markup, int]:
        """Return what the innermost telling element makes of a block."""
        for name, _, _ in reversed(self._stack[-MAX_HINTS:]):
            if name in MARKUPS:
                return MARKUPS[name]
        return Markup.PLAIN, 0

    def _flush(self) -> None:
        self._breaks = 0
        draft = self._draft
        if not draft.pieces:
            return
        self._draft = _Draft()
        pieces = tidy_pieces(draft.pieces)
        if not pieces:
            return
        share = min(1.0, draft.linked / _visible(pieces)) if draft.linked else 0.0
        start, end = pieces[0].start, pieces[-1].end
        self._blocks.append(Block(pieces, start, end, draft.markup, draft.level, share, draft.hints))
        self._rows.append(draft.row if draft.markup is Markup.TABLE_ROW else 0)


def _read_names(said: str) -> list[str]:
    """Return the classes and the id that a start tag gives, and ``hidden`` for an element that is not shown."""
    plain = PLAIN_NAMES.fullmatch(said)
    if plain is not None:
        named, hidden = " ".join(plain.groups("")), False
    else:
        attributes = read_attributes(said)
        named, style = (
            f"{attributes.get('class', '')} {attributes.get('id', '')}",
            attributes.get("style", ""),
        )
        hidden = "hidden" in attributes or (style != "" and HIDDEN_STYLE.search(style[:500]) is not None)
    names = [value[:MAX_HINT] for value in named.lower().split()[:MAX_NAMES]]
    return [*names, "hidden"] if hidden else names


def _visible(pieces: Iterable[Piece]) -> int:
    count = 0
    for piece in pieces:
        count += len(piece.text) - piece.text.count(" ")
    return count


def _joined_rows(blocks: list[Block], rows: list[int]) -> tuple[Block, ...]:
    """Return ``blocks`` with the cells of a row made one block; cells of a layout stay paragraphs."""
    long_rows = {row for block, row in zip(blocks, rows, strict=True) if row and len(block.text) > MAX_CELL}
    joined: list[Block] = []
    last_row = 0
    for block, row in zip(blocks, rows, strict=True):
        if row in long_rows:
            joined.append(replace(block, markup=Markup.PLAIN))
        elif row and row == last_row:
            joined[-1] = _with_cell(joined[-1], block)
        else:
            joined.append(block)
        last_row = row
    return tuple(joined)


def _with_cell(row: Block, cell: Block) -> Block:
    gap = Piece(" ", row.end, cell.start)
    share = (row.link_share * len(row.text) + cell.link_share * len(cell.text)) / (
        len(row.text) + len(cell.text)
    )
    return replace(row, pieces=(*row.pieces, gap, *cell.pieces), end=cell.end, link_share=share)
