"""Suggestions while typing, for the script of the search box."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from archive.search.engine import SearchUnavailableError
from archive.search.suggestions import NOTHING_SUGGESTED, Suggestion, suggest
from archive.views.place_words import country_in_words, kind_word, place_in_words

# What is typed before is the search's business.
_LONGEST = 200


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer with what the end of ``q`` may be the beginning of, where in ``q`` that begins, and all that in words."""
    text = request.GET.get("q", "").replace("\0", "")
    cut = max(0, len(text) - _LONGEST)
    try:
        answer = suggest(text[cut:])
    except SearchUnavailableError:  # which the search itself says, with the cure
        answer = NOTHING_SUGGESTED
    count = len(answer.found)
    said = (
        ngettext("%(count)s suggestion", "%(count)s suggestions", count) % {"count": count} if count else ""
    )
    found = [_offered(each) for each in answer.found]
    return JsonResponse({"start": answer.start + cut, "found": found, "said": said})


def _offered(each: Suggestion) -> dict[str, Any]:
    kind, comma, holder = each.what.partition(", ")
    what = f"{_(kind_word(kind))}{comma}{country_in_words(holder)}"
    said = number_format(each.count, force_grouping=True)
    count = ngettext("%(count)s report", "%(count)s reports", each.count) % {"count": said}
    note = f"{what}, {count}"
    if each.spellings:
        note += "; " + _("also spelled %(spellings)s") % {"spellings": ", ".join(each.spellings)}
    return asdict(each) | {"name": place_in_words(each.id, each.name), "what": what, "note": note}
