"""Every page there is, by the name of its route."""

from archive.dossiers import add_article, add_passage, begin_dossier, share_dossier
from archive.models import Mention
from archive.records import Span

# Routes that answer with something else than a page, or only to a form.
NO_PAGES = {
    "article_download", "event_feed", "article_ris", "article_bibtex", "dossier_json", "dossier_markdown", "collect",
    "load_samples", "batch_csv", "sign_out", "suggest", "set_language", "healthz", "readyz", None,
}  # fmt: skip
# Pages a superuser sees and nobody else, or not without a signed-in reader.
SIGNED_IN = {
    "names", "new_place", "new_type", "name_tables", "spellings",
    "dossiers", "dossier", "desk", "upload", "batch", "preview", "history", "trash", "audit", "twin", "style",
}  # fmt: skip


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
