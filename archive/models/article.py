"""Articles, the originals they came from, and the blocks cleaning judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse

from archive import records

if TYPE_CHECKING:
    from archive.models.event import Event


class Original(models.Model):
    """The bytes as they came, never changed.

    They lie in the database, not in files beside it: an article and its original are then one transaction.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    filename = models.CharField(max_length=255)
    format = models.CharField(max_length=10, choices=[(f.value, f.value) for f in records.Format])
    encoding = models.CharField(max_length=40)
    # Set where the text lies inside another format; ``format`` and ``encoding`` are then those of what was read out.
    carrier = models.CharField(
        max_length=10, null=True, choices=[(c.value, c.value) for c in records.Carrier]
    )
    content = models.BinaryField()
    received_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.filename


class Status(models.TextChoices):
    """Whether readers see an article."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    # In the trash: out of every page and of the search, and back at a word.
    WITHDRAWN = "withdrawn", "Withdrawn"


class ArticleQuerySet(models.QuerySet["Article"]):
    """Selections that read as phrases."""

    def published(self) -> Self:
        """Keep what readers may see."""
        return self.filter(status=Status.PUBLISHED)

    def published_by_key(self, keys: Iterable[int]) -> dict[int, Article]:
        """Return those of these keys that readers may see; a query by key and status reads all that they may see."""
        found = self.in_bulk(list(keys))
        return {key: article for key, article in found.items() if article.status == Status.PUBLISHED}

    def standing(self) -> Self:
        """Keep published articles and drafts: all that is not in the trash."""
        return self.exclude(status=Status.WITHDRAWN)

    def in_event(self, event: Event) -> Self:
        """Keep the reports of one event."""
        return self.filter(event=event)

    def newest_first(self) -> Self:
        """Order by publication date, undated last, then by arrival."""
        return self.order_by(models.F("published_on").desc(nulls_last=True), "-pk")

    def oldest_first(self) -> Self:
        """Order by publication date, undated last, then by arrival."""
        # By the bare column, SQLite reads all that is published in its order, to find the few reports of an event.
        undated = models.Value(dt.date.max, models.DateField())
        return self.order_by(Coalesce("published_on", undated), "pk")

    def with_outlet(self) -> Self:
        """Fetch outlet, event and file name along, without the original's bytes."""
        return self.select_related("outlet", "event", "original").defer("original__content")

    def with_reading(self) -> Self:
        """Fetch all that ``to_report`` needs, in a number of queries that does not grow."""
        return self.with_outlet().prefetch_related("blocks", "mentions__place", "mentions__aircraft_type")


class Article(models.Model):
    """One text as one outlet ran it, cleaned."""

    # Several articles may share an original: an editor kept the same file for a second outlet.
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="articles")
    batch = models.ForeignKey("Batch", null=True, on_delete=models.SET_NULL, related_name="articles")
    outlet = models.ForeignKey(
        "Outlet", null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    headline = models.CharField(max_length=500, null=True, blank=True)
    byline = models.CharField(max_length=300, null=True, blank=True)
    dateline_place = models.CharField(max_length=100, null=True, blank=True)
    dateline_agency = models.CharField(max_length=100, null=True, blank=True)
    published_on = models.DateField(null=True, blank=True, db_index=True)
    published_how = models.CharField(
        max_length=10,
        choices=[(how.value, how.value) for how in records.PublishedHow],
        default=records.PublishedHow.UNKNOWN.value,
    )
    date_candidates = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=10, null=True, blank=True)
    canonical_url = models.URLField(max_length=1000, null=True, blank=True)
    # By a field's name, what its value was read from: ``value`` as it stood, ``found_in`` where.
    evidence = models.JSONField(default=dict, blank=True)
    body = models.TextField()
    body_sha256 = models.CharField(max_length=64, db_index=True)
    event = models.ForeignKey(
        "Event", null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )
    # An editor put this article where it is: no recomputation moves it.
    event_is_settled = models.BooleanField(default=False)
    stored_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "-published_on", "-id"]),
            # For what is new on the front page.
            models.Index(fields=["status", "-published_at", "-id"]),
            # Without it, asking for an event's published articles reads through all that are published.
            models.Index(fields=["event", "status"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the article's own page."""
        return reverse("article", args=[self.pk])

    @property
    def lede(self) -> str:
        """The first paragraph, dateline and all."""
        return self.body.split(records.PARAGRAPH_BREAK, 1)[0]

    @property
    def title(self) -> str:
        """The headline, or the beginning of the lede where the file had none."""
        if self.headline:
            return self.headline
        words = self.lede.split()
        short = " ".join(words[:14])
        return short if len(words) <= 14 else f"{short} …"

    @property
    def dateline(self) -> records.Dateline | None:
        """The dateline, if the article has one."""
        if self.dateline_place is None:
            return None
        return records.Dateline(self.dateline_place, self.dateline_agency)

    def to_report(self) -> records.Report:
        """Return the article as the comparing room takes it (use ``with_reading`` to fetch it)."""
        return records.Report(
            id=self.pk,
            body=self.body,
            headline=self.headline,
            outlet=self.outlet.name if self.outlet else None,
            published_on=self.published_on,
            blocks=tuple(block.to_body_block() for block in self.blocks.all() if block.is_in_body),
            toponyms=tuple(m.to_toponym() for m in self.mentions.all() if m.is_place_in_body),
            aircraft=tuple(m.to_aircraft() for m in self.mentions.all() if m.is_aircraft_in_body),
            dateline=self.dateline,
        )


class BlockQuerySet(models.QuerySet["Block"]):
    """Selections that read as phrases."""

    def overruled(self) -> Self:
        """Keep the blocks whose verdict is an editor's."""
        return self.filter(overruled__isnull=False)


class Block(models.Model):
    """A judged block of an article's original, in order. See ``records.JudgedBlock``.

    ``pieces`` hold ``[length, start, end]`` for each stretch, so that an offset in the body leads back to
    the original.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    pieces = models.JSONField(default=list)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    verdict = models.CharField(max_length=8, choices=[(v.value, v.value) for v in records.Verdict])
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in records.Kind])
    reason = models.CharField(max_length=120, null=True, blank=True)
    confidence = models.FloatField(default=1.0)
    body_start = models.PositiveIntegerField(null=True)
    body_end = models.PositiveIntegerField(null=True)
    continues = models.BooleanField(default=False)
    # Where the verdict is an editor's: the reason that cleaning had given for its own, "" where it had none.
    overruled = models.CharField(max_length=120, null=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["article_id", "position"]
        indexes = [
            models.Index(
                fields=["article"], condition=models.Q(overruled__isnull=False), name="overruled_blocks"
            )
        ]
        constraints = [models.UniqueConstraint(fields=["article", "position"], name="one_block_a_position")]

    def __str__(self) -> str:
        return f"{self.verdict} {self.kind}: {self.text[:60]}"

    @property
    def is_removed(self) -> bool:
        """Whether readers do not see it."""
        return self.verdict == records.Verdict.REMOVED

    @property
    def is_in_body(self) -> bool:
        """Whether it is part of the body."""
        return self.body_start is not None

    def to_body_block(self) -> records.BodyBlock:
        """Return its place in the body; only for a block that ``is_in_body``."""
        if self.body_start is None or self.body_end is None:
            raise ValueError(f"block {self.pk} is not part of the body: check is_in_body first")
        return records.BodyBlock(self.body_start, self.body_end, records.Kind(self.kind))

    def to_judged(self) -> records.JudgedBlock:
        """Return the block as cleaning judged it, or as an editor did."""
        pieces = []
        position = 0
        for length, start, end in self.pieces:
            pieces.append(records.Piece(self.text[position : position + length], start, end))
            position += length
        return records.JudgedBlock(
            tuple(pieces),
            self.start,
            self.end,
            records.Verdict(self.verdict),
            records.Kind(self.kind),
            self.reason,
            self.confidence,
            self.body_start,
            self.body_end,
            continues=self.continues,
        )

    @classmethod
    def from_judged(cls, article: Article, blocks: Iterable[records.JudgedBlock]) -> list[Block]:
        """Return unsaved rows for judged blocks, in order."""
        return [
            cls(
                article=article,
                position=position,
                text=block.text,
                pieces=[[len(piece.text), piece.start, piece.end] for piece in block.pieces],
                start=block.start,
                end=block.end,
                verdict=block.verdict,
                kind=block.kind,
                reason=block.reason,
                confidence=block.confidence,
                body_start=block.body_start,
                body_end=block.body_end,
                continues=block.continues,
            )
            for position, block in enumerate(blocks)
        ]
