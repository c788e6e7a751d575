"""Words that templates translate though no template holds them: of the pure rooms, and of lists in the views."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.forms import Form, ModelForm
from django.forms.utils import pretty_name

from archive import records
from archive.cleaning import reasons
from archive.models import (
    Act,
    DateOrder,
    Digest,
    Duplicates,
    Likeness,
    Outcome,
    Outlet,
    OutletKind,
    Scope,
    State,
    Status,
)
from archive.search.query import FIELDS
from archive.views import (
    address,
    aircraft_pages,
    browsing,
    evidence,
    facet_links,
    grid,
    name_forms,
    outlets,
    place_pages,
    place_words,
    style,
)
from archive.views import forms as views_forms

ROOT = Path(__file__).resolve().parent.parent
# The claims' questions that hold no word of a report; those that do stay as they are.
_QUESTION = re.compile(r"[A-Z][^{}%]+\?")
_FACET_VALUES = ("Unknown outlet", "Date unknown", "Language unknown", "In an event", "Figures differ")
_AIRCRAFT_KINDS = ("helicopter", "fixed-wing", "UAV", "balloon")
# The commoner roles of the catalogue; the others are said as it has them.
_AIRCRAFT_ROLES = (
    "aerobatic", "agricultural", "airborne early warning", "airliner", "amphibian", "anti-submarine", "attack",
    "bomber", "business jet", "business turboprop", "cargo", "carrier fighter", "command post", "dive bomber",
    "electronic warfare", "fighter", "flying boat", "glider", "heavy lift", "heavy transport", "homebuilt",
    "interceptor", "light aircraft", "light attack", "light helicopter", "light twin", "loitering munition",
    "long-range strike", "maritime patrol", "naval", "observation", "prototype", "reconnaissance", "research",
    "search and rescue", "signals intelligence", "special operations", "tactical", "tanker", "tiltrotor",
    "torpedo bomber", "trainer", "transport", "ultralight", "utility", "utility transport",
)  # fmt: skip
# What countries of makers are called that no list of today's countries has.
_MAKERS = ("Soviet Union", "Yugoslavia", "Czech Republic", "Europe", "Other")


def stored_words() -> Iterator[tuple[str, str]]:
    """Yield each with the place it comes from."""
    yield from (
        ("archive/cleaning/reasons.py", word) for name, word in vars(reasons).items() if name.isupper()
    )
    yield from (("archive/records/cleaned.py", kind.value) for kind in records.Kind)
    yield from (("archive/search/query.py", meaning) for meaning in FIELDS.values())
    yield from (("archive/views/browsing.py", meaning) for _, meaning in browsing.EXAMPLES)
    yield from (
        ("archive/gazetteer/data/aircraft_types.csv", kind)
        for kind in (*_AIRCRAFT_KINDS, *_AIRCRAFT_ROLES, *_MAKERS)
    )
    yield from _lists()
    yield from _labels()
    yield from _questions()


def _lists() -> Iterator[tuple[str, str]]:
    for standing in grid.STANDINGS.values():
        yield from (("archive/views/grid.py", word) for word in (standing.word, standing.meaning))
    facets = facet_links.FACET_NAMES.values()
    chips = ("Date", *(f"Not {name.lower()}" for name in facets))
    yield from (("archive/views/searching.py", word) for word in (*facets, *chips, *address.SORTS.values()))
    yield from (("archive/search/facets.py", word) for word in _FACET_VALUES)
    sources = (evidence.PRINTED, evidence.BY_DATELINE, evidence.BY_WORDS)
    yield from (("archive/views/evidence.py", word) for word in (*evidence.LABELS.values(), *sources))
    for held in (place_pages.WAYS, aircraft_pages.WAYS, aircraft_pages.KIND_HEADINGS, style.COLOURS):
        yield from (("archive/views/", word) for word in held.values())
    for heading, kinds in place_words.KIND_GROUPS.items():
        words = (heading, *map(place_words.kind_word, kinds), place_words.OTHER_KINDS)
        yield from (("archive/views/place_words.py", word) for word in words)


def _labels() -> Iterator[tuple[str, str]]:
    for choices in (Status, Outcome, State, Duplicates, Likeness, Act, OutletKind, DateOrder, Scope, Digest):
        yield from ((f"archive/models/ {choices.__name__}", str(label)) for label in choices.labels)
    for module in (views_forms, name_forms):
        for held in vars(module).values():
            if isinstance(held, type) and issubclass(held, Form) and held is not Form:
                yield from _texts_of(held, f"{module.__name__}.{held.__name__}")
    yield from _texts_of(outlets.OutletForm, "archive.views.outlets.OutletForm")


def _texts_of(form: type[Form | ModelForm[Outlet]], place: str) -> Iterator[tuple[str, str]]:
    for name, field in form.base_fields.items():
        yield place, str(field.label or pretty_name(name))
        if field.help_text:
            yield place, str(field.help_text)


def _questions() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.glob("archive/comparing/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and _QUESTION.fullmatch(node.value)
            ):
                yield path.relative_to(ROOT).as_posix(), node.value
