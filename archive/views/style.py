"""The living style page: every part of the pages, for who works on them."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Article
from archive.views.access import editor_of
from archive.views.grid import STANDINGS
from archive.views.timeline import set_timeline

# The tokens of the stylesheet and what each is for; a test holds that they are all of them.
COLOURS = {
    "paper": "the ground",
    "wash": "a ground that stands back",
    "ink": "text",
    "soft": "text that stands back",
    "line": "rules",
    "strong": "rules that divide",
    "accent": "links, focus, what can be done",
    "on-accent": "text on it",
    "mark": "words found",
    "shade-2": "shared by two",
    "shade-3": "shared by three",
    "shade-4": "shared by four, bars",
    "lit": "lit, kept",
    "differ": "differ, errors",
    "scope": "different scope",
    "compatible": "compatible",
    "agree": "agree, done",
    "only": "only here",
}
_BARS = {dt.date(2016, month, 1): count for month, count in enumerate((2, 5, 9, 4, 0, 7), start=1)}


@require_safe
@login_required
def style(request: HttpRequest) -> HttpResponse:
    """Show the parts to staff."""
    if not editor_of(request).is_staff:
        raise PermissionDenied
    context = {
        "colours": COLOURS.items(),
        "standings": STANDINGS.values(),
        "bars": [(bar, "#main" if bar.count else "") for bar in set_timeline(_BARS)],
        "article": Article.objects.published().with_outlet().newest_first().first(),
    }
    return render(request, "archive/style_page.html", context)
