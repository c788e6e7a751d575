"""Suggestions while typing, for the script of the search box."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from archive.search.suggestions import suggest
from archive.views.place_words import kind_word

# What is typed before is the search's business.
_LONGEST = 200


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer with what the end of ``q`` may be the beginning of, and where in ``q`` that begins."""
    text = request.GET.get("q", "").replace("\0", "")
    cut = max(0, len(text) - _LONGEST)
    answer = suggest(text[cut:])
    found = [asdict(each) | {"what": _in_words(each.what)} for each in answer.found]
    return JsonResponse({"start": answer.start + cut, "found": found})


def _in_words(what: str) -> str:
    kind, comma, rest = what.partition(", ")
    return f"{kind_word(kind)}{comma}{rest}"
