"""The outlines of the world's countries (Natural Earth), and what of them lies in a frame, in pixels."""

from __future__ import annotations

import itertools
import math
from array import array
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHAPES = Path(__file__).parent / "data" / "shapes.tsv"
_HUNDREDTHS = 100.0
# Pixels within which a coast's next point is left out: finer than this no eye sees it in a map as wide as the page, nor
# in one that is shown at a third of its size.
FINEST_STEP, SMALL_STEP = 2.0, 7.0
# Degrees a pixel from which the coarse outlines are drawn, as they are where their least step is shorter than the one
# asked for; the least step and size (hundredths of a degree) in them.
_COARSE_FROM = 0.08
_COARSE_STEP, _COARSE_SIZE = 30, 80
# Frames kept drawn; the pages of one place are asked for again and again.
_KEPT_FRAMES = 128

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of the earth, west to east and south to north in degrees, drawn ``width`` by ``height`` pixels.

    Lengths are true along the middle latitude (an equirectangular projection).
    """

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    def to_pixels(self, lat: float, lon: float) -> Point:
        """Return (x, y) of a point, from the upper left; outside the frame it lies outside the picture."""
        x = (lon - self.west) / (self.east - self.west) * self.width
        y = (self.north - lat) / (self.north - self.south) * self.height
        return x, y

    @property
    def km_wide(self) -> float:
        """The kilometres from edge to edge along the middle latitude."""
        middle = math.radians((self.south + self.north) / 2)
        return (self.east - self.west) * math.cos(middle) * 6371.0 * math.pi / 180


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed outline in hundredths of degrees, with its box (west, south, east, north)."""

    lons: array[int]
    lats: array[int]
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's outline in a frame: its code (``""`` for lands without one), an SVG path, its widest part."""

    country: str
    path: str
    width: int


@lru_cache(maxsize=1)
def load_shapes() -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    """Return the rings of each country by its code; about 0.05 s and 1 MB, read when first drawn."""
    shapes = []
    for line in _SHAPES.read_text("utf-8").splitlines():
        code, _, rings = line.partition("\t")
        shapes.append((code, tuple(map(_read_ring, rings.split(";")))))
    return tuple(shapes)


@lru_cache(maxsize=1)
def load_coarse_shapes() -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    """Return the same for maps of continents: a fifth of the points, no small islands but a country's largest."""
    return tuple((code, tuple(_coarsen(rings))) for code, rings in load_shapes())


def _coarsen(rings: tuple[Ring, ...]) -> Iterable[Ring]:
    largest = max(rings, key=lambda ring: _size(ring))
    for ring in rings:
        if ring is not largest and _size(ring) < _COARSE_SIZE:
            continue
        lons, lats = array("h", ring.lons[:1]), array("h", ring.lats[:1])
        for lon, lat in zip(ring.lons, ring.lats, strict=True):
            if abs(lon - lons[-1]) + abs(lat - lats[-1]) >= _COARSE_STEP:
                lons.append(lon)
                lats.append(lat)
        yield Ring(lons, lats, ring.box)


def _size(ring: Ring) -> int:
    west, south, east, north = ring.box
    return east - west + north - south


def _read_ring(text: str) -> Ring:
    steps = [step.split(",") for step in text.split(" ")]
    lons = array("h", itertools.accumulate(int(x) for x, _ in steps))
    lats = array("h", itertools.accumulate(int(y) for _, y in steps))
    return Ring(lons, lats, (min(lons), min(lats), max(lons), max(lats)))


@lru_cache(maxsize=_KEPT_FRAMES)
def draw_outlines(frame: Frame, step: float = FINEST_STEP) -> tuple[Outline, ...]:
    """Return what of each country lies in the frame, cut off a little outside its edges, in steps so long (pixels)."""
    edge = tuple(
        round(degrees * _HUNDREDTHS) for degrees in (frame.west, frame.south, frame.east, frame.north)
    )
    west, south, east, north = edge
    outlines = []
    pixel = (frame.east - frame.west) / frame.width
    is_coarse = pixel > _COARSE_FROM or pixel * step * _HUNDREDTHS > _COARSE_STEP
    for country, rings in load_coarse_shapes() if is_coarse else load_shapes():
        inside = [
            ring
            for ring in rings
            if ring.box[0] < east and ring.box[2] > west and ring.box[1] < north and ring.box[3] > south
        ]
        drawn = [points for ring in inside if len(points := _draw(ring, frame, step)) > 2]
        if drawn:
            width = max(max(x for x, _ in points) - min(x for x, _ in points) for points in drawn)
            outlines.append(Outline(country, "".join(map(_to_path, drawn)), width))
    return tuple(outlines)


def _draw(ring: Ring, frame: Frame, step: float) -> list[tuple[int, int]]:
    """Return the ring's points in the picture; two or fewer where it is a speck or does not reach in."""
    across = frame.width / (frame.east - frame.west) / _HUNDREDTHS
    down = frame.height / (frame.north - frame.south) / _HUNDREDTHS
    west, south, east, north = ring.box
    if (east - west) * across <= 1.5 * step and (north - south) * down <= 1.5 * step:
        return []
    left, top = frame.west * _HUNDREDTHS, frame.north * _HUNDREDTHS
    points: list[Point] = []
    last_lon = last_lat = math.inf
    for lon, lat in zip(ring.lons, ring.lats, strict=True):
        if abs(lon - last_lon) * across + abs(lat - last_lat) * down > step:
            last_lon, last_lat = lon, lat
            points.append(((lon - left) * across, (top - lat) * down))
    if west < left or south < frame.south * _HUNDREDTHS or east > frame.east * _HUNDREDTHS or north > top:
        points = _cut(points, frame.width, frame.height)
    drawn = [(round(x), round(y)) for x, y in points]
    is_speck = all(max(held) - min(held) <= 1.5 * step for held in zip(*drawn, strict=True))
    return [] if is_speck else drawn


def _to_path(points: list[tuple[int, int]]) -> str:
    steps = [f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in itertools.pairwise(points)]
    # A minus parts two numbers by itself.
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z"


# Pixels beyond the edge at which outlines are cut, so that the cut's own line is not seen.
_OVERHANG = 8.0


def _cut(points: list[Point], width: int, height: int) -> list[Point]:
    """Return the part of a polygon inside the picture (Sutherland and Hodgman 1974, one edge after the other)."""
    low, right, bottom = -_OVERHANG, width + _OVERHANG, height + _OVERHANG
    for axis, limit, keeps_below in ((0, low, False), (0, right, True), (1, low, False), (1, bottom, True)):
        inside = [point[axis] <= limit if keeps_below else point[axis] >= limit for point in points]
        if not any(inside):
            return []
        if not all(inside):
            points = list(_cut_at(points, inside, axis, limit))
    return points


def _cut_at(points: list[Point], is_kept: list[bool], axis: int, limit: float) -> Iterable[Point]:
    before, was_kept = points[-1], is_kept[-1]
    for point, is_now in zip(points, is_kept, strict=True):
        if is_now != was_kept:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            yield (
                before[0] + share * (point[0] - before[0]),
                before[1] + share * (point[1] - before[1]),
            )
        if is_now:
            yield point
        before, was_kept = point, is_now


# --- choosing a frame ------------------------------------------------------------------------------

# The least stretch a map shows (degrees of latitude): with less, a single town stands in blank land.
_LEAST_STRETCH = 3.0
# What is left free around the outermost points, as a share of their stretch.
_MARGIN = 0.2
_WORLD = (-180.0, -58.0, 180.0, 84.0)
# How much taller each of the steady frames is than the one before.
_STEADY_GROWTH = 1.3


def frame_around(
    points: Iterable[Point],
    *,
    width: int,
    height: int,
    least: float = _LEAST_STRETCH,
    is_steady: bool = False,
) -> Frame:
    """Return the closest frame of this shape that holds all ``points`` (lat, lon).

    ``least`` is the least stretch of latitude shown, in degrees. The whole world, for points around it or none, is as
    tall as it is. One that ``is_steady`` is chosen among few, a little wider, so that points nearby share it.
    """
    held = list(points)
    if not held:
        return _world(width)
    lats, lons = [lat for lat, _ in held], [lon for _, lon in held]
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    across = math.cos(math.radians(min(abs(middle_lat), 75.0)))
    tall = max((max(lats) - min(lats)) * (1 + 2 * _MARGIN), least)
    wide = (max(lons) - min(lons)) * (1 + 2 * _MARGIN) * across
    # The longer way sets the scale; the other gets what the picture's shape gives it.
    tall = max(tall, wide * height / width)
    if is_steady:
        tall = least * _STEADY_GROWTH ** math.ceil(math.log(tall / least, _STEADY_GROWTH))
        middle_lat, middle_lon = _to_step(middle_lat, tall / 6), _to_step(middle_lon, tall / 6)
        across = math.cos(math.radians(min(abs(middle_lat), 75.0)))
    wide = tall * width / height / across
    if wide >= 360.0:
        return _world(width)
    north = min(middle_lat + tall / 2, 90.0)
    south = max(north - tall, -90.0)
    return Frame(middle_lon - wide / 2, south, middle_lon + wide / 2, south + tall, width, height)


def _to_step(degrees: float, step: float) -> float:
    return round(degrees / step) * step


def _world(width: int) -> Frame:
    west, south, east, north = _WORLD
    return Frame(west, south, east, north, width, round(width * (north - south) / (east - west)))
