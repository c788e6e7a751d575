"""The pages of one article: the report, what was removed from it, and its original."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from archive.comparing.sentences import split_sentences
from archive.desk import DeskError, overrule_block
from archive.linking import Later, related_articles
from archive.models import AircraftType, Article, Block, Mention, Place
from archive.views.access import editor_of, editors_only, is_editor
from archive.views.cards import mark_names, sure_ones
from archive.views.citing import citation_of, to_ap, to_chicago
from archive.views.highlights import highlight_marks, highlights_of
from archive.views.hits import hit_marks
from archive.views.parameters import whole_number
from archive.views.permalinks import follow
from archive.views.place_words import kind_word, place_in_words
from archive.views.prose import Mark, Stretch, set_paragraphs
from archive.views.spots import map_of_mentions
from archive.views.strips import strips_by_event
from archive.views.trash import withdrawn_page
from archive.wording import in_words


@dataclass(frozen=True, slots=True)
class Named:
    """A place or type of the article: how often it is named, as what, and its page."""

    name: str
    note: str
    count: int
    url: str


def published_article(article_id: int) -> Article:
    """Return a published article with its reading fetched; raises ``Http404``."""
    return get_object_or_404(Article.objects.published().with_reading(), pk=article_id)


@require_safe
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show a report, its mentions marked, with the passage that ``from`` and ``to`` name."""
    try:
        shown = published_article(article_id)
    except Http404:
        return withdrawn_page(request, article_id)
    related = related_articles(shown)
    permalink = request.build_absolute_uri(shown.get_absolute_url())
    cited = citation_of(shown, permalink)
    pointed = follow(request, shown)
    target = pointed.target
    mentions = sure_ones(shown.mentions.all())
    shows_marks = wants_marks(request)
    marks, cards = mark_names(mentions) if shows_marks else ([], [])
    highlights = highlights_of(request, shown)
    marks += highlight_marks(highlights)
    hits = hit_marks(shown, request.GET.get("q", ""), exact=request.GET.get("exact") == "1")
    marks += hits
    if target:
        anchor = f"c{target.start}-{target.end}"
        marks.append(Mark(target.start, target.end, "", anchor=anchor, is_target=True))
    context = {
        "article": shown,
        "paragraphs": set_paragraphs(shown, _sentences(shown), marks),
        "target": target,
        "hit_count": len(hits),
        "pointed": pointed,
        "cards": cards,
        "shows_marks": shows_marks,
        "places": named_places(mentions),
        "aircraft": named_aircraft(mentions),
        "map": map_of_mentions(mentions, beside=True),
        "highlights": highlights,
        "removed": [block for block in shown.blocks.all() if block.is_removed],
        "strip": strips_by_event([shown.event_id]).get(shown.event_id or 0),
        "siblings": [other for other in related if other.in_same_event],
        "later": [other for other in related if other.later is Later.THIS],
        "others": [other for other in related if not other.in_same_event and other.later is not Later.THIS],
        "permalink": permalink,
        "citations": [("AP", to_ap(cited)), ("Chicago", to_chicago(cited))],
    }
    response = render(request, "archive/article_page.html", context)
    if "marks" in request.GET:
        response.set_cookie(
            _MARKS, "on" if shows_marks else "off", max_age=_KEPT_FOR, samesite="Lax", httponly=True
        )
    return response


# The cookie that keeps whether a reader wants names marked, and for how long (s).
_MARKS, _KEPT_FOR = "marks", 365 * 24 * 3600


def wants_marks(request: HttpRequest) -> bool:
    """Return whether names are to be marked: as the address says, else as it last said in this browser."""
    return request.GET.get("marks", request.COOKIES.get(_MARKS, "on")) != "off"


@require_http_methods(["GET", "HEAD", "POST"])
def article_removed(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show every block of the original with its verdict; an editor's POST overrules one."""
    if request.method == "POST":
        return _overrule(request, article_id=article_id)
    shown = published_article(article_id)
    blocks = list(shown.blocks.all())
    context = {
        "article": shown,
        "blocks": blocks,
        "removed_count": sum(block.is_removed for block in blocks),
        "is_editor": is_editor(request),
    }
    return render(request, "archive/article_removed.html", context)


@editors_only
def _overrule(request: HttpRequest, article_id: int) -> HttpResponse:
    overrule(request, published_article(article_id))
    return back_to_block(request, redirect("article_removed", article_id))


def overrule(request: HttpRequest, of: Article) -> None:
    """Do what a keep or remove button of the article asks, and say what was done."""
    block = of.blocks.filter(pk=whole_number(request.POST.get("block", "")) or 0).first()
    verdict = request.POST.get("verdict", "")
    if block is None or verdict not in ("kept", "removed"):
        messages.error(request, _("That block is no longer there; nothing was changed. Reload the page."))
        return
    try:
        overrule_block(block, verdict, by=editor_of(request))
    except DeskError as error:
        messages.error(request, in_words(str(error)))
    else:
        kept, removed = (
            _("The block “%(beginning)s” is part of the report again."),
            _("The block “%(beginning)s” is removed from the report."),
        )
        messages.success(request, (kept if verdict == "kept" else removed) % {"beginning": _beginning(block)})


def back_to_block(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """Return the redirect pointed at the block the form was about, so that the reader keeps the place."""
    number = whole_number(request.POST.get("block", ""))
    if number is not None:
        page["Location"] += f"#block-{number}"
    return page


def _beginning(block: Block) -> str:
    text = " ".join(block.text.split())
    return text if len(text) <= 50 else f"{text[:50]}…"


def _sentences(of: Article) -> list[Stretch]:
    return [Stretch(s.start, s.end, f"s{s.start}") for s in split_sentences(of.to_report())]


def named_places(mentions: Iterable[Mention]) -> list[Named]:
    """Return the places named, the most often named first."""
    held: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.place:
            held.setdefault(mention.place.id, []).append(mention)
    return [_named_place(group[0].place, group) for group in _most_first(held) if group[0].place]


def _named_place(place: Place, group: Sequence[Mention]) -> Named:
    name = place_in_words(place.id, place.label)
    # "Aleppo (city)" says what it is.
    note = "" if place.label != place.name and place.kind == "city" else kind_word(place.kind)
    if any(m.role == "happened" for m in group):
        note = gettext_noop("where it happened")
    return Named(name, note, len(group), reverse("place", args=[place.id]))


def named_aircraft(mentions: Iterable[Mention]) -> list[Named]:
    """Return the aircraft types named, the most often named first."""
    held: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.aircraft_type:
            held.setdefault(mention.aircraft_type.id, []).append(mention)
    groups = _most_first(held)
    return [_named_type(group[0].aircraft_type, group) for group in groups if group[0].aircraft_type]


def _named_type(named: AircraftType, group: Sequence[Mention]) -> Named:
    return Named(named.name, named.kind, len(group), reverse("aircraft_type", args=[named.id]))


def _most_first(held: dict[str, list[Mention]]) -> list[list[Mention]]:
    return sorted(held.values(), key=lambda group: (-len(group), group[0].start))
