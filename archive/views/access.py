"""Who may see what, and where a form may send its sender back to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

EDIT_PERMISSION = "archive.add_article"

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def editors_only(view: View) -> View:
    """Return the view kept to editors: others sign in first, or are told they may not (403)."""
    return login_required(permission_required(EDIT_PERMISSION, raise_exception=True)(view))


def editor_of(request: HttpRequest) -> User:
    """Return who is signed in; only in a view that is ``editors_only``."""
    return cast("User", request.user)


def is_editor(request: HttpRequest) -> bool:
    """Return whether the reader may edit."""
    return request.user.has_perm(EDIT_PERMISSION)


def safe_next(request: HttpRequest, fallback: str) -> str:
    """Return the address a form asks to go on to, where it is ours, else ``fallback``."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # An address of ours begins so; anything else would be taken for the name of a view.
    return wanted if wanted.startswith("/") and is_ours else fallback
