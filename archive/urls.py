"""The addresses of Parallax; their names are those of the views."""

from django.contrib import admin
from django.contrib.auth.views import (
    LoginView,
    LogoutView,
    PasswordChangeView,
    PasswordResetDoneView,
    PasswordResetView,
)
from django.urls import path, reverse_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from archive.views import (
    aircraft_pages,
    api,
    batches,
    browsing,
    collecting,
    comparison,
    desk,
    dossiers,
    drafts,
    event_feed,
    exporting,
    front,
    health,
    history,
    interface,
    name_care,
    names_added,
    originals,
    outlets,
    passages,
    place_pages,
    reading,
    rows,
    saving,
    search_feed,
    searching,
    sheets,
    spelling_pages,
    style,
    suggesting,
    tokens,
    trash,
    twins,
)
from archive.views.passwords import ForgottenForm, SetForgottenPassword
from archive.views.signing_in import SignInForm

admin.site.login_form = SignInForm

urlpatterns = [
    path("", searching.search, name="search"),
    *(
        path(f"export.{form}", exporting.export, {"form": form}, name=f"export_{form}")
        for form in exporting.FORMS
    ),
    path("searches/", saving.saved_searches, name="saved_searches"),
    path("searches/save/", saving.save_search, name="save_search"),
    path("searches/<int:saved_id>/", saving.open_saved, name="open_saved"),
    path("searches/<int:saved_id>/change/", saving.change_saved, name="change_saved"),
    path("feed.atom", search_feed.search_feed, name="search_feed"),
    path("api/search/", interface.search_json, name="search_json"),
    path("api/search/openapi.json", interface.openapi, name="openapi"),
    path("articles/<int:article_id>/", reading.article, name="article"),
    path("articles/<int:article_id>/removed/", reading.article_removed, name="article_removed"),
    path("articles/<int:article_id>/original/", originals.article_original, name="article_original"),
    path("articles/<int:article_id>/original/download/", originals.article_download, name="article_download"),
    path("articles/<int:article_id>/citation.ris", originals.citation, {"form": "ris"}, name="article_ris"),
    path(
        "articles/<int:article_id>/citation.bib", originals.citation, {"form": "bib"}, name="article_bibtex"
    ),
    path("events/", comparison.events, name="events"),
    path("events/<int:event_id>/", comparison.event, name="event"),
    *(
        path(
            f"events/<int:event_id>/table.{form}",
            sheets.event_sheet,
            {"form": form},
            name=f"event_sheet_{form}",
        )
        for form in ("csv", "json")
    ),
    path("events/<int:event_id>/print/", sheets.event_sheet, {"form": "print"}, name="event_sheet_print"),
    path("events/<int:event_id>/rows/<slug:key>/", rows.event_row, name="event_row"),
    path("events/<int:event_id>/passages/<int:article_id>/", passages.event_passages, name="event_passages"),
    path("events/<int:event_id>/corrections/<int:correction_id>/undo/", rows.undo_row, name="undo_row"),
    path("events/<int:event_id>/feed.atom", event_feed.event_feed, name="event_feed"),
    path("compare/", comparison.compare, name="compare"),
    *(
        path(f"compare/table.{form}", sheets.compare_sheet, {"form": form}, name=f"compare_sheet_{form}")
        for form in ("csv", "json")
    ),
    path("compare/print/", sheets.compare_sheet, {"form": "print"}, name="compare_sheet_print"),
    path("suggest/", suggesting.suggestions, name="suggest"),
    path("places/", place_pages.places, name="places"),
    path("places/<str:place_id>/", place_pages.place, name="place"),
    path("aircraft/", aircraft_pages.aircraft, name="aircraft"),
    path("aircraft/<str:type_id>/", aircraft_pages.aircraft_type, name="aircraft_type"),
    path("dossiers/", dossiers.dossiers, name="dossiers"),
    path("dossiers/collect/", collecting.collect, name="collect"),
    path("dossiers/<int:dossier_id>/", dossiers.dossier, name="dossier"),
    path(
        "dossiers/<int:dossier_id>/dossier.json",
        dossiers.dossier_export,
        {"form": "json"},
        name="dossier_json",
    ),
    path(
        "dossiers/<int:dossier_id>/dossier.md",
        dossiers.dossier_export,
        {"form": "md"},
        name="dossier_markdown",
    ),
    path("dossiers/shared/<str:key>/", dossiers.dossier_shared, name="dossier_shared"),
    path("style/", style.style, name="style"),
    path("help/", browsing.help_page, name="help"),
    path("desk/", desk.desk, name="desk"),
    path("desk/samples/", front.load_samples, name="load_samples"),
    path("desk/upload/", desk.upload, name="upload"),
    path("desk/names/", name_care.names, name="names"),
    path("desk/names/new-place/", names_added.new_place, name="new_place"),
    path("desk/names/new-type/", names_added.new_type, name="new_type"),
    path("desk/names/tables/", names_added.name_tables, name="name_tables"),
    path("desk/spellings/<str:target>/", spelling_pages.spellings, name="spellings"),
    path("desk/batches/<int:batch_id>/", batches.batch, name="batch"),
    path("desk/batches/<int:batch_id>/files.csv", batches.batch_csv, name="batch_csv"),
    path("desk/files/<int:item_id>/", twins.twin, name="twin"),
    path("desk/articles/<int:article_id>/", drafts.preview, name="preview"),
    path("desk/articles/<int:article_id>/history/", history.history, name="history"),
    path("desk/trash/", trash.trash, name="trash"),
    path("desk/audit/", history.audit, name="audit"),
    path("desk/outlets/", outlets.outlets, name="outlets"),
    path("desk/outlets/<int:outlet_id>/", outlets.outlet, name="outlet"),
    path("desk/tokens/", tokens.tokens, name="tokens"),
    path("api/submissions/", api.api_submit, name="api_submit"),
    path("api/submissions/<int:batch_id>/", api.api_batch, name="api_batch"),
    path("api/openapi.json", api.api_description, name="api_description"),
    path(
        "sign-in/",
        LoginView.as_view(
            template_name="archive/sign_in.html",
            redirect_authenticated_user=True,
            authentication_form=SignInForm,
        ),
        name="sign_in",
    ),
    path(
        "password/",
        PasswordChangeView.as_view(
            template_name="archive/password_form.html", success_url=reverse_lazy("search")
        ),
        name="password",
    ),
    path(
        "password/forgotten/",
        PasswordResetView.as_view(
            template_name="archive/password_forgotten.html",
            email_template_name="archive/password_letter.txt",
            subject_template_name="archive/password_subject.txt",
            form_class=ForgottenForm,
            success_url=reverse_lazy("password_letter_sent"),
        ),
        name="password_forgotten",
    ),
    path(
        "password/forgotten/sent/",
        PasswordResetDoneView.as_view(template_name="archive/password_forgotten.html"),
        name="password_letter_sent",
    ),
    path(
        "password/<uidb64>/<token>/",
        SetForgottenPassword.as_view(
            template_name="archive/password_form.html", success_url=reverse_lazy("sign_in")
        ),
        name="password_reset_confirm",
    ),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    # Nothing but a preference is set there, and readers get no cookie before they choose.
    path("language/", csrf_exempt(set_language), name="set_language"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
]

handler400 = "archive.views.errors.bad_request"
handler404 = "archive.views.errors.not_found"
handler500 = "archive.views.errors.server_error"
