"""A web page to blocks: what a reader would see as a paragraph, with the elements it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archive.intake.elements import BLOCK_ELEMENTS, DROPPED, HEADINGS, MARKUPS, SELF_ENDING, VOID
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


@dataclass(slots=True)
class _Element:
    """An open element; what its tag says in its attributes is read only when a block stands in it."""

    name: str
    said: str
    row: int = 0
    hints: tuple[str, ...] | None = None


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
    _open: dict[str, int] = field(default_factory=dict)
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
                self._text(start, end, said)
            elif self._skipping is not None:
                if closing and name == self._skipping:
                    self._skipping = None
            elif closing:
                self._end(name)
            else:
                self._start(name, start, end, said)
        self._flush()
        return _joined_rows(self._blocks, self._rows), self.head.metadata()

    def _text(self, start: int, end: int, raw_of: str) -> None:
        if raw_of:
            self.head.see_raw(raw_of, self.source[start:end])
            return
        if self._skipping is not None:
            return
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
        if not draft.has_words and _visible(pieces):
            draft.has_words = True
            draft.hints, draft.row = self._hints(), self._stack[-1].row if self._stack else 0
            draft.markup, draft.level = self._markup()
        if self._open.get("a"):
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
        if name == "br":
            self._breaks += 1
            return
        if name in BLOCK_ELEMENTS:
            if self._draft.pieces or self._breaks:
                self._flush()
            if name == "hr":
                self._blocks.append(Block((), start, end, Markup.RULE, hints=self._hints()))
                self._rows.append(0)
            self._end_implied(name)
        if name in VOID:
            return
        if name in DROPPED:
            self._skipping = name if self._is_closed(name, end) else None
            return
        if name == "tr":
            self._row += 1
        row = self._row if name in {"tr", "td", "th"} else (self._stack[-1].row if self._stack else 0)
        self._stack.append(_Element(name, said, 0 if name == "table" else row))
        self._open[name] = self._open.get(name, 0) + 1

    def _is_closed(self, name: str, end: int) -> bool:
        """Say whether an end tag follows; without one, the rest of the page is not the element's."""
        if name in self._never_closed or self.source[end - 2 : end] == "/>":
            return False
        if self.source.find(f"</{name}", end) < 0 and self.source.find(f"</{name.upper()}", end) < 0:
            self._never_closed.add(name)
            return False
        return True

    def _end_implied(self, name: str) -> None:
        if self._stack and self._stack[-1].name == "p":
            self._pop()
        while self._stack and self._stack[-1].name == name and name in SELF_ENDING:
            self._pop()

    def _end(self, name: str) -> None:
        if name in BLOCK_ELEMENTS and (self._draft.pieces or self._breaks):
            self._flush()
        if not self._open.get(name):
            return
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        element = self._stack.pop()
        self._open[element.name] -= 1
        return element.name

    def _hints(self) -> tuple[str, ...]:
        """Return the names of all open elements; html and body are left out, they describe the page."""
        at = len(self._stack)
        while at and self._stack[at - 1].hints is None:
            at -= 1
        hints = (self._stack[at - 1].hints or ()) if at else ()
        for element in self._stack[at:]:
            if element.name not in {"html", "body"} and len(hints) < MAX_HINTS:
                hints = (*hints, *self._names(element))[:MAX_HINTS]
            element.hints = hints
        return hints

    def _names(self, element: _Element) -> tuple[str, ...]:
        """Return the element's name, classes and id, and whether it is hidden."""
        if not element.said:
            return (element.name,)
        key = (element.name, element.said)
        if key not in self._known:
            self._known[key] = (element.name, *_read_names(element.said))
        return self._known[key]

    def _markup(self) -> tuple[Markup, int]:
        """Return what the innermost telling element makes of a block."""
        for element in reversed(self._stack[-MAX_HINTS:]):
            if element.name in HEADINGS:
                return Markup.HEADING, HEADINGS[element.name]
            if element.name in MARKUPS:
                return MARKUPS[element.name], 0
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
    return sum([len(piece.text) - piece.text.count(" ") for piece in pieces])


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
