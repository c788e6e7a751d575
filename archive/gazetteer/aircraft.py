"""The catalogue of aircraft types, by id, by family and by every written form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from archive.gazetteer.designators import designator_key, is_known, scan_designators
from archive.gazetteer.folding import fold
from archive.records import AircraftType

if TYPE_CHECKING:
    from archive.gazetteer.tables import Row

# Names that are someone else's, whatever the catalogue says of them: MI6 is the British intelligence service.
_HOMONYMS = frozenset({"mi6"})
_BRACKET = re.compile(r"\s*\([^)]*\)")
_DESIGNATION = re.compile(r"[a-z]{1,5}\d{1,4}\Z")
# A single letter and a single digit ("A4", "T4") name roads, paper and tanks at least as often.
_SHORT = re.compile(r"[a-z]\d{1,2}\Z")
# American services' letters for helicopters, tiltrotors, drones and tankers, with two digits or three: no other thing
# is called UH-60, whatever the list of doubtful names says.
_SERVICE = re.compile(r"(?:[achmsu]h|[cm]v|[mr]q|kc)\d{2,3}\Z")
_STEM_AND_NUMBER = re.compile(r"(?P<stem>[a-z]{1,4})(?P<number>\d{1,3})[a-z]{0,3}\Z")
_VARIANT_OF = re.compile(r"(?P<stem>[a-z]{0,8}\d{1,4})(?P<variant>[a-z]{1,6}\d{0,2}[a-z]{0,2})\Z")
# "737s"; and a type's name up to its number.
_PLURAL = re.compile(r"(?<=\d)s\Z")
_NUMBER = re.compile(r"\D*\d+")

# How a form ranks among those of a type: its name 0, safe aliases 1, doubtful ones 2, then these.
NATO_RANK, ICAO_RANK = 3, 4


class UnknownTypeError(KeyError):
    """No aircraft type has this id."""

    def __init__(self, type_id: str) -> None:
        super().__init__(f"no aircraft type has the id {type_id!r}; ids look like mi-8")


@dataclass(frozen=True, slots=True)
class FormUse:
    """One type that a written form may mean, and whether the form says so without words beside it."""

    type: AircraftType
    is_safe: bool
    rank: int
    printed: str


class AircraftCatalogue:
    """Every aircraft type known."""

    def __init__(self, types: dict[str, AircraftType], forms: dict[str, tuple[FormUse, ...]]) -> None:
        self._types = types
        self.forms = forms
        self.designations = frozenset(key for key in forms if any(sign.isdigit() for sign in key))
        self.longest_form = max(
            (use.printed.count(" ") + use.printed.count("-") + 1) for uses in forms.values() for use in uses
        )
        self._spellings: dict[str, list[str]] = {}
        self._families: dict[str, list[AircraftType]] = {}
        for uses in forms.values():
            for use in uses:
                self._spellings.setdefault(use.type.id, []).append(use.printed)
        for type_ in types.values():
            self._families.setdefault(type_.family, []).append(type_)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds there are, in alphabetical order: balloon, fixed-wing, helicopter, UAV."""
        return tuple(sorted({type_.kind for type_ in self._types.values()}, key=str.lower))

    @property
    def types(self) -> tuple[AircraftType, ...]:
        """Return all types, in the catalogue's order."""
        return tuple(self._types.values())

    def type(self, type_id: str) -> AircraftType:
        """Return the type. Raises UnknownTypeError."""
        if type_id not in self._types:
            raise UnknownTypeError(type_id)
        return self._types[type_id]

    def has_type(self, type_id: str) -> bool:
        """Say whether a type has this id."""
        return type_id in self._types

    def find_types(self, name: str) -> tuple[AircraftType, ...]:
        """Return the types a reader may mean by ``name`` in any written form, the likeliest first."""
        key = _PLURAL.sub("", form_key(name))
        uses = self.forms.get(key) or (() if _goes_on(name) else self.variant_uses(key))
        return tuple(dict.fromkeys(use.type for use in uses))

    def find_versions(self, name: str) -> tuple[AircraftType, ...]:
        """Return what ``find_types`` does, and the types called so with more behind it: a 737 MAX is a 737."""
        found = dict.fromkeys(self.find_types(name))
        key = _PLURAL.sub("", form_key(name))
        for type_ in tuple(found):
            number = _NUMBER.match(type_.name)
            is_bare = number is not None and form_key(number[0]).endswith(key)
            called = re.compile(re.escape(number[0] if number and is_bare else type_.name) + r"(?!\d)")
            found.update((other, None) for other in self.members(type_.family) if called.match(other.name))
        return tuple(found)

    def variant_uses(self, key: str) -> tuple[FormUse, ...]:
        """Return the uses of a designation's key without its variant letters: Mi-8 for "mi8mtvx"."""
        match = _VARIANT_OF.match(key)
        if match is None:
            return ()
        return tuple(use for use in self.forms.get(match["stem"], ()) if _DESIGNATION.match(match["stem"]))

    def spellings(self, type_id: str) -> tuple[str, ...]:
        """Return the written forms known, the type's name first; none where no type has the id."""
        known = self._types.get(type_id)
        return tuple(dict.fromkeys([known.name, *self._spellings.get(type_id, [])])) if known else ()

    def members(self, family: str) -> tuple[AircraftType, ...]:
        """Return the types of ``family`` in the catalogue's order; none if there is no such family."""
        return tuple(self._families.get(family, ()))

    def find_group(self, name: str) -> tuple[AircraftType, ...]:
        """Return all that a reader asks for by ``name``, in the catalogue's order for a kind, a role or a family.

        "helicopter" is the whole kind and "fighters" a role; "H-60" a family, and so is the type it is called
        after (Mi-24, with its export names). Any other type is asked for alone; none if it is no name.
        """
        key = form_key(name)
        group = self._groups.get(key) or self._groups.get(key.removesuffix("s"))
        if group:
            return group
        found = dict.fromkeys(self.find_types(name))
        for type_ in tuple(found):
            if form_key(type_.name) in self._heads.get(type_.family, ()):
                found.update(dict.fromkeys(self.members(type_.family)))
        return tuple(found)

    @cached_property
    def _groups(self) -> dict[str, tuple[AircraftType, ...]]:
        """Return the types of each kind, role and many-membered family by its folded name."""
        groups: dict[str, dict[AircraftType, None]] = {}
        for type_ in self._types.values():
            words = {type_.kind, *_KIND_WORDS.get(type_.kind, ()), *_role_words(type_.role)}
            for word in words:
                groups.setdefault(form_key(word), {})[type_] = None
        families = {
            form_key(family): tuple(members) for family, members in self._families.items() if len(members) > 1
        }
        # A family that is called like a role is asked for by its types' names.
        return {**families, **{key: tuple(types) for key, types in groups.items()}}

    @cached_property
    def _heads(self) -> dict[str, frozenset[str]]:
        """Return, for each family of several, the keys of the types it is called after: "mi8" for "Mi-8/17"."""
        return {
            family: frozenset(
                form_key(type_.name) for type_ in members if _is_head(type_.name, family.split("/")[0])
            )
            for family, members in self._families.items()
            if len(members) > 1
        }

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Return everything that a form's key begins with, so that a reader of words knows when to stop."""
        return frozenset(key[:length] for key in self.forms for length in range(1, len(key) + 1))

    @cached_property
    def number_counts(self) -> dict[str, int]:
        """Return how many numbers follow the folded letters of designations: 23 for "ka", 16 for "mig"."""
        numbers: dict[str, set[str]] = {}
        for key in self.designations:
            if (match := _STEM_AND_NUMBER.match(key)) is not None:
                numbers.setdefault(match["stem"], set()).add(match["number"])
        return {stem: len(known) for stem, known in numbers.items()}

    def is_designation(self, key: str) -> bool:
        """Say whether ``key`` is a known designation, or a variant of one."""
        return is_known(key, self.designations)

    def find_designators(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Return (start, end, key) of the designators in ``text``; see ``scan_designators``."""
        return scan_designators(text, self.designations)


# What readers call a kind besides its name in the catalogue.
_KIND_WORDS = {
    "UAV": ("drone", "unmanned", "unmanned aircraft"),
    "fixed-wing": ("plane", "airplane", "aeroplane"),
    "helicopter": ("chopper",),
}


def _role_words(role: str | None) -> tuple[str, ...]:
    """Return what a role is asked for by: "carrier fighter" is itself, and a fighter."""
    return (role, role.rsplit(" ", 1)[-1]) if role else ()


def _is_head(name: str, family: str) -> bool:
    """Say whether a type bears its family's name, perhaps with its maker or nickname: "F-15 Eagle", "Boeing 737"."""
    return f" {family} " in f" {name} "


def form_key(form: str) -> str:
    """Return the key under which all written forms of a type's name meet: folded, without any gap."""
    return designator_key(fold(form))


def read_type(row: Row) -> tuple[AircraftType, list[tuple[str, FormUse]]]:
    """Return the type of a catalogue row and its written forms with what each is worth."""
    name = _BRACKET.sub("", row["name"])
    type_ = AircraftType(
        row["id"],
        row["name"],
        row["family"],
        row["kind"],
        *(row[column] or None for column in ("manufacturer", "country", "role")),
    )
    doubtful = {form_key(form) for form in row.several("ambiguous_aliases")}
    doubtful = {key for key in doubtful if not _SERVICE.match(key)}
    nato = {form_key(name) for name in row.several("nato_name")}
    forms = [(name, "(" not in row["name"], 0), *((alias, True, 1) for alias in row.several("aliases"))]
    forms += [
        (alias, form_key(alias) not in doubtful, NATO_RANK if form_key(alias) in nato else 2)
        for alias in row.several("ambiguous_aliases")
    ]
    forms += [(name, False, NATO_RANK) for name in row.several("nato_name")]
    forms += [(code, False, ICAO_RANK) for code in row.several("icao_designators") if len(code) == 4]
    uses = []
    for form, is_safe, rank in forms:
        form = _BRACKET.sub("", form)
        key = form_key(form)
        safe = is_safe and key not in doubtful and key not in _HOMONYMS and not _SHORT.match(key)
        # Two digits after one letter are told by their hyphen (F-16); without it only where the list says so.
        safe = safe or (is_safe and key not in doubtful and bool(re.match(r"[a-z]\d\d\Z", key)))
        uses.append((key, FormUse(type_, safe, rank, form)))
    return type_, uses


def _goes_on(name: str) -> bool:
    """Say whether a word follows the number: "Mi-8 crash" is no variant, as "Mi-8MTVX" is one."""
    return any(char.isdigit() for word in name.split()[:-1] for char in word)
