"""An editor's tokens: making one, seeing when it was used, withdrawing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.desk import make_token, withdraw_token
from archive.models import Scope, Token
from archive.views.access import editor_of, editors_only
from archive.views.parameters import whole_number


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """Show one's tokens; a POST makes or withdraws one. A new one is shown this once."""
    editor, key = editor_of(request), None
    if request.method == "POST" and "withdraw" in request.POST:
        number = whole_number(request.POST["withdraw"]) or 0
        token = get_object_or_404(Token, pk=number, owner=editor, withdrawn_at=None)
        withdraw_token(token, by=editor)
        messages.success(
            request,
            _("The token “%(name)s” is withdrawn; what uses it is turned away now.") % {"name": token.name},
        )
        return redirect("tokens")
    if request.method == "POST":
        name, scope = " ".join(request.POST.get("name", "").split()), request.POST.get("scope", "")
        if not name or scope not in Scope.values:
            messages.error(
                request, _("Give the token a name by which you will know it again, and what it may do.")
            )
            return redirect("tokens")
        key = make_token(editor, name=name, scope=scope)[1]
    context = {"tokens": Token.objects.filter(owner=editor), "scopes": Scope, "key": key}
    return render(request, "archive/tokens_page.html", context)
