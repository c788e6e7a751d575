"""The forms of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

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


class UploadForm(forms.Form):
    """Files, or a pasted text, and what is known of them."""

    uploads = ManyFilesField(
        label="Files",
        required=False,
        # An empty file gets its line on the page of the submission, like any other that is refused.
        allow_empty_file=True,
        help_text=f"Text, Markdown or HTML; up to {settings.ARCHIVE_MAX_FILES} files at once.",
        widget=ManyFilesInput(attrs={"accept": ".txt,.text,.md,.markdown,.html,.htm,text/plain,text/html"}),
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

    def clean_uploads(self) -> list[UploadedFile[Any]]:
        """Refuse more files than one submission may carry."""
        files: list[UploadedFile[Any]] = self.cleaned_data["uploads"]
        if len(files) > settings.ARCHIVE_MAX_FILES:
            raise forms.ValidationError(
                f"{len(files)} files are more than the {settings.ARCHIVE_MAX_FILES} of one submission: "
                "send them in several goes."
            )
        return files

    def clean(self) -> dict[str, Any]:
        """Ask for something to read."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("uploads") and not cleaned.get("pasted", "").strip():
            raise forms.ValidationError("Choose a file, or paste the text of a report.")
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

    published_on = forms.DateField(error_messages={"required": "Choose or write a date first."})
