"""Names in a query -> ids: what else a word may be spelled as, and which places and types a name stands for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from babel import Locale
from django.db.models import Q

from archive.gazetteer import AircraftCatalogue, PlaceGazetteer, fold
from archive.gazetteer.places import distance_km
from archive.models import Mention, Outlet, Place, known_aircraft, known_places
from archive.records import Role
from archive.search.nodes import (
    AircraftName,
    All,
    AnyOf,
    LanguageName,
    Named,
    NearPlace,
    Node,
    Not,
    OutletName,
    Phrase,
    PlaceName,
    Word,
)

ENGLISH = Locale("en")

# A run of this many neighbouring words may be one place's name ("Deir ez-Zor province").
MAX_NAME_WORDS = 4
# A name that more places share than this is not told apart by its name; the first are the likeliest.
MAX_IDS = 12
# Typed so it is the country; as a word it stands in every other report.
PRONOUN = "US"
# A type and its versions: a 737 has fourteen.
MAX_VERSIONS = 24
# Places of one name that distances are taken from: the likeliest.
MAX_CENTRES = 3
# A query line that lists more other spellings than this is not read.
MAX_SPELLINGS = 8
# So many mentions say which spellings are common.
MAX_SURFACES = 5_000


@dataclass
class Resolution:
    """A query with its names resolved, and what to tell the reader about it."""

    node: Node | None
    notices: list[str] = field(default_factory=list)
    # Names found by their spelling variants: mention ids searched along with the words as typed.
    place_ids: set[str] = field(default_factory=set)
    aircraft_ids: set[str] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)
    # Only the spelling typed: names in fields too are looked for as they stand.
    exact: bool = False

    @cached_property
    def places(self) -> PlaceGazetteer:
        """The places known, asked for once a query."""
        return known_places()

    @cached_property
    def catalogue(self) -> AircraftCatalogue:
        """The aircraft types known, asked for once a query."""
        return known_aircraft()

    def also_searched(self) -> tuple[str, ...]:
        """Return the other spellings the archive holds of the names searched, commonest first."""
        if not self.place_ids and not self.aircraft_ids:
            return ()
        # In the order of an index: sorting all mentions of a common place would take longer than the search.
        mentions = Mention.objects.exclude(role=Role.DEMONYM).order_by()
        surfaces = (
            mentions.filter(place_id__in=self.place_ids)
            | mentions.filter(aircraft_type_id__in=self.aircraft_ids)
        ).values_list("surface", flat=True)
        counts: Counter[str] = Counter()
        shown: dict[str, str] = {}
        for surface, count in Counter(surfaces[:MAX_SURFACES]).items():
            key = fold(surface)
            counts[key] += count
            shown.setdefault(key, surface)
        others = sorted((key for key in counts if key not in self.typed), key=lambda k: (-counts[k], k))
        return tuple(shown[key] for key in others[:MAX_SPELLINGS])


def resolve_names(node: Node | None, *, exact: bool) -> Resolution:
    """Turn the names in a query into ids; with ``exact`` words stay as typed, and a name in a field is printed so."""
    resolution = Resolution(None, exact=exact)
    if node is not None:
        resolution.node = _resolve(node, resolution)
    return resolution


def _resolve(node: Node, resolution: Resolution) -> Node:
    match node:
        case All(nodes):
            return All(tuple(_resolve_run(nodes, resolution)))
        case AnyOf(nodes):
            return AnyOf(tuple(_resolve(part, resolution) for part in nodes))
        case Not(inner):
            return Not(_resolve(inner, resolution))
        case Word():
            return _with_spellings([node], resolution) or node
        case PlaceName(text, kind):
            return _place(text, kind, resolution)
        case NearPlace(text, km):
            return _near(text, km, resolution)
        case LanguageName(text):
            return _language(text, resolution)
        case AircraftName(text):
            return _aircraft(text, resolution)
        case OutletName(text):
            return _outlet(text, resolution)
        case _:
            return node


def _resolve_run(nodes: tuple[Node, ...], resolution: Resolution) -> list[Node]:
    """Resolve neighbours, the longest run of words that is a name first."""
    resolved: list[Node] = []
    position = 0
    while position < len(nodes):
        for length in range(MAX_NAME_WORDS, 1, -1):
            run = nodes[position : position + length]
            words = [part for part in run if isinstance(part, Word)]
            if len(words) < length:
                continue
            joined = _with_spellings(words, resolution)
            if joined is not None:
                resolved.append(joined)
                position += length
                break
        else:
            resolved.append(_resolve(nodes[position], resolution))
            position += 1
    return resolved


def _with_spellings(words: list[Word], resolution: Resolution) -> Node | None:
    """Return the words in this order, or any report that names the same place or type; None when they name neither.

    Where only the spelling typed is wanted, the words alone.
    """
    if any(word.is_prefix for word in words):
        return None
    name = " ".join(word.text for word in words)
    places = tuple(place.id for place in resolution.places.find_places(name)[:MAX_IDS])
    # A bare word is looked up as a type only where it is a designator: "falcon" the bird is also a jet.
    has_digit = any(char.isdigit() for char in name)
    types = (
        tuple(found.id for found in resolution.catalogue.find_versions(name)[:MAX_VERSIONS])
        if has_digit
        else ()
    )
    if not places and not types:
        return None
    # Apart, the words of a name say something else: "united" and "states".
    plain: Node = words[0] if len(words) == 1 else Phrase(name)
    named = [Named(kind, ids) for kind, ids in (("place", places), ("aircraft", types)) if ids]
    if resolution.exact:
        return All((AnyOf(tuple(named)), plain)) if name == PRONOUN else plain
    resolution.place_ids.update(places)
    resolution.aircraft_ids.update(types)
    resolution.typed.add(fold(name))
    return AnyOf(tuple(named) if name == PRONOUN else (plain, *named))


def _place(text: str, kind: str, resolution: Resolution) -> Node:
    ids = _ids_of_place(text, resolution.places)
    if not ids:
        resolution.notices.append(f"No place is called “{text}” in the gazetteer; it was searched as words.")
        return Word(text)
    return _as_typed(Named(kind, ids), text, resolution)


def _as_typed(named: Named, text: str, resolution: Resolution) -> Node:
    """Return the name, or, where only the spelling typed is wanted, the name where it is printed so."""
    is_id = ":" in text
    return All((named, Phrase(text))) if resolution.exact and not is_id else named


def _near(text: str, km: int, resolution: Resolution) -> Node:
    ids = _same_spot(_ids_of_place(text, resolution.places), resolution.places)
    if not ids:
        resolution.notices.append(f"No place is called “{text}” in the gazetteer; it was searched as words.")
        return Word(text)
    named = set(Place.objects.values_list("id", flat=True))
    around = tuple(key for key in resolution.places.find_within(ids[:MAX_CENTRES], km) if key in named)
    resolution.notices.append(f"Within {km} km of {text} the archive names {len(around)} places.")
    return Named("place", around)


def _language(text: str, resolution: Resolution) -> Node:
    codes = [code for code, name in ENGLISH.languages.items() if text.casefold() in (code, name.casefold())]
    if not codes:
        resolution.notices.append(f"“language:{text}”: no such language is known; nothing is written in it.")
    return Named("language", tuple(codes))


def _aircraft(text: str, resolution: Resolution) -> Node:
    ids = tuple(found.id for found in resolution.catalogue.find_group(text))
    if not ids:
        resolution.notices.append(
            f"No aircraft type is called “{text}” in the catalogue; it was searched as words."
        )
        return Word(text)
    return _as_typed(Named("aircraft", ids), text, resolution)


def _outlet(text: str, resolution: Resolution) -> Node:
    # An outlet that was merged into another, or had another name, is asked for by that, too.
    named = Q(name__icontains=text) | Q(aliases__name__icontains=text)
    outlets = Outlet.objects.filter(named).distinct().values_list("id", flat=True)
    if not outlets:
        resolution.notices.append(f"No outlet here is called “{text}”.")
    return Named("outlet", tuple(str(key) for key in outlets))


def find_place_ids(name_or_id: str) -> tuple[str, ...]:
    """Return the ids of the places a reader may mean by a name, or the id itself; empty when unknown."""
    return _ids_of_place(name_or_id, known_places())


def _ids_of_place(name_or_id: str, places: PlaceGazetteer) -> tuple[str, ...]:
    if ":" in name_or_id:
        return (name_or_id,)
    return tuple(place.id for place in places.find_places(name_or_id))


# Kilometres within which two places of one name are one spot: a city and the province around it.
_SAME_SPOT_KM = 150.0


def _same_spot(ids: tuple[str, ...], places: PlaceGazetteer) -> tuple[str, ...]:
    """Return the likeliest place of a name and those at the same spot: near Paris is not near every Paris."""
    known = [places.place(key) for key in ids if places.has_place(key)]
    return tuple(place.id for place in known if distance_km(place, known[0]) <= _SAME_SPOT_KM)


def find_aircraft_ids(name_or_id: str) -> tuple[str, ...]:
    """Return the ids of the types a reader may mean: a whole kind ("helicopter"), role or family, or one type."""
    return tuple(found.id for found in known_aircraft().find_group(name_or_id))
