"""Maps drawn by us: the outlines of countries, a mark for each place, names where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.gazetteer import load_places
from archive.gazetteer.nearby import AREA_KINDS, km_between
from archive.gazetteer.shapes import FINEST_STEP, SMALL_STEP, Frame, Outline, draw_outlines, frame_around
from archive.views.place_words import place_in_words

# A map is drawn so many units wide and tall, and shown as wide as there is room.
WIDTH, HEIGHT = 800, 560
# The size of names in units: readable where the map is shown as wide as a phone, or beside a report.
LABEL_SIZE, LABEL_SIZE_BESIDE = 26, 34
# What a letter is wide, as a share of the size; enough for most names in our fonts.
_LETTER_WIDTH = 0.56
_MOST_MARKS = 60
# Places a map's description names.
_MOST_NAMED = 8
_SMALLEST_MARK, _LARGEST_MARK = 8.0, 20.0
# Lengths a scale may have (km); the longest that fits a quarter of the map is drawn.
_SCALES = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to mark: what it is called and where a click leads; ``weight`` makes its mark larger."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    url: str
    weight: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map; ``anchor`` is the SVG text-anchor at (x, y)."""

    text: str
    x: int
    y: int
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Pin:
    """A mark on the map: its place, where it is drawn and how large."""

    spot: Spot
    x: int
    y: int
    radius: int
    is_area: bool


@dataclass(frozen=True, slots=True)
class Map:
    """A map ready for the page. ``words`` say what it shows; ``scale_km`` is ``scale_width`` units long.

    ``left_out`` lie far from the rest.
    """

    frame: Frame
    outlines: tuple[Outline, ...]
    pins: tuple[Pin, ...]
    labels: tuple[Label, ...]
    countries: tuple[Label, ...]
    highlighted: str
    words: str
    left_out: tuple[Spot, ...]
    scale_km: int
    scale_width: int
    label_size: int


def draw_map(spots: Iterable[Spot], *, beside: bool = False, highlighted: str | None = None) -> Map | None:
    """Return the map of these places, ``None`` where there is none; ``beside`` for a narrow column.

    A country or region is marked by a ring at its middle; where only such are named they make the map, else the
    points do. ``highlighted`` is the code of a country to set off.
    """
    marked = sorted(spots, key=lambda spot: -spot.weight)[:_MOST_MARKS]
    if not marked:
        return None
    points = _heart_of([spot for spot in marked if spot.kind not in AREA_KINDS] or marked)
    least = 12.0 if all(spot.kind in AREA_KINDS for spot in points) else 3.0
    frame = frame_around(
        [(spot.lat, spot.lon) for spot in points],
        width=WIDTH,
        height=HEIGHT,
        least=least,
        is_steady=beside,
    )
    pins = tuple(pin for pin in _pins(marked, frame) if _is_inside(pin.x, pin.y, frame))
    size = LABEL_SIZE_BESIDE if beside else LABEL_SIZE
    taken = [_around(pin) for pin in pins]
    labels = tuple(_place_labels(pins, frame, size, taken))
    outlines = draw_outlines(frame, SMALL_STEP if beside else FINEST_STEP)
    scale = _scale(frame)
    return Map(
        frame=frame,
        outlines=outlines,
        pins=pins,
        labels=labels,
        countries=tuple(_country_labels(outlines, frame, size, taken, pins)),
        highlighted=highlighted or "",
        words=_in_words(pins),
        left_out=tuple(spot for spot in marked if spot.id not in {pin.spot.id for pin in pins}),
        scale_km=scale,
        scale_width=round(scale / frame.km_wide * frame.width),
        label_size=size,
    )


# The part of a map's weight that it must show; what lies far from the rest is named below it instead.
_HEART_SHARE = 0.75
# Kilometres across up to which nothing is left out.
_CLOSE_KM = 1500.0


def _heart_of(spots: Sequence[Spot]) -> list[Spot]:
    """Return the spots nearest to the one that most others are near, until they have most of the weight.

    One dateline from Washington must not shrink a province to a dot; where all lie close, all are kept.
    """

    def away(one: Spot, other: Spot) -> float:
        return km_between(one.lat, one.lon, other.lat, other.lon)

    middle = min(spots, key=lambda one: sum(away(one, other) * other.weight for other in spots))
    total, held, kept = sum(spot.weight for spot in spots), 0, list[Spot]()
    for spot in sorted(spots, key=lambda other: away(middle, other)):
        if away(middle, spot) > _CLOSE_KM and held >= _HEART_SHARE * total:
            break
        kept.append(spot)
        held += spot.weight
    return kept


def _in_words(pins: Sequence[Pin]) -> str:
    names = [pin.spot.name for pin in pins]
    shown, more = ", ".join(names[:_MOST_NAMED]), len(names) - _MOST_NAMED
    if more <= 0:
        return _("Map of %(places)s") % {"places": shown}
    said = ngettext(
        "Map of %(places)s and %(count)s more place", "Map of %(places)s and %(count)s more places", more
    )
    return said % {"places": shown, "count": more}


def _pins(spots: Sequence[Spot], frame: Frame) -> Iterable[Pin]:
    heaviest = max(spot.weight for spot in spots)
    for spot in spots:
        x, y = frame.to_pixels(spot.lat, spot.lon)
        share = math.sqrt(spot.weight / heaviest) if heaviest else 0.0
        radius = _SMALLEST_MARK + (_LARGEST_MARK - _SMALLEST_MARK) * share * min(1.0, heaviest / 4)
        yield Pin(spot, round(x), round(y), round(radius), spot.kind in AREA_KINDS)


def _is_inside(x: float, y: float, frame: Frame) -> bool:
    return 0 <= x <= frame.width and 0 <= y <= frame.height


def _around(pin: Pin) -> Box:
    return pin.x - pin.radius, pin.y - pin.radius, pin.x + pin.radius, pin.y + pin.radius


def _place_labels(pins: Sequence[Pin], frame: Frame, size: int, taken: list[Box]) -> Iterable[Label]:
    """Yield a name for each pin that has room for one, the heaviest first; ``taken`` grows by their boxes."""
    for pin in pins:
        width = len(pin.spot.name) * size * _LETTER_WIDTH
        gap, low = pin.radius + 6, round(size * 0.35)
        choices = (
            Label(pin.spot.name, pin.x + gap, pin.y + low),
            Label(pin.spot.name, pin.x - gap, pin.y + low, "end"),
            Label(pin.spot.name, pin.x, pin.y - gap, "middle"),
            Label(pin.spot.name, pin.x, pin.y + gap + round(size * 0.8), "middle"),
        )
        for label in choices:
            box = _box(label, width, size)
            if _has_room(box, frame, taken):
                taken.append(box)
                yield label
                break


def _country_labels(
    outlines: Sequence[Outline], frame: Frame, size: int, taken: list[Box], pins: Sequence[Pin]
) -> Iterable[Label]:
    places = load_places()
    marked = {pin.spot.id for pin in pins}
    for outline in outlines:
        code = outline.country
        if f"country:{code}" in marked or not places.has_place(f"country:{code}"):
            continue
        country = places.place(f"country:{code}")
        x, y = frame.to_pixels(country.lat, country.lon)
        name = place_in_words(country.id, country.name)
        label = Label(name.upper(), round(x), round(y), "middle")
        width = len(name) * size * 0.6
        box = _box(label, width, size)
        if width < outline.width * 1.1 and _has_room(box, frame, taken):
            taken.append(box)
            yield label


def _box(label: Label, width: float, size: int) -> Box:
    left = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}[label.anchor]
    return left, label.y - size * 0.85, left + width, label.y + size * 0.25


def _has_room(box: Box, frame: Frame, taken: Sequence[Box]) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > frame.width or bottom > frame.height:
        return False
    return not any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken
    )


def _scale(frame: Frame) -> int:
    return next((km for km in reversed(_SCALES) if km <= frame.km_wide / 4), _SCALES[0])
