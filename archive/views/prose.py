"""A body cut for the page: paragraphs, the stretches in them that carry an anchor, and what is marked there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archive.models import Article, Mention
from archive.records import PARAGRAPH_BREAK, Kind, Role, Span
from archive.views.place_words import place_in_words

ROLE_WORDS = {
    Role.HAPPENED: gettext_noop("where it happened"),
    Role.DATELINE: gettext_noop("where the report was filed"),
    Role.MENTIONED: gettext_noop("mentioned"),
    Role.DEMONYM: gettext_noop("people or things of this place"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something shown on ``body[start:end]``: a class of the stylesheet, and what it means in words.

    A mark with a ``url`` is a link; ``card`` is the anchor of what it shows on hover, and ``is_first`` whether it is
    the first mark with that card.
    """

    start: int
    end: int
    css: str
    title: str = ""
    anchor: str = ""
    is_target: bool = False
    url: str = ""
    card: str = ""
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same marks."""

    text: str
    css: str
    title: str
    anchor: str
    is_target: bool
    url: str = ""
    card: str = ""
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The same told in another column: where to go, and what to call it."""

    anchor: str
    name: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence or an aligned passage, ``body[start:end]``; an aligned one has counterparts,

    the likeliest of each report first, and mostly a ``number`` that they share; ``label`` says so aloud.
    """

    start: int
    end: int
    anchor: str
    number: int | None = None
    counterparts: tuple[Counterpart, ...] = ()
    label: str = ""

    @property
    def beside(self) -> str:
        """Return the anchors of the counterparts."""
        return " ".join(other.anchor for other in self.counterparts)


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a paragraph: a stretch, or the text between two (``stretch`` is then ``None``)."""

    stretch: Stretch | None
    start: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a body, ready for the page."""

    kind: str
    start: int
    end: int
    anchor: str
    units: tuple[Unit, ...]


_Piece = TypeVar("_Piece", Mark, Stretch)


def set_paragraphs(
    article: Article, stretches: Iterable[Stretch], marks: Iterable[Mark], *, prefix: str = ""
) -> tuple[Paragraph, ...]:
    """Return the article's body as paragraphs, in order; their texts, joined, are the body's blocks unchanged.

    Stretches that overlap an earlier one are left out. ``prefix`` keeps anchors of several bodies on one
    page apart.
    """
    frames = _frames(article) or [(Kind.PARAGRAPH.value, 0, len(article.body))]
    spans = [Span(start, end) for _, start, end in frames]
    stretches_in = _share_out(spans, sorted(stretches, key=lambda s: (s.start, -s.end)))
    marks_in = _share_out(spans, marks)
    return tuple(
        Paragraph(kind, start, end, f"{prefix}p{start}", _units(article.body, span, held, shown))
        for (kind, start, end), span, held, shown in zip(frames, spans, stretches_in, marks_in, strict=True)
    )


def _frames(article: Article) -> list[tuple[str, int, int]]:
    """Return kind, start and end of each paragraph; blocks with no break between them make one."""
    frames: list[tuple[str, int, int]] = []
    for block in article.blocks.all():
        if block.body_start is None or block.body_end is None:
            continue
        if frames and PARAGRAPH_BREAK not in article.body[frames[-1][2] : block.body_start]:
            kind, start, _end = frames.pop()
            kind = block.kind if kind == Kind.DATELINE else kind
            frames.append((kind, start, block.body_end))
        else:
            frames.append((block.kind, block.body_start, block.body_end))
    return frames


def mention_marks(mentions: Iterable[Mention]) -> list[Mark]:
    """Return a mark for each place and aircraft type named in the body."""
    return [
        Mark(m.start, m.end, "place", _place_in_words(m))
        if m.place
        else Mark(m.start, m.end, "aircraft", _("Aircraft: %(name)s") % {"name": m.aircraft_type})
        for m in mentions
        if m.is_place_in_body or m.is_aircraft_in_body
    ]


def _place_in_words(mention: Mention) -> str:
    place = mention.place
    name = place_in_words(place.id, place.label) if place else ""
    role = _(ROLE_WORDS[Role(mention.role)]) if mention.role else _("mentioned")
    return _("Place: %(name)s (%(role)s)") % {"name": name, "role": role}


def _share_out(frames: Sequence[Span], pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    """Return, for each frame (in order, none overlapping), the pieces that reach into it."""
    starts = [frame.start for frame in frames]
    inside: list[list[_Piece]] = [[] for _ in frames]
    for piece in pieces:
        at = max(bisect_right(starts, piece.start) - 1, 0)
        while at < len(frames) and frames[at].start < piece.end:
            if frames[at].end > piece.start:
                inside[at].append(piece)
            at += 1
    return inside


def _units(body: str, frame: Span, stretches: Sequence[Stretch], marks: Sequence[Mark]) -> tuple[Unit, ...]:
    cuts: list[tuple[Stretch | None, Span]] = []
    at = frame.start
    for stretch in stretches:
        start, end = max(stretch.start, frame.start), min(stretch.end, frame.end)
        if start < at or start >= end:
            continue
        if at < start:
            cuts.append((None, Span(at, start)))
        # What runs on from another paragraph left its anchor there.
        cuts.append((stretch if start == stretch.start else replace(stretch, anchor=""), Span(start, end)))
        at = end
    if at < frame.end:
        cuts.append((None, Span(at, frame.end)))
    marks_in = _share_out([span for _, span in cuts], marks)
    return tuple(
        Unit(stretch, span.start, _segments(body, span, shown))
        for (stretch, span), shown in zip(cuts, marks_in, strict=True)
    )


def _segments(body: str, span: Span, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    edges = {span.start, span.end}
    for mark in marks:
        edges |= {max(mark.start, span.start), min(mark.end, span.end)}
    points = sorted(edges)
    waiting = sorted(marks, key=lambda mark: mark.start, reverse=True)
    covering: list[Mark] = []
    segments: list[Segment] = []
    for start, end in pairwise(points):
        covering = [mark for mark in covering if mark.end > start]
        while waiting and waiting[-1].start <= start:
            covering.append(waiting.pop())
        segments.append(_segment(body[start:end], start, covering))
    return tuple(segments)


def _segment(text: str, start: int, covering: Sequence[Mark]) -> Segment:
    link = next((mark for mark in covering if mark.url), None)
    return Segment(
        text=text,
        css=" ".join(dict.fromkeys(mark.css for mark in covering if mark.css)),
        title="; ".join(dict.fromkeys(mark.title for mark in covering if mark.title)),
        anchor=next((mark.anchor for mark in covering if mark.anchor and mark.start == start), ""),
        is_target=any(mark.is_target for mark in covering),
        url=link.url if link else "",
        card=link.card if link else "",
        is_first=link is not None and link.is_first and link.start == start,
    )
