"""The form that puts what a page shows into a dossier."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from archive.models import Dossier

register = template.Library()


@register.inclusion_tag("archive/_collect.html", takes_context=True)
def collect(context: RequestContext, name: str, **fields: Any) -> dict[str, Any]:
    """Show the form to who is signed in; ``name`` tells it from others on the page, ``fields`` what is collected."""
    request = context["request"]
    own = Dossier.objects.filter(owner=request.user.pk).kept() if request.user.is_authenticated else None
    return {
        "name": name,
        "fields": [(field.rstrip("_"), value) for field, value in fields.items()],
        "dossiers": own,
        "next": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }
