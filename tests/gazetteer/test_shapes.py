"""The outlines of countries, and the frame a map shows."""

from __future__ import annotations

import gzip
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.gazetteer.shapes import SMALL_STEP, Frame, draw_outlines, frame_around, load_shapes

SYRIA = frame_around([(35.9, 36.6), (33.5, 36.3), (36.2, 37.1)], width=800, height=560)
LATS = st.floats(min_value=-58, max_value=83)
LONS = st.floats(min_value=-179, max_value=179)


def test_a_frame_holds_its_points_with_room_around_them() -> None:
    for lat, lon in [(35.9, 36.6), (33.5, 36.3), (36.2, 37.1)]:
        x, y = SYRIA.to_pixels(lat, lon)
        assert 40 < x < 760
        assert 40 < y < 520


@settings(deadline=None)  # the first example may have a file to read
@given(st.lists(st.tuples(LATS, LONS), min_size=1, max_size=6), st.booleans())
def test_every_point_lies_in_the_frame_around_it(points: list[tuple[float, float]], is_steady: bool) -> None:
    frame = frame_around(points, width=800, height=560, is_steady=is_steady)
    pixels = [frame.to_pixels(lat, lon) for lat, lon in points]
    assert all(-1 <= x <= frame.width + 1 and -1 <= y <= frame.height + 1 for x, y in pixels)


def test_one_town_is_shown_with_the_land_around_it() -> None:
    frame = frame_around([(36.2, 37.1)], width=800, height=560)
    assert 300 < frame.km_wide < 800


def test_no_point_gives_the_world() -> None:
    frame = frame_around([], width=800, height=560)
    assert (frame.west, frame.east) == (-180.0, 180.0)


def test_neighbouring_points_share_a_steady_frame() -> None:
    homs, near = [(34.73, 36.72), (35.2, 36.1)], [(34.75, 36.7), (35.18, 36.15)]

    assert frame_around(homs, width=800, height=560, is_steady=True) == frame_around(
        near, width=800, height=560, is_steady=True
    )


def test_outlines_are_those_of_the_countries_in_the_frame() -> None:
    countries = {outline.country for outline in draw_outlines(SYRIA)}
    assert {"SY", "LB", "TR", "IQ"} <= countries
    assert not countries & {"US", "CN", "FR"}


def test_what_lies_outside_is_cut_off() -> None:
    for outline in draw_outlines(SYRIA):
        for start in re.findall(r"M(-?\d+) (-?\d+)l", outline.path):
            assert -10 <= int(start[0]) <= 810
            assert -10 <= int(start[1]) <= 570


@pytest.mark.parametrize(
    ("lat", "lon", "country"), [(33.5, 36.3, "SY"), (48.9, 2.4, "FR"), (-33.9, 151.2, "AU")]
)
def test_a_capital_lies_in_its_country(lat: float, lon: float, country: str) -> None:
    rings = (
        dict(load_shapes())[country]
        if country != "AU"
        else [r for c, rs in load_shapes() if c == "AU" for r in rs]
    )
    assert any(
        inside(round(lat * 100), round(lon * 100), list(zip(ring.lats, ring.lons, strict=True)))
        for ring in rings
    )


def inside(lat: int, lon: int, ring: list[tuple[int, int]]) -> bool:
    """Say whether a ray from the point crosses the ring an odd number of times."""
    crossings = 0
    for (lat1, lon1), (lat2, lon2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (lat1 > lat) != (lat2 > lat) and lon < lon1 + (lat - lat1) / (lat2 - lat1) * (lon2 - lon1):
            crossings += 1
    return crossings % 2 == 1


def test_a_map_of_the_world_is_drawn_in_a_moment() -> None:
    load_shapes()
    started = time.process_time()
    outlines = draw_outlines(Frame(-180, -58, 180, 84, 801, 316))
    assert time.process_time() - started < 1.0
    assert sum(len(outline.path) for outline in outlines) < 80_000


def test_a_small_map_of_the_world_is_light() -> None:
    paths = [outline.path for outline in draw_outlines(Frame(-180, -58, 180, 84, 801, 316), SMALL_STEP)]
    assert len(paths) > 100
    assert len(gzip.compress("".join(paths).encode(), 6)) < 6_000


def test_no_coast_runs_back_around_the_earth() -> None:
    for _, rings in load_shapes():
        for ring in rings:
            steps = [abs(one - other) for one, other in pairwise(ring.lons)]
            assert max(steps, default=0) < 18_000
