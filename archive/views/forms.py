"""The forms of the desk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.intake import UnknownColumnError, parse_columns
from archive.intake.reading import READ_BEST, READ_TOO
from archive.models import Duplicates
from archive.wording import in_words

_LONGEST_OUTLET = 200


def _date_field(label: str, help_text: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


def _outlet_field(help_text: str) -> forms.CharField:
    return forms.CharField(
        label="Outlet",
        required=False,
        max_length=_LONGEST_OUTLET,
        help_text=help_text,
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
    )


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A field of any number of files; cleaned to a list."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return the files sent, in order; none is an empty list."""
        sent: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        return [
            file for one in sent if one for file in [super(ManyFilesField, self).clean(one, initial)] if file
        ]


class FolderInput(ManyFilesInput):
    """A file input by which a browser sends a whole folder."""

    def __init__(self) -> None:
        super().__init__(attrs={"webkitdirectory": True})


class UploadForm(forms.Form):
    """Files, or a pasted text, and what is known of them."""

    uploads = ManyFilesField(
        label="Files",
        required=False,
        # An empty file gets its line on the page of the submission, like any other that is refused.
        allow_empty_file=True,
        help_text=f"{READ_BEST}, {READ_TOO}; many reports at once as .zip, .csv, .jsonl or .warc. "
        f"Up to {settings.ARCHIVE_MAX_FILES:,} files, more in a .zip.",
        widget=ManyFilesInput(),
    )
    folder = ManyFilesField(
        label="Or a folder",
        required=False,
        allow_empty_file=True,
        help_text="Every file in it and below it.",
        widget=FolderInput(),
    )
    pasted = forms.CharField(
        label="Or paste the text of one report",
        required=False,
        help_text="Paste it as it came, share buttons and all: cleaning is done here, and you see what goes.",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    outlet = _outlet_field(
        "Who ran it. Leave it empty where the files are of several outlets, or say so themselves."
    )
    published_on = _date_field(
        "Published on", "Only where you know it; a date printed in the report is found without you."
    )

    columns = forms.CharField(
        label="Columns of a table",
        required=False,
        max_length=500,
        help_text="Only for .csv and .jsonl whose columns have other names than text, headline, date, outlet: "
        "text=NAME, headline=NAME, published=NAME, outlet=NAME, byline=NAME, url=NAME.",
    )
    duplicates = forms.ChoiceField(
        label="Files that repeat an article",
        required=False,
        choices=[(value, gettext_lazy(str(label))) for value, label in Duplicates.choices],
        initial=Duplicates.ASK,
        help_text="The same file, the same text, or an updated version by the same outlet.",
    )

    # Where each file lay in its folder, as the page's script found it: a browser sends the names alone.
    paths = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_paths(self) -> list[str]:
        """Return the paths; none where they are not what the script sends."""
        try:
            paths = json.loads(self.cleaned_data["paths"] or "[]")
        except (ValueError, RecursionError):
            return []
        are_paths = isinstance(paths, list) and all(isinstance(path, str) for path in paths)
        return paths if are_paths else []

    def clean_columns(self) -> dict[str, str]:
        """Read which columns hold what."""
        try:
            return parse_columns(self.cleaned_data["columns"])
        except UnknownColumnError as error:
            raise forms.ValidationError(in_words(str(error))) from error

    def clean_duplicates(self) -> str:
        """Ask, unless told otherwise."""
        return self.cleaned_data["duplicates"] or Duplicates.ASK

    def clean(self) -> dict[str, Any]:
        """Ask for something to read, and refuse more files than one submission may carry."""
        cleaned = super().clean() or {}
        files = len(cleaned.get("uploads", [])) + len(cleaned.get("folder", []))
        if files > settings.ARCHIVE_MAX_FILES:
            raise forms.ValidationError(
                _(
                    "%(files)s files are more than the %(most)s of one submission: send them in several goes, or as "
                    "one .zip."
                )
                % {"files": files, "most": settings.ARCHIVE_MAX_FILES}
            )
        if not self.errors and not files and not cleaned.get("pasted", "").strip():
            raise forms.ValidationError(_("Choose a file or a folder, or paste the text of a report."))
        return cleaned


class CorrectionForm(forms.Form):
    """What an editor may put right in an article's reading."""

    headline = forms.CharField(
        required=False, max_length=500, help_text="As the outlet printed it; empty where it printed none."
    )
    byline = forms.CharField(required=False, max_length=300, help_text="Who is credited.")
    outlet = _outlet_field("Who ran it.")
    published_on = _date_field("Published on", "Empty while it is not known.")


class DateForm(forms.Form):
    """A date for an article that has none."""

    published_on = forms.DateField(error_messages={"required": gettext_lazy("Choose or write a date first.")})
