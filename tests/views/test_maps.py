import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from archive.views.maps import Spot, draw_map


def spot(name, lat, lon, *, kind="town", weight=1):
    return Spot(f"test:{name}", name, kind, lat, lon, f"/places/test:{name}/", weight)


ALEPPO, IDLIB, WASHINGTON = (36.2, 37.1), (35.93, 36.63), (38.9, -77.0)


def test_there_is_no_map_of_nothing():
    assert draw_map([]) is None


def test_each_place_is_a_mark_and_a_name_in_the_picture():
    shown = draw_map([spot("Aleppo", *ALEPPO), spot("Idlib", *IDLIB)])
    assert {pin.spot.name for pin in shown.pins} == {"Aleppo", "Idlib"}
    assert {label.text for label in shown.labels} == {"Aleppo", "Idlib"}
    assert all(0 <= pin.x <= shown.frame.width and 0 <= pin.y <= shown.frame.height for pin in shown.pins)
    east_of = {pin.spot.name: pin.x for pin in shown.pins}
    assert east_of["Idlib"] < east_of["Aleppo"]


def test_names_never_lie_over_each_other():
    crowd = [spot(f"Place {number}", 36 + number / 50, 37.0) for number in range(20)]
    labels = draw_map(crowd).labels
    boxes = [(label.x, label.y, label.anchor) for label in labels]
    assert 1 < len(labels) <= 20
    assert len(set(boxes)) == len(boxes)
    for one in labels:
        for other in labels:
            if one is not other and one.anchor == other.anchor == "start":
                assert abs(one.y - other.y) >= 20 or abs(one.x - other.x) >= 60


def test_what_is_named_more_is_marked_larger():
    shown = draw_map([spot("Aleppo", *ALEPPO, weight=9), spot("Idlib", *IDLIB)])
    size = {pin.spot.name: pin.radius for pin in shown.pins}
    assert size["Aleppo"] > size["Idlib"]


def test_a_far_place_is_named_below_the_map_and_does_not_shrink_it():
    near = [spot("Aleppo", *ALEPPO, weight=4), spot("Idlib", *IDLIB, weight=4)]
    shown = draw_map([*near, spot("Washington", *WASHINGTON)])
    assert [left.name for left in shown.left_out] == ["Washington"]
    assert shown.frame.km_wide < 2000


def test_a_country_alone_is_ringed_and_shown_whole():
    shown = draw_map([spot("Syria", 35.0, 38.0, kind="country")])
    assert shown.pins[0].is_area
    assert shown.frame.km_wide > 1000


@pytest.mark.parametrize("count", [1, 500])
def test_a_map_stays_small(count):
    spots = [spot(f"P{n}", 20 + n % 40, 10 + n % 30) for n in range(count)]
    assert len(draw_map(spots).pins) <= 60


def test_of_many_places_off_the_map_the_first_are_named_and_the_rest_counted():
    near = [spot(f"Near {number}", 35 + number / 10, 36, weight=50) for number in range(5)]
    far = [spot(f"Far {number}", -30, -60 - number) for number in range(11)]
    drawn = draw_map([*near, *far])
    assert len(drawn.left_out) == 11
    with override("en"):
        html = render_to_string("archive/_map.html", {"map": drawn})
    caption = html.split("<figcaption>")[1]
    assert caption.count("<a ") == 8
    assert "and 3 more" in caption
