"""Reports side by side: a column each, what they share shaded, what tells the same numbered alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.models import Article
from archive.records import Alignment, Comparison, Passage, SharedKind, SharedText
from archive.views.naming import in_a_row
from archive.views.numbering import number_passages
from archive.views.prose import Counterpart, Mark, Paragraph, Stretch, set_paragraphs

_SHARED_WORDS = {
    SharedKind.VERBATIM: "Word for word also in",
    SharedKind.NEAR: "Nearly word for word also in",
    SharedKind.QUOTE: "The same words quoted also in",
}
# The stylesheet tells shading apart up to this many reports.
_DEEPEST_SHADE = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A report beside others; ``share`` is the part of it found elsewhere, in per cent (0 to 100)."""

    article: Article
    name: str
    anchor: str
    share: int
    paragraphs: tuple[Paragraph, ...]


def set_columns(
    articles: Sequence[Article], names: dict[int, str], comparison: Comparison
) -> tuple[Column, ...]:
    """Return a column for each article, in order."""
    shown = {article.pk for article in articles}
    pairs = [pair for pair in comparison.alignment if {pair.a.article, pair.b.article} <= shown]
    stretches = _aligned_stretches([article.pk for article in articles], names, pairs)
    return tuple(
        Column(
            article,
            names[article.pk],
            f"r{article.pk}",
            round(100 * comparison.shared_shares.get(article.pk, 0.0)),
            set_paragraphs(
                article,
                stretches.get(article.pk, ()),
                _shared_marks(article.pk, names, comparison.shared),
                prefix=f"r{article.pk}-",
            ),
        )
        for article in articles
    )


def _aligned_stretches(
    order: Sequence[int], names: dict[int, str], pairs: Sequence[Alignment]
) -> dict[int, list[Stretch]]:
    """Return the aligned passages of each article, with their numbers and direct counterparts."""
    beside: dict[Passage, set[Passage]] = {}
    for pair in pairs:
        beside.setdefault(pair.a, set()).add(pair.b)
        beside.setdefault(pair.b, set()).add(pair.a)
    rank = {article: at for at, article in enumerate(order)}

    def place(passage: Passage) -> tuple[int, int, int]:
        return (rank[passage.article], passage.start, passage.end)

    numbers = number_passages(pairs, place)
    stretches: dict[int, list[Stretch]] = {}
    for passage, others in beside.items():
        counterparts = tuple(
            Counterpart(_anchor(other), names[other.article]) for other in sorted(others, key=place)
        )
        stretch = Stretch(passage.start, passage.end, _anchor(passage), numbers.get(passage), counterparts)
        stretches.setdefault(passage.article, []).append(stretch)
    return stretches


def _anchor(passage: Passage) -> str:
    return f"r{passage.article}-c{passage.start}-{passage.end}"


def _shared_marks(article: int, names: dict[int, str], shared: Iterable[SharedText]) -> list[Mark]:
    return [
        _shared_mark(span, text, names)
        for text in shared
        for span in text.spans
        if span.article == article and _others(span, text, names)
    ]


def _others(span: Passage, text: SharedText, names: dict[int, str]) -> list[str]:
    keys = dict.fromkeys(other.article for other in text.spans if other.article != span.article)
    return [names[key] for key in keys if key in names]


def _shared_mark(span: Passage, text: SharedText, names: dict[int, str]) -> Mark:
    others = _others(span, text, names)
    depth = min(len(others) + 1, _DEEPEST_SHADE)
    return Mark(
        span.start, span.end, f"shared shared-{depth}", f"{_SHARED_WORDS[text.kind]} {in_a_row(others)}"
    )
