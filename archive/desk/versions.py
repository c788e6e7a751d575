"""The versions of an article: what changed from each to the next, and the way back to any of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.dateparse import parse_date

from archive.desk.changes import VERSION_FIELDS, record_version, state_of
from archive.desk.correcting import save_and_follow
from archive.desk.differences import Edit, compare_texts
from archive.desk.errors import DeskError
from archive.desk.outlets import known_outlet
from archive.desk.reading import find_names, store_names
from archive.models import Act, Article, Block, Change, Outlet

# The fields whose changes are shown, as editors call them.
_SHOWN = {
    "headline": "Headline",
    "byline": "Byline",
    "outlet": "Outlet",
    "published_on": "Published on",
    "dateline_place": "Dateline",
    "dateline_agency": "Agency",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that a change gave another value."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Deed:
    """A change of an article and what it made different; ``number`` is the version it replaced, None if none."""

    change: Change
    number: int | None
    fields: tuple[FieldChange, ...]
    text: tuple[Edit, ...]


def history_of(article: Article) -> list[Deed]:
    """Return what was done to an article, newest first, each deed with its differences."""
    changes = list(Change.objects.filter(article_key=article.pk).select_related("by"))
    after = state_of(article)
    numbers = iter(range(sum(change.before is not None for change in changes), 0, -1))
    deeds = []
    for change in changes:
        before = change.before
        if before is None:
            deeds.append(Deed(change, None, (), ()))
            continue
        text = compare_texts(before["body"], after["body"]) if before["body"] != after["body"] else ()
        deeds.append(Deed(change, next(numbers), tuple(_changed_fields(before, after)), text))
        after = before
    return deeds


def _changed_fields(before: dict[str, Any], after: dict[str, Any]) -> Iterator[FieldChange]:
    for name, label in _SHOWN.items():
        if before[name] != after[name]:
            yield FieldChange(label, before[name], after[name])


def restore_version(article: Article, change: Change, *, by: AbstractBaseUser | None) -> None:
    """Make an article what it was before a change; that is a change itself, so nothing is lost.

    Raises ``DeskError`` when the change kept no version of this article.
    """
    state, original = change.before, change.original_id
    if change.article_key != article.pk or state is None or original is None:
        raise DeskError("That version is not kept; nothing was changed. Choose another from the history.")
    names = find_names(state["headline"], state["body"])
    with transaction.atomic():
        when = f"{change.made_at:%Y-%m-%d %H:%M}"
        record_version(article, Act.RESTORED, f"back to what it was before {when} (UTC)", by=by)
        _put_state(article, state, original)
        store_names(article, names)
        save_and_follow(article, [*VERSION_FIELDS, "outlet", "original"])


def _put_state(article: Article, state: dict[str, Any], original: int) -> None:
    # The oldest versions were kept without evidence.
    article.evidence = {}
    for name in VERSION_FIELDS:
        setattr(article, name, state.get(name, getattr(article, name)))
    on, outlet = state["published_on"], state["outlet"]
    article.published_on = parse_date(on) if on else None
    article.outlet = (known_outlet(outlet) or Outlet.objects.create(name=outlet)) if outlet else None
    article.original_id = original
    article.blocks.all().delete()
    Block.objects.bulk_create([Block(article=article, **fields) for fields in state["blocks"]])
