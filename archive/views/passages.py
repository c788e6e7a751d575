"""An editor says of two passages that they tell the same, or that they do not."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.comparing.corrections import RowAct
from archive.comparing.sentences import split_sentences
from archive.comparisons import correct_pair
from archive.models import Article, Event
from archive.records import Passage
from archive.views.access import editor_of, editors_only
from archive.views.parameters import whole_number
from archive.views.rows import side_by_side_of
from archive.views.side_by_side import SideBySide, keys_asked_for

# A sentence in a list to choose from is shown up to this many characters.
_LONGEST_CHOICE = 110


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report, and what tells the same in the others: (key, report, words)."""

    passage: Passage
    text: str
    beside: tuple[tuple[str, str, str], ...]

    @property
    def key(self) -> str:
        """Return the name of the sentence in a form."""
        return _key(self.passage)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def event_passages(request: HttpRequest, event_id: int, article_id: int) -> HttpResponse:
    """Show a report's sentences with what tells the same; the one asked for with forms that put its pairs right."""
    event = get_object_or_404(Event, pk=event_id)
    side = side_by_side_of(request, event)
    article = next((article for article in side.articles if article.pk == article_id), None)
    if article is None:
        raise Http404("no report of this comparison")
    sentences = _sentences(side, article)
    chosen = next((s for s in sentences if s.passage.start == whole_number(request.GET.get("at", ""))), None)
    if request.method == "POST":
        return _act(request, event, side, article, chosen)
    others = [(side.names[other.pk], _choices(other)) for other in side.articles if other.pk != article.pk]
    context = {
        "event": event,
        "article": article,
        "name": side.names[article.pk],
        "sentences": sentences,
        "chosen": chosen,
        "others": others if chosen else (),
        "compared": keys_asked_for(request),
    }
    return render(request, "archive/event_passages.html", context)


def _act(
    request: HttpRequest, event: Event, side: SideBySide, article: Article, chosen: Sentence | None
) -> HttpResponse:
    bodies = {other.pk: other.body for other in side.articles}
    act = {"part": RowAct.PART, "pair": RowAct.PAIR}.get(request.POST.get("act", ""))
    names = request.POST.getlist("with") if act is RowAct.PART else [request.POST.get("other", "")]
    known = {_key(passage): passage for other in side.articles for passage in _passages(other)}
    wanted = [known[name] for name in names if name in known and known[name].article != article.pk]
    if act is None or chosen is None or not wanted:
        messages.error(request, _("Choose a sentence of another report. Nothing was changed."))
        return redirect(request.get_full_path())
    for other in wanted:
        correct_pair(event, act, chosen.passage, other, bodies, by=editor_of(request))
    done = _("The passages are parted.") if act is RowAct.PART else _("The passages are paired.")
    messages.success(request, _("%(done)s The log below can undo it.") % {"done": done})
    return redirect(event)


def _sentences(side: SideBySide, article: Article) -> list[Sentence]:
    bodies = {other.pk: other.body for other in side.articles}
    beside: dict[tuple[int, int], list[tuple[str, str, str]]] = {}
    for pair in side.comparison.alignment:
        for mine, other in ((pair.a, pair.b), (pair.b, pair.a)):
            if mine.article == article.pk and other.article in bodies:
                words = bodies[other.article][other.start : other.end]
                told = (_key(other), side.names[other.article], words)
                beside.setdefault((mine.start, mine.end), []).append(told)
    return [
        Sentence(p, article.body[p.start : p.end], tuple(beside.get((p.start, p.end), ())))
        for p in _passages(article)
    ]


def _passages(article: Article) -> list[Passage]:
    sentences = split_sentences(article.to_report())
    return [Passage(article.pk, s.start, s.end) for s in sentences if s.is_prose]


def _choices(article: Article) -> list[tuple[str, str]]:
    return [
        (_key(p), Truncator(article.body[p.start : p.end]).chars(_LONGEST_CHOICE)) for p in _passages(article)
    ]


def _key(passage: Passage) -> str:
    return f"{passage.article}-{passage.start}-{passage.end}"
