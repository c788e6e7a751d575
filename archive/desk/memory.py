"""What an outlet's stored articles, and the editors who corrected them, teach of its lines."""

from __future__ import annotations

from collections import Counter, defaultdict

from archive.cleaning import NO_MEMORY, UNLEARNED, OutletMemory, count_shared_lines, fold_line
from archive.cleaning.memory import MAX_LINE_WORDS, SharedLines
from archive.models import Article, Block, TaughtLine
from archive.records import Kind, Verdict

# An outlet changes its page now and then; its latest articles tell how it is today.
REMEMBERED = 50
KEPT_BY_EDITOR = "kept by an editor"
REMOVED_BY_EDITOR = "removed by an editor"


def recall_memory(outlet: str | None) -> OutletMemory:
    """Return what is known of an outlet's lines; nothing for an outlet nobody named."""
    if not outlet:
        return NO_MEMORY
    return with_editors_word(recall_lines(outlet).furniture(), outlet)


def recall_lines(outlet: str) -> SharedLines:
    """Return the lines that an outlet's latest articles share."""
    latest = Article.objects.standing().filter(outlet__name=outlet.strip()).order_by("-pk")[:REMEMBERED]
    blocks = Block.objects.filter(article_id__in=list(latest.values_list("pk", flat=True)))
    lines: dict[int, set[str]] = defaultdict(set)
    for key, kind, text in blocks.values_list("article_id", "kind", "text"):
        folded = fold_line(text)
        if folded and Kind(kind) not in UNLEARNED:
            lines[key].add(folded)
    return count_shared_lines({key: frozenset(found) for key, found in lines.items()})


def with_editors_word(furniture: frozenset[str], outlet: str) -> OutletMemory:
    """Return a memory of ``furniture``, and of what editors kept and removed in any article of the outlet.

    Where they disagree the greater number decides, and a tie teaches nothing.
    """
    overruled = Block.objects.overruled().filter(article__outlet__name=outlet.strip())
    votes: Counter[str] = Counter()
    for text, verdict in overruled.values_list("text", "verdict"):
        votes[fold_line(text)] += 1 if verdict == Verdict.KEPT else -1
    content = frozenset(line for line, vote in votes.items() if line and vote > 0)
    removed = (line for line, vote in votes.items() if line and vote < 0)
    short = frozenset(line for line in removed if len(line.split()) <= MAX_LINE_WORDS)
    # What was taught in so many words goes before what single reports suggest.
    taught = TaughtLine.objects.filter(outlet__name=outlet.strip()).values_list("folded", "verdict")
    told = {line for line, verdict in taught if verdict == Verdict.REMOVED}
    content = (content | {line for line, verdict in taught if verdict == Verdict.KEPT}) - told
    return OutletMemory((furniture | short | told) - content, content)
