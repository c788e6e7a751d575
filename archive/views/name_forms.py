"""The forms of the gazetteer's care."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.desk.curating import PLACE_KINDS
from archive.desk.gazetteer_tables import TABLES
from archive.gazetteer import load_aircraft
from archive.models import AddedPlace, AddedType
from archive.views.place_words import kind_word

_SOURCE_HELP = "Where you have it from: an atlas, a ministry, a report."


class SpellingForm(forms.Form):
    """A spelling to put in."""

    text = forms.CharField(label="Spelling", max_length=200, help_text="As it is printed: Hmeimim.")
    needs_context = forms.BooleanField(
        label="Only with its country, or words of flying, beside it",
        required=False,
        help_text="For a spelling that is another word too.",
    )
    source = forms.CharField(label="Source", max_length=200, required=False, help_text=_SOURCE_HELP)


class PlaceForm(forms.Form):
    """A place that the gazetteer lacks."""

    name = forms.CharField(label="Name", max_length=200, help_text="As reports print it most often.")
    kind = forms.ChoiceField(
        label="Kind", choices=lambda: [(kind, _(kind_word(kind))) for kind in PLACE_KINDS]
    )
    country = forms.RegexField(
        regex=r"^[A-Z]{2}$",
        label="Country",
        required=False,
        help_text="Its code in two capitals (SY); none at sea.",
        error_messages={"invalid": gettext_lazy("A country’s code is two capitals, as SY for Syria.")},
    )
    lat = forms.FloatField(label="Latitude", min_value=-90, max_value=90, help_text="Degrees north: 35.4008.")
    lon = forms.FloatField(
        label="Longitude", min_value=-180, max_value=180, help_text="Degrees east: 35.9487."
    )
    within = forms.CharField(
        label="Inside",
        max_length=100,
        required=False,
        help_text="The id of the place that contains it, as in its page’s address: overlay:latakia-governorate.",
    )
    source = forms.CharField(label="Source", max_length=200, required=False, help_text=_SOURCE_HELP)

    def to_place(self) -> AddedPlace:
        """Return the unsaved row of a valid form."""
        given = dict(self.cleaned_data)
        within = given.pop("within")
        return AddedPlace(**given, within=[within] if within else [])


class TypeForm(forms.Form):
    """An aircraft type that the catalogue lacks."""

    name = forms.CharField(label="Name", max_length=200, help_text="With its hyphen: Ka-65.")
    kind = forms.ChoiceField(
        label="Kind", choices=lambda: [(kind, _(kind)) for kind in load_aircraft().kinds]
    )
    family = forms.CharField(
        label="Family",
        max_length=200,
        required=False,
        help_text="What it belongs to; left empty, its own name.",
    )
    manufacturer = forms.CharField(label="Maker", max_length=200, required=False)
    country = forms.CharField(label="Country", max_length=200, required=False)
    role = forms.CharField(
        label="Role", max_length=100, required=False, help_text="transport, attack, trainer …"
    )
    source = forms.CharField(label="Source", max_length=200, required=False, help_text=_SOURCE_HELP)

    def to_type(self) -> AddedType:
        """Return the unsaved row of a valid form."""
        return AddedType(**self.cleaned_data)


class TableForm(forms.Form):
    """A table to take in."""

    kind = forms.ChoiceField(label="What it holds", choices=lambda: [(kind, _(kind)) for kind in TABLES])
    table = forms.FileField(label="Table", help_text="CSV in UTF-8, with the columns below and a header.")
