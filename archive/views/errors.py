"""The pages of what went wrong: each says what happened and what to do."""

from __future__ import annotations

import re
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_WORD = re.compile(r"[^\W\d_]{3,}")
# So many words of a wrong address are offered as a search.
_MOST_WORDS = 6
# The words of our own addresses say nothing about what was looked for.
_OWN_WORDS = frozenset({"articles", "events", "desk", "batches", "original", "removed", "html", "htm", "www"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say why a request was refused and what would pass."""
    if isinstance(exception, TooManyFilesSent):
        status, reason = (
            413,
            (
                f"That was more than the {settings.ARCHIVE_MAX_FILES} files one submission may carry. "
                "Nothing was stored; send them in several goes."
            ),
        )
    elif isinstance(exception, RequestDataTooBig):
        status, reason = (
            413,
            (
                "The pasted text is larger than one submission may be. Nothing was stored; "
                "save it as a file and upload that, or send it in parts."
            ),
        )
    else:
        status, reason = 400, "The address or the form was not one this archive understands."
    return render(request, "400.html", {"reason": reason}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Offer a search with the words of the address."""
    words = [word for word in _WORD.findall(unquote(request.path)) if word.lower() not in _OWN_WORDS]
    return render(request, "404.html", {"words": " ".join(words[:_MOST_WORDS])}, status=404)
