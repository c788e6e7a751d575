"""The original of an article, beside what was made of it, and the article's records for reference managers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from archive.cleaning import sanitise_html
from archive.intake import IntakeError, read_carried
from archive.models import Original
from archive.records import Carrier, Format
from archive.views.citing import citation_of, to_bibtex, to_ris
from archive.views.prose import set_paragraphs
from archive.views.reading import published_article

# So much of an original is shown on its page; the whole is a download away.
_MOST_SHOWN = 400_000

# How each record is written, and the type it is sent as.
_RECORDS = {
    "ris": (to_ris, "application/x-research-info-systems"),
    "bib": (to_bibtex, "application/x-bibtex"),
}


@require_safe
def article_original(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show the original beside the report: HTML sanitised, or its source (``?as=source``); text as it is."""
    shown = published_article(article_id)
    text = _decoded(shown.original)
    is_html = shown.original.format == Format.HTML
    as_page = is_html and request.GET.get("as") != "source"
    context = {
        "article": shown,
        "is_html": is_html,
        "as_page": as_page,
        "is_cut": len(text) > _MOST_SHOWN,
        # The allow-list of the cleaning room has been over it; nothing else on the page is trusted.
        "markup": mark_safe(sanitise_html(text[:_MOST_SHOWN])) if as_page else "",  # noqa: S308  (sanitised)
        "text": text[:_MOST_SHOWN],
        "paragraphs": set_paragraphs(shown, (), ()),
    }
    return render(request, "archive/article_original.html", context)


@require_safe
def article_download(request: HttpRequest, article_id: int) -> HttpResponse:
    """Send the original's bytes, never to be shown or run by the browser."""
    original = published_article(article_id).original
    response = HttpResponse(bytes(original.content), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="original-{article_id}.{_suffix(original)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _suffix(original: Original) -> str:
    if original.carrier:
        return original.carrier
    return {Format.HTML.value: "html", Format.MARKDOWN.value: "md"}.get(original.format, "txt")


def _decoded(original: Original) -> str:
    if original.carrier:
        try:
            return read_carried(bytes(original.content), original.filename, Carrier(original.carrier)).text
        except IntakeError as error:
            raise Http404(str(error)) from error
    try:
        return bytes(original.content).decode(original.encoding, errors="replace")
    except LookupError as error:
        raise Http404(f"the original is in an encoding not known here: {original.encoding}") from error


@require_safe
def citation(request: HttpRequest, article_id: int, form: str) -> HttpResponse:
    """Send the article's record for a reference manager: ``form`` is ``ris`` or ``bib``."""
    cited = published_article(article_id)
    write, media_type = _RECORDS[form]
    address = request.build_absolute_uri(cited.get_absolute_url())
    response = HttpResponse(write(citation_of(cited, address)), content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="report-{article_id}.{form}"'
    return response
