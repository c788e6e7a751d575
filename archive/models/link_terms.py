"""What linking keeps of each published article, so that a new one is compared without reading the others."""

from __future__ import annotations

from django.db import models

from archive.models.article import Article


class Stage(models.IntegerChoices):
    """How far an article has come in being linked anew."""

    LINKED = 0
    TO_LINK = 1
    TO_READ = 2


class StoredProfile(models.Model):
    """What decides whether an article and another tell one event (``comparing.profiles.Profile``).

    ``stage`` is what a rebuild that was broken off has left to do here.
    """

    article = models.OneToOneField(
        Article, primary_key=True, on_delete=models.CASCADE, related_name="stored_profile"
    )
    profile = models.JSONField()
    stage = models.PositiveSmallIntegerField(choices=Stage, default=Stage.LINKED, db_index=True)

    def __str__(self) -> str:
        return f"profile of article {self.article_id}"


class Term(models.Model):
    """A word, and the number of linked articles that have it."""

    word = models.CharField(max_length=100, unique=True)
    articles = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.word


class TermUse(models.Model):
    """A word by which an article is found as a candidate, and whether its lede has it."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="uses", db_index=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="term_uses", db_index=False)
    in_lede = models.BooleanField()

    class Meta:
        # All that a search for candidates reads, so that it need not look at the rows.
        indexes = [models.Index(fields=["term", "article", "in_lede"]), models.Index(fields=["article"])]

    def __str__(self) -> str:
        return f"term {self.term_id} in article {self.article_id}"
