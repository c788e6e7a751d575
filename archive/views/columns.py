"""Reports side by side: a column each, what they share shaded, what tells the same numbered alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archive.comparing.sentences import split_sentences
from archive.models import Article
from archive.records import Alignment, Comparison, Passage, Relation, Report, SharedKind, SharedText
from archive.views.naming import in_a_row
from archive.views.numbering import number_passages
from archive.views.permalinks import passage_url
from archive.views.prose import Counterpart, Mark, Paragraph, Stretch, set_paragraphs

_SHARED_WORDS = {
    SharedKind.VERBATIM: gettext_noop("Word for word also in"),
    SharedKind.NEAR: gettext_noop("Nearly word for word also in"),
    SharedKind.QUOTE: gettext_noop("The same words quoted also in"),
}
# The stylesheet tells shading apart up to this many reports.
_DEEPEST_SHADE = 4


@dataclass(frozen=True, slots=True)
class Alone:
    """A sentence that only one report has, and its address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Column:
    """A report beside others; ``share`` is the part of it found elsewhere, in per cent (0 to 100).

    ``alone`` are the sentences that no other report tells or shares.
    """

    article: Article
    name: str
    anchor: str
    share: int
    paragraphs: tuple[Paragraph, ...]
    alone: tuple[Alone, ...]


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
                _shared_marks(article.pk, names, comparison.shared, _days(articles)),
                prefix=f"r{article.pk}-",
            ),
            tuple(_alone(article, comparison)),
        )
        for article in articles
    )


# A sentence with this part of it in another report is not that report's alone.
_SHARED_PART = 0.5


def _alone(article: Article, comparison: Comparison) -> Iterator[Alone]:
    """Yield the sentences of a report that nothing in the others is aligned with or shares."""
    aligned = [
        side for pair in comparison.alignment for side in (pair.a, pair.b) if side.article == article.pk
    ]
    shared = [span for text in comparison.shared for span in text.spans if span.article == article.pk]
    answered = [
        (cell.start, cell.end)
        for row in comparison.rows
        if row.relation is not Relation.ONLY
        for cell in row.cells
        if cell.article == article.pk
    ]
    told = sorted({(passage.start, passage.end) for passage in aligned})
    blocks = tuple(block.to_body_block() for block in article.blocks.all() if block.is_in_body)
    for sentence in split_sentences(Report(article.pk, article.body, blocks=blocks)):
        if not sentence.is_prose or any(
            a < sentence.end and sentence.start < b for a, b in (*told, *answered)
        ):
            continue
        covered = sum(max(0, min(s.end, sentence.end) - max(s.start, sentence.start)) for s in shared)
        if covered < _SHARED_PART * (sentence.end - sentence.start):
            text = article.body[sentence.start : sentence.end]
            yield Alone(text, passage_url(article, sentence.start, sentence.end))


def _days(articles: Sequence[Article]) -> dict[int, dt.date]:
    return {article.pk: article.published_on for article in articles if article.published_on}


def _aligned_stretches(
    order: Sequence[int], names: dict[int, str], pairs: Sequence[Alignment]
) -> dict[int, list[Stretch]]:
    """Return the aligned passages of each article, with their numbers and direct counterparts."""
    beside: dict[Passage, dict[Passage, float]] = {}
    for pair in pairs:
        beside.setdefault(pair.a, {})[pair.b] = pair.score
        beside.setdefault(pair.b, {})[pair.a] = pair.score
    rank = {article: at for at, article in enumerate(order)}

    def place(passage: Passage) -> tuple[int, int, int]:
        return (rank[passage.article], passage.start, passage.end)

    numbers = number_passages(pairs, place)
    stretches: dict[int, list[Stretch]] = {}
    for passage, others in beside.items():
        # Of each report the likeliest first: that is what comes into view.
        ordered = sorted(others, key=lambda other: (rank[other.article], -others[other], place(other)))
        counterparts = tuple(Counterpart(_anchor(other), names[other.article]) for other in ordered)
        number = numbers.get(passage)
        label = _label(number, dict.fromkeys(other.name for other in counterparts))
        stretch = Stretch(passage.start, passage.end, _anchor(passage), number, counterparts, label)
        stretches.setdefault(passage.article, []).append(stretch)
    return stretches


def _label(number: int | None, names: Iterable[str]) -> str:
    """Return what the link to a passage's counterparts says aloud."""
    told = _("Passage %(number)s, told also by") % {"number": number} if number else _("Told also by")
    return f"{told} {', '.join(names)}; {_('go there')}"


def _anchor(passage: Passage) -> str:
    return f"r{passage.article}-c{passage.start}-{passage.end}"


def _shared_marks(
    article: int, names: dict[int, str], shared: Iterable[SharedText], days: dict[int, dt.date]
) -> list[Mark]:
    return [
        _shared_mark(span, text, names, days)
        for text in shared
        for span in text.spans
        if span.article == article and _others(span, text, names)
    ]


def _others(span: Passage, text: SharedText, names: dict[int, str]) -> list[str]:
    keys = dict.fromkeys(other.article for other in text.spans if other.article != span.article)
    return [names[key] for key in keys if key in names]


def _shared_mark(span: Passage, text: SharedText, names: dict[int, str], days: dict[int, dt.date]) -> Mark:
    others = _others(span, text, names)
    depth = min(len(others) + 1, _DEEPEST_SHADE)
    title = f"{_(_SHARED_WORDS[text.kind])} {in_a_row(others)}{_first_of(text, names, days)}"
    return Mark(span.start, span.end, f"shared shared-{depth}", title)


def _first_of(text: SharedText, names: dict[int, str], days: dict[int, dt.date]) -> str:
    """Return who ran a text first, where every report's date is known and one is the earliest."""
    carriers = {span.article for span in text.spans}
    if not carriers <= days.keys() or not carriers <= names.keys():
        return ""
    first, second = sorted(carriers, key=lambda key: days[key])[:2]
    if days[first] == days[second]:
        return ""
    return _("; %(report)s ran it first, on %(day)s") % {
        "report": names[first],
        "day": date_format(days[first]),
    }
