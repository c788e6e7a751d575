"""How cleaning fares with an outlet: what it removes most, what editors put back, which articles want a look."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Length

from archive.cleaning import fold_line
from archive.cleaning.comments import is_remark_line
from archive.models import Article, Block, Outlet
from archive.records import Format, Verdict

# An outlet's latest articles tell how its pages are today; so many are looked at, and so many lines listed.
LATEST = 500
MOST_LISTED = 30
# By judgement: a news report is seldom shorter than this (characters), and of a file that is no web page
# seldom more than half is furniture; nine tenths of a web page often are.
SHORT_BODY = 300
MOST_REMOVED = {Format.HTML.value: 0.95, Format.TEXT.value: 0.5, Format.MARKDOWN.value: 0.6}
# Signatures of remarks are short, and one alone may be a line of the report.
MAX_REMARK_LINE = 120
MIN_REMARKS = 2


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A line that was taken out of several articles: how many, and for which reason most often."""

    text: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Suspicion:
    """An article that wants a look, and why."""

    article: Article
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutletCleaning:
    """What is told of an outlet; ``looked_at`` articles were its latest."""

    looked_at: int
    reasons: tuple[tuple[str, int], ...]
    lines: tuple[RemovedLine, ...]
    overruled: tuple[Block, ...]
    suspicions: tuple[Suspicion, ...]


def review_cleaning(outlet: Outlet) -> OutletCleaning:
    """Return how cleaning fares with the outlet's latest articles."""
    articles = Article.objects.standing().filter(outlet=outlet).order_by("-pk")
    keys = list(articles.values_list("pk", flat=True)[:LATEST])
    blocks = Block.objects.filter(article_id__in=keys)
    removed = blocks.filter(verdict=Verdict.REMOVED)
    by_reason = removed.values_list("reason").annotate(count=Count("pk")).order_by("-count", "reason")
    overruled = Block.objects.overruled().filter(article__in=articles).select_related("article")
    return OutletCleaning(
        len(keys),
        tuple((reason or "no reason noted", count) for reason, count in by_reason),
        tuple(_most_removed(removed)),
        tuple(overruled.order_by("-article_id", "position")[:MOST_LISTED]),
        tuple(_suspicions(articles.filter(pk__in=keys), blocks)),
    )


def _most_removed(removed: QuerySet[Block]) -> Iterator[RemovedLine]:
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    for text, reason in removed.filter(text__gt="").values_list("text", "reason"):
        folded = fold_line(text)
        texts[folded][text] += 1
        reasons[folded][reason or ""] += 1
    most = sorted(texts, key=lambda line: (-texts[line].total(), line))[:MOST_LISTED]
    for line in most:
        yield RemovedLine(
            texts[line].most_common(1)[0][0], texts[line].total(), reasons[line].most_common(1)[0][0]
        )


def _suspicions(articles: QuerySet[Article], blocks: QuerySet[Block]) -> Iterator[Suspicion]:
    remarks = _count_remarks(blocks)
    gone = Sum(Length("blocks__text"), filter=Q(blocks__verdict=Verdict.REMOVED))
    sized = articles.annotate(length=Length("body"), gone=gone, format=F("original__format"))
    for article in sized.order_by("-pk"):
        length, removed = getattr(article, "length", 0), getattr(article, "gone", None) or 0
        share = removed / max(1, removed + length)
        doubts = []
        if length < SHORT_BODY:
            doubts.append(f"very short: {length} characters are left")
        if share > MOST_REMOVED[getattr(article, "format", Format.HTML.value)]:
            doubts.append(f"much removed: {share:.0%} of the file’s text")
        if remarks[article.pk] >= MIN_REMARKS:
            doubts.append(f"comments may be left: {remarks[article.pk]} lines look like their signatures")
        if doubts:
            yield Suspicion(article, tuple(doubts))


def _count_remarks(blocks: QuerySet[Block]) -> Counter[int]:
    short = blocks.filter(body_start__isnull=False).annotate(length=Length("text"))
    rows: Iterable[tuple[int, str]] = short.filter(length__lte=MAX_REMARK_LINE).values_list(
        "article_id", "text"
    )
    return Counter(key for key, text in rows if is_remark_line(text))
