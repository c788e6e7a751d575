"""Every page there is, by the name of its route."""

import re

from django.urls import URLPattern, get_resolver

from archive.dossiers import add_article, add_passage, begin_dossier, share_dossier
from archive.models import Mention
from archive.records import Span

# Routes that answer with something else than a page, or only to a form.
_NO_PAGES = {
    "article_download", "article_ris", "article_bibtex", "dossier_json", "dossier_markdown", "collect", "load_samples",
    "sign_out", "set_language", "healthz", "readyz", "suggest", "openapi", "undo_row", "save_search", "open_saved",
    "change_saved", None,
}  # fmt: skip
_NO_PAGE = re.compile(r"(export|api)_|.*_(csv|json|jsonl|feed)$")
# Pages that need a situation of their own; they are made of the same parts.
_ELSEWHERE = {"twin", "event_row", "password_reset_confirm"}
# Pages a superuser sees and nobody else, or not without a signed-in reader.
SIGNED_IN = {
    "dossiers", "dossier", "desk", "upload", "batch", "preview", "history", "trash", "audit", "style", "saved_searches",
    "outlets", "outlet", "tokens", "names", "new_place", "new_type", "name_tables", "spellings", "password",
    "event_passages",
}  # fmt: skip


def unlisted(pages):
    """Return the routes with a page that is not among those given."""
    named = {pattern.name for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)}
    shown = {name for name in named - _NO_PAGES - _ELSEWHERE if not _NO_PAGE.match(name)}
    return shown - set(pages)


def stock(articles, reader):
    """Give the reader a dossier, so that its pages have something to show."""
    dossier = begin_dossier(reader, "Groundings off Lowick")
    add_article(dossier, articles[0], note="Call the coastguard.")
    add_passage(dossier, articles[1], Span(0, 40), note="Nine or eleven?")
    share_dossier(dossier)
    return dossier


def addresses_by_route(articles, dossier):
    """Return the addresses of each route's page in its different states."""
    one, two = articles
    article, event = one.get_absolute_url(), one.event.get_absolute_url()
    place = Mention.objects.exclude(place=None).values_list("place", flat=True).first()
    aircraft = Mention.objects.exclude(aircraft_type=None).values_list("aircraft_type", flat=True).first()
    return {
        "search": ["/", "/?sort=newest", "/?q=ferry", "/?q=zeppelin&outlet=none"],
        "article": [article, f"{article}?from=0&to=40"],
        "article_removed": [f"{article}removed/"],
        "article_original": [f"{article}original/"],
        "events": ["/events/"],
        "event": [event],
        "event_passages": [f"{event}passages/{one.pk}/", f"{event}passages/{one.pk}/?at=0"],
        "event_sheet_print": [f"{event}print/"],
        "compare_sheet_print": [f"/compare/print/?id={one.pk}&id={two.pk}"],
        "compare": [f"/compare/?id={one.pk}&id={two.pk}", "/compare/"],
        "places": ["/places/"],
        "place": [f"/places/{place}/"],
        "names": ["/desk/names/"],
        "new_place": ["/desk/names/new-place/"],
        "new_type": ["/desk/names/new-type/"],
        "name_tables": ["/desk/names/tables/"],
        "spellings": ["/desk/spellings/country:SY/", "/desk/spellings/mi-8/"],
        "aircraft": ["/aircraft/"],
        "aircraft_type": [f"/aircraft/{aircraft}/"],
        "dossiers": ["/dossiers/"],
        "dossier": [dossier.get_absolute_url()],
        "dossier_shared": [f"/dossiers/shared/{dossier.share_key}/"],
        "help": ["/help/"],
        "saved_searches": ["/searches/"],
        "outlets": ["/desk/outlets/"],
        "outlet": [f"/desk/outlets/{one.outlet_id}/"],
        "tokens": ["/desk/tokens/"],
        "password": ["/password/"],
        "password_forgotten": ["/password/forgotten/"],
        "password_letter_sent": ["/password/forgotten/sent/"],
        "desk": ["/desk/"],
        "upload": ["/desk/upload/"],
        "batch": [f"/desk/batches/{one.batch_id}/"],
        "preview": [f"/desk/articles/{one.pk}/"],
        "history": [f"/desk/articles/{one.pk}/history/"],
        "trash": ["/desk/trash/"],
        "audit": ["/desk/audit/"],
        "style": ["/style/"],
        "sign_in": ["/sign-in/"],
        "no such page": ["/ferry/aground/"],
    }
