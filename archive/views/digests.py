"""What is new in saved searches, and the letters that say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from archive.models import Article, Digest, SavedSearch
from archive.search.results import find_keys
from archive.views.address import read_address

_EVERY = {Digest.DAILY: dt.timedelta(days=1), Digest.WEEKLY: dt.timedelta(days=7)}
# A letter lists no more reports than this, and says how many there are.
_MOST_LISTED = 25
# SQLite takes a limited number of keys in one query.
_KEYS_AT_ONCE = 500


def new_since(query: str, since: dt.datetime) -> list[Article]:
    """Return the reports of a search that were published in the archive after a moment, the latest first.

    Raises ``SearchUnavailableError``.
    """
    address = read_address(QueryDict(query))
    fresh = dict(Article.objects.published().filter(published_at__gt=since).values_list("pk", "published_at"))
    if not fresh:
        return []
    found = find_keys(
        address.text, address.filters, sort="newest", exact=address.exact, any_word=address.any_word
    )
    keys = [key for key in found if key in fresh]
    articles = [
        article
        for start in range(0, len(keys), _KEYS_AT_ONCE)
        for article in Article.objects.with_outlet()
        .published_by_key(keys[start : start + _KEYS_AT_ONCE])
        .values()
    ]
    return sorted(articles, key=lambda article: (article.published_at or since, article.pk), reverse=True)


def send_digests(server: str, now: dt.datetime | None = None) -> int:
    """Send the letters that are due to readers with an address, and return their number.

    ``server`` is where the archive is read, as https://archive.example. Raises ``SearchUnavailableError``.
    """
    now = now or timezone.now()
    sent = 0
    for saved in SavedSearch.objects.exclude(digest=Digest.NEVER).select_related("owner"):
        if now - saved.sent_at < _EVERY[Digest(saved.digest)] or not saved.owner.email:
            continue
        articles = new_since(saved.query, saved.sent_at)
        if articles:
            with override(saved.language):
                _letter(saved, articles, server).send()
            sent += 1
        SavedSearch.objects.filter(pk=saved.pk).update(sent_at=now)
    return sent


def _letter(saved: SavedSearch, articles: Sequence[Article], server: str) -> EmailMessage:
    count = len(articles)
    said = ngettext("%(count)s new report for “%(name)s”", "%(count)s new reports for “%(name)s”", count)
    lines = [said % {"count": count, "name": saved.name}, ""]
    for article in articles[:_MOST_LISTED]:
        outlet = article.outlet.name if article.outlet else _("Unknown outlet")
        day = date_format(article.published_on) if article.published_on else _("undated")
        lines += [article.title, f"{outlet}, {day}", f"{server}{article.get_absolute_url()}", ""]
    if count > _MOST_LISTED:
        lines += [_("and %(count)s more.") % {"count": count - _MOST_LISTED}, ""]
    lines += [_("All of them:"), f"{server}{reverse('open_saved', args=[saved.pk])}"]
    subject = " ".join(lines[0].split())
    return EmailMessage(subject, "\n".join(lines), to=[saved.owner.email])
