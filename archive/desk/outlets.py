"""What editors say of an outlet: its particulars, its furniture, and that two are one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.cleaning import fold_line
from archive.desk.changes import record
from archive.desk.errors import DeskError
from archive.linking import link_articles
from archive.models import Act, Article, Outlet, OutletAlias, TaughtLine
from archive.search.index import drain_jobs, queue_articles

_AT_ONCE = 500


def known_outlet(name: str | None) -> Outlet | None:
    """Return the outlet of this name, or of one that was merged into it; None where there is none yet."""
    if not name:
        return None
    alias = OutletAlias.objects.filter(name=name).select_related("outlet").first()
    return alias.outlet if alias else Outlet.objects.filter(name=name).first()


def describe_outlet(outlet: Outlet, values: dict[str, Any], *, by: AbstractBaseUser | None) -> None:
    """Store an outlet's particulars; a new name leaves the old one as an alias, and the index follows.

    Raises ``DeskError`` where another outlet has the name: the two can be merged.
    """
    name = values.pop("name")
    if name != outlet.name:
        other = known_outlet(name)
        if other is not None and other != outlet:
            raise DeskError(f"“{name}” is another outlet already; merge the two instead.")
    with transaction.atomic():
        if name != outlet.name:
            OutletAlias.objects.filter(name=name).delete()
            OutletAlias.objects.create(name=outlet.name, outlet=outlet)
            outlet.name = name
        for field, value in values.items():
            setattr(outlet, field, value or None)
        outlet.save()
        record(Act.OUTLET, f"“{outlet.name}”: particulars", by=by)


def teach_line(outlet: Outlet, text: str, verdict: str, *, by: AbstractBaseUser | None) -> None:
    """Say that a line is furniture on an outlet's pages (``removed``), or is none (``kept``), from now on.

    Raises ``DeskError`` for a line without words.
    """
    folded = fold_line(text)
    if not folded:
        raise DeskError("That line has no words; copy it as the page prints it.")
    TaughtLine.objects.update_or_create(
        outlet=outlet,
        folded=folded[:500],
        defaults={"text": text[:500], "verdict": verdict, "by_id": by.pk if by else None},
    )
    record(Act.OUTLET, f"“{outlet.name}”: a line taught, {verdict}: “{text[:200]}”", by=by)


def forget_line(line: TaughtLine, *, by: AbstractBaseUser | None) -> None:
    """Take back what an editor taught."""
    line.delete()
    record(Act.OUTLET, f"“{line.outlet.name}”: a line forgotten: “{line.text[:200]}”", by=by)


def merge_outlets(gone: Outlet, into: Outlet, *, by: AbstractBaseUser | None) -> int:
    """Make one outlet of two and return the number of articles that moved; files that name the other find this one.

    Raises ``DeskError`` when the two are one.
    """
    if gone == into:
        raise DeskError("An outlet cannot be merged with itself; choose another.")
    with transaction.atomic():
        articles = Article.objects.filter(outlet=gone)
        published = list(articles.published().values_list("pk", flat=True))
        count = articles.update(outlet=into)
        queue_articles(published)
        known = into.taught_lines.values("folded")
        gone.taught_lines.exclude(folded__in=known).update(outlet=into)
        gone.aliases.update(outlet=into)
        record(Act.OUTLET, f"“{gone.name}” merged into “{into.name}”: {count} articles", by=by)
        name = gone.name
        gone.delete()
        OutletAlias.objects.create(name=name, outlet=into)
    # Two accounts of one outlet are weighed otherwise than those of two.
    for start in range(0, len(published), _AT_ONCE):
        link_articles(Article.objects.filter(pk__in=published[start : start + _AT_ONCE]).with_reading())
    drain_jobs()
    return count
