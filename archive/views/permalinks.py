"""Addresses of words in a report, and what becomes of them when the report's text changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from archive.dossiers.passages import find_standing
from archive.models import Article, Change
from archive.records import Span
from archive.views.parameters import whole_number

# So many digits of the text's hash stand in an address.
TEXT_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Pointed:
    """What an address points at: the words where they stand now, if they do.

    ``is_changed`` when the text is another than the address was made from; ``old`` are the words it pointed at then,
    ``None`` where that version is not kept.
    """

    target: Span | None
    is_changed: bool = False
    old: str | None = None


def passage_url(article: Article, start: int, end: int) -> str:
    """Return the address of ``body[start:end]``, which also says of which text."""
    text = {"text": article.body_sha256[:TEXT_DIGITS]} if article.body_sha256 else {}
    return f"{article.get_absolute_url()}?{urlencode({'from': start, 'to': end, **text})}#c{start}-{end}"


def follow(request: HttpRequest, article: Article) -> Pointed:
    """Return what the address points at in the article as it is now."""
    start, end = whole_number(request.GET.get("from", "")), whole_number(request.GET.get("to", ""))
    text = request.GET.get("text", "")[:64]
    if start is None or end is None or start >= end:
        return Pointed(None)
    if not text or article.body_sha256.startswith(text):
        stop = min(end, len(article.body))
        return Pointed(Span(start, stop) if start < stop else None)
    body = _earlier_body(article, text)
    old = body[start:end] if body is not None else ""
    if not old.strip():
        return Pointed(None, is_changed=True)
    return Pointed(find_standing(article.body, old, start), is_changed=True, old=old)


def _earlier_body(article: Article, text: str) -> str | None:
    """Return the body of the kept version whose hash begins with ``text``."""
    kept = Change.objects.filter(article_key=article.pk, before__isnull=False).values_list(
        "before__body", flat=True
    )
    return next((body for body in kept.iterator() if _hash(body).startswith(text)), None)


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
