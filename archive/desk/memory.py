"""What an outlet's stored articles teach about its furniture."""

from __future__ import annotations

from collections import defaultdict

from archive.cleaning import UNLEARNED, fold_line, learn_furniture
from archive.models import Article, Block
from archive.records import Kind

# An outlet changes its page now and then; its latest articles tell how it is today.
REMEMBERED = 50
KEPT_BY_EDITOR = "kept by an editor"
REMOVED_BY_EDITOR = "removed by an editor"


def recall_furniture(outlet: str | None) -> frozenset[str]:
    """Return the folded lines that an outlet's latest articles share; none for an outlet nobody named."""
    if not outlet:
        return frozenset()
    latest = Article.objects.filter(outlet__name=outlet.strip()).order_by("-pk")[:REMEMBERED]
    blocks = Block.objects.filter(article_id__in=list(latest.values_list("pk", flat=True)))
    lines: dict[int, set[str]] = defaultdict(set)
    restored: set[str] = set()
    for key, kind, text, reason in blocks.values_list("article_id", "kind", "text", "reason"):
        folded = fold_line(text)
        if reason == KEPT_BY_EDITOR:
            restored.add(folded)
        elif folded and Kind(kind) not in UNLEARNED:
            lines[key].add(folded)
    return learn_furniture({key: frozenset(found) for key, found in lines.items()}, restored)
