"""The pages of what went wrong: each says what happened and what to do."""

from __future__ import annotations

import errno
import re
import sys
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

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
            _(
                "That was more than the %(count)d files one submission may carry. Nothing was stored; send them in "
                "several goes."
            )
            % {"count": settings.ARCHIVE_MAX_FILES},
        )
    elif isinstance(exception, RequestDataTooBig):
        status, reason = (
            413,
            _(
                "The pasted text is larger than one submission may be. Nothing was stored; "
                "save it as a file and upload that, or send it in parts."
            ),
        )
    else:
        status, reason = 400, _("The address or the form was not one this archive understands.")
    return render(request, "400.html", {"reason": reason}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Offer a search with the words of the address."""
    words = [word for word in _WORD.findall(unquote(request.path)) if word.lower() not in _OWN_WORDS]
    return render(request, "404.html", {"words": " ".join(words[:_MOST_WORDS])}, status=404)


_FULL = gettext_noop("The disk is full.")
_MAKE_ROOM = gettext_noop("Ask whoever runs this archive to make room.")
# What SQLite, PostgreSQL and the system say when the archive as a whole cannot work; in words, and what to do.
_TROUBLES = (
    ("locked", gettext_noop("Another program holds the database."), gettext_noop("Wait a moment.")),
    ("full", _FULL, _MAKE_ROOM),
    ("no space", _FULL, _MAKE_ROOM),
    (
        "read",
        gettext_noop("The disk can only be read."),
        gettext_noop("Ask whoever runs this archive to make it writable."),
    ),
    (
        "malformed",
        gettext_noop("The database is damaged."),
        gettext_noop("Ask whoever runs this archive to run doctor and restore a backup."),
    ),
    (
        "",
        gettext_noop("The database does not answer."),
        gettext_noop("Wait a moment; if it lasts, tell whoever runs this archive."),
    ),
)
_DISK_TROUBLES = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES}
_TRY_AGAIN_AFTER = 10


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke; where it is the database or the disk, say so and what helps (503)."""
    fault = sys.exc_info()[1]
    if not _is_the_archives(fault):
        return HttpResponse(render_to_string("500.html"), status=500)
    said = str(fault).lower()
    reason, cure = next((reason, cure) for word, reason, cure in _TROUBLES if word in said)
    # Without the request: who is signed in is asked of the same database.
    page = render_to_string("503.html", {"reason": _(reason), "cure": _(cure)})
    response = HttpResponse(page, status=503)
    response["Retry-After"] = str(_TRY_AGAIN_AFTER)
    return response


def _is_the_archives(fault: BaseException | None) -> bool:
    """Whether a fault lies with the database or the disk, and not with what was asked."""
    if isinstance(fault, OSError):
        return fault.errno in _DISK_TROUBLES
    return isinstance(fault, (OperationalError, InterfaceError)) or (
        isinstance(fault, DatabaseError) and "malformed" in str(fault)
    )
