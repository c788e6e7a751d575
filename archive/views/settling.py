"""What an editor does to an event: joins, splits, names it, takes a change back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from archive.linking import (
    ChangeOvertakenError,
    EventGoneError,
    found_event,
    join_event,
    join_events,
    name_event,
    split_from_event,
    undo_change,
    undo_naming,
)
from archive.models import Article, Event, EventChange, EventNaming
from archive.views.access import editor_of, editors_only
from archive.views.parameters import whole_number
from archive.wording import in_words

_LONGEST_NAME = 300


@editors_only
def settle(request: HttpRequest, event_id: int) -> HttpResponse:
    """Do what a form of the event page asks, and go back to the event."""
    shown = get_object_or_404(Event, pk=event_id)
    act = _ACTS.get(request.POST.get("action", ""))
    if act is None:
        messages.error(request, _("That form is not known here; nothing was changed."))
    else:
        act(request, shown)
    return redirect("event", event_id)


@editors_only
def make_one_event(request: HttpRequest, keys: Sequence[int]) -> HttpResponse:
    """Make the reports compared one event, and go there."""
    articles = list(Article.objects.published_by_key(keys).values())
    if len(articles) < 2:
        messages.error(request, _("An event needs two published reports; nothing was changed."))
        return redirect("compare")
    event = found_event(articles, by=editor_of(request))
    messages.success(request, _("These reports are now one event. The log below can undo it."))
    return redirect(event)


def _join(request: HttpRequest, event: Event) -> None:
    article = Article.objects.published().filter(pk=_key(request, "article")).first()
    if article is None:
        messages.error(
            request, _("There is no published report of that number; the number is in its address.")
        )
        return
    try:
        join_event(article, event, by=editor_of(request))
    except EventGoneError:
        messages.error(
            request, _("This event has no reports any more, so none can join it; undo a change first.")
        )
        return
    messages.success(
        request,
        _("“%(title)s” is now a report of this event. The log below can undo it.") % {"title": article.title},
    )


def _merge(request: HttpRequest, event: Event) -> None:
    other = Event.objects.standing().filter(pk=_key(request, "other")).first()
    if other is None:
        messages.error(request, _("There is no event of that number; the number is in its address."))
        return
    title = other.title
    try:
        moved = join_events(event, other, by=editor_of(request))
    except EventGoneError:
        messages.error(request, _("These are one event already, or one of them has no reports any more."))
        return
    messages.success(
        request,
        _("The %(count)s reports of “%(title)s” are now of this event. The log below can undo it.")
        % {"count": len(moved), "title": title},
    )


def _split(request: HttpRequest, event: Event) -> None:
    article = Article.objects.in_event(event).filter(pk=_key(request, "article")).first()
    if article is None:
        messages.error(request, _("That report is no longer in this event; nothing was changed."))
        return
    split_from_event(article, by=editor_of(request))
    messages.success(
        request,
        _("“%(title)s” no longer belongs to this event. The log below can undo it.")
        % {"title": article.title},
    )


def _name(request: HttpRequest, event: Event) -> None:
    name = " ".join(request.POST.get("name", "").split())[:_LONGEST_NAME]
    if not name:
        messages.error(request, _("Write the name first; the event keeps the one it has."))
        return
    name_event(event, name, by=editor_of(request))
    messages.success(request, _("The event is now named “%(name)s”.") % {"name": name})


def _undo(request: HttpRequest, event: Event) -> None:
    change = EventChange.objects.filter(pk=_key(request, "change"), undone_at=None).first()
    if change is None or event.pk not in (change.before_id, change.after_id):
        messages.error(request, _("That change was already undone, or is not of this event."))
        return
    try:
        undo_change(change, by=editor_of(request))
    except ChangeOvertakenError as error:
        messages.error(request, _("%(error)s.") % {"error": in_words(str(error))})
        return
    messages.success(request, _("The change was undone; the report is where it was before."))


def _undo_name(request: HttpRequest, event: Event) -> None:
    naming = EventNaming.objects.filter(pk=_key(request, "naming"), event=event).first()
    if naming is None:
        messages.error(request, _("That name is not of this event."))
        return
    try:
        undo_naming(naming, by=editor_of(request))
    except ChangeOvertakenError as error:
        messages.error(request, _("%(error)s.") % {"error": in_words(str(error))})
        return
    messages.success(request, _("The event has the name it had before."))


def _key(request: HttpRequest, name: str) -> int:
    """Return the key a form names; 0, which no row has, where it is no number."""
    return whole_number(request.POST.get(name, "")) or 0


_ACTS: dict[str, Callable[[HttpRequest, Event], None]] = {
    "join": _join,
    "merge": _merge,
    "split": _split,
    "name": _name,
    "undo": _undo,
    "undo_name": _undo_name,
}
