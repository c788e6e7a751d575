"""What the Atom feeds share: the language asked for, and entries that any XML document can hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from archive.models import Article

# Characters that no XML document can hold.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def in_language_asked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let ``lang`` in a feed's address say its language: a feed reader has no cookie, and seldom a language."""

    @wraps(view)
    def answer(request: HttpRequest, **named: int) -> HttpResponse:
        asked = request.GET.get("lang")
        if asked not in dict(settings.LANGUAGES):
            return view(request, **named)
        with translation.override(asked):
            return view(request, **named)

    return answer


def begin_feed(request: HttpRequest, title: str, *, link: str, description: str) -> Atom1Feed:
    """Return an empty feed that names the page it follows and its own address."""
    return Atom1Feed(
        title=in_xml(f"{title} – Parallax"),
        link=request.build_absolute_uri(link),
        description=in_xml(description),
        feed_url=request.build_absolute_uri(),
        language=translation.get_language() or settings.LANGUAGE_CODE,
    )


def add_entry(
    feed: Atom1Feed, article: Article, request: HttpRequest, *, title: str, text: str, mark: str = ""
) -> None:
    """Add what is told of a report; ``mark`` tells several entries of one report apart."""
    address = request.build_absolute_uri(article.get_absolute_url())
    came_in = article.published_at or article.stored_at
    feed.add_item(
        title=in_xml(title),
        link=address,
        description=in_xml(text),
        unique_id=address + mark,
        pubdate=came_in,
        updateddate=came_in,
        author_name=in_xml(article.outlet.name) if article.outlet else _("Unknown outlet"),
    )


def in_xml(text: str) -> str:
    """Return a text without the characters that no XML document can hold."""
    return _NOT_XML.sub("", text)
